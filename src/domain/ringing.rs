//! Who is there to take a chat, and at whom one rings.

use super::agent::{Agent, AgentStatus, Right};
use super::chat::{Chat, State};

/// What is true of an agent just now, beside the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Facts {
    /// A console of theirs is open.
    pub here: bool,
    /// Chats that are theirs and active.
    pub chats: usize,
}

/// Why an agent cannot be asked just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the words say it")]
pub enum WhyNot {
    DoesNotChat,
    Away,
    NotHere,
    Full,
}

impl WhyNot {
    /// In words that follow a name.
    pub const fn words(self) -> &'static str {
        match self {
            Self::DoesNotChat => "does not chat",
            Self::Away => "is away",
            Self::NotHere => "has no console open",
            Self::Full => "has as many chats as they can take",
        }
    }
}

/// Why `agent` is not there; `None` when they are. Whether a chat may be theirs is another question.
pub fn why_not_there(agent: &Agent, facts: Facts) -> Option<WhyNot> {
    let full = agent.capacity.is_some_and(|most| facts.chats >= most as usize);
    match agent {
        agent if !agent.active || !agent.role.may(Right::Converse) => Some(WhyNot::DoesNotChat),
        agent if agent.status == AgentStatus::Away => Some(WhyNot::Away),
        _ if !facts.here => Some(WhyNot::NotHere),
        _ if full => Some(WhyNot::Full),
        _ => None,
    }
}

/// Whether `chat` rings at an agent who may take it.
pub fn rings_at(chat: &Chat, agent: &Agent, facts: Facts) -> bool {
    let asked = chat.state == State::Ringing && !chat.declined.contains(&agent.id);
    asked && why_not_there(agent, facts).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::agent::Role;
    use crate::domain::ids::{AgentId, ChatId, VisitorKey};
    use crate::domain::moment::Moment;

    fn agent(role: Role, status: AgentStatus, capacity: Option<u32>) -> Agent {
        let id = AgentId(uuid::Uuid::from_u128(7));
        Agent { status, capacity, ..Agent::new(id, "ada@shop.example", "Ada", role) }
    }

    fn chat() -> Chat {
        let id = ChatId(uuid::Uuid::from_u128(1));
        Chat::ringing(id, "shop".into(), VisitorKey::from_log_id(1), "Linnet 482".into(), Moment(0))
    }

    #[test]
    fn whoever_is_there_can_be_asked_and_the_others_have_a_reason() {
        use AgentStatus::{Away, Online};
        use Role::{Administrator, Marketer, Normal};
        let table = [
            (Normal, Online, true, 0, None, None),
            (Administrator, Online, true, 99, None, None),
            (Marketer, Online, true, 0, None, Some(WhyNot::DoesNotChat)),
            (Normal, Away, true, 0, None, Some(WhyNot::Away)),
            (Normal, Away, false, 9, Some(1), Some(WhyNot::Away)),
            (Normal, Online, false, 0, None, Some(WhyNot::NotHere)),
            (Normal, Online, true, 2, Some(3), None),
            (Normal, Online, true, 3, Some(3), Some(WhyNot::Full)),
            (Normal, Online, true, 0, Some(0), Some(WhyNot::Full)),
        ];
        for (role, status, here, chats, capacity, why) in table {
            let agent = agent(role, status, capacity);
            let facts = Facts { here, chats };
            assert_eq!(why_not_there(&agent, facts), why, "{agent:?} {facts:?}");
            assert_eq!(rings_at(&chat(), &agent, facts), why.is_none(), "{agent:?} {facts:?}");
        }
        let gone = Agent { active: false, ..agent(Normal, Online, None) };
        assert_eq!(why_not_there(&gone, Facts { here: true, chats: 0 }), Some(WhyNot::DoesNotChat));
    }

    #[test]
    fn who_declined_is_not_asked_again_and_what_does_not_ring_rings_at_nobody() {
        let (agent, facts) = (agent(Role::Normal, AgentStatus::Online, None), Facts { here: true, chats: 0 });
        let declined = Chat { declined: vec![agent.id], ..chat() };
        assert!(!rings_at(&declined, &agent, facts));
        for state in [State::Active, State::Ended] {
            assert!(!rings_at(&Chat { state, ..chat() }, &agent, facts));
        }
    }
}
