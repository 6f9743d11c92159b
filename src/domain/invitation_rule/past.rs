//! *Try it on the past*: the moments at which a rule would have had its turn in a visit that is over.

use super::Rule;
use super::evaluate::evaluate;
use super::facts::Facts;
use super::field::CATALOGUE;
use crate::domain::device::Device;
use crate::domain::ids::VisitId;
use crate::domain::moment::{Moment, SECOND};
use crate::domain::origin::{Campaign, Referrer, channel};
use crate::domain::place::Place;

/// A visit as the visit log has it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are those of `Presence`")]
pub struct PastVisit {
    pub visit: VisitId,
    /// `VisitorKey::log_id`.
    pub visitor: u64,
    pub started: Moment,
    pub ended: Moment,
    /// 1 for a visitor's first visit.
    pub number: u32,
    pub referrer: Referrer,
    pub campaign: Campaign,
    pub place: Place,
    pub device: Device,
    pub language: String,
    /// By name, when the visit was over.
    pub known: bool,
    /// In order.
    pub pages: Vec<PastPage>,
    /// When, and its name; in order.
    pub events: Vec<(Moment, String)>,
}

/// A page of it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the names say it")]
pub struct PastPage {
    pub at: Moment,
    pub path: String,
    pub title: String,
    /// When it was left, if that was told.
    pub left: Option<Moment>,
}

/// The rule's turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Turn {
    pub at: Moment,
    /// Its place among the visit's pages.
    pub page: usize,
}

/// Looks at one page at most.
const MOST_LOOKS: usize = 1_000;

/// The fields a rule asks about that the visit log does not know; they are taken as they must be.
pub fn unknown(rule: &Rule) -> Vec<&'static str> {
    let asked = rule.when.leaves();
    let asked = |field| asked.iter().any(|leaf| leaf.field == field);
    CATALOGUE.iter().filter(|about| !about.past && asked(about.field)).map(|about| about.word).collect()
}

/// Each page's first moment at which the conditions of `rule` have held for as long as they must, in a site's time zone.
pub fn turns(rule: &Rule, visit: &PastVisit, zone: &str) -> Vec<Turn> {
    let mut since = None;
    (0..visit.pages.len()).filter_map(|page| turn(rule, visit, zone, page, &mut since)).collect()
}

/// `since` is when the conditions began to hold, from page to page.
fn turn(rule: &Rule, visit: &PastVisit, zone: &str, page: usize, since: &mut Option<Moment>) -> Option<Turn> {
    let (mut at, end) = (visit.pages[page].at, end_of(visit, page));
    let mut facts = facts_on(visit, zone, page);
    for _ in 0..MOST_LOOKS {
        facts.events = visit.events.iter().filter(|(event, _)| *event <= at).map(|(_, name)| name.as_str()).collect();
        let evaluation = evaluate(&rule.when, &facts, at);
        *since = evaluation.holds.then(|| since.unwrap_or(at));
        let due = since.map(|since| since.plus(i64::from(rule.delay) * SECOND));
        if due.is_some_and(|due| due <= at) {
            return Some(Turn { at, page });
        }
        let event = visit.events.iter().map(|(event, _)| *event).find(|event| *event > at);
        at = [evaluation.next, due, event].into_iter().flatten().min().filter(|next| *next < end)?;
    }
    None
}

/// When the visitor was no longer on a page.
fn end_of(visit: &PastVisit, page: usize) -> Moment {
    let next = visit.pages.get(page + 1).map(|next| next.at);
    let end = visit.pages[page].left.or(next).unwrap_or(visit.ended);
    next.map_or(end, |next| end.min(next))
}

