//! What a visitor's page is told (`docs/PROTOCOL.md` section 2).

use std::collections::BTreeMap;

use serde::Serialize;

use crate::actions::say::shown_name;
use crate::app::App;
use crate::domain::chat::{Chat, EndedAs, State as ChatState};
use crate::domain::ids::{ChatId, InvitationId};
use crate::domain::invitation::{Invitation, State};
use crate::domain::message::{From, Message};
use crate::domain::moment::Moment;
use crate::domain::site::{ChatLinkStyle, Side, Site, SiteSettings};
use crate::domain::site_settings::WelcomeForm;
use crate::web::wire::{Extras, written};

#[derive(Serialize)]
struct AgentWire<'a> {
    name: &'a str,
    initials: String,
}

#[derive(Serialize)]
pub(crate) struct MessageWire<'a> {
    chat: ChatId,
    seq: i64,
    from: From,
    name: &'a str,
    text: &'a str,
    at: Moment,
    client_id: Option<&'a str>,
    #[serde(flatten)]
    extras: Extras<'a>,
}

#[derive(Serialize)]
pub(crate) struct ChatFrame<'a> {
    r#type: &'static str,
    id: ChatId,
    state: ChatState,
    agent: Option<AgentWire<'a>>,
    /// Who is in the room.
    agents: Vec<AgentWire<'a>>,
    messages: Vec<MessageWire<'a>>,
    last_seq: i64,
    agent_read: i64,
    marks: Marks,
    rating: Option<i64>,
    ended_as: Option<EndedAs>,
}

/// What the widget wears; `kind` is `none` where the site has no chat link.
#[derive(Serialize)]
struct StyleWire<'a> {
    kind: &'static str,
    color: &'a str,
    position: Side,
    greeting: &'a str,
    company: &'a str,
}

/// How far the visitor's own pages are.
#[derive(Serialize)]
struct Marks {
    delivered: i64,
    read: i64,
}

/// What of the site's settings its pages need.
#[derive(Serialize)]
struct SettingsWire<'a> {
    preview_typing: bool,
    files: bool,
    texts: BTreeMap<&'a str, &'a str>,
    form: WelcomeForm,
}

impl<'a> SettingsWire<'a> {
    fn of(site: &'a Site, language: &str) -> Self {
        let SiteSettings { preview_typing, visitor_files, form, .. } = site.settings;
        Self { preview_typing, files: visitor_files, texts: site.settings.texts_for(language), form }
    }
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Told<'a> {
    Welcome {
        style: StyleWire<'a>,
        settings: SettingsWire<'a>,
        chat: Option<ChatFrame<'a>>,
    },
    Invitation {
        id: InvitationId,
        agent: AgentWire<'a>,
        company: &'a str,
        text: &'a str,
        viewed: bool,
        remaining_ms: Option<i64>,
    },
    InvitationViewed {
        id: InvitationId,
        remaining_ms: i64,
    },
    InvitationGone {
        id: InvitationId,
        why: &'static str,
    },
    Message(MessageWire<'a>),
    Marks {
        chat: ChatId,
        agent_read: i64,
    },
    TranscriptSent {
        chat: ChatId,
        to: &'a str,
    },
}

fn agent(name: &str) -> AgentWire<'_> {
    AgentWire { name, initials: name.split_whitespace().filter_map(|word| word.chars().next()).take(2).collect() }
}

fn message(message: &Message) -> MessageWire<'_> {
    let own = message.from == From::Visitor;
    let Message { chat, seq, from, text, at, client_id, .. } = message;
    let client_id = client_id.as_deref().filter(|_| own);
    let (name, extras) = (message.shown_name(), Extras::of(message));
    MessageWire { chat: *chat, seq: *seq, from: *from, name, text, at: *at, client_id, extras }
}

fn chat<'a>(chat: &'a Chat, messages: &'a [Message]) -> ChatFrame<'a> {
    let face = chat.face.as_deref();
    let guests = chat.guests.iter().map(|guest| agent(&guest.shown));
    let messages = messages.iter().filter(|message| !message.whisper).map(message).collect();
    ChatFrame {
        r#type: "chat",
        id: chat.id,
        state: chat.shown_state(),
        agent: face.map(agent),
        agents: face.map(agent).into_iter().chain(guests).collect(),
        messages,
        last_seq: chat.last_seq,
        agent_read: chat.read_seq,
        marks: Marks { delivered: chat.visitor_delivered, read: chat.visitor_read },
        rating: chat.rating,
        ended_as: chat.ended_as,
    }
}

fn worn<'a>(site: &Site, style: &'a ChatLinkStyle) -> StyleWire<'a> {
    let kind = site.style.as_ref().map_or("none", |style| style.kind.word());
    let ChatLinkStyle { color, position, greeting, company, .. } = style;
    StyleWire { kind, color, position: *position, greeting, company }
}

/// The first frame: how the widget looks, what it says to who reads `language`, and the chat that is open.
pub(crate) fn welcome(site: &Site, language: &str, open: Option<&(Chat, Vec<Message>)>) -> String {
    let style = site.style();
    let chat = open.map(|(open, messages)| chat(open, messages));
    written(&Told::Welcome { style: worn(site, &style), settings: SettingsWire::of(site, language), chat })
}

/// A chat with messages.
pub(crate) fn chat_frame(open: &Chat, messages: &[Message]) -> String {
    written(&chat(open, messages))
}

/// One message; none when it is not for the visitor.
pub(crate) fn message_frame(said: &Message) -> Option<String> {
    (!said.whisper).then(|| written(&Told::Message(message(said))))
}

/// How far the agent has read.
pub(crate) fn marks_frame(chat: &Chat) -> String {
    written(&Told::Marks { chat: chat.id, agent_read: chat.read_seq })
}

/// A transcript is on its way.
pub(crate) fn transcript_sent(chat: ChatId, to: &str) -> String {
    written(&Told::TranscriptSent { chat, to })
}

/// An invitation as the page must show it now: the card, its countdown, or that it has gone.
pub(crate) fn invitation_frame(app: &App, invitation: &Invitation) -> String {
    let id = invitation.id;
    let remaining_ms = invitation.remaining(app.clock.now(), &app.clock.steady());
    match invitation.state {
        State::Sent | State::Delivered => card(app, invitation, None),
        State::Viewed => written(&Told::InvitationViewed { id, remaining_ms: remaining_ms.unwrap_or_default() }),
        ended => written(&Told::InvitationGone { id, why: ended.word() }),
    }
}

/// The card itself, for a page that does not have it yet.
pub(crate) fn card_frame(app: &App, invitation: &Invitation) -> String {
    card(app, invitation, invitation.remaining(app.clock.now(), &app.clock.steady()))
}

fn card(app: &App, invitation: &Invitation, remaining_ms: Option<i64>) -> String {
    let company = app.live.sites.get(&invitation.site).map(|site| site.style().company).unwrap_or_default();
    let name = shown_name(app, &invitation.site, &invitation.agent_name);
    written(&Told::Invitation {
        id: invitation.id,
        agent: agent(&name),
        company: &company,
        text: &invitation.text,
        viewed: invitation.viewed.is_some(),
        remaining_ms,
    })
}
