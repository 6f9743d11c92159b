//! How often a visitor may be invited: by one rule, and by everybody together.

use serde::{Deserialize, Serialize};

use super::{Often, Rule};
use crate::domain::ids::{RuleId, VisitId};
use crate::domain::invitation::State;
use crate::domain::moment::{DAY, HOUR, MINUTE, Moment, SECOND};

/// One attention budget per visitor over all rules and agents of a site, and the share of agents' invitations held out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attention {
    /// Invitations in 24 hours, 1 to 100.
    pub per_day: u32,
    /// Seconds between two invitations, at most a week.
    pub gap_seconds: u32,
    /// Per cent of the visitors agents want to invite who are left alone instead, 0 to 90.
    pub manual_holdout: u8,
}

impl Default for Attention {
    fn default() -> Self {
        Self { per_day: 5, gap_seconds: 0, manual_holdout: 0 }
    }
}

impl Attention {
    /// That it makes sense.
    ///
    /// # Errors
    /// The field that is wrong, and a sentence.
    pub fn check(&self) -> Result<(), super::Unsound> {
        let wrong = |field, why: &str| Err((field, why.to_owned()));
        match self {
            Self { per_day, .. } if !(1..=100).contains(per_day) => {
                wrong("per_day", "A visitor may be invited 1 to 100 times a day.")
            }
            Self { gap_seconds, .. } if *gap_seconds > 604_800 => {
                wrong("gap_seconds", "The gap is at most a week (604800 seconds).")
            }
            Self { manual_holdout, .. } if *manual_holdout > 90 => {
                wrong("manual_holdout", "At most 90 per cent can be left alone.")
            }
            _ => Ok(()),
        }
    }
}

/// An invitation the visitor has had.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of `Invitation`")]
pub struct Invited {
    pub rule: Option<RuleId>,
    pub visit: VisitId,
    /// Of the page the visitor was on.
    pub path: String,
    pub state: State,
    pub sent: Moment,
    pub ended: Option<Moment>,
}

impl Invited {
    /// Whether it took attention: who never saw it has lost none.
    const fn counts(&self) -> bool {
        !matches!(self.state, State::Undelivered | State::Withdrawn | State::Superseded)
    }
}

/// One limit and how the visitor stands to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// In words.
    pub says: String,
    /// Whether it lets the invitation through.
    pub holds: bool,
    /// When time alone lifts it; `None`: it holds, or time does not.
    pub lifted: Option<Moment>,
}

/// Where the visitor is: their visit, and the path of the page.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the names say it")]
pub struct At<'a> {
    pub visit: VisitId,
    pub path: &'a str,
}

/// The rule's own limits, after what the visitor has had so far.
pub fn limits(rule: &Rule, history: &[Invited], at: At<'_>, now: Moment) -> Vec<Limit> {
    let by_rule = || history.iter().filter(|one| one.rule == Some(rule.id) && one.counts());
    let in_visit = by_rule().filter(|one| one.visit == at.visit).count();
    let on_page = by_rule().filter(|one| one.visit == at.visit && one.path == at.path).count();
    let Often { page, visit, visitor } = rule.often;
    let refused = history.iter().filter(|one| one.state == State::Declined).filter_map(|one| one.ended).max();
    vec![
        at_most(page, on_page, "on this page in this visit"),
        at_most(visit, in_visit, "in this visit"),
        at_most(visitor, by_rule().count(), "for this visitor"),
        quiet(refused, i64::from(rule.quiet_after_refusal) * SECOND, now),
    ]
}

fn at_most(most: u32, had: usize, of: &str) -> Limit {
    let holds = had < most as usize;
    Limit { says: format!("At most {most} by this rule {of}: {had} so far"), holds, lifted: None }
}

fn quiet(refused: Option<Moment>, quiet: i64, now: Moment) -> Limit {
    let until = refused.map(|at| at.plus(quiet)).filter(|until| *until > now);
    let says = match (refused, until) {
        (None, _) => "Quiet after a refusal: there was none".to_owned(),
        (Some(_), None) => "Quiet after a refusal: it is over".to_owned(),
        (Some(_), Some(until)) => format!("Quiet after a refusal: for {} more", span(until.since(now))),
    };
    Limit { says, holds: until.is_none(), lifted: until }
}

/// The budget of attention over all rules and agents.
pub fn budget(attention: &Attention, history: &[Invited], now: Moment) -> Vec<Limit> {
    let mut sent: Vec<Moment> = history.iter().filter(|one| one.counts()).map(|one| one.sent).collect();
    sent.sort_unstable();
    let today: Vec<Moment> = sent.iter().copied().filter(|at| now.since(*at) < DAY).collect();
    let most = attention.per_day as usize;
    let freed = today.len().checked_sub(most).and_then(|over| today.get(over)).map(|at| at.plus(DAY));
    let per_day = Limit {
        says: format!("At most {most} invitations by anybody in 24 hours: {} so far", today.len()),
        holds: freed.is_none(),
        lifted: freed,
    };
    let gap = i64::from(attention.gap_seconds) * SECOND;
    let until = sent.last().map(|at| at.plus(gap)).filter(|until| *until > now);
    let says = until.map_or_else(
        || "Long enough after the last invitation by anybody".to_owned(),
        |until| format!("Too soon after the last invitation by anybody: {} more", span(until.since(now))),
    );
    vec![per_day, Limit { says, holds: until.is_none(), lifted: until }]
}

/// The longer unit alone, rounded up: whoever waits is not told too little.
fn span(ms: i64) -> String {
    let (unit, word) = match ms {
        ..MINUTE => (SECOND, "second"),
        MINUTE..HOUR => (MINUTE, "minute"),
        HOUR..DAY => (HOUR, "hour"),
        _ => (DAY, "day"),
    };
    let n = (ms + unit - 1) / unit;
    format!("{n} {word}{}", if n == 1 { "" } else { "s" })
}
