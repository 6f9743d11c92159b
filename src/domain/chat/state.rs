//! Where a chat stands, and what moves it.

use serde::{Deserialize, Serialize};

/// Where a chat stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "DESIGN names them")]
pub enum State {
    Ringing,
    Active,
    Ended,
}

/// How a chat ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "PROTOCOL names them")]
pub enum EndedAs {
    ByVisitor,
    ByAgent,
    Abandoned,
    Missed,
    Blocked,
}

impl State {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Ringing, Self::Active, Self::Ended];

    /// The word for it, the same in SQL and on the wire.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ringing => "ringing",
            Self::Active => "active",
            Self::Ended => "ended",
        }
    }

    /// The state of this word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

impl EndedAs {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::ByVisitor, Self::ByAgent, Self::Abandoned, Self::Missed, Self::Blocked];

    /// The word for it, the same in SQL and on the wire.
    pub const fn word(self) -> &'static str {
        match self {
            Self::ByVisitor => "by_visitor",
            Self::ByAgent => "by_agent",
            Self::Abandoned => "abandoned",
            Self::Missed => "missed",
            Self::Blocked => "blocked",
        }
    }

    /// The ending of this word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ending| ending.word() == word)
    }
}

/// What happens to a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Happening {
    Accepted,
    AgentLeft,
    EndedByVisitor,
    EndedByAgent,
    NobodyAnswered,
    VisitorBlocked,
}

/// What a step does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It stands elsewhere now; with how it ended, when it did.
    Moved(State, Option<EndedAs>),
    /// Known already: the network repeats itself.
    Unchanged,
    /// It cannot be.
    Refused,
}

impl State {
    /// What `happening` does. Who accepts an active chat comes too late.
    #[expect(clippy::match_same_arms, reason = "a line a cell, in the order of the table")]
    pub const fn step(self, happening: Happening) -> Step {
        use Happening as H;
        use Step::{Moved, Refused, Unchanged};
        match (self, happening) {
            (Self::Ringing, H::Accepted) => Moved(Self::Active, None),
            (Self::Ringing, H::AgentLeft) => Unchanged,
            (Self::Ringing, H::EndedByVisitor) => Moved(Self::Ended, Some(EndedAs::Abandoned)),
            (Self::Ringing, H::EndedByAgent) => Refused,
            (Self::Ringing, H::NobodyAnswered) => Moved(Self::Ended, Some(EndedAs::Missed)),
            (Self::Ringing | Self::Active, H::VisitorBlocked) => Moved(Self::Ended, Some(EndedAs::Blocked)),
            (Self::Active, H::Accepted | H::NobodyAnswered) => Refused,
            (Self::Active, H::AgentLeft) => Moved(Self::Ringing, None),
            (Self::Active, H::EndedByVisitor) => Moved(Self::Ended, Some(EndedAs::ByVisitor)),
            (Self::Active, H::EndedByAgent) => Moved(Self::Ended, Some(EndedAs::ByAgent)),
            (Self::Ended, H::EndedByVisitor | H::EndedByAgent | H::VisitorBlocked) => Unchanged,
            (Self::Ended, H::Accepted | H::AgentLeft | H::NobodyAnswered) => Refused,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_and_every_happening() {
        use EndedAs::{Abandoned, Blocked, ByAgent, ByVisitor, Missed};
        use Happening as H;
        use State::{Active, Ended, Ringing};
        use Step::{Moved, Refused, Unchanged};
        let ended = |how| Moved(Ended, Some(how));
        let table = [
            (Ringing, [Moved(Active, None), Unchanged, ended(Abandoned), Refused, ended(Missed), ended(Blocked)]),
            (Active, [Refused, Moved(Ringing, None), ended(ByVisitor), ended(ByAgent), Refused, ended(Blocked)]),
            (Ended, [Refused, Refused, Unchanged, Unchanged, Refused, Unchanged]),
        ];
        let happenings =
            [H::Accepted, H::AgentLeft, H::EndedByVisitor, H::EndedByAgent, H::NobodyAnswered, H::VisitorBlocked];
        for (state, row) in table {
            for (happening, expected) in happenings.into_iter().zip(row) {
                assert_eq!(state.step(happening), expected, "{state:?} {happening:?}");
            }
        }
    }
}
