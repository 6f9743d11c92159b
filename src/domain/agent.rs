//! An operator's account: what they may do, and whether they are there.

use serde::{Deserialize, Serialize};

use super::ids::AgentId;

/// An operator.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of PROTOCOL")]
pub struct Agent {
    pub id: AgentId,
    pub email: String,
    pub name: String,
    pub role: Role,
    pub status: AgentStatus,
}

/// What an agent is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the roles of the seeds")]
pub enum Role {
    Administrator,
    Normal,
    Marketer,
}

/// Whether an agent takes chats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "two of them")]
pub enum AgentStatus {
    Online,
    Away,
}

/// Something not everybody may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Right {
    Converse,
    ChangeSettings,
    SeeOthersChats,
}

impl Role {
    /// Whether this role may.
    pub const fn may(self, right: Right) -> bool {
        match (self, right) {
            (Self::Administrator, _) | (Self::Normal, Right::Converse) => true,
            (Self::Normal | Self::Marketer, _) => false,
        }
    }
}
