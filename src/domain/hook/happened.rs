//! What happened, as a webhook is told it. All of it can be read back from the records: a happening's key is made of what is stored, so
//! that the same one found twice is one.

use serde::Serialize;

use super::Event;
use crate::domain::chat::{Chat, EndedAs, State};
use crate::domain::ids::{AgentId, ChatId, InvitationId, SiteKey, VisitorKey};
use crate::domain::invitation::{self, Invitation};
use crate::domain::message::{Attached, From, Message};
use crate::domain::moment::Moment;

/// One happening.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Happened {
    /// What kind.
    pub event: Event,
    /// Which; not for the wire.
    #[serde(skip)]
    pub key: String,
    /// When.
    pub at: Moment,
    data: Data,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
enum Data {
    Chat(Box<ChatTold>),
    Message(Box<MessageTold>),
    Invitation(Box<InvitationTold>),
    Test { words: &'static str },
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct AgentTold {
    id: AgentId,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct ChatTold {
    chat: ChatId,
    site: SiteKey,
    visitor: VisitorKey,
    visitor_name: String,
    state: State,
    agent: Option<AgentTold>,
    invitation: Option<InvitationId>,
    started: Moment,
    ended: Option<Moment>,
    ended_as: Option<EndedAs>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct MessageTold {
    chat: ChatId,
    visitor: VisitorKey,
    seq: i64,
    from: From,
    agent: Option<AgentId>,
    name: String,
    kind: &'static str,
    text: String,
    link: Option<String>,
    file: Option<FileTold>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct FileTold {
    name: String,
    size: i64,
    r#type: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct InvitationTold {
    invitation: InvitationId,
    site: SiteKey,
    visitor: VisitorKey,
    visitor_name: String,
    agent: AgentTold,
    text: String,
    url: String,
    state: invitation::State,
    chat: Option<ChatId>,
}

/// What has happened to a chat so far, as its row tells it.
pub fn of_chat(chat: &Chat) -> Vec<Happened> {
    let one =
        |event: Event, key: String, at: Moment| Happened { event, key, at, data: Data::Chat(Box::new(told(chat))) };
    let plain = |event: Event, at: Moment| one(event, format!("{}:{}", event.word(), chat.id), at);
    let mut happened = Vec::new();
    if chat.invitation.is_none() {
        happened.push(plain(Event::ChatRinging, chat.started));
    }
    if let (Some(at), Some(how)) = (chat.ended, chat.ended_as) {
        let event = if how == EndedAs::Missed { Event::ChatMissed } else { Event::ChatEnded };
        happened.push(plain(event, at));
    }
    happened
}

fn told(chat: &Chat) -> ChatTold {
    ChatTold {
        chat: chat.id,
        site: chat.site.clone(),
        visitor: chat.visitor,
        visitor_name: chat.visitor_name.clone(),
        state: chat.state,
        agent: chat.agent.as_ref().map(|(id, name)| AgentTold { id: *id, name: name.clone() }),
        invitation: chat.invitation,
        started: chat.started,
        ended: chat.ended,
        ended_as: chat.ended_as,
    }
}

/// A message that was said; what agents whisper stays in the house.
pub fn of_message(message: &Message) -> Option<Happened> {
    if message.whisper {
        return None;
    }
    let told = MessageTold {
        chat: message.chat,
        visitor: message.visitor,
        seq: message.seq,
        from: message.from,
        agent: message.agent,
        name: message.name.clone(),
        kind: message.kind(),
        text: message.text.clone(),
        link: link(message),
        file: file(message),
    };
    let key = format!("{}:{}:{}", Event::ChatMessage.word(), message.chat, message.seq);
    Some(Happened { event: Event::ChatMessage, key, at: message.at, data: Data::Message(Box::new(told)) })
}

fn link(message: &Message) -> Option<String> {
    match &message.attached {
        Some(Attached::Link(link)) => Some(link.url.clone()),
        Some(Attached::File(_)) | None => None,
    }
}

/// Not its address: that holds the token to read it with.
fn file(message: &Message) -> Option<FileTold> {
    match &message.attached {
        Some(Attached::File(file)) => {
            Some(FileTold { name: file.name.clone(), size: file.size, r#type: file.r#type.clone() })
        }
        Some(Attached::Link(_)) | None => None,
    }
}

/// What has happened to an invitation so far.
pub fn of_invitation(invitation: &Invitation) -> Vec<Happened> {
    let agent = AgentTold { id: invitation.agent, name: invitation.agent_name.clone() };
    let told = InvitationTold {
        invitation: invitation.id,
        site: invitation.site.clone(),
        visitor: invitation.visitor,
        visitor_name: invitation.visitor_name.clone(),
        agent,
        text: invitation.text.clone(),
        url: invitation.url.clone(),
        state: invitation.state,
        chat: invitation.chat,
    };
    let one = |event: Event, at: Moment| {
        let key = format!("{}:{}", event.word(), invitation.id);
        Happened { event, key, at, data: Data::Invitation(Box::new(told.clone())) }
    };
    let ended = invitation.ended.map(|at| one(Event::InvitationEnded, at));
    [Some(one(Event::InvitationSent, invitation.sent)), ended].into_iter().flatten().collect()
}

/// What is sent on the screen's request; `key` makes it the only one.
pub fn test(key: String, at: Moment) -> Happened {
    Happened { event: Event::Test, key, at, data: Data::Test { words: "A test of this webhook." } }
}
