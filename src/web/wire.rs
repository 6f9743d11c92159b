//! Small things both sockets' frames share.

use serde::Serialize;

use crate::domain::link::looks_like_picture;
use crate::domain::message::{Attached, File, Link, Message};

/// A frame as text.
pub(crate) fn written(frame: &impl Serialize) -> String {
    // Our frames have text keys and finite numbers, which is all that can fail.
    serde_json::to_string(frame).unwrap_or_default()
}

/// The frames both sides know, beside their own.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Shared<'a> {
    Ack {
        client_id: &'a str,
        chat: Option<crate::domain::ids::ChatId>,
        seq: i64,
    },
    Refused {
        client_id: Option<&'a str>,
        why: &'a str,
    },
    Closing {
        retry_ms: u32,
    },
    Typing {
        chat: crate::domain::ids::ChatId,
        name: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<&'a str>,
    },
}

/// It is stored.
pub(crate) fn ack(client_id: &str, chat: crate::domain::ids::ChatId, seq: i64) -> String {
    written(&Shared::Ack { client_id, chat: Some(chat), seq })
}

/// It is stored, in no chat.
pub(crate) fn ack_outside(client_id: &str) -> String {
    written(&Shared::Ack { client_id, chat: None, seq: 0 })
}

/// It was not done, and why in words.
pub(crate) fn refused(client_id: Option<&str>, why: &str) -> String {
    written(&Shared::Refused { client_id, why })
}

/// The server goes away.
pub(crate) fn closing(retry_ms: u32) -> String {
    written(&Shared::Closing { retry_ms })
}

/// Somebody is writing; with what, where agents may see it.
pub(crate) fn typing(chat: crate::domain::ids::ChatId, name: &str, text: Option<&str>) -> String {
    written(&Shared::Typing { chat, name, text })
}

/// A link, as both sides show it.
#[derive(Serialize)]
pub(crate) struct LinkWire<'a> {
    url: &'a str,
    same_tab: bool,
    image: bool,
}

/// A file, as both sides show it.
#[derive(Serialize)]
pub(crate) struct FileWire<'a> {
    name: &'a str,
    size: i64,
    r#type: &'a str,
    /// At the service's own address.
    url: String,
    image: bool,
}

/// What a message has beside its words.
#[derive(Serialize)]
pub(crate) struct Extras<'a> {
    kind: &'static str,
    link: Option<LinkWire<'a>>,
    file: Option<FileWire<'a>>,
    edited: bool,
    deleted: bool,
}

impl<'a> Extras<'a> {
    pub(crate) fn of(message: &'a Message) -> Self {
        let (link, file) = match &message.attached {
            None => (None, None),
            Some(Attached::Link(link)) => (Some(LinkWire::of(link)), None),
            Some(Attached::File(file)) => (None, Some(FileWire::of(file))),
        };
        let (edited, deleted) = (message.edited.is_some(), message.deleted.is_some());
        Self { kind: message.kind(), link, file, edited, deleted }
    }
}

impl<'a> LinkWire<'a> {
    fn of(link: &'a Link) -> Self {
        Self { url: &link.url, same_tab: link.same_tab, image: looks_like_picture(&link.url) }
    }
}

impl<'a> FileWire<'a> {
    fn of(File { id, name, size, r#type, token }: &'a File) -> Self {
        let (url, image) = (format!("/files/{id}/{token}"), r#type.starts_with("image/"));
        Self { name, size: *size, r#type, url, image }
    }
}
