//! What a webhook is told of each thing: nothing that only agents read, and no secret.

use serde::Serialize;

use crate::domain::chat::{Chat, EndedAs, State};
use crate::domain::ids::{AgentId, ChatId, InvitationId, OfflineMessageId, SiteKey, VisitorKey};
use crate::domain::invitation::{self, Invitation};
use crate::domain::message::{Attached, From, Message};
use crate::domain::moment::Moment;
use crate::domain::offer::Offer;
use crate::domain::offline_message::OfflineMessage;

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub(super) enum Data {
    Chat(Box<ChatTold>),
    Message(Box<MessageTold>),
    Invitation(Box<InvitationTold>),
    Offline(Box<OfflineTold>),
    Transfer(Box<TransferTold>),
    Test { words: &'static str },
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct AgentTold {
    id: AgentId,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct ChatTold {
    chat: ChatId,
    site: SiteKey,
    visitor: VisitorKey,
    visitor_name: String,
    email: Option<String>,
    url: String,
    department: Option<String>,
    state: State,
    agent: Option<AgentTold>,
    invitation: Option<InvitationId>,
    started: Moment,
    accepted: Option<Moment>,
    ended: Option<Moment>,
    ended_as: Option<EndedAs>,
    rating: Option<i64>,
    comment: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct MessageTold {
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
pub(super) struct FileTold {
    name: String,
    size: i64,
    r#type: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct InvitationTold {
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

#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct OfflineTold {
    message: OfflineMessageId,
    site: SiteKey,
    visitor: VisitorKey,
    visitor_name: String,
    name: String,
    email: String,
    department: Option<String>,
    text: String,
    url: String,
    chat: Option<ChatId>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct TransferTold {
    chat: ChatId,
    visitor_name: String,
    from: AgentTold,
    to: Option<AgentTold>,
}

pub(super) fn transfer_told(offer: &Offer) -> TransferTold {
    let agent = |(id, name): &(AgentId, String)| AgentTold { id: *id, name: name.clone() };
    TransferTold {
        chat: offer.chat,
        visitor_name: offer.visitor_name.clone(),
        from: agent(&offer.from),
        to: offer.taken_by.as_ref().map(agent),
    }
}

pub(super) fn chat_told(chat: &Chat) -> ChatTold {
    ChatTold {
        chat: chat.id,
        site: chat.site.clone(),
        visitor: chat.visitor,
        visitor_name: chat.visitor_name.clone(),
        email: chat.email.clone(),
        url: chat.url.clone(),
        department: chat.department.as_ref().map(|(_, name)| name.clone()),
        state: chat.state,
        agent: chat.agent.as_ref().map(|(id, name)| AgentTold { id: *id, name: name.clone() }),
        invitation: chat.invitation,
        started: chat.started,
        accepted: chat.accepted,
        ended: chat.ended,
        ended_as: chat.ended_as,
        rating: chat.rating,
        comment: chat.comment.clone(),
    }
}

pub(super) fn message_told(message: &Message) -> MessageTold {
    MessageTold {
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
    }
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

pub(super) fn invitation_told(invitation: &Invitation) -> InvitationTold {
    let agent = AgentTold { id: invitation.agent, name: invitation.agent_name.clone() };
    InvitationTold {
        invitation: invitation.id,
        site: invitation.site.clone(),
        visitor: invitation.visitor,
        visitor_name: invitation.visitor_name.clone(),
        agent,
        text: invitation.text.clone(),
        url: invitation.url.clone(),
        state: invitation.state,
        chat: invitation.chat,
    }
}

pub(super) fn offline_told(message: &OfflineMessage) -> OfflineTold {
    OfflineTold {
        message: message.id,
        site: message.site.clone(),
        visitor: message.visitor,
        visitor_name: message.visitor_name.clone(),
        name: message.name.clone(),
        email: message.email.clone(),
        department: message.department.clone(),
        text: message.text.clone(),
        url: message.url.clone(),
        chat: message.chat,
    }
}
