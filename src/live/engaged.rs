//! Open invitations and chats by visitor, so that who comes back (or reconnects after a restart) finds them without a query.

use dashmap::DashMap;

use crate::domain::ids::{AgentId, VisitorKey};
use crate::domain::presence::{ChatBrief, InvitationBrief};

/// Visitors somebody is talking to, or wants to.
#[derive(Default)]
pub struct Engaged {
    invitations: DashMap<VisitorKey, InvitationBrief>,
    chats: DashMap<VisitorKey, ChatBrief>,
    /// How many chats each agent has; those of nobody ring.
    loads: DashMap<Option<AgentId>, usize>,
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

    /// How many active chats are this agent's.
    pub fn load(&self, agent: AgentId) -> usize {
        self.loads.get(&Some(agent)).map_or(0, |load| *load)
    }

    /// Whether any chat rings.
    pub fn has_ringing(&self) -> bool {
        self.loads.contains_key(&None)
    }

    /// The agents who have active chats.
    pub fn owners(&self) -> Vec<AgentId> {
        self.loads.iter().filter_map(|load| *load.key()).collect()
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
        let after = chat.as_ref().map(owner);
        let before = match chat {
            Some(chat) => self.chats.insert(visitor, chat),
            None => self.chats.remove(&visitor).map(|(_, chat)| chat),
        };
        if let Some(owner) = before.as_ref().map(owner) {
            self.loads.entry(owner).and_modify(|load| *load -= 1);
            self.loads.remove_if(&owner, |_, load| *load == 0);
        }
        if let Some(owner) = after {
            *self.loads.entry(owner).or_default() += 1;
        }
    }
}

fn owner(chat: &ChatBrief) -> Option<AgentId> {
    chat.agent.as_ref().map(|agent| agent.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::ChatId;
    use crate::domain::presence::AgentBrief;

    #[test]
    fn chats_are_counted_by_whose_they_are() {
        let (engaged, ada) = (Engaged::default(), AgentId(uuid::Uuid::from_u128(1)));
        let (one, two) = (VisitorKey::from_log_id(1), VisitorKey::from_log_id(2));
        let chat = |agent: Option<AgentId>| {
            let agent = agent.map(|id| AgentBrief { id, name: "Ada".into() });
            Some(ChatBrief { id: ChatId(uuid::Uuid::nil()), state: "any", agent })
        };
        engaged.set_chat(one, chat(None));
        engaged.set_chat(two, chat(Some(ada)));
        assert_eq!((engaged.has_ringing(), engaged.load(ada), engaged.owners()), (true, 1, vec![ada]));
        engaged.set_chat(one, chat(Some(ada)));
        assert_eq!((engaged.has_ringing(), engaged.load(ada)), (false, 2));
        engaged.set_chat(one, None);
        engaged.set_chat(two, None);
        engaged.set_chat(two, None);
        assert_eq!((engaged.has_ringing(), engaged.load(ada), engaged.owners()), (false, 0, vec![]));
    }
}
