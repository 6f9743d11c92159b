//! Small things both sockets' frames share.

use serde::Serialize;

/// A frame as text.
pub(crate) fn written(frame: &impl Serialize) -> String {
    // Our frames have text keys and finite numbers, which is all that can fail.
    serde_json::to_string(frame).unwrap_or_default()
}

/// The frames both sides know, beside their own.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Shared<'a> {
    Ack { client_id: &'a str, chat: crate::domain::ids::ChatId, seq: i64 },
    Refused { client_id: Option<&'a str>, why: &'a str },
    Closing { retry_ms: u32 },
    Typing { chat: crate::domain::ids::ChatId, name: &'a str },
}

/// It is stored.
pub(crate) fn ack(client_id: &str, chat: crate::domain::ids::ChatId, seq: i64) -> String {
    written(&Shared::Ack { client_id, chat, seq })
}

/// It was not done, and why in words.
pub(crate) fn refused(client_id: Option<&str>, why: &str) -> String {
    written(&Shared::Refused { client_id, why })
}

/// The server goes away.
pub(crate) fn closing(retry_ms: u32) -> String {
    written(&Shared::Closing { retry_ms })
}

/// Somebody is writing.
pub(crate) fn typing(chat: crate::domain::ids::ChatId, name: &str) -> String {
    written(&Shared::Typing { chat, name })
}
