//! Whether a rule's conditions hold for a visitor, which failed first, and when time alone may change that.

use super::condition::{Condition, Leaf, Test};
use super::facts::Facts;
use super::field::Field;
use crate::domain::hours::{include, next_change};
use crate::domain::moment::{Moment, SECOND};

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evaluation<'a> {
    /// All together.
    pub holds: bool,
    /// Every question, in order.
    pub conditions: Vec<Judged<'a>>,
    /// Which of them failed first; `None` when all together hold.
    pub failed: Option<usize>,
    /// Until then nothing changes unless something happens; always after the moment of the evaluation. `None`: never.
    pub next: Option<Moment>,
}

/// One question with its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judged<'a> {
    /// The question.
    pub leaf: &'a Leaf,
    /// It must not be so.
    pub negated: bool,
    /// The answer is as it must be. What is not known is taken to be.
    pub holds: bool,
    /// Whether the answer is known.
    pub known: bool,
}

/// Asks every question of `condition` at `now`.
pub fn evaluate<'a>(condition: &'a Condition, facts: &Facts<'_>, now: Moment) -> Evaluation<'a> {
    let mut walk = Walk { facts, now, conditions: Vec::new(), next: None };
    let failed = walk.step(condition, false);
    Evaluation { holds: failed.is_ok(), conditions: walk.conditions, failed: failed.err().flatten(), next: walk.next }
}

struct Walk<'a, 'f> {
    facts: &'f Facts<'f>,
    now: Moment,
    conditions: Vec<Judged<'a>>,
    next: Option<Moment>,
}

/// Holds, or the first question that failed.
type Step = Result<(), Option<usize>>;

impl<'a> Walk<'a, '_> {
    /// `negated`: it must not hold. A negated group is the other group of negated parts.
    fn step(&mut self, condition: &'a Condition, negated: bool) -> Step {
        match condition {
            Condition::Not(part) => self.step(part, !negated),
            Condition::Leaf(leaf) => self.ask(leaf, negated),
            Condition::All(parts) | Condition::Any(parts) => {
                let steps: Vec<Step> = parts.iter().map(|part| self.step(part, negated)).collect();
                let every = matches!(condition, Condition::All(_)) != negated;
                let failed = steps.iter().find(|step| step.is_err()).copied();
                match failed {
                    None if every || !steps.is_empty() => Ok(()),
                    None => Err(None),
                    Some(_) if !every && steps.iter().any(Result::is_ok) => Ok(()),
                    Some(failed) => failed,
                }
            }
        }
    }

    fn ask(&mut self, leaf: &'a Leaf, negated: bool) -> Step {
        let (truth, next) = answer(leaf, self.facts, self.now);
        let next = next.filter(|next| *next > self.now);
        self.next = [self.next, next].into_iter().flatten().min();
        let holds = truth.is_none_or(|truth| truth != negated);
        self.conditions.push(Judged { leaf, negated, holds, known: truth.is_some() });
        if holds { Ok(()) } else { Err(Some(self.conditions.len() - 1)) }
    }
}

/// The answer (`None`: not known), and when it may change by itself.
fn answer(leaf: &Leaf, facts: &Facts<'_>, now: Moment) -> (Option<bool>, Option<Moment>) {
    match leaf.field {
        Field::SecondsOnPage => timed(&leaf.test, facts.page_since, now),
        Field::SecondsOnSite => timed(&leaf.test, facts.arrived, now),
        Field::IdleSeconds => match facts.present {
            Some(present) => timed(&leaf.test, present.active, now),
            None => (None, None),
        },
        Field::Hours => weekly(&leaf.test, facts.zone, now),
        _ => (settled(leaf, facts), None),
    }
}

