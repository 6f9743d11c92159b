//! An invitation and all that becomes of it: `sent → delivered → viewed →` one of its endings, always exactly one.

use serde::{Deserialize, Serialize};

use super::ids::{AgentId, ChatId, GroupId, InvitationId, RuleId, SiteKey, TemplateId, VisitId, VisitorKey};
use super::moment::{MINUTE, Moment, Steady};
use super::presence::{AgentBrief, InvitationBrief};

/// An invitation that was seen and not answered ends after this long (milliseconds).
pub const ANSWER_WITHIN: i64 = 2 * MINUTE;
/// Characters of a message, before and after its variables are replaced.
pub const LONGEST: usize = 500;

/// One invitation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of PROTOCOL")]
pub struct Invitation {
    pub id: InvitationId,
    pub site: SiteKey,
    pub visitor: VisitorKey,
    pub visitor_name: String,
    pub visit: VisitId,
    pub agent: AgentId,
    pub agent_name: String,
    pub group: Option<GroupId>,
    /// The rule that sent it; `None`: an agent did.
    pub rule: Option<RuleId>,
    /// The rule's variant.
    pub variant: Option<String>,
    /// The template the agent began with.
    pub template: Option<TemplateId>,
    /// What the visitor reads: rendered, not the recipe.
    pub text: String,
    /// The page the visitor was on when it was sent.
    pub url: String,
    pub state: State,
    pub sent: Moment,
    pub delivered: Option<Moment>,
    pub viewed: Option<Viewed>,
    pub ended: Option<Moment>,
    pub chat: Option<ChatId>,
}

/// When it was viewed, by both clocks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "two clocks")]
pub struct Viewed {
    pub wall: Moment,
    pub steady: Steady,
}

/// Where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "DESIGN names them")]
pub enum State {
    Sent,
    Delivered,
    Viewed,
    Accepted,
    Declined,
    Expired,
    Undelivered,
    Withdrawn,
    Superseded,
}

/// What happens to an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Happening {
    Delivered,
    Viewed,
    Replied,
    Declined,
    DeadlinePassed,
    VisitorLeft,
    Withdrawn,
    Superseded,
    VisitorErased,
}

/// What a step does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It stands elsewhere now.
    Moved(State),
    /// Known already: the network repeats itself.
    Unchanged,
    /// It cannot be, and why.
    Refused(Refusal),
}

/// Why a step cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It has ended. A reply that comes now becomes an ordinary chat request.
    Over,
    /// The visitor has seen it; it cannot be taken back.
    Seen,
    /// The clock starts only when the visitor sees it.
    NotSeen,
}

impl State {
    /// All states, open ones first.
    pub const ALL: [Self; 9] = [
        Self::Sent,
        Self::Delivered,
        Self::Viewed,
        Self::Accepted,
        Self::Declined,
        Self::Expired,
        Self::Undelivered,
        Self::Withdrawn,
        Self::Superseded,
    ];

    /// The word for it, the same in SQL and on the wire.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Viewed => "viewed",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Expired => "expired",
            Self::Undelivered => "undelivered",
            Self::Withdrawn => "withdrawn",
            Self::Superseded => "superseded",
        }
    }

    /// The state of this word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Whether anything can still become of it.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Sent | Self::Delivered | Self::Viewed)
    }

    /// What `happening` does.
    #[expect(clippy::match_same_arms, reason = "a line a cell, in the order of the table")]
    pub const fn step(self, happening: Happening) -> Step {
        use Happening as H;
        use Step::{Moved, Refused, Unchanged};
        match (self, happening) {
            (Self::Sent, H::Delivered) => Moved(Self::Delivered),
            (Self::Delivered | Self::Viewed, H::Delivered) => Unchanged,
            (Self::Sent | Self::Delivered, H::Viewed) => Moved(Self::Viewed),
            (Self::Viewed, H::Viewed) => Unchanged,
            (Self::Sent | Self::Delivered | Self::Viewed, H::Replied) => Moved(Self::Accepted),
            (Self::Sent | Self::Delivered | Self::Viewed, H::Declined) => Moved(Self::Declined),
            (Self::Declined, H::Declined) => Unchanged,
            (Self::Viewed, H::DeadlinePassed) => Moved(Self::Expired),
            (Self::Expired, H::DeadlinePassed) => Unchanged,
            (Self::Sent | Self::Delivered, H::DeadlinePassed) => Refused(Refusal::NotSeen),
            (Self::Sent | Self::Delivered, H::VisitorLeft) => Moved(Self::Undelivered),
            // Seen and then left: the two minutes go on, for the visitor may come back.
            (Self::Viewed | Self::Undelivered, H::VisitorLeft) => Unchanged,
            (Self::Sent | Self::Delivered, H::Withdrawn) => Moved(Self::Withdrawn),
            (Self::Withdrawn, H::Withdrawn) => Unchanged,
            (Self::Sent | Self::Delivered, H::Superseded) => Moved(Self::Superseded),
            (Self::Superseded, H::Superseded) => Unchanged,
            (Self::Viewed, H::Withdrawn | H::Superseded) => Refused(Refusal::Seen),
            // Even what was seen: nothing of it is kept.
            (Self::Sent | Self::Delivered | Self::Viewed, H::VisitorErased) => Moved(Self::Withdrawn),
            (Self::Withdrawn, H::VisitorErased) => Unchanged,
            (
                Self::Accepted
                | Self::Declined
                | Self::Expired
                | Self::Undelivered
                | Self::Withdrawn
                | Self::Superseded,
                H::Delivered
                | H::Viewed
                | H::Replied
                | H::Declined
                | H::DeadlinePassed
                | H::VisitorLeft
                | H::Withdrawn
                | H::Superseded
                | H::VisitorErased,
            ) => Refused(Refusal::Over),
        }
    }
}

