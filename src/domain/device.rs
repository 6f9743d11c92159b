//! What the visitor looks through: browser, system, kind of device.

use serde::{Deserialize, Serialize};

/// Browser, system and kind of device, as read from the user agent and the client hints.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Device {
    /// Browser family (`Firefox`); empty when unknown.
    pub browser: String,
    /// Major version (`145`); empty when unknown.
    pub browser_version: String,
    /// System with its version where it is told (`Windows 11`, `iOS 19`); empty when unknown.
    pub system: String,
    /// Kind of device.
    pub kind: DeviceKind,
}

/// Kinds of device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeviceKind {
    /// A computer with a keyboard.
    Desktop,
    /// A telephone.
    Phone,
    /// A tablet.
    Tablet,
    /// Anything else, or not known.
    #[default]
    Other,
}

impl DeviceKind {
    /// The word for it, the same in SQL and on the wire.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Desktop => "desktop",
            Self::Phone => "phone",
            Self::Tablet => "tablet",
            Self::Other => "other",
        }
    }
}
