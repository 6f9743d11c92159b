//! A rule that invites by itself: when, as whom, with which words, how often, and how many it leaves alone.

pub mod assign;
pub mod capacity;
pub mod condition;
pub mod evaluate;
pub mod facts;
pub mod field;
pub mod limits;
pub mod past;
mod says;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use self::assign::{HELD_OUT, INVITED};
use self::condition::Condition;
use super::ids::{AgentId, GoalId, GroupId, RuleId, SiteKey};
use super::invitation::LONGEST;
use super::template::unknown_in;
use super::text::{clean, line};

/// Rules of one site.
pub const MOST_RULES: usize = 100;
/// Variants of one rule.
const MOST_VARIANTS: usize = 10;
/// Languages of one variant.
const MOST_LANGUAGES: usize = 40;
/// The longest delay (seconds): an hour.
const LONGEST_DELAY: u32 = 3_600;
/// The longest time of quiet after a refusal (seconds): a year.
const LONGEST_QUIET: u32 = 365 * 86_400;

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of REPORTS")]
pub struct Rule {
    pub id: RuleId,
    pub site: SiteKey,
    pub name: String,
    pub on: bool,
    pub when: Condition,
    #[serde(rename = "as")]
    pub sender: Sender,
    /// Seconds for which the conditions must hold before the invitation goes.
    pub delay: u32,
    pub often: Often,
    /// Seconds after the visitor said no to any invitation.
    pub quiet_after_refusal: u32,
    /// Per cent of the eligible visitors who are left alone.
    pub holdout: u8,
    pub goal: Option<GoalId>,
    /// Days in which the goal counts.
    pub goal_within: u32,
    pub variants: Vec<Variant>,
}

/// As whom it invites.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sender {
    /// This agent.
    Agent(AgentId),
    /// Whoever of the group is there and has most room.
    Group(GroupId),
}

/// Invitations by the rule, at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Often {
    /// On the same page in one visit.
    pub page: u32,
    /// In one visit.
    pub visit: u32,
    /// To one visitor, ever.
    pub visitor: u32,
}

impl Default for Often {
    fn default() -> Self {
        Self { page: 1, visit: 1, visitor: 3 }
    }
}

/// One of the texts that are tried against each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// The word its share is counted under.
    pub id: String,
    /// What the screen calls it.
    pub name: String,
    /// Its share is this by the sum of all.
    pub weight: u32,
    /// By language tag; the empty one is for everybody else.
    pub texts: BTreeMap<String, String>,
}

/// Why a rule cannot be kept: the field and a sentence.
pub type Unsound = (&'static str, String);

impl Rule {
    /// The rule with its words made harmless to keep.
    ///
    /// # Errors
    /// The field that is wrong, and a sentence.
    pub fn sound(mut self) -> Result<Self, Unsound> {
        self.name = line(&self.name, 80);
        if self.name.is_empty() {
            return Err(("name", "A rule needs a name.".to_owned()));
        }
        self.sound_numbers()?;
        if !(1..=MOST_VARIANTS).contains(&self.variants.len()) {
            return Err(("variants", format!("A rule has 1 to {MOST_VARIANTS} variants.")));
        }
        self.variants = self.variants.into_iter().map(Variant::sound).collect::<Result<_, _>>()?;
        let mut ids: Vec<&str> = self.variants.iter().map(|variant| variant.id.as_str()).collect();
        ids.sort_unstable();
        match ids.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(pair) => Err(("variants", format!("Two variants are called “{}”.", pair[0]))),
            None => Ok(self),
        }
    }

    fn sound_numbers(&self) -> Result<(), Unsound> {
        let Often { page, visit, visitor } = self.often;
        let checks = [
            (self.delay <= LONGEST_DELAY, "delay", "The delay is at most an hour (3600 seconds)."),
            (self.quiet_after_refusal <= LONGEST_QUIET, "quiet_after_refusal", "The quiet is at most a year."),
            (self.holdout <= 90, "holdout", "At most 90 per cent can be left alone."),
            ((1..=90).contains(&self.goal_within), "goal_within", "A goal counts for 1 to 90 days."),
            (
                [page, visit, visitor].iter().all(|n| (1..=100).contains(n)),
                "often",
                "How often is a number from 1 to 100.",
            ),
        ];
        let wrong = checks.into_iter().find(|(sound, _, _)| !sound);
        wrong.map_or(Ok(()), |(_, field, why)| Err((field, why.to_owned())))
    }

    /// The variant of this id.
    pub fn variant(&self, id: &str) -> Option<&Variant> {
        self.variants.iter().find(|variant| variant.id == id)
    }
}

impl Variant {
    fn sound(mut self) -> Result<Self, Unsound> {
        let wrong = |why: String| Err(("variants", why));
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
        if !(1..=36).contains(&self.id.len()) || !self.id.chars().all(plain) || [HELD_OUT, INVITED].contains(&&*self.id)
        {
            return wrong(
                "A variant's id has 1 to 36 small letters, digits, - or _, and is no word of ours.".to_owned(),
            );
        }
        if !(1..=1_000).contains(&self.weight) {
            return wrong("A variant's weight is a number from 1 to 1000.".to_owned());
        }
        self.name = line(&self.name, 80);
        if self.texts.len() > MOST_LANGUAGES || self.texts.keys().any(|tag| !is_language(tag)) {
            return wrong(format!(
                "A variant has texts in at most {MOST_LANGUAGES} languages, by tags like de or pt-BR."
            ));
        }
        if self.texts.get("").is_none_or(|text| text.trim().is_empty()) {
            return wrong("Each variant needs a text for everybody whose language has none.".to_owned());
        }
        self.texts = self.texts.into_iter().map(sound_text).collect::<Result<_, _>>()?;
        Ok(self)
    }

    /// The text for who reads `language`: in it, in the same language of anywhere, or everybody's.
    pub fn text(&self, language: &str) -> &str {
        let of = |tag: &str| self.texts.iter().find(|(key, _)| key.eq_ignore_ascii_case(tag)).map(|(_, text)| text);
        let broad = language.split('-').next().unwrap_or_default();
        of(language).or_else(|| of(broad)).or_else(|| of("")).map_or("", String::as_str)
    }
}

fn sound_text((tag, text): (String, String)) -> Result<(String, String), Unsound> {
    let text = clean(&text, usize::MAX, true);
    if text.is_empty() || text.chars().count() > LONGEST {
        return Err(("variants", format!("A text has 1 to {LONGEST} characters.")));
    }
    match unknown_in(&text).first() {
        Some((name, meant)) => {
            let hint = meant.map(|meant| format!(" Did you mean #{meant}#?")).unwrap_or_default();
            Err(("variants", format!("#{name}# is not a variable.{hint}")))
        }
        None => Ok((tag, text)),
    }
}

fn is_language(tag: &str) -> bool {
    tag.len() <= 35 && tag.split('-').all(|part| part.chars().all(|c| c.is_ascii_alphanumeric()))
}
