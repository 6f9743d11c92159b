//! A transfer or an invitation into the room, waiting half a minute for an answer. Only an accepted one changes anything.

use serde::{Deserialize, Serialize};

use super::ids::{AgentId, ChatId, GroupId, OfferId};
use super::moment::{Moment, SECOND};

/// An offer waits for so long (milliseconds).
pub const WAITS_FOR: i64 = 30 * SECOND;
/// Characters of the note that goes with it.
pub const LONGEST_NOTE: usize = 500;

/// One offer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of DESK")]
pub struct Offer {
    pub id: OfferId,
    pub chat: ChatId,
    pub kind: Kind,
    pub visitor_name: String,
    pub from: (AgentId, String),
    pub to: To,
    /// The agent's name, or the group's.
    pub to_name: String,
    /// Who may answer it: the agent, or those of the group who were there.
    pub asked: Vec<AgentId>,
    pub declined: Vec<AgentId>,
    pub note: String,
    pub made: Moment,
    pub until: Moment,
    pub state: State,
    pub taken_by: Option<(AgentId, String)>,
    /// When it was taken.
    pub taken: Option<Moment>,
}

/// What is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The chat becomes theirs.
    Transfer,
    /// They come into the room.
    Join,
}

/// To whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum To {
    Agent(AgentId),
    Group(GroupId),
}

/// Where an offer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "DESK names them")]
pub enum State {
    Open,
    Accepted,
    Declined,
    Expired,
    Withdrawn,
    Gone,
}

/// What happens to an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happening {
    /// The first who is asked says yes.
    Accepted,
    /// The last who is asked says no.
    AllDeclined,
    /// Half a minute is over.
    TimePassed,
    /// Who made it takes it back.
    Withdrawn,
    /// The chat has ended, or its agent has left it.
    ChatGone,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Transfer, Self::Join];

    /// The word for it, the same in SQL and on the wire.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Transfer => "transfer",
            Self::Join => "join",
        }
    }

    /// The kind of this word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

impl State {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Open, Self::Accepted, Self::Declined, Self::Expired, Self::Withdrawn, Self::Gone];

    /// The word for it, the same in SQL and on the wire.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Expired => "expired",
            Self::Withdrawn => "withdrawn",
            Self::Gone => "gone",
        }
    }

    /// The state of this word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Where `happening` leads; `None` when it comes too late.
    pub const fn step(self, happening: Happening) -> Option<Self> {
        match (self, happening) {
            (Self::Open, Happening::Accepted) => Some(Self::Accepted),
            (Self::Open, Happening::AllDeclined) => Some(Self::Declined),
            (Self::Open, Happening::TimePassed) => Some(Self::Expired),
            (Self::Open, Happening::Withdrawn) => Some(Self::Withdrawn),
            (Self::Open, Happening::ChatGone) => Some(Self::Gone),
            (
                Self::Accepted | Self::Declined | Self::Expired | Self::Withdrawn | Self::Gone,
                Happening::Accepted
                | Happening::AllDeclined
                | Happening::TimePassed
                | Happening::Withdrawn
                | Happening::ChatGone,
            ) => None,
        }
    }
}

impl Offer {
    /// The offer after `happening`; `None` when it comes too late.
    #[must_use]
    pub fn after(&self, happening: Happening) -> Option<Self> {
        self.state.step(happening).map(|state| Self { state, ..self.clone() })
    }

    /// The offer after one who is asked said no: others may still say yes. `None` when it comes too late, or again.
    #[must_use]
    pub fn declined_by(&self, agent: AgentId) -> Option<Self> {
        if self.state != State::Open || self.declined.contains(&agent) {
            return None;
        }
        let declined: Vec<_> = self.declined.iter().copied().chain([agent]).collect();
        let all = self.asked.iter().all(|asked| declined.contains(asked));
        let after = Self { declined, ..self.clone() };
        if all { after.after(Happening::AllDeclined) } else { Some(after) }
    }

    /// Whether this agent made it or is asked.
    pub fn concerns(&self, agent: AgentId) -> bool {
        self.from.0 == agent || self.asked.contains(&agent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agent(n: u128) -> AgentId {
        AgentId(uuid::Uuid::from_u128(n))
    }

    fn offer() -> Offer {
        Offer {
            id: OfferId(uuid::Uuid::from_u128(1)),
            chat: ChatId(uuid::Uuid::from_u128(1)),
            kind: Kind::Transfer,
            visitor_name: "Linnet 482".into(),
            from: (agent(1), "Ada".into()),
            to: To::Group(GroupId(uuid::Uuid::from_u128(1))),
            to_name: "Lamps".into(),
            asked: vec![agent(2), agent(3)],
            declined: Vec::new(),
            note: String::new(),
            made: Moment(0),
            until: Moment(WAITS_FOR),
            state: State::Open,
            taken_by: None,
            taken: None,
        }
    }

    #[test]
    fn every_state_and_every_happening() {
        use Happening as H;
        let happenings = [H::Accepted, H::AllDeclined, H::TimePassed, H::Withdrawn, H::ChatGone];
        let first = [State::Accepted, State::Declined, State::Expired, State::Withdrawn, State::Gone].map(Some);
        let table = [
            (State::Open, first),
            (State::Accepted, [None; 5]),
            (State::Declined, [None; 5]),
            (State::Expired, [None; 5]),
            (State::Withdrawn, [None; 5]),
            (State::Gone, [None; 5]),
        ];
        for (state, row) in table {
            for (happening, expected) in happenings.into_iter().zip(row) {
                assert_eq!(state.step(happening), expected, "{state:?} {happening:?}");
            }
        }
    }

    #[test]
    fn a_group_has_declined_when_all_have() {
        let once = offer().declined_by(agent(2)).expect("one of two");
        assert_eq!(once.state, State::Open);
        assert_eq!(once.declined_by(agent(2)), None);
        let twice = once.declined_by(agent(3)).expect("two of two");
        assert_eq!(twice.state, State::Declined);
        assert_eq!(twice.declined_by(agent(3)), None);
    }
}
