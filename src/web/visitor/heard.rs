//! What a visitor's page says through the doorway (`docs/PROTOCOL.md` section 2).

use serde::Deserialize;
use uuid::Uuid;

use crate::domain::ids::{ChatId, DepartmentId, InvitationId};

/// A frame from the page; the first one is [`Hello`].
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Heard {
    Page {
        page_view: Uuid,
        url: String,
        title: String,
    },
    Activity {
        visible: bool,
    },
    ExitIntent,
    Desk,
    Call(CallSaid),
    Typing {
        chat: ChatId,
        text: Option<String>,
    },
    Delivered {
        invitation: InvitationId,
    },
    Viewed {
        invitation: InvitationId,
    },
    Decline {
        invitation: InvitationId,
    },
    Reply {
        invitation: InvitationId,
        text: String,
        client_id: String,
    },
    Say {
        chat: ChatId,
        text: String,
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
    Seen {
        chat: ChatId,
        delivered: i64,
        read: i64,
    },
    Rate {
        chat: ChatId,
        stars: i64,
        #[serde(default)]
        comment: String,
    },
    Resume {
        chat: ChatId,
        after: i64,
    },
    End {
        chat: ChatId,
    },
    Offline(Offline),
    EmailTranscript {
        chat: ChatId,
        to: String,
    },
    Bye,
}

/// What stands on the welcome screen.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CallSaid {
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    pub(super) email: String,
    #[serde(default)]
    pub(super) text: String,
    #[serde(default)]
    pub(super) department: Option<DepartmentId>,
    pub(super) client_id: String,
}

/// What a visitor leaves when nobody is there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Offline {
    pub(super) name: String,
    pub(super) email: String,
    pub(super) text: String,
    #[serde(default)]
    pub(super) department: Option<DepartmentId>,
    #[serde(default)]
    pub(super) chat: Option<ChatId>,
    pub(super) client_id: String,
}

/// The first frame's type: nothing else may come first.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case")]
enum HelloWord {
    Hello,
}

/// The first frame.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Hello {
    #[serde(rename = "type")]
    _type: HelloWord,
    pub(super) site: String,
    pub(super) visitor: String,
    pub(super) tab: String,
    pub(super) page_view: Uuid,
    pub(super) url: String,
    #[serde(default)]
    pub(super) title: String,
    #[serde(default)]
    pub(super) referrer: String,
    #[serde(default)]
    pub(super) language: String,
    #[serde(default)]
    pub(super) time_zone: String,
    #[serde(default)]
    pub(super) screen: String,
    #[serde(default, rename = "visible")]
    _visible: bool,
    #[serde(default)]
    pub(super) simulated: bool,
}
