use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

use super::condition::Condition;
use super::evaluate::{Evaluation, evaluate};
use super::facts::{Facts, Present};
use super::limits::{At, Attention, Invited, budget, limits};
use super::*;
use crate::domain::ids::VisitId;
use crate::domain::invitation::State;
use crate::domain::moment::{DAY, MINUTE, Moment, SECOND};
use crate::domain::presence::Person;

const NOW: Moment = Moment(1_763_000_000_000);

fn person() -> Person {
    let attributes = [("plan".to_owned(), "Trade".to_owned())].into();
    Person { name: "Marta".into(), attributes, ..Person::default() }
}

fn facts(person: &Person) -> Facts<'_> {
    Facts {
        page: "/Basket/now",
        page_title: "Basket",
        page_since: NOW.plus(-90 * SECOND),
        arrived: NOW.plus(-10 * MINUTE),
        pages: 4,
        seen: vec!["/", "/lamps", "/Basket/now"],
        referrer: "",
        channel: "direct",
        source: "letter",
        medium: "",
        campaign: "Autumn Lamps",
        country: "PL",
        region: "Mazovia",
        city: "Warsaw",
        device: "phone",
        browser: "Firefox",
        system: "Android 16",
        language: "de-AT",
        visits_before: 2,
        known: true,
        events: vec!["add_to_basket"],
        zone: "Europe/Warsaw",
        present: Some(Present {
            chats_before: 1,
            active: NOW.plus(-20 * SECOND),
            person: Some(person),
            exit_intent: true,
            agent_free: false,
        }),
    }
}

fn condition(tree: Value) -> Condition {
    Condition::try_from(tree).expect("a condition")
}

fn ask(tree: Value) -> bool {
    let person = person();
    evaluate(&condition(tree), &facts(&person), NOW).holds
}

#[test]
fn every_field_answers() {
    // 2025-11-13, a Thursday, 03:13 in Warsaw.
    let thursday = json!({"days": [[], [], [], [["03:00", "04:00"]], [], [], []]});
    let monday = json!({"days": [[["03:00", "04:00"]], [], [], [], [], [], []]});
    for (field, is, value, holds) in [
        ("page", "matches", json!("/basket*"), true),
        ("page", "matches", json!("*/now"), true),
        ("page", "matches", json!("/basket"), false),
        ("page", "matches", json!("*s*et*o*"), true),
        ("page", "matches", json!("/basket/now*now"), false),
        ("page", "is", json!("/basket/NOW"), true),
        ("page", "is_not", json!("/basket/now"), false),
        ("page", "contains", json!("ASK"), true),
        ("page_title", "one_of", json!(["Lamps", "basket"]), true),
        ("seconds_on_page", "at_least", json!(90), true),
        ("seconds_on_page", "at_least", json!(91), false),
        ("seconds_on_page", "at_most", json!(90), true),
        ("seconds_on_page", "is", json!(89), false),
        ("seconds_on_site", "at_least", json!(600), true),
        ("pages", "is", json!(4), true),
        ("pages", "at_most", json!(3), false),
        ("pages_seen", "is", json!("/lamps"), true),
        ("pages_seen", "is_not", json!("/lamps"), false),
        ("pages_seen", "is_not", json!("/chairs"), true),
        ("referrer", "is", json!(""), true),
        ("channel", "one_of", json!(["direct", "paid"]), true),
        ("source", "is", json!("letter"), true),
        ("medium", "is_not", json!(""), false),
        ("campaign", "contains", json!("autumn"), true),
        ("country", "one_of", json!(["FR", "pl"]), true),
        ("region", "is", json!("Mazovia"), true),
        ("city", "is", json!("Cracow"), false),
        ("device", "is", json!("phone"), true),
        ("device", "is_not", json!("phone"), false),
        ("browser", "is", json!("firefox"), true),
        ("system", "contains", json!("android"), true),
        ("language", "is", json!("de"), true),
        ("language", "is", json!("de-at"), true),
        ("language", "is_not", json!("de"), false),
        ("language", "is", json!("de-DE"), false),
        ("visits_before", "at_least", json!(2), true),
        ("chats_before", "is", json!(0), false),
        ("event", "is", json!("add_to_basket"), true),
        ("event", "is_not", json!("order"), true),
        ("idle_seconds", "at_least", json!(20), true),
        ("idle_seconds", "at_least", json!(21), false),
        ("hours", "within", thursday.clone(), true),
        ("hours", "outside", thursday, false),
        ("hours", "within", monday, false),
    ] {
        assert_eq!(ask(json!({"field": field, "is": is, "value": value})), holds, "{field} {is} {value}");
    }
    for (field, yes) in [("known", true), ("exit_intent", true), ("agent_free", false)] {
        assert_eq!(ask(json!({"field": field, "is": "yes"})), yes, "{field}");
        assert_eq!(ask(json!({"field": field, "is": "no"})), !yes, "{field}");
    }
    assert!(ask(json!({"field": "attribute", "name": "plan", "is": "is", "value": "trade"})));
    assert!(ask(json!({"field": "attribute", "name": "size", "is": "is", "value": ""})));
}

