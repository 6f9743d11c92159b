//! What was said in a chat.

use serde::{Deserialize, Serialize};

use super::ids::{AgentId, ChatId, VisitorKey};
use super::moment::Moment;

/// Characters of one message.
pub const LONGEST: usize = 4_000;

/// One message. It is stored before anybody hears of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of PROTOCOL")]
pub struct Message {
    pub chat: ChatId,
    /// The visitor of the chat, so that the doorways are found without a look-up.
    pub visitor: VisitorKey,
    /// From 1, without gaps.
    pub seq: i64,
    pub from: From,
    pub agent: Option<AgentId>,
    /// The name it is shown under.
    pub name: String,
    pub text: String,
    pub at: Moment,
    /// Made by the sender; the same one again is the same message.
    pub client_id: Option<String>,
}

/// Who says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "PROTOCOL names them")]
pub enum From {
    Visitor,
    Agent,
    Notice,
}

impl From {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Visitor, Self::Agent, Self::Notice];

    /// The word for it, the same in SQL and on the wire.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Visitor => "visitor",
            Self::Agent => "agent",
            Self::Notice => "notice",
        }
    }

    /// The speaker of this word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|from| from.word() == word)
    }
}
