//! When a rule invites: a tree of conditions, read from JSON and written back.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::field::{Field, Operator};
use crate::domain::hours::{self, Days};

/// Groups inside groups.
pub const DEEPEST: usize = 6;
/// Conditions of one rule.
pub const MOST_LEAVES: usize = 50;
/// Characters of one value.
const LONGEST: usize = 300;
/// Values of one `one_of`.
const MOST_VALUES: usize = 100;
/// The largest number.
const LARGEST: u64 = 1_000_000_000;

/// A tree of conditions.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "Value", into = "Value")]
pub enum Condition {
    /// Each of them; all when there are none.
    All(Vec<Self>),
    /// One of them at least.
    Any(Vec<Self>),
    /// Not this one.
    Not(Box<Self>),
    /// One question.
    Leaf(Leaf),
}

/// One question about a visitor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// What is asked about.
    pub field: Field,
    /// Which attribute; empty for other fields.
    pub name: String,
    /// What it must be.
    pub test: Test,
}

/// What a field must be. Words compare without regard to capitals.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words of REPORTS")]
pub enum Test {
    Is(String),
    IsNot(String),
    /// `*` stands for any characters; the rest must fit whole.
    Matches(String),
    Contains(String),
    OneOf(Vec<String>),
    AtLeast(u32),
    AtMost(u32),
    Exactly(u32),
    Yes,
    No,
    Within(Box<Days>),
    Outside(Box<Days>),
}

impl TryFrom<Value> for Condition {
    type Error = String;

    fn try_from(value: Value) -> Result<Self, String> {
        let condition = read(&value, 0)?;
        let leaves = condition.leaves().len();
        if leaves > MOST_LEAVES {
            return Err(format!("A rule has at most {MOST_LEAVES} conditions; this one has {leaves}."));
        }
        Ok(condition)
    }
}

impl Condition {
    /// All questions, in order.
    pub fn leaves(&self) -> Vec<&Leaf> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::leaves).collect(),
            Self::Not(part) => part.leaves(),
            Self::Leaf(leaf) => vec![leaf],
        }
    }
}

fn read(value: &Value, depth: usize) -> Result<Condition, String> {
    let Value::Object(map) = value else {
        return Err(format!("A condition is an object with all, any, not or a field, not {}.", short(value)));
    };
    if map.contains_key("field") {
        return leaf(map).map(Condition::Leaf);
    }
    if depth == DEEPEST {
        return Err(format!("Groups lie at most {DEEPEST} deep in one another."));
    }
    let mut parts = map.iter();
    match (parts.next(), parts.next()) {
        (Some((word, part)), None) => group(word, part, depth + 1),
        _ => Err("A group of conditions has one of all, any, not, and nothing else.".to_owned()),
    }
}

fn group(word: &str, value: &Value, depth: usize) -> Result<Condition, String> {
    let list = || match value {
        Value::Array(parts) => parts.iter().map(|part| read(part, depth)).collect::<Result<Vec<_>, _>>(),
        other => Err(format!("“{word}” has a list of conditions, not {}.", short(other))),
    };
    match word {
        "all" => list().map(Condition::All),
        "any" => match list()? {
            parts if parts.is_empty() => Err("“any” needs one condition at least.".to_owned()),
            parts => Ok(Condition::Any(parts)),
        },
        "not" => read(value, depth).map(|part| Condition::Not(Box::new(part))),
        other => Err(format!("“{}” is none of all, any, not, field.", cut(other))),
    }
}

fn leaf(map: &Map<String, Value>) -> Result<Leaf, String> {
    let word = |key: &str| match map.get(key) {
        Some(Value::String(word)) => Ok(word.as_str()),
        Some(other) => Err(format!("“{key}” is a word, not {}.", short(other))),
        None => Err(format!("A condition needs “{key}”.")),
    };
    let field = word("field")?;
    let field = Field::of_word(field).ok_or_else(|| format!("There is no field “{}”.", cut(field)))?;
    let operator = word("is")?;
    let operator = Operator::of_word(operator)
        .filter(|operator| field.about().kind.operators().contains(operator))
        .ok_or_else(|| format!("“{}” cannot be asked whether it “{}”.", field.about().word, cut(operator)))?;
    let known = ["field", "is", "value", "name"];
    if let Some(other) = map.keys().find(|key| !known.contains(&key.as_str())) {
        return Err(format!("A condition has field, is, value and nothing like “{}”.", cut(other)));
    }
    let name = if field == Field::Attribute { text("name", map.get("name"))? } else { String::new() };
    let test = test(operator, map.get("value").unwrap_or(&Value::Null))
        .map_err(|why| format!("{} {}: {why}", field.about().word, operator.word()))?;
    checked(Leaf { field, name, test })
}

