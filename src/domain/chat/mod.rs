//! A conversation: `ringing → active → ended`, and back to ringing when its agent leaves.

mod moves;
mod state;

use serde::{Deserialize, Serialize};

pub use self::moves::Move;
pub use self::state::{EndedAs, Happening, State, Step};
use super::ids::{AgentId, ChatId, DepartmentId, InvitationId, SiteKey, VisitId, VisitorKey};
use super::moment::{MINUTE, Moment};
use super::presence::{AgentBrief, ChatBrief};

/// A chat rings for so long, then it is missed (milliseconds).
pub const RINGS_FOR: i64 = MINUTE;

/// One conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of PROTOCOL and DESK")]
pub struct Chat {
    pub id: ChatId,
    pub site: SiteKey,
    pub visitor: VisitorKey,
    pub visitor_name: String,
    /// The visit it was asked for in, when that is known.
    pub visit: Option<VisitId>,
    pub email: Option<String>,
    /// The page it began on.
    pub url: String,
    /// What the visitor chose on the welcome screen: id and name.
    pub department: Option<(DepartmentId, String)>,
    pub state: State,
    /// Whose it is: id and name.
    pub agent: Option<(AgentId, String)>,
    /// The name the visitor reads: that of the first who took it, or the company's. A transfer does not change it.
    pub face: Option<String>,
    /// The colleagues who are in it beside its agent.
    pub guests: Vec<Guest>,
    /// Who will not take it while it rings this time.
    pub declined: Vec<AgentId>,
    pub invitation: Option<InvitationId>,
    pub started: Moment,
    /// It rings until then; `None` while it does not ring.
    pub rings_until: Option<Moment>,
    /// When it was taken first.
    pub accepted: Option<Moment>,
    pub ended: Option<Moment>,
    pub ended_as: Option<EndedAs>,
    pub last_seq: i64,
    pub last_text: String,
    /// The last message its agent has read.
    pub read_seq: i64,
    /// The last message that has come to one of the visitor's pages.
    pub visitor_delivered: i64,
    /// The last message the visitor has seen.
    pub visitor_read: i64,
    /// 1 to 5.
    pub rating: Option<i64>,
    pub comment: Option<String>,
    pub tags: Vec<String>,
    pub note: String,
}

/// A colleague in the room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Guest {
    pub id: AgentId,
    pub name: String,
    /// The name the visitor reads.
    pub shown: String,
}

impl Chat {
    /// A chat that rings from `started` on, in which nothing was said.
    pub const fn ringing(
        id: ChatId,
        site: SiteKey,
        visitor: VisitorKey,
        visitor_name: String,
        started: Moment,
    ) -> Self {
        Self {
            id,
            site,
            visitor,
            visitor_name,
            visit: None,
            email: None,
            url: String::new(),
            department: None,
            state: State::Ringing,
            agent: None,
            face: None,
            guests: Vec::new(),
            declined: Vec::new(),
            invitation: None,
            started,
            rings_until: Some(started.plus(RINGS_FOR)),
            accepted: None,
            ended: None,
            ended_as: None,
            last_seq: 0,
            last_text: String::new(),
            read_seq: 0,
            visitor_delivered: 0,
            visitor_read: 0,
            rating: None,
            comment: None,
            tags: Vec::new(),
            note: String::new(),
        }
    }

    /// As a row shows it; `None` once it has ended.
    pub fn brief(&self) -> Option<ChatBrief> {
        let agent = self.agent.as_ref().map(|(id, name)| AgentBrief { id: *id, name: name.as_str().into() });
        (self.state != State::Ended).then(|| ChatBrief { id: self.id, state: self.state.word(), agent })
    }

    /// Where it stands for its visitor, who does not see that it rings again.
    pub const fn shown_state(&self) -> State {
        match self.state {
            State::Ringing if self.accepted.is_some() => State::Active,
            state => state,
        }
    }

    /// Whether it is this agent's.
    pub fn is_of(&self, agent: AgentId) -> bool {
        self.agent.as_ref().is_some_and(|(owner, _)| *owner == agent)
    }

    /// Whether this agent is in the room beside its agent.
    pub fn has_guest(&self, agent: AgentId) -> bool {
        self.guests.iter().any(|guest| guest.id == agent)
    }
}

/// What a visitor can see of a chat beside its messages: when it is the same, there is nothing to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown(State, Option<String>, Vec<String>, Option<EndedAs>, Option<i64>);

impl Chat {
    /// What its visitor can see of it.
    pub fn shown(&self) -> Shown {
        let guests = self.guests.iter().map(|guest| guest.shown.clone()).collect();
        Shown(self.shown_state(), self.face.clone(), guests, self.ended_as, self.rating)
    }
}
