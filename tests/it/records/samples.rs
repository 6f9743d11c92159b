//! What the contract is tried on.

use parlour::domain::agent::{Agent, AgentStatus, Role};
use parlour::domain::chat::Chat;
use parlour::domain::ids::{AgentId, ChatId, InvitationId, SiteKey, VisitId, VisitorId, VisitorKey};
use parlour::domain::invitation::{self, Invitation};
use parlour::domain::message::{From, Message};
use parlour::domain::moment::Moment;
use parlour::engines::clock::Clock;
use parlour::engines::records::{Added, Records, Taker};

pub(super) const START: Moment = Moment(1_800_000_000_000);

pub(super) struct Fixture {
    pub(super) records: Records,
    pub(super) clock: Clock,
    /// The seeded administrator.
    pub(super) agent: Agent,
}

impl Fixture {
    pub(super) fn invitation(&self, visitor: VisitorKey) -> Invitation {
        Invitation {
            id: InvitationId(self.clock.id()),
            site: site(),
            visitor,
            visitor_name: "Linnet 482".into(),
            visit: VisitId(self.clock.id()),
            agent: self.agent.id,
            agent_name: self.agent.name.clone(),
            group: None,
            rule: None,
            variant: None,
            template: None,
            text: "Can I help you?".into(),
            url: "https://shop.example/lamps".into(),
            state: invitation::State::Sent,
            sent: self.clock.now(),
            delivered: None,
            viewed: None,
            ended: None,
            chat: None,
        }
    }

    /// A ringing chat in which nothing was said.
    pub(super) fn chat(&self, visitor: VisitorKey) -> Chat {
        Chat::ringing(ChatId(self.clock.id()), site(), visitor, "Linnet 482".into(), self.clock.now())
    }

    /// An agent who takes a chat now.
    pub(super) fn taker(&self, agent: &Agent) -> Taker {
        Taker { agent: agent.id, name: agent.name.clone(), face: agent.name.clone(), at: self.clock.now() }
    }

    /// A ringing chat of a new visitor, stored.
    pub(super) async fn ringing(&self) -> Chat {
        let chat = self.chat(visitor());
        assert_eq!(self.records.add_chat(&chat, &[]).await.expect("added"), Added::Stored);
        chat
    }

    pub(super) async fn another_agent(&self, email: &str) -> Agent {
        let agent = agent(&self.clock, email);
        self.records.add_agent(&agent, "a long password", None).await.expect("added");
        agent
    }
}

pub(super) fn agent(clock: &Clock, email: &str) -> Agent {
    let id = AgentId(clock.id());
    Agent { status: AgentStatus::Away, ..Agent::new(id, email, "Bea", Role::Normal) }
}

/// A visitor nobody has seen.
pub(super) fn visitor() -> VisitorKey {
    VisitorKey::of(&site(), VisitorId::from_bits(uuid::Uuid::new_v4().into_bytes()))
}

pub(super) fn site() -> SiteKey {
    "shop".into()
}

pub(super) fn message(chat: &Chat, text: &str, client_id: &str) -> Message {
    let said = Message::new(chat.id, chat.visitor, From::Visitor, chat.visitor_name.clone(), text.into(), START);
    Message { client_id: Some(client_id.into()), ..said }
}
