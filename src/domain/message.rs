//! What was said in a chat.

use serde::{Deserialize, Serialize};

use super::ids::{AgentId, ChatId, FileId, VisitorKey};
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
    /// From 1, without gaps; a visitor does not see every number.
    pub seq: i64,
    pub from: From,
    pub agent: Option<AgentId>,
    /// The name agents read.
    pub name: String,
    /// The name the visitor reads, where it is another.
    pub shown_as: Option<String>,
    /// Empty once it is deleted.
    pub text: String,
    pub attached: Option<Attached>,
    /// For agents only.
    pub whisper: bool,
    pub at: Moment,
    /// Made by the sender; the same one again is the same message.
    pub client_id: Option<String>,
    pub edited: Option<Moment>,
    pub deleted: Option<Moment>,
}

impl Message {
    /// Plain words that everybody in the chat reads, without a number yet.
    pub const fn new(chat: ChatId, visitor: VisitorKey, from: From, name: String, text: String, at: Moment) -> Self {
        let (seq, agent, shown_as, attached, whisper) = (0, None, None, None, false);
        let (client_id, edited, deleted) = (None, None, None);
        Self {
            chat,
            visitor,
            seq,
            from,
            agent,
            name,
            shown_as,
            text,
            attached,
            whisper,
            at,
            client_id,
            edited,
            deleted,
        }
    }

    /// The name the visitor reads.
    pub fn shown_name(&self) -> &str {
        self.shown_as.as_deref().unwrap_or(&self.name)
    }

    /// Its kind in one word, the same in SQL and on the wire.
    pub const fn kind(&self) -> &'static str {
        match self.attached {
            None => "text",
            Some(Attached::Link(_)) => "link",
            Some(Attached::File(_)) => "file",
        }
    }
}

/// What a message carries beside its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "PROTOCOL names them")]
pub enum Attached {
    Link(Link),
    File(File),
}

/// A page pushed to the visitor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Absolute, http or https.
    pub url: String,
    /// It opens in the page's own tab.
    pub same_tab: bool,
}

/// A file that is kept in the records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Its name in the records.
    pub id: FileId,
    /// A file name without a path.
    pub name: String,
    /// Bytes.
    pub size: i64,
    /// The media type it is served as.
    pub r#type: String,
    /// Whoever has this may read it.
    pub token: String,
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
