//! What others must hear, once it is stored.

use std::sync::Arc;

use super::agent::AgentStatus;
use super::chat::Chat;
use super::ids::{AgentId, ChatId, RoomId, VisitorKey};
use super::invitation::Invitation;
use super::message::Message;
use super::offer::Offer;
use super::offline_message::OfflineMessage;
use super::room::RoomMessage;

/// One thing that happened.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the names say it")]
pub enum News {
    InvitationMoved(Arc<Invitation>),
    ChatMoved(Arc<Chat>),
    /// One side has read, or was brought, more of it.
    ChatMarked {
        chat: Arc<Chat>,
        by_agent: bool,
    },
    ChatRated(Arc<Chat>),
    /// An agent has tagged it, or written a note about it.
    ChatDescribed(Arc<Chat>),
    /// Said, or edited or deleted since.
    MessageSaid(Arc<Message>),
    OfferMoved(Arc<Offer>),
    /// Somebody writes; `agent` is `None` when it is the visitor.
    Typing {
        chat: ChatId,
        visitor: VisitorKey,
        owner: Option<AgentId>,
        agent: Option<AgentId>,
        name: Arc<str>,
        /// What stands in the visitor's composer, where the site shows it to agents. Never stored or logged.
        text: Option<Arc<str>>,
    },
    AgentMoved {
        agent: AgentId,
        status: AgentStatus,
    },
    /// Whether a colleague is there may have changed.
    ColleagueMoved {
        agent: AgentId,
    },
    /// Somebody spoke in a room of agents; to its members.
    RoomSaid {
        message: Arc<RoomMessage>,
        members: Arc<[AgentId]>,
    },
    RoomRead {
        room: RoomId,
        agent: AgentId,
    },
    SitesChanged,
    /// Departments, routing or the desk's settings.
    RulesChanged,
    /// Rules that invite by themselves, or a budget of attention.
    InvitationRulesChanged,
    WebhooksChanged,
    BlocksChanged,
    /// A visitor left one, or somebody has handled it.
    OfflineMessageMoved(Arc<OfflineMessage>),
}
