//! A filter with what it names looked up.

use std::collections::HashMap;

use uuid::Uuid;

use super::VisitFilter;
use crate::domain::goal::Target;

/// A filter, and what the visit log cannot know of the things it names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KnownFilter {
    /// The conditions.
    pub filter: VisitFilter,
    /// The time zone of weekdays and hours: the site's, an IANA name.
    pub zone: String,
    /// The visit log's ids of the visitors it names. Who is not here never was.
    pub visitors: HashMap<String, u64>,
    /// What reaches the goals it names. What is not here is never reached.
    pub goals: HashMap<Uuid, Target>,
}
