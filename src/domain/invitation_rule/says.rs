//! Questions and answers in plain words, for *Why not?*.

use super::condition::{Leaf, Test};
use super::evaluate::{Judged, seconds_since};
use super::facts::{Facts, told};
use super::field::{Field, Kind};
use crate::domain::hours::Days;
use crate::domain::local_time::written;
use crate::domain::moment::Moment;

impl Judged<'_> {
    /// The question as a sentence without its end.
    pub fn says(&self) -> String {
        let said = says(self.leaf);
        if self.negated { format!("not: {said}") } else { said }
    }

    /// The value found.
    pub fn found(&self, facts: &Facts<'_>, now: Moment) -> String {
        found(self.leaf, facts, now).unwrap_or_else(|| "not known".to_owned())
    }
}

fn says(leaf: &Leaf) -> String {
    let about = leaf.field.about();
    let label =
        if leaf.name.is_empty() { about.label.to_owned() } else { format!("{} “{}”", about.label, leaf.name) };
    let operator = leaf.test.operator().label();
    match (&leaf.test, about.unit) {
        (Test::Yes, _) => label,
        (Test::No, _) => format!("{label}: no"),
        (Test::Is(text) | Test::IsNot(text) | Test::Matches(text) | Test::Contains(text), _) => {
            format!("{label} {operator} {}", told(text))
        }
        (Test::OneOf(values), _) => format!("{label} {operator} {}", values.join(", ")),
        (Test::AtLeast(n) | Test::AtMost(n) | Test::Exactly(n), unit) => {
            format!("{label} {operator} {n} {}", unit.unwrap_or_default()).trim_end().to_owned()
        }
        (Test::Within(days) | Test::Outside(days), _) => format!("{label}: {operator} {}", week(days)),
    }
}

/// `Mon 09:00 to 17:00, Tue …`
fn week(days: &Days) -> String {
    const NAMES: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let spans = NAMES.iter().zip(days).flat_map(|(name, spans)| spans.iter().map(move |span| (name, span)));
    let spans: Vec<String> = spans.map(|(name, (from, to))| format!("{name} {from} to {to}")).collect();
    if spans.is_empty() { "no hours".to_owned() } else { spans.join(", ") }
}

fn found(leaf: &Leaf, facts: &Facts<'_>, now: Moment) -> Option<String> {
    if leaf.field.about().kind == Kind::Number {
        return number(leaf.field, facts, now).map(|number| counted(leaf.field, number));
    }
    let present = facts.present.as_ref();
    let yes = |truth: bool| if truth { "yes" } else { "no" }.to_owned();
    match leaf.field {
        Field::PagesSeen => Some(listed(&facts.seen)),
        Field::Event => Some(listed(&facts.events)),
        Field::Attribute => facts.attribute(&leaf.name).map(told),
        Field::Known => Some(yes(facts.known)),
        Field::ExitIntent => present.map(|present| yes(present.exit_intent)),
        Field::AgentFree => present.map(|present| yes(present.agent_free)),
        Field::Hours => Some(written(now, facts.zone)),
        field => Some(told(word(field, facts))),
    }
}

fn number(field: Field, facts: &Facts<'_>, now: Moment) -> Option<i64> {
    match field {
        Field::SecondsOnPage => Some(seconds_since(facts.page_since, now)),
        Field::SecondsOnSite => Some(seconds_since(facts.arrived, now)),
        Field::IdleSeconds => facts.present.map(|present| seconds_since(present.active, now)),
        Field::Pages => Some(facts.pages.into()),
        Field::VisitsBefore => Some(facts.visits_before.into()),
        Field::ChatsBefore => facts.present.map(|present| present.chats_before.into()),
        _ => None,
    }
}

fn counted(field: Field, number: i64) -> String {
    let unit = field.about().unit.unwrap_or_default();
    let unit = if number == 1 { unit.trim_end_matches('s') } else { unit };
    format!("{number} {unit}").trim_end().to_owned()
}

fn word<'a>(field: Field, facts: &Facts<'a>) -> &'a str {
    match field {
        Field::Page => facts.page,
        Field::PageTitle => facts.page_title,
        Field::Referrer => facts.referrer,
        Field::Channel => facts.channel,
        Field::Source => facts.source,
        Field::Medium => facts.medium,
        Field::Campaign => facts.campaign,
        Field::Country => facts.country,
        Field::Region => facts.region,
        Field::City => facts.city,
        Field::Device => facts.device,
        Field::Browser => facts.browser,
        Field::System => facts.system,
        Field::Language => facts.language,
        _ => "",
    }
}

/// The newest few, each once.
fn listed(words: &[&str]) -> String {
    let mut newest: Vec<&str> = Vec::new();
    for word in words.iter().rev() {
        if !newest.contains(word) {
            newest.push(word);
        }
    }
    let more = newest.len().saturating_sub(5);
    let shown: Vec<String> = newest.iter().take(5).map(|word| told(word)).collect();
    match (shown.is_empty(), more) {
        (true, _) => "nothing".to_owned(),
        (false, 0) => shown.join(", "),
        (false, more) => format!("{} and {more} more", shown.join(", ")),
    }
}
