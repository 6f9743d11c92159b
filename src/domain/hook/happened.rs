//! What happened, as a webhook is told it. All of it can be read back from the records: a happening's key is made of what is stored, so
//! that the same one found twice is one.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::Event;
use super::told::{Data, chat_told, invitation_told, message_told, offline_told, transfer_told};
use crate::domain::chat::{Chat, EndedAs, RINGS_FOR};
use crate::domain::invitation::Invitation;
use crate::domain::message::Message;
use crate::domain::moment::Moment;
use crate::domain::offer::{Kind, Offer};
use crate::domain::offline_message::OfflineMessage;

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

/// What has happened to a chat so far, as its row tells it.
pub fn of_chat(chat: &Chat) -> Vec<Happened> {
    let one = |event: Event, key: String, at: Moment| Happened {
        event,
        key,
        at,
        data: Data::Chat(Box::new(chat_told(chat))),
    };
    let plain = |event: Event, at: Moment| one(event, format!("{}:{}", event.word(), chat.id), at);
    let mut happened: Vec<_> =
        rings(chat).into_iter().map(|at| one(Event::ChatRinging, ring_key(chat, at), at)).collect();
    happened.extend(chat.accepted.map(|at| plain(Event::ChatAccepted, at)));
    happened.extend(
        chat.rating.map(|stars| one(Event::ChatRated, rating_key(chat, stars), chat.ended.unwrap_or(chat.started))),
    );
    if let (Some(at), Some(how)) = (chat.ended, chat.ended_as) {
        let event = if how == EndedAs::Missed { Event::ChatMissed } else { Event::ChatEnded };
        happened.push(plain(event, at));
    }
    happened
}

/// When it began to ring: at its start, and again when its agent left.
fn rings(chat: &Chat) -> Vec<Moment> {
    let first = chat.invitation.is_none().then_some(chat.started);
    let now = chat.rings_until.map(|until| until.plus(-RINGS_FOR)).filter(|at| Some(*at) != first);
    first.into_iter().chain(now).collect()
}

fn ring_key(chat: &Chat, at: Moment) -> String {
    format!("{}:{}:{}", Event::ChatRinging.word(), chat.id, at.0)
}

/// A rating that is changed is told again.
fn rating_key(chat: &Chat, stars: i64) -> String {
    let digest = Sha256::digest(chat.comment.as_deref().unwrap_or_default());
    format!("{}:{}:{stars}:{}", Event::ChatRated.word(), chat.id, hex::encode(&digest[..8]))
}

/// A message that was said; what agents whisper stays in the house.
pub fn of_message(message: &Message) -> Option<Happened> {
    if message.whisper {
        return None;
    }
    let key = format!("{}:{}:{}", Event::ChatMessage.word(), message.chat, message.seq);
    Some(Happened {
        event: Event::ChatMessage,
        key,
        at: message.at,
        data: Data::Message(Box::new(message_told(message))),
    })
}

/// What has happened to an invitation so far.
pub fn of_invitation(invitation: &Invitation) -> Vec<Happened> {
    let one = |event: Event, at: Moment| {
        let key = format!("{}:{}", event.word(), invitation.id);
        Happened { event, key, at, data: Data::Invitation(Box::new(invitation_told(invitation))) }
    };
    let ended = invitation.ended.map(|at| one(Event::InvitationEnded, at));
    [Some(one(Event::InvitationSent, invitation.sent)), ended].into_iter().flatten().collect()
}

/// A message that was left when nobody was there.
pub fn of_offline_message(message: &OfflineMessage) -> Happened {
    let key = format!("{}:{}", Event::OfflineMessage.word(), message.id);
    Happened { event: Event::OfflineMessage, key, at: message.at, data: Data::Offline(Box::new(offline_told(message))) }
}

/// A chat that was handed over.
pub fn of_offer(offer: &Offer) -> Option<Happened> {
    let at = offer.taken.filter(|_| offer.kind == Kind::Transfer)?;
    let key = format!("{}:{}", Event::ChatTransferred.word(), offer.id);
    Some(Happened { event: Event::ChatTransferred, key, at, data: Data::Transfer(Box::new(transfer_told(offer))) })
}

/// What is sent on the screen's request; `key` makes it the only one.
pub fn test(key: String, at: Moment) -> Happened {
    Happened { event: Event::Test, key, at, data: Data::Test { words: "A test of this webhook." } }
}

#[cfg(test)]
mod tests;