#[test]
fn the_first_that_failed_is_named_in_words() {
    let person = person();
    let facts = facts(&person);
    let (yes, no) = (json!({"field": "exit_intent", "is": "yes"}), json!({"field": "agent_free", "is": "yes"}));
    for (tree, failed) in [
        (json!({"all": []}), None),
        (json!({"all": [yes, no, no]}), Some(1)),
        (json!({"any": [no, yes]}), None),
        (json!({"any": [no, no]}), Some(0)),
        (json!({"not": {"all": [yes, yes]}}), Some(0)),
        (json!({"not": {"any": [no, yes]}}), Some(1)),
        (json!({"not": {"any": [no, no]}}), None),
        (json!({"not": {"all": [yes, no]}}), None),
        (json!({"all": [yes, {"any": [no, {"all": [yes, no]}]}]}), Some(1)),
    ] {
        let condition = condition(tree.clone());
        let evaluation = evaluate(&condition, &facts, NOW);
        assert_eq!((evaluation.failed, evaluation.holds), (failed, failed.is_none()), "{tree}");
        assert!(failed.is_none_or(|at| !evaluation.conditions[at].holds));
    }
    let tree = json!({"all": [
        {"field": "seconds_on_page", "is": "at_least", "value": 120},
        {"not": {"field": "country", "is": "one_of", "value": ["FR", "PL"]}},
        {"field": "referrer", "is": "contains", "value": "google"},
        {"field": "attribute", "name": "plan", "is": "is", "value": "x"},
        {"field": "pages_seen", "is": "is", "value": "/lamps"},
    ]});
    let condition = condition(tree);
    let Evaluation { conditions, .. } = evaluate(&condition, &facts, NOW);
    let told: Vec<_> = conditions.iter().map(|one| (one.says(), one.found(&facts, NOW), one.holds)).collect();
    let line = |says: &str, found: &str, holds| (says.to_owned(), found.to_owned(), holds);
    assert_eq!(
        told,
        [
            line("Time on the page is at least 120 seconds", "90 seconds", false),
            line("not: Country (two letters) is one of FR, PL", "“PL”", false),
            line("Came from (domain) contains “google”", "nothing", false),
            line("Attribute “plan” is “x”", "“Trade”", false),
            line("A page seen in this visit (path) is “/lamps”", "“/Basket/now”, “/lamps”, “/”", true),
        ]
    );
}

#[test]
fn what_the_past_cannot_know_is_taken_as_it_must_be() {
    let person = person();
    let past = Facts { present: None, ..facts(&person) };
    for about in field::CATALOGUE.iter().filter(|about| about.kind == field::Kind::Yes && !about.past) {
        let leaf = json!({"field": about.word, "is": "yes"});
        for tree in [leaf.clone(), json!({"not": leaf})] {
            let condition = condition(tree);
            let evaluation = evaluate(&condition, &past, NOW);
            assert!(evaluation.holds && !evaluation.conditions[0].known, "{}", about.word);
        }
    }
    for about in &field::CATALOGUE {
        let value = match about.kind {
            field::Kind::Number => json!(1),
            field::Kind::Choice => json!(about.choices.expect("choices")[0].0),
            field::Kind::Words => json!("x"),
            field::Kind::Yes => json!(null),
            field::Kind::Hours => continue,
        };
        let is = if about.kind == field::Kind::Yes { "yes" } else { "is" };
        let condition = condition(json!({"field": about.word, "is": is, "value": value, "name": "x"}));
        assert_eq!(evaluate(&condition, &past, NOW).conditions[0].known, about.past, "{}", about.word);
    }
}

fn any_leaf() -> impl Strategy<Value = Value> {
    let field = prop_oneof![Just("seconds_on_page"), Just("seconds_on_site"), Just("idle_seconds"), Just("pages")];
    let timed = (field, prop_oneof![Just("at_least"), Just("at_most"), Just("is")], 0_u32..900)
        .prop_map(|(field, is, value)| json!({"field": field, "is": is, "value": value}));
    let hours = (0_usize..7, 0_u32..22, any::<bool>()).prop_map(|(day, hour, within)| {
        let mut days = vec![json!([]); 7];
        days[day] = json!([[format!("{hour:02}:15"), format!("{:02}:45", hour + 1)]]);
        json!({"field": "hours", "is": if within { "within" } else { "outside" }, "value": {"days": days}})
    });
    let known =
        prop_oneof![Just("exit_intent"), Just("agent_free")].prop_map(|field| json!({"field": field, "is": "yes"}));
    prop_oneof![3 => timed, 1 => hours, 1 => known]
}

