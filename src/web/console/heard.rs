//! What the console says (`docs/PROTOCOL.md` section 3).

use serde::Deserialize;

use crate::domain::agent::AgentStatus;
use crate::domain::ids::{CannedId, ChatId, RoomId, SiteKey, VisitorKey};
use crate::domain::window::Window;

/// A frame from the console.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Heard {
    Watch {
        window: Window,
    },
    Hold {
        on: bool,
    },
    WatchPlaces {
        site: Option<SiteKey>,
        #[serde(default)]
        off: bool,
    },
    WatchVisitor {
        key: Option<VisitorKey>,
    },
    Status {
        status: AgentStatus,
        #[serde(default)]
        idle: bool,
    },
    Say {
        chat: ChatId,
        text: String,
        #[serde(default)]
        whisper: bool,
        client_id: String,
    },
    SayCanned {
        chat: ChatId,
        canned: CannedId,
        client_id: String,
    },
    Link {
        chat: ChatId,
        url: String,
        client_id: String,
    },
    Edit {
        chat: ChatId,
        seq: i64,
        text: String,
    },
    Delete {
        chat: ChatId,
        seq: i64,
    },
    Typing {
        chat: ChatId,
    },
    Read {
        chat: ChatId,
        seq: i64,
    },
    RoomSay {
        room: RoomId,
        text: String,
        client_id: String,
    },
    RoomRead {
        room: RoomId,
        seq: i64,
    },
}
