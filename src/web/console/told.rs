//! What the console is told beside rows (`docs/PROTOCOL.md` section 3).

use serde::Serialize;

use crate::app::App;
use crate::domain::agent::{Agent, AgentStatus, Right, Role};
use crate::domain::ids::{AgentId, ChatId, InvitationId, RuleId, SiteKey, VisitorKey};
use crate::domain::invitation::{Invitation, State};
use crate::domain::message::{From, Message};
use crate::domain::moment::Moment;
use crate::web::wire::{Extras, written};

/// An agent whom others see.
#[derive(Serialize)]
pub(super) struct AgentName<'a> {
    pub(super) id: AgentId,
    pub(super) name: &'a str,
}

/// The rule an invitation came from.
#[derive(Serialize)]
struct RuleName {
    id: RuleId,
    /// Empty when it has been deleted since.
    name: String,
}

/// The signed-in agent.
#[derive(Serialize)]
pub(crate) struct AgentWire<'a> {
    id: AgentId,
    name: &'a str,
    email: &'a str,
    role: Role,
    status: AgentStatus,
    capacity: Option<u32>,
    languages: &'a [String],
    title: &'a str,
    photo: Option<&'a str>,
}

/// An invitation.
#[derive(Serialize)]
pub(crate) struct InvitationWire<'a> {
    r#type: &'static str,
    id: InvitationId,
    visitor: VisitorKey,
    visitor_name: &'a str,
    site: &'a SiteKey,
    agent: AgentName<'a>,
    rule: Option<RuleName>,
    text: &'a str,
    state: State,
    sent: Moment,
    delivered: Option<Moment>,
    viewed: Option<Moment>,
    ended: Option<Moment>,
    remaining_ms: Option<i64>,
    chat: Option<ChatId>,
}

/// A message.
#[derive(Serialize)]
pub(crate) struct MessageWire<'a> {
    r#type: &'static str,
    chat: ChatId,
    seq: i64,
    from: From,
    agent: Option<AgentId>,
    name: &'a str,
    text: &'a str,
    at: Moment,
    client_id: Option<&'a str>,
    whisper: bool,
    shown_as: Option<&'a str>,
    #[serde(flatten)]
    extras: Extras<'a>,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "hello")]
struct Hello<'a> {
    now: Moment,
    agent: AgentWire<'a>,
    simulated: bool,
    desk: DeskWire,
    rights: Vec<Right>,
}

/// What of the desk's settings an agent's console needs.
#[derive(Serialize)]
struct DeskWire {
    idle_minutes: Option<u32>,
}

impl<'a> AgentWire<'a> {
    pub(crate) fn of(agent: &'a Agent) -> Self {
        let Agent { id, name, email, role, status, capacity, languages, title, photo, .. } = agent;
        let (photo, capacity) = (photo.as_deref(), *capacity);
        Self { id: *id, name, email, role: *role, status: *status, capacity, languages, title, photo }
    }
}

impl<'a> InvitationWire<'a> {
    pub(crate) fn of(app: &App, invitation: &'a Invitation) -> Self {
        let remaining = invitation.remaining(app.clock.now(), &app.clock.steady());
        Self {
            r#type: "invitation",
            id: invitation.id,
            visitor: invitation.visitor,
            visitor_name: &invitation.visitor_name,
            site: &invitation.site,
            agent: AgentName { id: invitation.agent, name: &invitation.agent_name },
            rule: invitation.rule.map(|id| {
                let name = app.live.inviting.rule(id).map(|rule| rule.name.clone()).unwrap_or_default();
                RuleName { id, name }
            }),
            text: &invitation.text,
            state: invitation.state,
            sent: invitation.sent,
            delivered: invitation.delivered,
            viewed: invitation.viewed.as_ref().map(|viewed| viewed.wall),
            ended: invitation.ended,
            remaining_ms: remaining.filter(|_| invitation.state == State::Viewed),
            chat: invitation.chat,
        }
    }
}

impl<'a> MessageWire<'a> {
    pub(crate) fn of(message: &'a Message) -> Self {
        Self {
            r#type: "message",
            chat: message.chat,
            seq: message.seq,
            from: message.from,
            agent: message.agent,
            name: &message.name,
            text: &message.text,
            at: message.at,
            client_id: message.client_id.as_deref(),
            whisper: message.whisper,
            shown_as: message.shown_as.as_deref(),
            extras: Extras::of(message),
        }
    }
}

/// The first frame.
pub(crate) fn hello(app: &App, agent: &Agent) -> String {
    let simulated = app.live.whos_on.everyone(None).iter().any(|row| row.simulated);
    let desk = DeskWire { idle_minutes: app.live.rules.desk().idle_minutes };
    let rights = agent.role.rights();
    written(&Hello { now: app.clock.now(), agent: AgentWire::of(agent), simulated, desk, rights })
}