impl Invitation {
    /// How long the visitor still has, in milliseconds from 0 to [`ANSWER_WITHIN`]; `None` until it was viewed. The steady clock
    /// answers as long as the machine has not been started anew; after that the wall clock does.
    pub fn remaining(&self, now: Moment, steady: &Steady) -> Option<i64> {
        let viewed = self.viewed.as_ref()?;
        let gone =
            if viewed.steady.boot == steady.boot { steady.at - viewed.steady.at } else { now.since(viewed.wall) };
        Some((ANSWER_WITHIN - gone).clamp(0, ANSWER_WITHIN))
    }

    /// As a row shows it; `None` once it has ended.
    pub fn brief(&self) -> Option<InvitationBrief> {
        let agent = AgentBrief { id: self.agent, name: self.agent_name.as_str().into() };
        let brief = InvitationBrief { id: self.id, state: self.state.word(), agent, deadline: self.deadline() };
        self.state.is_open().then_some(brief)
    }

    /// The wall-clock moment at which it ends; `None` until it was viewed.
    pub fn deadline(&self) -> Option<Moment> {
        self.viewed.as_ref().map(|viewed| viewed.wall.plus(ANSWER_WITHIN))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HAPPENINGS: [Happening; 9] = [
        Happening::Delivered,
        Happening::Viewed,
        Happening::Replied,
        Happening::Declined,
        Happening::DeadlinePassed,
        Happening::VisitorLeft,
        Happening::Withdrawn,
        Happening::Superseded,
        Happening::VisitorErased,
    ];

    /// A row a state, a column a happening: `>x` moved to x, `=` unchanged, `over`, `seen`, `early` refused.
    #[rustfmt::skip]
    const TABLE: [(State, [&str; 9]); 9] = [
        //                   delivered     viewed     replied      declined     deadline    left            withdrawn     superseded      erased
        (State::Sent,        [">delivered", ">viewed", ">accepted", ">declined", "early",    ">undelivered", ">withdrawn", ">superseded", ">withdrawn"]),
        (State::Delivered,   ["=",          ">viewed", ">accepted", ">declined", "early",    ">undelivered", ">withdrawn", ">superseded", ">withdrawn"]),
        (State::Viewed,      ["=",          "=",       ">accepted", ">declined", ">expired", "=",            "seen",       "seen", ">withdrawn"]),
        (State::Accepted,    ["over",       "over",    "over",      "over",      "over",     "over",         "over",       "over", "over"]),
        (State::Declined,    ["over",       "over",    "over",      "=",         "over",     "over",         "over",       "over", "over"]),
        (State::Expired,     ["over",       "over",    "over",      "over",      "=",        "over",         "over",       "over", "over"]),
        (State::Undelivered, ["over",       "over",    "over",      "over",      "over",     "=",            "over",       "over", "over"]),
        (State::Withdrawn,   ["over",       "over",    "over",      "over",      "over",     "over",         "=",          "over", "="]),
        (State::Superseded,  ["over",       "over",    "over",      "over",      "over",     "over",         "over",       "=", "over"]),
    ];

    fn written(step: Step) -> String {
        match step {
            Step::Moved(state) => format!(">{}", state.word()),
            Step::Unchanged => "=".to_owned(),
            Step::Refused(Refusal::Over) => "over".to_owned(),
            Step::Refused(Refusal::Seen) => "seen".to_owned(),
            Step::Refused(Refusal::NotSeen) => "early".to_owned(),
        }
    }

    #[test]
    fn every_state_and_every_happening() {
        for (state, row) in TABLE {
            for (happening, expected) in HAPPENINGS.into_iter().zip(row) {
                assert_eq!(written(state.step(happening)), expected, "{state:?} {happening:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn an_invitation_ends_once_and_stays_ended(happenings in prop::collection::vec(0..8usize, 0..40)) {
            let (mut state, mut endings) = (State::Sent, 0);
            for n in happenings {
                if let Step::Moved(next) = state.step(HAPPENINGS[n]) {
                    prop_assert!(state.is_open());
                    endings += u8::from(!next.is_open());
                    state = next;
                }
            }
            prop_assert_eq!(endings, u8::from(!state.is_open()));
        }
    }
}
