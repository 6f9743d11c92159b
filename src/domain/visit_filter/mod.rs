//! Which visits are meant: conditions that all hold, as the console's address says them: `country:is:DE|FR`.

mod fields;
mod known;
mod text;

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

use super::invitation::State;
pub use fields::{ChoiceIs, FlagField, IdField, NumberField, NumberIs, WordField, WordIs};
pub use known::KnownFilter;
use text::{joined, values};

/// Conditions of one filter, at most.
pub const MOST_CONDITIONS: usize = 20;
/// Values of one condition, at most.
const MOST_VALUES: usize = 50;
/// Characters of a value, at most: an address is no longer.
const LONGEST_VALUE: usize = 2_048;

/// Conditions that all hold. None: every visit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VisitFilter {
    /// In the order they were said.
    pub conditions: Vec<Condition>,
}

/// One condition. One of its values must hold; where it is denied, none of them may.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "a field, a comparison and what to compare with")]
pub enum Condition {
    Words {
        field: WordField,
        is: WordIs,
        values: Vec<String>,
    },
    Numbers {
        field: NumberField,
        is: NumberIs,
        values: Vec<u32>,
    },
    Flag {
        field: FlagField,
        yes: bool,
    },
    /// Endings of invitations.
    Outcome {
        is: ChoiceIs,
        values: Vec<State>,
    },
    Ids {
        field: IdField,
        is: ChoiceIs,
        values: Vec<Uuid>,
    },
    /// Public names.
    Visitor {
        is: ChoiceIs,
        values: Vec<String>,
    },
}

const OUTCOME: &str = "outcome";
const VISITOR: &str = "visitor";

impl VisitFilter {
    /// The filter that these conditions are.
    ///
    /// # Errors
    /// A sentence about the first that makes no sense.
    pub fn parse<'a>(said: impl IntoIterator<Item = &'a str>) -> Result<Self, String> {
        let conditions: Vec<_> = said.into_iter().map(str::parse).collect::<Result<_, _>>()?;
        if conditions.len() > MOST_CONDITIONS {
            return Err(format!("A filter has at most {MOST_CONDITIONS} conditions."));
        }
        Ok(Self { conditions })
    }

    /// The conditions as text, each as it is read back.
    pub fn said(&self) -> Vec<String> {
        self.conditions.iter().map(ToString::to_string).collect()
    }

    /// Whether any condition is of this kind.
    pub fn asks(&self, asks: impl Fn(&Condition) -> bool) -> bool {
        self.conditions.iter().any(asks)
    }
}

impl FromStr for Condition {
    type Err = String;

    fn from_str(said: &str) -> Result<Self, String> {
        let mut parts = said.splitn(3, ':');
        let (Some(field), Some(is), Some(rest)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(format!("“{said}” is not a condition like country:is:DE."));
        };
        let values = values(rest)?;
        if values.len() > MOST_VALUES || values.iter().any(|value| value.chars().count() > LONGEST_VALUE) {
            return Err(format!(
                "A condition has at most {MOST_VALUES} values of at most {LONGEST_VALUE} characters: {field}."
            ));
        }
        Self::of(field, is, values)
    }
}

impl Condition {
    /// “country is DE or FR”: for who reads it, not to be read back. Ids stay ids.
    pub fn in_words(&self) -> String {
        let said = self.to_string();
        let mut parts = said.splitn(3, ':');
        let mut plain = || parts.next().unwrap_or_default().replace('_', " ");
        let (field, is) = (plain(), plain());
        let values = values(parts.next().unwrap_or_default()).unwrap_or_default();
        let values: Vec<_> = values.iter().map(|value| if value.is_empty() { "nothing" } else { value }).collect();
        format!("{field} {is} {}", values.join(" or "))
    }

    fn of(word: &str, is: &str, values: Vec<String>) -> Result<Self, String> {
        if let Some(field) = WordField::of_word(word) {
            return Ok(Self::Words { field, is: compared(word, is, WordIs::of_word(is), WordIs::WORDS)?, values });
        }
        if let Some(field) = NumberField::of_word(word) {
            let is = compared(word, is, NumberIs::of_word(is), NumberIs::WORDS)?;
            return Ok(Self::Numbers { field, is, values: each(&values, |value| number(field, value))? });
        }
        if let Some(field) = FlagField::of_word(word) {
            return Ok(Self::Flag { field, yes: flag(field, is, &values)? });
        }
        let is = || compared(word, is, ChoiceIs::of_word(is), ChoiceIs::WORDS);
        if let Some(field) = IdField::of_word(word) {
            return Ok(Self::Ids { field, is: is()?, values: each(&values, |value| id(field, value))? });
        }
        match word {
            OUTCOME => Ok(Self::Outcome { is: is()?, values: each(&values, ending)? }),
            VISITOR => Ok(Self::Visitor { is: is()?, values }),
            _ => Err(format!("“{word}” is nothing that visits can be filtered by.")),
        }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words { field, is, values } => write!(f, "{}:{}:{}", field.word(), is.word(), joined(values)),
            Self::Numbers { field, is, values } => write!(f, "{}:{}:{}", field.word(), is.word(), joined(values)),
            Self::Flag { field, yes } => write!(f, "{}:is:{}", field.word(), if *yes { "yes" } else { "no" }),
            Self::Ids { field, is, values } => write!(f, "{}:{}:{}", field.word(), is.word(), joined(values)),
            Self::Visitor { is, values } => write!(f, "{VISITOR}:{}:{}", is.word(), joined(values)),
            Self::Outcome { is, values } => {
                write!(f, "{OUTCOME}:{}:{}", is.word(), joined(values.iter().map(|ending| ending.word())))
            }
        }
    }
}

/// The comparison, or a sentence that lists those there are.
fn compared<T>(field: &str, is: &str, found: Option<T>, words: &[&str]) -> Result<T, String> {
    found.ok_or_else(|| format!("“{is}” is no way to compare {field}; there are: {}.", words.join(", ")))
}

fn each<T>(values: &[String], read: impl Fn(&str) -> Result<T, String>) -> Result<Vec<T>, String> {
    values.iter().map(|value| read(value)).collect()
}

fn number(field: NumberField, value: &str) -> Result<u32, String> {
    let (least, most) = field.range();
    let number = value.parse().ok().filter(|number| (least..=most).contains(number));
    number.ok_or_else(|| match most {
        u32::MAX => format!("“{value}” is no {}: it is a whole number from {least}.", field.word()),
        _ => format!("“{value}” is no {}: it is a number from {least} to {most}.", field.word()),
    })
}

fn flag(field: FlagField, is: &str, values: &[String]) -> Result<bool, String> {
    match (is, values) {
        ("is", [value]) if value == "yes" => Ok(true),
        ("is", [value]) if value == "no" => Ok(false),
        _ => Err(format!("{0} is either {0}:is:yes or {0}:is:no.", field.word())),
    }
}

fn id(field: IdField, value: &str) -> Result<Uuid, String> {
    value.parse().map_err(|_| format!("“{value}” is not the id of any {}.", field.word()))
}

fn ending(value: &str) -> Result<State, String> {
    let ending = State::of_word(value).filter(|state| !state.is_open());
    ending.ok_or_else(|| format!("“{value}” is not how an invitation ends."))
}

#[cfg(test)]
mod tests;
