//! What the console is told of a chat (`docs/DESK.md` section 3).

use serde::Serialize;

use super::told::AgentName;
use crate::domain::chat::{Chat, EndedAs, State};
use crate::domain::ids::{ChatId, InvitationId, SiteKey, VisitorKey};
use crate::domain::moment::Moment;

/// A chat summary.
#[derive(Serialize)]
pub(crate) struct ChatWire<'a> {
    r#type: &'static str,
    id: ChatId,
    site: &'a SiteKey,
    state: State,
    visitor: VisitorKey,
    visitor_name: &'a str,
    email: Option<&'a str>,
    url: &'a str,
    department: Option<&'a str>,
    agent: Option<AgentName<'a>>,
    face: Option<&'a str>,
    guests: Vec<AgentName<'a>>,
    invitation: Option<InvitationId>,
    started: Moment,
    rings_until: Option<Moment>,
    /// It rings at the agent who is told this.
    rings: bool,
    accepted: Option<Moment>,
    ended: Option<Moment>,
    ended_as: Option<EndedAs>,
    last_seq: i64,
    last_text: &'a str,
    read_seq: i64,
    visitor_delivered: i64,
    visitor_read: i64,
    rating: Option<i64>,
    comment: Option<&'a str>,
    tags: &'a [String],
    note: &'a str,
}

impl<'a> ChatWire<'a> {
    /// As an agent sees it at whom it rings, or not.
    pub(crate) fn of(chat: &'a Chat, rings: bool) -> Self {
        Self {
            r#type: "chat",
            id: chat.id,
            site: &chat.site,
            state: chat.state,
            visitor: chat.visitor,
            visitor_name: &chat.visitor_name,
            email: chat.email.as_deref(),
            url: &chat.url,
            department: chat.department.as_ref().map(|(_, name)| name.as_str()),
            agent: chat.agent.as_ref().map(|(id, name)| AgentName { id: *id, name }),
            face: chat.face.as_deref(),
            guests: chat.guests.iter().map(|guest| AgentName { id: guest.id, name: &guest.name }).collect(),
            invitation: chat.invitation,
            started: chat.started,
            rings_until: chat.rings_until,
            rings,
            accepted: chat.accepted,
            ended: chat.ended,
            ended_as: chat.ended_as,
            last_seq: chat.last_seq,
            last_text: &chat.last_text,
            read_seq: chat.read_seq,
            visitor_delivered: chat.visitor_delivered,
            visitor_read: chat.visitor_read,
            rating: chat.rating,
            comment: chat.comment.as_deref(),
            tags: &chat.tags,
            note: &chat.note,
        }
    }
}