fn test(operator: Operator, value: &Value) -> Result<Test, String> {
    Ok(match operator {
        Operator::Is if value.is_number() => Test::Exactly(number(value)?),
        Operator::Is => Test::Is(words(value)?),
        Operator::IsNot => Test::IsNot(words(value)?),
        Operator::Matches => Test::Matches(words(value)?),
        Operator::Contains => Test::Contains(words(value)?),
        Operator::OneOf => Test::OneOf(list(value)?),
        Operator::AtLeast => Test::AtLeast(number(value)?),
        Operator::AtMost => Test::AtMost(number(value)?),
        Operator::Yes => Test::Yes,
        Operator::No => Test::No,
        Operator::Within => Test::Within(week(value)?),
        Operator::Outside => Test::Outside(week(value)?),
    })
}

/// That the value is of the field's kind.
fn checked(leaf: Leaf) -> Result<Leaf, String> {
    let about = leaf.field.about();
    let is_number = matches!(leaf.test, Test::AtLeast(_) | Test::AtMost(_) | Test::Exactly(_));
    if is_number != about.unit.is_some() {
        return Err(format!("“{}” is compared with {}.", about.word, if is_number { "words" } else { "a number" }));
    }
    let asked = match &leaf.test {
        Test::Is(word) | Test::IsNot(word) => std::slice::from_ref(word),
        Test::OneOf(words) => words,
        _ => &[],
    };
    match (about.choices, asked) {
        (Some(choices), asked) if asked.iter().any(|word| choices.iter().all(|(choice, _)| choice != word)) => {
            let choices: Vec<&str> = choices.iter().map(|(choice, _)| *choice).collect();
            Err(format!("“{}” is one of {}.", about.word, choices.join(", ")))
        }
        _ => Ok(leaf),
    }
}

fn number(value: &Value) -> Result<u32, String> {
    let sound = value.as_u64().filter(|number| *number <= LARGEST).and_then(|number| u32::try_from(number).ok());
    sound.ok_or_else(|| format!("{} is not a whole number from 0 to {LARGEST}.", short(value)))
}

fn words(value: &Value) -> Result<String, String> {
    text("value", Some(value))
}

fn text(key: &str, value: Option<&Value>) -> Result<String, String> {
    match value {
        Some(Value::String(text)) if text.chars().count() <= LONGEST => Ok(text.trim().to_owned()),
        Some(Value::String(_)) => Err(format!("“{key}” has at most {LONGEST} characters.")),
        Some(Value::Null) | None => Err(format!("“{key}” is missing.")),
        Some(other) => Err(format!("“{key}” is text, not {}.", short(other))),
    }
}

fn list(value: &Value) -> Result<Vec<String>, String> {
    match value {
        Value::Array(values) if (1..=MOST_VALUES).contains(&values.len()) => values.iter().map(words).collect(),
        Value::Array(_) => Err(format!("the list has 1 to {MOST_VALUES} values.")),
        other => Err(format!("{} is not a list.", short(other))),
    }
}

fn week(value: &Value) -> Result<Box<Days>, String> {
    let why = "hours are {\"days\": seven lists from Monday, of spans like [\"09:00\", \"17:00\"]}.";
    let Week { days } = Week::deserialize(value).map_err(|_| why.to_owned())?;
    hours::check(&days)?;
    Ok(Box::new(days))
}

/// As a department's hours, in the site's time zone.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Week {
    days: Days,
}

fn cut(text: &str) -> String {
    text.chars().take(40).collect()
}

fn short(value: &Value) -> String {
    cut(&value.to_string())
}

impl From<Condition> for Value {
    fn from(condition: Condition) -> Self {
        let list = |parts: Vec<Condition>| parts.into_iter().map(Self::from).collect::<Vec<_>>();
        match condition {
            Condition::All(parts) => json!({"all": list(parts)}),
            Condition::Any(parts) => json!({"any": list(parts)}),
            Condition::Not(part) => json!({"not": Self::from(*part)}),
            Condition::Leaf(leaf) => written(leaf),
        }
    }
}

fn written(leaf: Leaf) -> Value {
    let mut map = Map::new();
    map.insert("field".to_owned(), leaf.field.about().word.into());
    map.insert("is".to_owned(), leaf.test.operator().word().into());
    if !leaf.name.is_empty() {
        map.insert("name".to_owned(), leaf.name.into());
    }
    let value = match leaf.test {
        Test::Is(text) | Test::IsNot(text) | Test::Matches(text) | Test::Contains(text) => json!(text),
        Test::OneOf(values) => json!(values),
        Test::AtLeast(number) | Test::AtMost(number) | Test::Exactly(number) => json!(number),
        Test::Within(days) | Test::Outside(days) => json!({"days": *days}),
        Test::Yes | Test::No => return Value::Object(map),
    };
    map.insert("value".to_owned(), value);
    Value::Object(map)
}