fn facts_on<'a>(visit: &'a PastVisit, zone: &'a str, page: usize) -> Facts<'a> {
    let seen = &visit.pages[..=page];
    let here = &visit.pages[page];
    Facts {
        page: &here.path,
        page_title: &here.title,
        page_since: here.at,
        arrived: visit.started,
        pages: u32::try_from(seen.len()).unwrap_or(u32::MAX),
        seen: seen.iter().map(|page| page.path.as_str()).collect(),
        referrer: &visit.referrer.domain,
        channel: channel(&visit.referrer, &visit.campaign).word(),
        source: &visit.campaign.source,
        medium: &visit.campaign.medium,
        campaign: &visit.campaign.campaign,
        country: &visit.place.country,
        region: &visit.place.region,
        city: &visit.place.city,
        device: visit.device.kind.word(),
        browser: &visit.device.browser,
        system: &visit.device.system,
        language: &visit.language,
        visits_before: visit.number.saturating_sub(1),
        known: visit.known,
        events: Vec::new(),
        zone,
        present: None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use uuid::Uuid;

    use super::super::condition::Condition;
    use super::super::tests::rule;
    use super::*;

    fn page(second: i64, path: &str, left: Option<i64>) -> PastPage {
        let at = |second: i64| Moment(second * SECOND);
        PastPage { at: at(second), path: path.into(), title: String::new(), left: left.map(at) }
    }

    /// Lamps for a minute, the basket for two, gone and back to lamps at 300, until 400.
    fn visit() -> PastVisit {
        PastVisit {
            visit: VisitId(Uuid::nil()),
            visitor: 1,
            started: Moment(0),
            ended: Moment(400 * SECOND),
            number: 2,
            referrer: Referrer::default(),
            campaign: Campaign::default(),
            place: Place::default(),
            device: Device::default(),
            language: "de".into(),
            known: true,
            pages: vec![page(0, "/lamps", None), page(60, "/basket", Some(180)), page(300, "/lamps", None)],
            events: vec![(Moment(100 * SECOND), "add".into())],
        }
    }

    fn tried(when: Value, delay: u32) -> Vec<(i64, usize)> {
        let when = Condition::try_from(when).expect("conditions");
        let turns = turns(&Rule { when, delay, ..rule() }, &visit(), "UTC");
        turns.iter().map(|turn| (turn.at.0 / SECOND, turn.page)).collect()
    }

    #[test]
    fn a_rule_has_its_turn_when_it_would_have_had_it() {
        let on_page = |seconds: u32| json!({"field": "seconds_on_page", "is": "at_least", "value": seconds});
        let path = |path: &str| json!({"field": "page", "is": "is", "value": path});
        let event = json!({"field": "event", "is": "is", "value": "add"});
        for (when, delay, expected) in [
            (json!({"all": []}), 0, vec![(0, 0), (60, 1), (300, 2)]),
            (json!({"all": []}), 30, vec![(30, 0), (60, 1), (300, 2)]),
            (path("/basket"), 0, vec![(60, 1)]),
            (path("/basket"), 119, vec![(179, 1)]),
            (path("/basket"), 120, vec![]),
            (on_page(59), 0, vec![(59, 0), (119, 1), (359, 2)]),
            (on_page(60), 0, vec![(120, 1), (360, 2)]),
            (on_page(120), 0, vec![]),
            (on_page(100), 0, vec![(160, 1)]),
            (json!({"field": "seconds_on_site", "is": "at_least", "value": 200}), 0, vec![(300, 2)]),
            (event.clone(), 0, vec![(100, 1), (300, 2)]),
            (json!({"all": [event, on_page(50)]}), 0, vec![(110, 1), (350, 2)]),
            (json!({"field": "pages_seen", "is": "is", "value": "/basket"}), 0, vec![(60, 1), (300, 2)]),
            (json!({"field": "pages", "is": "is", "value": 3}), 0, vec![(300, 2)]),
            (json!({"field": "visits_before", "is": "is", "value": 1}), 0, vec![(0, 0), (60, 1), (300, 2)]),
            (json!({"field": "known", "is": "yes"}), 0, vec![(0, 0), (60, 1), (300, 2)]),
            (json!({"field": "known", "is": "no"}), 0, vec![]),
            (json!({"not": {"field": "exit_intent", "is": "yes"}}), 0, vec![(0, 0), (60, 1), (300, 2)]),
        ] {
            assert_eq!(tried(when.clone(), delay), expected, "{when} {delay}");
        }
    }

    /// The same by looking every second.
    fn second_by_second(rule: &Rule, visit: &PastVisit) -> Vec<Turn> {
        let mut since: Option<i64> = None;
        let mut turns = Vec::new();
        for page in 0..visit.pages.len() {
            let (start, end) = (visit.pages[page].at.0 / SECOND, end_of(visit, page).0 / SECOND);
            for second in start..end.max(start + 1) {
                let at = Moment(second * SECOND);
                let mut facts = facts_on(visit, "UTC", page);
                facts.events = visit.events.iter().filter(|(event, _)| *event <= at).map(|(_, name)| &**name).collect();
                since = evaluate(&rule.when, &facts, at).holds.then(|| since.unwrap_or(second));
                if since.is_some_and(|since| second - since >= i64::from(rule.delay)) {
                    turns.push(Turn { at, page });
                    break;
                }
            }
        }
        turns
    }

    proptest::proptest! {
        #[test]
        fn looking_when_something_may_change_is_looking_every_second(
            tree in super::super::tests::any_tree(), delay in 0_u32..200,
            stays in proptest::collection::vec((1_i64..300, proptest::option::of(1_i64..300)), 1..6),
            events in proptest::collection::vec(0_i64..1_500, 0..4),
        ) {
            let mut visit = visit();
            let mut second = 0;
            visit.pages.clear();
            for (stay, left) in stays {
                visit.pages.push(page(second, "/basket", left.map(|left| second + left)));
                second += stay;
            }
            visit.ended = Moment(second * SECOND);
            visit.events = events.into_iter().map(|event| (Moment(event * SECOND), "add".to_owned())).collect();
            visit.events.sort_unstable();
            let rule = Rule { when: Condition::try_from(tree).expect("a tree"), delay, ..rule() };
            proptest::prop_assert_eq!(turns(&rule, &visit, "UTC"), second_by_second(&rule, &visit));
        }
    }

    #[test]
    fn what_the_log_does_not_know_is_named_once() {
        let leaf = json!({"field": "exit_intent", "is": "yes"});
        let when = json!({"all": [leaf, leaf, {"field": "page", "is": "is", "value": "/"}, {"not": {"field": "agent_free", "is": "yes"}}]});
        let when = Condition::try_from(when).expect("conditions");
        assert_eq!(unknown(&Rule { when, ..rule() }), ["exit_intent", "agent_free"]);
    }
}
