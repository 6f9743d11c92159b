//! Colleagues and offers, as the console is told of them (`docs/DESK.md` sections 3 and 4).

use serde::Serialize;

use super::told::AgentName;
use crate::actions::list_colleagues::Colleague;
use crate::domain::agent::{AgentStatus, Role};
use crate::domain::ids::{AgentId, ChatId, GroupId, OfferId};
use crate::domain::moment::Moment;
use crate::domain::offer::{Kind, Offer, State, To};
use crate::live::doorways::Frame;
use crate::web::wire::written;

/// A colleague.
#[derive(Serialize)]
pub(crate) struct ColleagueWire<'a> {
    r#type: &'static str,
    id: AgentId,
    name: &'a str,
    title: &'a str,
    photo: Option<&'a str>,
    role: Role,
    status: AgentStatus,
    idle: bool,
    /// A console is open.
    here: bool,
    chats: usize,
    capacity: Option<u32>,
    groups: &'a [String],
    /// Why they cannot be asked just now.
    why: Option<&'static str>,
}

impl<'a> ColleagueWire<'a> {
    pub(crate) fn of(colleague: &'a Colleague) -> Self {
        let agent = &colleague.agent;
        Self {
            r#type: "agent",
            id: agent.id,
            name: &agent.name,
            title: &agent.title,
            photo: agent.photo.as_deref(),
            role: agent.role,
            status: agent.status,
            idle: agent.idle,
            here: colleague.facts.here,
            chats: colleague.facts.chats,
            capacity: agent.capacity,
            groups: &colleague.groups,
            why: colleague.why.map(crate::domain::ringing::WhyNot::words),
        }
    }
}

/// The frame about a colleague.
pub(crate) fn colleague_frame(colleague: &Colleague) -> Frame {
    Frame::from(written(&ColleagueWire::of(colleague)))
}

#[derive(Serialize)]
struct ToWire<'a> {
    agent: Option<AgentId>,
    group: Option<GroupId>,
    name: &'a str,
}

/// An offer.
#[derive(Serialize)]
pub(crate) struct OfferWire<'a> {
    r#type: &'static str,
    id: OfferId,
    chat: ChatId,
    kind: Kind,
    visitor_name: &'a str,
    from: AgentName<'a>,
    to: ToWire<'a>,
    note: &'a str,
    made: Moment,
    until: Moment,
    state: State,
    taken_by: Option<AgentName<'a>>,
}

impl<'a> OfferWire<'a> {
    pub(crate) fn of(offer: &'a Offer) -> Self {
        let (agent, group) = match offer.to {
            To::Agent(agent) => (Some(agent), None),
            To::Group(group) => (None, Some(group)),
        };
        Self {
            r#type: "offer",
            id: offer.id,
            chat: offer.chat,
            kind: offer.kind,
            visitor_name: &offer.visitor_name,
            from: AgentName { id: offer.from.0, name: &offer.from.1 },
            to: ToWire { agent, group, name: &offer.to_name },
            note: &offer.note,
            made: offer.made,
            until: offer.until,
            state: offer.state,
            taken_by: offer.taken_by.as_ref().map(|(id, name)| AgentName { id: *id, name }),
        }
    }
}