impl Test {
    /// How it compares.
    pub const fn operator(&self) -> Operator {
        match self {
            Self::Is(_) | Self::Exactly(_) => Operator::Is,
            Self::IsNot(_) => Operator::IsNot,
            Self::Matches(_) => Operator::Matches,
            Self::Contains(_) => Operator::Contains,
            Self::OneOf(_) => Operator::OneOf,
            Self::AtLeast(_) => Operator::AtLeast,
            Self::AtMost(_) => Operator::AtMost,
            Self::Yes => Operator::Yes,
            Self::No => Operator::No,
            Self::Within(_) => Operator::Within,
            Self::Outside(_) => Operator::Outside,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(value: Value) -> String {
        Condition::try_from(value).expect_err("refused")
    }

    #[test]
    fn a_tree_reads_and_writes_itself() {
        let tree = json!({"all": [
            {"field": "page", "is": "matches", "value": "/basket*"},
            {"any": [{"field": "seconds_on_page", "is": "at_least", "value": 120}, {"field": "exit_intent", "is": "yes"}]},
            {"not": {"field": "country", "is": "one_of", "value": ["FR"]}},
            {"field": "attribute", "is": "is", "name": "plan", "value": "trade"},
            {"field": "hours", "is": "outside", "value": {"days": [[["09:00", "17:00"]], [], [], [], [], [], []]}},
            {"field": "pages", "is": "is", "value": 3},
        ]});
        let condition = Condition::try_from(tree.clone()).expect("a tree");
        assert_eq!(condition.leaves().len(), 7);
        assert_eq!(Value::from(condition), tree);
        assert_eq!(Value::from(Condition::try_from(json!({"all": []})).expect("everybody")), json!({"all": []}));
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (tree, why) in [
            (json!([]), "A condition is an object with all, any, not or a field, not []."),
            (json!({}), "A group of conditions has one of all, any, not, and nothing else."),
            (json!({"all": [], "any": []}), "A group of conditions has one of all, any, not, and nothing else."),
            (json!({"some": []}), "“some” is none of all, any, not, field."),
            (json!({"all": 7}), "“all” has a list of conditions, not 7."),
            (json!({"any": []}), "“any” needs one condition at least."),
            (json!({"field": "shoe", "is": "is", "value": "9"}), "There is no field “shoe”."),
            (json!({"field": 7}), "“field” is a word, not 7."),
            (json!({"field": "page"}), "A condition needs “is”."),
            (json!({"field": "page", "is": "at_least", "value": 9}), "“page” cannot be asked whether it “at_least”."),
            (json!({"field": "page", "is": "is"}), "page is: “value” is missing."),
            (json!({"field": "page", "is": "is", "value": 9}), "“page” is compared with words."),
            (
                json!({"field": "page", "is": "is", "value": "x".repeat(301)}),
                "page is: “value” has at most 300 characters.",
            ),
            (
                json!({"field": "page", "is": "is", "value": "", "than": 1}),
                "A condition has field, is, value and nothing like “than”.",
            ),
            (
                json!({"field": "pages", "is": "at_least", "value": -1}),
                "pages at_least: -1 is not a whole number from 0 to 1000000000.",
            ),
            (json!({"field": "pages", "is": "is", "value": "3"}), "“pages” is compared with a number."),
            (
                json!({"field": "device", "is": "one_of", "value": ["phone", "shoe"]}),
                "“device” is one of desktop, phone, tablet, other.",
            ),
            (json!({"field": "country", "is": "one_of", "value": []}), "country one_of: the list has 1 to 100 values."),
            (json!({"field": "attribute", "is": "is", "value": "x"}), "“name” is missing."),
            (
                json!({"field": "hours", "is": "within", "value": []}),
                "hours within: hours are {\"days\": seven lists from Monday, of spans like [\"09:00\", \"17:00\"]}.",
            ),
        ] {
            assert_eq!(refused(tree), why);
        }
    }

    #[test]
    fn trees_are_neither_too_deep_nor_too_wide() {
        let leaf = json!({"field": "exit_intent", "is": "yes"});
        let nested = |depth| (0..depth).fold(leaf.clone(), |inner, _| json!({"not": inner}));
        assert!(Condition::try_from(nested(6)).is_ok());
        assert_eq!(refused(nested(7)), "Groups lie at most 6 deep in one another.");
        assert!(Condition::try_from(json!({"all": vec![leaf.clone(); 50]})).is_ok());
        assert_eq!(refused(json!({"all": vec![leaf; 51]})), "A rule has at most 50 conditions; this one has 51.");
    }
}
