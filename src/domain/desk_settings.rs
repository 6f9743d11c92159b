//! What holds for the whole chat desk.

use serde::{Deserialize, Serialize};

use super::ids::AgentId;

/// The desk's settings.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeskSettings {
    /// An agent who did nothing for so many minutes (1 to 120) is away; `None`: never by itself.
    pub idle_minutes: Option<u32>,
    /// Who gets what visitors leave when nobody is there; empty: all active Administrators.
    #[serde(default)]
    pub offline_recipients: Vec<AgentId>,
}

impl DeskSettings {
    /// The longest `idle_minutes`.
    pub const LONGEST_IDLE: u32 = 120;
}
