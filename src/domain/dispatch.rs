//! Something on its way out of the house, an e-mail or a webhook's delivery: `queued → sent`, or `failed` after the last try.
//!
//! It is sent at least once: who dies between sending it and noting that, sends it again. It is not sent twice on purpose: a try is
//! counted before it is made, and only who counted it makes it.

use super::moment::{HOUR, MINUTE, Moment, SECOND};

/// How long to wait after each try that was in vain (milliseconds); after one more it has failed.
#[derive(Debug, Clone, Copy)]
pub struct Schedule(&'static [i64]);

impl Schedule {
    /// For e-mails.
    pub const MAIL: Self = Self(&[MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 12 * HOUR]);
    /// For webhooks.
    pub const HOOK: Self = Self(&[10 * SECOND, MINUTE, 10 * MINUTE, HOUR, 6 * HOUR]);
    /// When a last try has not been heard of for so long, its maker has died (milliseconds).
    const LOST: i64 = 5 * MINUTE;

    /// The moment of the try after number `tries` (from 1), which is made `now`.
    pub fn next(self, tries: i64, now: Moment) -> Moment {
        now.plus(self.wait(tries).unwrap_or(Self::LOST))
    }

    /// What it means that try number `tries` (from 1) was in vain.
    pub fn in_vain(self, tries: i64) -> Happening {
        if self.wait(tries).is_some() { Happening::InVain } else { Happening::GivenUp }
    }

    fn wait(self, tries: i64) -> Option<i64> {
        usize::try_from(tries - 1).ok().and_then(|at| self.0.get(at)).copied()
    }
}

/// Where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "DESK names them")]
pub enum State {
    Queued,
    Sent,
    Failed,
}

/// What becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happening {
    /// The other side has taken it.
    Taken,
    /// A try was in vain, and another one follows.
    InVain,
    /// The last try was in vain, or none can ever work.
    GivenUp,
    /// Somebody asks for it to be tried again.
    Asked,
}

/// What a step does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Step {
    Moved(State),
    Unchanged,
}

impl State {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Queued, Self::Sent, Self::Failed];

    /// The word for it, the same in SQL and on the wire.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Failed => "failed",
        }
    }

    /// The state of this word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// What `happening` does. What was sent stays sent; a try that was slow may still get through after it was given up.
    pub const fn step(self, happening: Happening) -> Step {
        use Happening as H;
        use Step::{Moved, Unchanged};
        match (self, happening) {
            (Self::Queued | Self::Failed, H::Taken) => Moved(Self::Sent),
            (Self::Queued, H::InVain) | (Self::Failed, H::Asked) => Moved(Self::Queued),
            (Self::Queued, H::GivenUp) => Moved(Self::Failed),
            (Self::Queued, H::Asked)
            | (Self::Sent, H::Taken | H::InVain | H::GivenUp | H::Asked)
            | (Self::Failed, H::InVain | H::GivenUp) => Unchanged,
        }
    }
}

/// How far something has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispatch {
    /// Where it stands.
    pub state: State,
    /// Tries that were begun since it was queued.
    pub tries: i64,
    /// When it is tried (again), while it is queued.
    pub next_try: Moment,
    /// What was wrong the last time, in words.
    pub error: Option<String>,
}

impl Dispatch {
    /// Due at once.
    pub const fn at_once(now: Moment) -> Self {
        Self { state: State::Queued, tries: 0, next_try: now, error: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_and_every_happening() {
        use State::{Failed, Queued, Sent};
        use Step::{Moved, Unchanged};
        let happenings = [Happening::Taken, Happening::InVain, Happening::GivenUp, Happening::Asked];
        let table = [
            (Queued, [Moved(Sent), Moved(Queued), Moved(Failed), Unchanged]),
            (Sent, [Unchanged, Unchanged, Unchanged, Unchanged]),
            (Failed, [Moved(Sent), Unchanged, Unchanged, Moved(Queued)]),
        ];
        for (state, row) in table {
            for (happening, expected) in happenings.into_iter().zip(row) {
                assert_eq!(state.step(happening), expected, "{state:?} {happening:?}");
            }
            assert_eq!(State::of_word(state.word()), Some(state));
        }
    }

    #[test]
    fn six_tries_and_no_more() {
        for (schedule, waits) in [
            (Schedule::MAIL, [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 12 * HOUR]),
            (Schedule::HOOK, [10 * SECOND, MINUTE, 10 * MINUTE, HOUR, 6 * HOUR]),
        ] {
            for (tries, wait) in (1..).zip(waits) {
                assert_eq!(schedule.next(tries, Moment(7)), Moment(7 + wait));
                assert_eq!(schedule.in_vain(tries), Happening::InVain);
            }
            assert_eq!(schedule.in_vain(6), Happening::GivenUp);
            assert_eq!(schedule.next(6, Moment(0)), Moment(Schedule::LOST));
        }
    }
}