/// What only a happening changes.
fn settled(leaf: &Leaf, facts: &Facts<'_>) -> Option<bool> {
    let test = &leaf.test;
    let words = |text: &str| Some(fits(test, text));
    let present = facts.present.as_ref();
    match leaf.field {
        Field::Page => words(facts.page),
        Field::PageTitle => words(facts.page_title),
        Field::PagesSeen => Some(one_fits(test, &facts.seen)),
        Field::Event => Some(one_fits(test, &facts.events)),
        Field::Referrer => words(facts.referrer),
        Field::Channel => words(facts.channel),
        Field::Source => words(facts.source),
        Field::Medium => words(facts.medium),
        Field::Campaign => words(facts.campaign),
        Field::Country => words(facts.country),
        Field::Region => words(facts.region),
        Field::City => words(facts.city),
        Field::Device => words(facts.device),
        Field::Browser => words(facts.browser),
        Field::System => words(facts.system),
        Field::Language => Some(speaks(test, facts.language)),
        Field::Pages => Some(counts(test, facts.pages)),
        Field::VisitsBefore => Some(counts(test, facts.visits_before)),
        Field::ChatsBefore => present.map(|present| counts(test, present.chats_before)),
        Field::Attribute => facts.attribute(&leaf.name).map(|value| fits(test, value)),
        Field::Known => Some(yes(test, facts.known)),
        Field::ExitIntent => present.map(|present| yes(test, present.exit_intent)),
        Field::AgentFree => present.map(|present| yes(test, present.agent_free)),
        Field::SecondsOnPage | Field::SecondsOnSite | Field::IdleSeconds | Field::Hours => None,
    }
}

fn yes(test: &Test, truth: bool) -> bool {
    matches!(test, Test::Yes) == truth
}

fn counts(test: &Test, number: u32) -> bool {
    match test {
        Test::AtLeast(least) => number >= *least,
        Test::AtMost(most) => number <= *most,
        Test::Exactly(exactly) => number == *exactly,
        _ => false,
    }
}

/// Whole seconds since `since`, and the moments at which the answer changes.
fn timed(test: &Test, since: Moment, now: Moment) -> (Option<bool>, Option<Moment>) {
    let seconds = u32::try_from(seconds_since(since, now)).unwrap_or(u32::MAX);
    let edge = |seconds: u32| since.plus(i64::from(seconds) * SECOND);
    let edges = match test {
        Test::AtLeast(least) => [Some(edge(*least)), None],
        Test::AtMost(most) => [Some(edge(most.saturating_add(1))), None],
        Test::Exactly(exactly) => [Some(edge(*exactly)), Some(edge(exactly.saturating_add(1)))],
        _ => [None, None],
    };
    (Some(counts(test, seconds)), edges.into_iter().flatten().filter(|edge| *edge > now).min())
}

/// Whole seconds, 0 or more.
pub(super) fn seconds_since(since: Moment, now: Moment) -> i64 {
    (now.since(since) / SECOND).max(0)
}

fn weekly(test: &Test, zone: &str, now: Moment) -> (Option<bool>, Option<Moment>) {
    match test {
        Test::Within(days) => (Some(include(days, zone, now)), next_change(days, zone, now)),
        Test::Outside(days) => (Some(!include(days, zone, now)), next_change(days, zone, now)),
        _ => (Some(false), None),
    }
}

/// Whether one of `texts` is so; with `is_not`, that none is.
fn one_fits(test: &Test, texts: &[&str]) -> bool {
    match test {
        Test::IsNot(_) => texts.iter().all(|text| fits(test, text)),
        _ => texts.iter().any(|text| fits(test, text)),
    }
}

fn fits(test: &Test, found: &str) -> bool {
    let found = found.to_lowercase();
    match test {
        Test::Is(value) => found == value.to_lowercase(),
        Test::IsNot(value) => found != value.to_lowercase(),
        Test::Contains(value) => found.contains(&value.to_lowercase()),
        Test::OneOf(values) => values.iter().any(|value| found == value.to_lowercase()),
        Test::Matches(pattern) => matches(&pattern.to_lowercase(), &found),
        _ => false,
    }
}

/// A language is also what its own region speaks: `de` is `de-AT`, too.
fn speaks(test: &Test, language: &str) -> bool {
    let broad = language.split('-').next().unwrap_or_default();
    match test {
        Test::IsNot(_) => fits(test, language) && fits(test, broad),
        _ => fits(test, language) || fits(test, broad),
    }
}

/// Whether all of `text` fits `pattern`, in which `*` stands for any characters. Time grows with the product of both lengths at most.
fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}
