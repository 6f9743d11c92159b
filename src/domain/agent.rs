//! An operator's account: what they may do, and whether they are there.

use serde::{Deserialize, Serialize};

use super::ids::AgentId;

/// An operator.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of PROTOCOL and DESK")]
pub struct Agent {
    pub id: AgentId,
    pub email: String,
    pub name: String,
    pub role: Role,
    pub status: AgentStatus,
    /// Away by itself, so that activity brings them back.
    pub idle: bool,
    /// Who is not active cannot sign in and takes no seat.
    pub active: bool,
    /// What they are called under their name.
    pub title: String,
    /// Language tags.
    pub languages: Vec<String>,
    /// The address of their picture at the service.
    pub photo: Option<String>,
    /// Chats at once; `None`: no limit.
    pub capacity: Option<u32>,
    /// Signing in asks for a code.
    pub second_factor: bool,
}

impl Agent {
    /// A new operator who is online and has nothing beside a name.
    pub fn new(id: AgentId, email: impl Into<String>, name: impl Into<String>, role: Role) -> Self {
        Self {
            id,
            email: email.into(),
            name: name.into(),
            role,
            status: AgentStatus::Online,
            idle: false,
            active: true,
            title: String::new(),
            languages: Vec::new(),
            photo: None,
            capacity: None,
            second_factor: false,
        }
    }
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Right {
    #[serde(rename = "converse")]
    Converse,
    #[serde(rename = "settings")]
    ChangeSettings,
    #[serde(rename = "others_chats")]
    SeeOthersChats,
    #[serde(rename = "reports")]
    SeeReports,
}

impl Right {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Converse, Self::ChangeSettings, Self::SeeOthersChats, Self::SeeReports];
}

impl Role {
    /// Whether this role may.
    pub const fn may(self, right: Right) -> bool {
        match (self, right) {
            (Self::Administrator, _) | (Self::Normal, Right::Converse) | (Self::Marketer, Right::SeeReports) => true,
            (Self::Normal | Self::Marketer, _) => false,
        }
    }

    /// All that this role may.
    pub fn rights(self) -> Vec<Right> {
        Right::ALL.into_iter().filter(|right| self.may(*right)).collect()
    }
}