pub(super) fn any_tree() -> impl Strategy<Value = Value> {
    any_leaf().prop_recursive(4, 24, 4, |inner| {
        let list = prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            list.clone().prop_map(|parts| json!({"all": parts})),
            list.prop_map(|parts| json!({"any": parts})),
            inner.prop_map(|part| json!({"not": part})),
        ]
    })
}

/// The plain meaning of a tree, without polarity.
fn meaning(tree: &Value, facts: &Facts<'_>, now: Moment) -> bool {
    let parts = |word: &str| {
        tree[word].as_array().map(|parts| parts.iter().map(|part| meaning(part, facts, now)).collect::<Vec<_>>())
    };
    match (parts("all"), parts("any"), tree.get("not")) {
        (Some(all), _, _) => all.into_iter().all(|one| one),
        (_, Some(any), _) => any.into_iter().any(|one| one),
        (_, _, Some(not)) => !meaning(not, facts, now),
        _ => evaluate(&condition(tree.clone()), facts, now).holds,
    }
}

proptest! {
    #[test]
    fn a_tree_means_what_it_says(tree in any_tree(), at in -900_000_i64..900_000) {
        let person = person();
        let (facts, now) = (facts(&person), NOW.plus(at));
        let itself = condition(tree.clone());
        let evaluation = evaluate(&itself, &facts, now);
        prop_assert_eq!(evaluation.holds, meaning(&tree, &facts, now));
        let once = condition(json!({"not": tree}));
        let twice = Condition::Not(Box::new(once.clone()));
        prop_assert_eq!(evaluate(&once, &facts, now).holds, !evaluation.holds);
        prop_assert_eq!(evaluate(&twice, &facts, now), evaluation);
    }

    #[test]
    fn nothing_changes_before_the_recheck(tree in any_tree(), at in 0_i64..900_000, ahead in 0_i64..100_000_000) {
        let person = person();
        let (facts, now) = (facts(&person), NOW.plus(at));
        let condition = condition(tree);
        let evaluation = evaluate(&condition, &facts, now);
        let next = evaluation.next.unwrap_or(now.plus(200_000_000));
        prop_assert!(next > now);
        let between = now.plus(ahead.min(next.since(now) - 1));
        let later = evaluate(&condition, &facts, between);
        prop_assert_eq!((later.holds, later.failed), (evaluation.holds, evaluation.failed));
    }
}

pub(super) fn rule() -> Rule {
    let texts = [(String::new(), "Good evening, #name|there#".to_owned()), ("de".to_owned(), "Guten Abend".to_owned())];
    Rule {
        id: RuleId(Uuid::from_u128(1)),
        site: "shop".into(),
        name: "Two minutes".into(),
        on: true,
        when: Condition::All(Vec::new()),
        sender: Sender::Agent(AgentId(Uuid::nil())),
        delay: 0,
        often: Often::default(),
        quiet_after_refusal: 86_400,
        holdout: 10,
        goal: None,
        goal_within: 7,
        variants: vec![Variant { id: "a".into(), name: "Plain".into(), weight: 1, texts: texts.into() }],
    }
}

#[test]
fn a_text_is_in_the_visitors_language_or_everybodys() {
    let variant = rule().variants.remove(0);
    for (language, text) in [("de", 1), ("de-AT", 1), ("DE", 1), ("en-GB", 0), ("", 0), ("den", 0)] {
        assert_eq!(variant.text(language) == "Guten Abend", text == 1, "{language}");
    }
}

