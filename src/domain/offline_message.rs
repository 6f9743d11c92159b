//! What a visitor leaves when nobody can take a chat.

use super::ids::{ChatId, OfflineMessageId, SiteKey, VisitorKey};
use super::moment::Moment;

/// One message.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of DESK")]
pub struct OfflineMessage {
    pub id: OfflineMessageId,
    pub site: SiteKey,
    pub visitor: VisitorKey,
    pub visitor_name: String,
    /// Made by the page; the same one again is the same message.
    pub client_id: String,
    pub name: String,
    pub email: String,
    /// The name of the department it is for.
    pub department: Option<String>,
    pub text: String,
    /// The page it was left on.
    pub url: String,
    /// The missed chat it belongs to.
    pub chat: Option<ChatId>,
    pub at: Moment,
    pub handled: Option<Moment>,
    /// The name of the agent who said so.
    pub handled_by: Option<String>,
}
