//! What a site hopes its visitors do: goals, and the steps of funnels.

use serde::{Deserialize, Serialize};

use super::ids::{FunnelId, GoalId, SiteKey};
use super::moment::Moment;
use super::text::line;

/// Characters of a name.
const LONGEST_NAME: usize = 100;
/// Characters of a pattern: an address is no longer.
const LONGEST: usize = 2_048;
/// A funnel has 2 to 8 steps.
const STEPS: std::ops::RangeInclusive<usize> = 2..=8;
/// A funnel is walked through within 30 days, in minutes.
const LONGEST_WITHIN: u32 = 30 * 24 * 60;

/// Something a visitor may do. Paths and names are compared as they are.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// A page, or an event.
    pub kind: TargetKind,
    /// A path in which `*` stands for any characters; or an event's name.
    pub pattern: String,
}

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum TargetKind {
    Page,
    Event,
}

/// A goal. A visit reaches it once at most.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are the words of REPORTS")]
pub struct Goal {
    pub id: GoalId,
    pub site: SiteKey,
    pub name: String,
    pub target: Target,
    /// What reaching it is worth; `None`: what the event says, and a page nothing.
    pub value: Option<f64>,
    pub made: Moment,
}

/// Steps that visits walk through in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of REPORTS")]
pub struct Funnel {
    pub id: FunnelId,
    pub site: SiteKey,
    pub name: String,
    /// Minutes from the first step to the last.
    pub within: u32,
    pub steps: Vec<Target>,
    pub made: Moment,
}

impl TargetKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Page, Self::Event];

    /// The word for it, the same in SQL and on the wire.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Event => "event",
        }
    }

    /// The kind of this word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

impl Target {
    /// What somebody typed.
    ///
    /// # Errors
    /// A sentence for the screen.
    pub fn sound(self) -> Result<Self, String> {
        let pattern = line(self.pattern.trim(), LONGEST + 1);
        if pattern.chars().count() > LONGEST {
            return Err(format!("A pattern has at most {LONGEST} characters."));
        }
        match self.kind {
            TargetKind::Page if !pattern.starts_with(['/', '*']) => {
                Err("A page's pattern is a path like /order/*.".to_owned())
            }
            TargetKind::Event if pattern.is_empty() => Err("Which event? Its name is missing.".to_owned()),
            TargetKind::Page | TargetKind::Event => Ok(Self { kind: self.kind, pattern }),
        }
    }
}

/// The name of a goal, a funnel or a report that somebody typed.
///
/// # Errors
/// A sentence for the screen.
pub fn sound_name(typed: &str) -> Result<String, String> {
    let name = line(typed.trim(), LONGEST_NAME + 1);
    match name.chars().count() {
        0 => Err("It needs a name.".to_owned()),
        length if length > LONGEST_NAME => Err(format!("A name has at most {LONGEST_NAME} characters.")),
        _ => Ok(name),
    }
}

/// The steps that somebody typed.
///
/// # Errors
/// A sentence for the screen.
pub fn sound_steps(steps: Vec<Target>) -> Result<Vec<Target>, String> {
    if !STEPS.contains(&steps.len()) {
        return Err(format!("A funnel has {} to {} steps.", STEPS.start(), STEPS.end()));
    }
    steps.into_iter().map(Target::sound).collect()
}

/// The minutes that somebody typed.
///
/// # Errors
/// A sentence for the screen.
pub fn sound_within(minutes: u32) -> Result<u32, String> {
    let sound = (1..=LONGEST_WITHIN).contains(&minutes);
    sound.then_some(minutes).ok_or_else(|| format!("A funnel is walked through within 1 to {LONGEST_WITHIN} minutes."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sound(kind: TargetKind, pattern: &str) -> Result<String, String> {
        Target { kind, pattern: pattern.to_owned() }.sound().map(|target| target.pattern)
    }

    #[test]
    fn what_is_typed_is_cleaned_or_refused_in_a_sentence() {
        assert_eq!(sound(TargetKind::Page, " /order/* "), Ok("/order/*".to_owned()));
        assert_eq!(sound(TargetKind::Page, "*/thanks"), Ok("*/thanks".to_owned()));
        assert_eq!(sound(TargetKind::Event, "ordered"), Ok("ordered".to_owned()));
        for (kind, pattern) in [
            (TargetKind::Page, ""),
            (TargetKind::Page, "order"),
            (TargetKind::Event, " "),
            (TargetKind::Event, &"x".repeat(2_049)),
        ] {
            assert!(sound(kind, pattern).is_err_and(|why| why.ends_with('.')), "{pattern}");
        }
        let step = || Target { kind: TargetKind::Page, pattern: "/".to_owned() };
        for steps in [0, 1, 9] {
            assert!(sound_steps(vec![step(); steps]).is_err(), "{steps}");
        }
        assert!(sound_steps(vec![step(); 8]).is_ok());
        assert!(sound_name("  ").is_err() && sound_name(&"x".repeat(101)).is_err());
        assert!(sound_within(0).is_err() && sound_within(43_201).is_err() && sound_within(1).is_ok());
    }
}
