//! What each variable says of one visitor, at one moment.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::countries;
use crate::domain::moment::{DAY, Moment};
use crate::domain::presence::{Person, Presence};
use crate::domain::site::Site;

/// Where the values come from.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct Facts<'a> {
    pub visitor: &'a Presence,
    pub site: &'a Site,
    /// The inviting agent's name.
    pub operator: &'a str,
    pub group: &'a str,
    pub now: Moment,
}

/// One variable with this visitor's value.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of PROTOCOL")]
pub struct Variable {
    pub name: String,
    pub label: &'static str,
    pub value: Option<String>,
}

type Value = fn(&Facts<'_>) -> Option<String>;

/// Every variable that has a fixed name: name, what it is, where its value is from.
#[rustfmt::skip]
const KNOWN: [(&str, &str, Value); 54] = [
    ("first_name", "First word of the name", |f| name(f).and_then(|name| name.split_whitespace().next().map(str::to_owned))),
    ("name", "Name", name),
    ("username", "User name", |f| person(f, |p| &p.username)),
    ("email", "E-mail address", |f| person(f, |p| &p.email)),
    ("phone", "Telephone", |f| person(f, |p| &p.phone)),
    ("operator", "Your name", |f| some(f.operator)),
    ("agent", "Your name", |f| some(f.operator)),
    ("group", "Your group", |f| some(f.group)),
    ("company", "The site's company", |f| some(&f.site.style().company)),
    ("greeting", "Good morning, afternoon or evening there", |f| Some(greeting(hour_there(f)).to_owned())),
    ("local_time", "The visitor's clock", |f| there(f, "%H:%M")),
    ("local_day", "The visitor's weekday", |f| there(f, "%A")),
    ("timezone", "The visitor's time zone", |f| some(&f.visitor.time_zone)),
    ("language", "Browser language", |f| some(&f.visitor.language)),
    ("city", "City", |f| some(&f.visitor.place.city)),
    ("region", "Region", |f| some(&f.visitor.place.region)),
    ("country", "Country", |f| countries::name_of(&f.visitor.place.country).map(str::to_owned)),
    ("country_code", "Country, two letters", |f| some(&f.visitor.place.country)),
    ("page_title", "Page now", |f| some(&f.visitor.page().title)),
    ("page_url", "Address of the page now", |f| some(&f.visitor.page().url)),
    ("page_path", "Path of the page now", |f| some(&f.visitor.page().path)),
    ("entry_page", "First page of this visit", |f| some(&f.visitor.entry.title).or_else(|| some(&f.visitor.entry.path))),
    ("previous_page", "The page before", previous_page),
    ("pages", "Pages in this visit", |f| Some(f.visitor.page_count.to_string())),
    ("hits", "Pages in this visit", |f| Some(f.visitor.page_count.to_string())),
    ("time_on_page", "Time on this page", |f| f.visitor.pages.back().map(|seen| span(f.now.since(seen.at)))),
    ("time_on_site", "Time in this visit", |f| Some(span(f.now.since(f.visitor.arrived)))),
    ("idle", "Time since the last move", |f| Some(span(f.now.since(f.visitor.active)))),
    ("referrer", "Where the visitor came from", |f| some(&f.visitor.referrer.domain)),
    ("referrer_domain", "Where the visitor came from", |f| some(&f.visitor.referrer.domain)),
    ("referrer_url", "The page the visitor came from", |f| some(&f.visitor.referrer.url)),
    ("search_engine", "Search engine", |f| search_engine(&f.visitor.referrer.domain).map(str::to_owned)),
    ("campaign", "Campaign", |f| some(&f.visitor.campaign.campaign)),
    ("utm_source", "utm_source", |f| some(&f.visitor.campaign.source)),
    ("utm_medium", "utm_medium", |f| some(&f.visitor.campaign.medium)),
    ("utm_campaign", "utm_campaign", |f| some(&f.visitor.campaign.campaign)),
    ("utm_term", "utm_term", |f| some(&f.visitor.campaign.term)),
    ("utm_content", "utm_content", |f| some(&f.visitor.campaign.content)),
    ("browser", "Browser", |f| some(&f.visitor.device.browser)),
    ("browser_version", "Browser version", |f| some(&f.visitor.device.browser_version)),
    ("os", "System", |f| some(&f.visitor.device.system)),
    ("device", "Kind of device", |f| Some(f.visitor.device.kind.word().to_owned()).filter(|word| word != "other")),
    ("screen", "Screen", |f| some(&f.visitor.screen)),
    ("visits", "Visits, with this one", |f| Some((f.visitor.visits_before + 1).to_string())),
    ("previous_visits", "Visits before", |f| Some(f.visitor.visits_before.to_string()).filter(|n| n != "0")),
    ("days_since_last_visit", "Days since the last visit", |f| f.visitor.last_visit.map(|at| (f.now.since(at) / DAY).to_string())),
    ("first_seen", "First visit", |f| f.visitor.first_seen.and_then(|at| dated(at, &zone(&f.site.time_zone), "%-d %B %Y"))),
    ("chats", "Chats before", |f| Some(f.visitor.chats_before.to_string()).filter(|n| n != "0")),
    ("hour", "Hour at the site", |f| at_site(f, "%H")),
    ("weekday", "Weekday at the site", |f| at_site(f, "%A")),
    ("date", "Date at the site", |f| at_site(f, "%-d %B %Y")),
    ("time", "Time at the site", |f| at_site(f, "%H:%M")),
    ("site", "The site's name", |f| some(&f.site.name)),
    ("public_name", "The name agents see", |f| some(&f.visitor.public_name)),
];

/// Every variable with this visitor's value: those with fixed names, and this visitor's own attributes and events.
pub fn variables(facts: &Facts<'_>) -> Vec<Variable> {
    let known =
        KNOWN.iter().map(|(name, label, value)| Variable { name: (*name).to_owned(), label, value: value(facts) });
    let attributes = facts.visitor.person.iter().flat_map(|person| &person.attributes);
    let attributes = attributes.map(|(key, value)| (format!("attr.{key}"), "Attribute", some(value)));
    let events =
        facts.visitor.events.iter().map(|(name, value, _)| (format!("event.{name}"), "Event", Some(value.to_string())));
    let own = attributes.chain(events).map(|(name, label, value)| Variable { name, label, value });
    let mut all: Vec<Variable> = known.collect();
    for variable in own.filter(|variable| is_a_name(&variable.name)) {
        all.retain(|other| other.name != variable.name);
        all.push(variable);
    }
    all
}

/// Whether a template could name it.
fn is_a_name(name: &str) -> bool {
    name.len() <= 64 && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-'))
}

/// This visitor's value of `name`: `None` when there is no such variable, `Some(None)` when it has no value here.
pub fn value_of(name: &str, facts: &Facts<'_>) -> Option<Option<String>> {
    if let Some(key) = name.strip_prefix("attr.") {
        let person = facts.visitor.person.as_ref();
        return Some(person.and_then(|person| person.attributes.get(key)).and_then(|value| some(value)));
    }
    if let Some(event) = name.strip_prefix("event.") {
        let newest = facts.visitor.events.iter().rev().find(|(name, _, _)| **name == *event);
        return Some(newest.map(|(_, value, _)| value.to_string()));
    }
    KNOWN.iter().find(|(known, _, _)| *known == name).map(|(_, _, value)| value(facts))
}

/// Whether there is a variable of this name, for any visitor.
pub(super) fn is_known(name: &str) -> bool {
    name.starts_with("attr.") || name.starts_with("event.") || KNOWN.iter().any(|(known, _, _)| *known == name)
}

/// The variable that was perhaps meant: the nearest name, if at most two letters and less than half of what was written are wrong.
pub(super) fn nearest(name: &str) -> Option<&'static str> {
    let distance = |known: &&(&'static str, &str, Value)| edits(name, known.0);
    KNOWN.iter().min_by_key(distance).map(|known| known.0).filter(|known| {
        let wrong = edits(name, known);
        wrong <= 2 && wrong * 2 < name.len()
    })
}

/// The optimal string alignment distance: insertions, deletions, replacements, and swapped neighbours.
fn edits(left: &str, right: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let mut rows = vec![(0..=b.len()).collect::<Vec<usize>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = replaced.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

fn person(facts: &Facts<'_>, part: fn(&Person) -> &String) -> Option<String> {
    facts.visitor.person.as_ref().and_then(|person| some(part(person)))
}

fn name(facts: &Facts<'_>) -> Option<String> {
    person(facts, |person| &person.name)
}

fn previous_page(facts: &Facts<'_>) -> Option<String> {
    let before = facts.visitor.pages.iter().rev().nth(1)?;
    some(&before.page.title).or_else(|| some(&before.page.path))
}

fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

fn dated(at: Moment, zone: &TimeZone, format: &str) -> Option<String> {
    let at = Timestamp::from_millisecond(at.0).ok()?;
    Some(at.to_zoned(zone.clone()).strftime(format).to_string())
}

/// The visitor's clock; without a known time zone there is none.
fn there(facts: &Facts<'_>, format: &str) -> Option<String> {
    let zone = TimeZone::get(&facts.visitor.time_zone).ok()?;
    dated(facts.now, &zone, format)
}

fn at_site(facts: &Facts<'_>, format: &str) -> Option<String> {
    dated(facts.now, &zone(&facts.site.time_zone), format)
}

/// The hour where the visitor is, else where the site is.
fn hour_there(facts: &Facts<'_>) -> u8 {
    there(facts, "%H").or_else(|| at_site(facts, "%H")).and_then(|hour| hour.parse().ok()).unwrap_or(12)
}

const fn greeting(hour: u8) -> &'static str {
    match hour {
        5..12 => "Good morning",
        12..18 => "Good afternoon",
        _ => "Good evening",
    }
}

/// “2 minutes”, as one would say it.
fn span(ms: i64) -> String {
    let seconds = ms.max(0) / 1_000;
    let (n, unit) = match seconds {
        0..60 => (seconds, "second"),
        60..3_600 => (seconds / 60, "minute"),
        3_600..86_400 => (seconds / 3_600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    format!("{n} {unit}{}", if n == 1 { "" } else { "s" })
}

fn search_engine(domain: &str) -> Option<&'static str> {
    let known = [
        ("google.", "Google"),
        ("bing.", "Bing"),
        ("duckduckgo.", "DuckDuckGo"),
        ("ecosia.", "Ecosia"),
        ("yahoo.", "Yahoo"),
        ("baidu.", "Baidu"),
        ("yandex.", "Yandex"),
        ("qwant.", "Qwant"),
        ("startpage.", "Startpage"),
        ("search.brave.", "Brave Search"),
    ];
    let host = domain.to_ascii_lowercase();
    known
        .into_iter()
        .find(|(part, _)| host.starts_with(part) || host.contains(&format!(".{part}")))
        .map(|(_, name)| name)
}
