//! Webhooks: what others' programs are told of, once it is stored.

mod happened;
mod told;

use serde::{Deserialize, Serialize};
use url::Url;

pub use happened::{Happened, of_chat, of_invitation, of_message, of_offer, of_offline_message, test};

use super::dispatch::Dispatch;
use super::ids::{DeliveryId, WebhookId};
use super::moment::{DAY, Moment};

/// Deliveries are kept this long (milliseconds).
pub const KEPT: i64 = 30 * DAY;
/// Characters of a webhook's address.
const LONGEST: usize = 2_048;

/// Somebody's program that wants to hear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Webhook {
    /// Its id.
    pub id: WebhookId,
    /// Where it is told.
    pub url: String,
    /// What the signatures are made with.
    pub secret: String,
    /// What it is told of; empty: everything.
    pub events: Vec<Event>,
    /// Whether it is told at all.
    pub active: bool,
    /// What happened before is not told.
    pub made: Moment,
}

impl Webhook {
    /// Whether it is to be told of this.
    pub fn wants(&self, happened: &Happened) -> bool {
        let chosen = self.events.is_empty() || self.events.contains(&happened.event);
        self.active && chosen && happened.at >= self.made
    }
}

/// One happening on its way to one webhook.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of DESK")]
pub struct Delivery {
    pub id: DeliveryId,
    pub webhook: WebhookId,
    /// What it tells of: the same is told to the same webhook once.
    pub key: String,
    pub event: Event,
    pub body: String,
    pub made: Moment,
    pub dispatch: Dispatch,
    /// What the other side answered the last time.
    pub status: Option<i64>,
    pub took_ms: Option<i64>,
}

/// What can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the words say it")]
pub enum Event {
    #[serde(rename = "chat.ringing")]
    ChatRinging,
    #[serde(rename = "chat.accepted")]
    ChatAccepted,
    #[serde(rename = "chat.message")]
    ChatMessage,
    #[serde(rename = "chat.transferred")]
    ChatTransferred,
    #[serde(rename = "chat.ended")]
    ChatEnded,
    #[serde(rename = "chat.missed")]
    ChatMissed,
    #[serde(rename = "chat.rated")]
    ChatRated,
    #[serde(rename = "offline_message")]
    OfflineMessage,
    #[serde(rename = "invitation.sent")]
    InvitationSent,
    #[serde(rename = "invitation.ended")]
    InvitationEnded,
    /// Asked for on the screen.
    #[serde(rename = "test")]
    Test,
}

impl Event {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::ChatRinging,
        Self::ChatAccepted,
        Self::ChatMessage,
        Self::ChatTransferred,
        Self::ChatEnded,
        Self::ChatMissed,
        Self::ChatRated,
        Self::OfflineMessage,
        Self::InvitationSent,
        Self::InvitationEnded,
        Self::Test,
    ];

    /// The word for it, the same in SQL and on the wire.
    pub const fn word(self) -> &'static str {
        match self {
            Self::ChatRinging => "chat.ringing",
            Self::ChatAccepted => "chat.accepted",
            Self::ChatMessage => "chat.message",
            Self::ChatTransferred => "chat.transferred",
            Self::ChatEnded => "chat.ended",
            Self::ChatMissed => "chat.missed",
            Self::ChatRated => "chat.rated",
            Self::OfflineMessage => "offline_message",
            Self::InvitationSent => "invitation.sent",
            Self::InvitationEnded => "invitation.ended",
            Self::Test => "test",
        }
    }

    /// The event of this word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.word() == word)
    }
}

/// What the signature is made of: the moment (whole seconds since 1970) is in it, so that an old one cannot be used again later.
pub fn signed(at: Moment, body: &str) -> String {
    format!("{}.{body}", seconds(at))
}

/// The header of a signature made at `at`.
pub fn signature_header(at: Moment, hex: &str) -> String {
    format!("t={},v1={hex}", seconds(at))
}

const fn seconds(at: Moment) -> i64 {
    at.0.div_euclid(1_000)
}

/// An address as it was typed, if a webhook can be there.
///
/// # Errors
/// A sentence for the screen.
pub fn sound_url(text: &str) -> Result<String, String> {
    let url =
        Url::parse(text.trim()).map_err(|_| format!("“{text}” is not an address like https://crm.example/parlour"))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err("A webhook's address begins with https:// (or http://).".to_owned());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("No user and no password in the address: the signature says who calls.".to_owned());
    }
    if url.as_str().len() > LONGEST {
        return Err(format!("An address has {LONGEST} characters at most."));
    }
    Ok(url.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_has_one_word_everywhere() {
        for event in Event::ALL {
            assert_eq!(serde_json::to_value(event).expect("JSON"), event.word());
            assert_eq!(Event::of_word(event.word()), Some(event));
        }
    }

    #[test]
    fn the_moment_is_part_of_what_is_signed() {
        let at = Moment(1_763_000_000_999);
        assert_eq!(signed(at, "{}"), "1763000000.{}");
        assert_eq!(signature_header(at, "00ff"), "t=1763000000,v1=00ff");
    }

    #[test]
    fn only_http_without_a_password() {
        assert_eq!(sound_url(" https://CRM.example/a b ").as_deref(), Ok("https://crm.example/a%20b"));
        for bad in
            ["crm.example", "ftp://crm.example", "https://a:b@crm.example", "https://a@crm.example", "https://", ""]
        {
            assert!(sound_url(bad).is_err(), "{bad}");
        }
        assert!(sound_url(&format!("https://crm.example/{}", "x".repeat(LONGEST))).is_err());
    }

    #[test]
    fn a_webhook_hears_what_it_chose_since_it_was_made() {
        let hook = |events: &[Event], active| Webhook {
            id: WebhookId(uuid::Uuid::nil()),
            url: String::new(),
            secret: String::new(),
            events: events.to_vec(),
            active,
            made: Moment(10),
        };
        let at = |ms| test("t".to_owned(), Moment(ms));
        assert!(hook(&[], true).wants(&at(10)) && hook(&[Event::Test], true).wants(&at(11)));
        assert!(!hook(&[], true).wants(&at(9)), "it happened before");
        assert!(!hook(&[], false).wants(&at(10)) && !hook(&[Event::ChatEnded], true).wants(&at(10)));
    }
}
