//! Where an address is, as far as a city-level database knows.

use serde::{Deserialize, Serialize};

/// A place at city level. Every part may be missing.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Place {
    /// ISO 3166-1 alpha-2, upper case; empty when unknown.
    pub country: String,
    /// Region or state by name; empty when unknown.
    pub region: String,
    /// City by name; empty when unknown.
    pub city: String,
    /// Degrees north and east; absent when unknown.
    pub coordinates: Option<(f64, f64)>,
}
