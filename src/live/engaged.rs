//! Open invitations and chats by visitor, so that who comes back (or reconnects after a restart) finds them without a query.

use dashmap::DashMap;

use crate::domain::ids::VisitorKey;
use crate::domain::presence::{ChatBrief, InvitationBrief};

/// Visitors somebody is talking to, or wants to.
#[derive(Default)]
pub struct Engaged {
    invitations: DashMap<VisitorKey, InvitationBrief>,
    chats: DashMap<VisitorKey, ChatBrief>,
}

impl Engaged {
    /// The visitor's open invitation.
    pub fn invitation(&self, visitor: VisitorKey) -> Option<InvitationBrief> {
        self.invitations.get(&visitor).map(|invitation| invitation.clone())
    }

    /// Whether any invitation is open.
    pub fn has_invitations(&self) -> bool {
        !self.invitations.is_empty()
    }

    /// The visitor's open chat.
    pub fn chat(&self, visitor: VisitorKey) -> Option<ChatBrief> {
        self.chats.get(&visitor).map(|chat| chat.clone())
    }

    /// Replaces the visitor's open invitation.
    pub fn set_invitation(&self, visitor: VisitorKey, invitation: Option<InvitationBrief>) {
        match invitation {
            Some(invitation) => drop(self.invitations.insert(visitor, invitation)),
            None => drop(self.invitations.remove(&visitor)),
        }
    }

    /// Replaces the visitor's open chat.
    pub fn set_chat(&self, visitor: VisitorKey, chat: Option<ChatBrief>) {
        match chat {
            Some(chat) => drop(self.chats.insert(visitor, chat)),
            None => drop(self.chats.remove(&visitor)),
        }
    }
}