#[test]
fn what_cannot_be_kept_is_refused_with_its_field() {
    assert_eq!(rule().sound(), Ok(rule()));
    let spoil = |spoil: &dyn Fn(&mut Rule)| {
        let mut rule = rule();
        spoil(&mut rule);
        rule.sound().expect_err("refused").0
    };
    assert_eq!(spoil(&|rule| rule.name = " \n".into()), "name");
    assert_eq!(spoil(&|rule| rule.delay = 3_601), "delay");
    assert_eq!(spoil(&|rule| rule.holdout = 91), "holdout");
    assert_eq!(spoil(&|rule| rule.goal_within = 0), "goal_within");
    assert_eq!(spoil(&|rule| rule.often.visit = 0), "often");
    assert_eq!(spoil(&|rule| rule.variants.clear()), "variants");
    assert_eq!(spoil(&|rule| rule.variants.push(rule.variants[0].clone())), "variants");
    assert_eq!(spoil(&|rule| rule.variants[0].id = "held_out".into()), "variants");
    assert_eq!(spoil(&|rule| rule.variants[0].weight = 0), "variants");
    assert_eq!(spoil(&|rule| drop(rule.variants[0].texts.remove(""))), "variants");
    assert_eq!(spoil(&|rule| drop(rule.variants[0].texts.insert("x y".into(), "Hi".into()))), "variants");
    let (_, why) = {
        let mut rule = rule();
        rule.variants[0].texts.insert(String::new(), "Hello #operatr#".into());
        rule.sound().expect_err("refused")
    };
    assert_eq!(why, "#operatr# is not a variable. Did you mean #operator#?");
}

fn had(minutes_ago: i64, rule: Option<u128>, visit: u128, path: &str, state: State) -> Invited {
    let sent = NOW.plus(-minutes_ago * MINUTE);
    let rule = rule.map(|rule| RuleId(Uuid::from_u128(rule)));
    Invited {
        rule,
        visit: VisitId(Uuid::from_u128(visit)),
        path: path.into(),
        state,
        sent,
        ended: Some(sent.plus(MINUTE)),
    }
}

#[test]
fn each_limit_stands_alone() {
    use State::{Declined, Expired, Superseded, Undelivered};
    let often = Often { page: 1, visit: 2, visitor: 3 };
    let rule = Rule { often, quiet_after_refusal: 3_600, ..rule() };
    let at = At { visit: VisitId(Uuid::from_u128(9)), path: "/a" };
    let hold =
        |history: &[Invited]| limits(&rule, history, at, NOW).iter().map(|limit| limit.holds).collect::<Vec<_>>();
    let (own, other) = (Some(1), Some(2));
    for (history, holds) in [
        (vec![], [true, true, true, true]),
        (vec![had(5, own, 9, "/a", Expired)], [false, true, true, true]),
        (vec![had(5, own, 9, "/a", Undelivered), had(5, own, 9, "/a", Superseded)], [true, true, true, true]),
        (vec![had(5, own, 8, "/a", Expired)], [true, true, true, true]),
        (vec![had(5, other, 9, "/a", Expired), had(4, None, 9, "/a", Expired)], [true, true, true, true]),
        (vec![had(5, own, 9, "/b", Expired), had(4, own, 9, "/c", Expired)], [true, false, true, true]),
        (vec![had(5, own, 1, "/b", Expired); 3], [true, true, false, true]),
        (vec![had(60, other, 1, "/b", Declined)], [true, true, true, false]),
        (vec![had(61, other, 1, "/b", Declined)], [true, true, true, true]),
    ] {
        assert_eq!(hold(&history), holds, "{history:?}");
    }
    let quiet = &limits(&rule, &[had(11, None, 1, "", Declined)], at, NOW)[3];
    assert_eq!(
        (quiet.lifted, quiet.says.as_str()),
        (Some(NOW.plus(50 * MINUTE)), "Quiet after a refusal: for 50 minutes more")
    );
}

#[test]
fn the_budget_is_of_everybody_together_and_comes_back_by_itself() {
    let attention = Attention { per_day: 2, gap_seconds: 600, manual_holdout: 0 };
    let holds = |history: &[Invited]| {
        let told = budget(&attention, history, NOW);
        (told[0].holds, told[1].holds)
    };
    assert_eq!(holds(&[]), (true, true));
    assert_eq!(holds(&[had(9, None, 1, "", State::Expired)]), (true, false));
    assert_eq!(holds(&[had(10, None, 1, "", State::Expired)]), (true, true));
    let two = [had(20, None, 1, "", State::Expired), had(1_000, Some(3), 2, "", State::Accepted)];
    assert_eq!(holds(&two), (false, true));
    assert_eq!(budget(&attention, &two, NOW)[0].lifted, Some(NOW.plus(DAY - 1_000 * MINUTE)));
    assert_eq!(holds(&[two[0].clone(), had(24 * 60, None, 1, "", State::Expired)]), (true, true));
    assert_eq!(holds(&[two[0].clone(), had(30, None, 1, "", State::Undelivered)]), (true, true));
    assert_eq!(Attention::default().check(), Ok(()));
    assert_eq!(Attention { per_day: 0, ..attention }.check().expect_err("refused").0, "per_day");
    assert_eq!(Attention { manual_holdout: 91, ..attention }.check().expect_err("refused").0, "manual_holdout");
}
