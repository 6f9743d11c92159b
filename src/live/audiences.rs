//! Who was told of which open chat, so that whoever may not see it any more is told so once, and nobody overhears.

use std::collections::BTreeSet;

use dashmap::DashMap;

use crate::domain::chat::Shown;
use crate::domain::ids::{AgentId, ChatId};

/// The audience of one chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audience {
    /// Whose it is.
    pub owner: Option<AgentId>,
    /// They are told how it stands.
    pub sees: BTreeSet<AgentId>,
    /// They hear what is said.
    pub hears: BTreeSet<AgentId>,
    /// What its visitor was shown.
    pub shown: Shown,
}

/// The audiences of all open chats.
#[derive(Default)]
pub struct Audiences(DashMap<ChatId, Audience>);

impl Audiences {
    /// Replaces the audience of `chat`, or forgets it; the one before.
    pub fn set(&self, chat: ChatId, audience: Option<Audience>) -> Option<Audience> {
        match audience {
            Some(audience) => self.0.insert(chat, audience),
            None => self.0.remove(&chat).map(|(_, before)| before),
        }
    }

    /// Who hears what is said in `chat`; nobody when it is over.
    pub fn hearers(&self, chat: ChatId) -> BTreeSet<AgentId> {
        self.0.get(&chat).map(|audience| audience.hears.clone()).unwrap_or_default()
    }
}
