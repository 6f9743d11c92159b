//! Every field and every comparison, against what it means said slowly.

use serde_json::Value;

use super::made::{Made, id, visitor};
use super::{LONG_AGO, add_goal, ids_of, name_of, open_with_visits, query};

/// Words, each whole and in part.
const WORDS: [(&str, &str, &str); 25] = [
    ("page", "/LAMPS", "lamps"),
    ("page", "/%c3%bcber", "%"),
    ("page", "/a_b", "a_"),
    ("entry", "/basket", "/la"),
    ("exit", "/order/done", "/O"),
    ("referrer", "google.com", "o"),
    ("referrer", "", "."),
    ("channel", "email", "ai"),
    ("source", "google", "let"),
    ("medium", "cpc", "b"),
    ("campaign", "spring sale", "_off"),
    ("campaign", "100%_OFF", "100%_"),
    ("term", "floor lamp", "lamp"),
    ("content", "top", "to"),
    ("country", "de", "g"),
    ("region", "île-DE-france", "ÎLE"),
    ("city", "MÜNCHEN", "Ü"),
    ("browser", "firefox", "F"),
    ("system", "ios 19", "1"),
    ("device", "phone", "t"),
    ("language", "en-gb", "fr"),
    ("event", "ordered", "o"),
    ("event", "GRÖSSE", "ÖSS"),
    ("event", "größe", "ö"),
    ("event", "it's \\ \"odd\"|\t", "\\"),
];
/// Numbers, each with another one.
const NUMBERS: [(&str, &str, &str); 5] =
    [("duration", "120", "300"), ("pages", "2", "4"), ("number", "1", "3"), ("weekday", "6", "7"), ("hour", "8", "23")];

/// Field, comparison, values.
type Asked = (&'static str, &'static str, Vec<String>);

fn asked(field: &'static str, is: &'static str, values: &[&str]) -> Asked {
    (field, is, values.iter().map(|value| (*value).to_owned()).collect())
}

fn of_words() -> Vec<Asked> {
    let each = |(field, whole, part): (&'static str, &'static str, &'static str)| {
        let so = [("is", whole), ("is_not", whole), ("contains", part), ("contains_not", part), ("starts", part)];
        so.map(|(is, value)| asked(field, is, &[value]))
    };
    let mut cases: Vec<_> = WORDS.into_iter().flat_map(each).collect();
    cases.extend([asked("city", "is", &["london", "nowhere", "PARIS"]), asked("city", "is_not", &["london", "paris"])]);
    cases.extend([asked("page", "contains_not", &["lamp", "done"]), asked("event", "starts", &["o", "v"])]);
    cases
}

fn of_numbers_and_flags() -> Vec<Asked> {
    let mut cases = Vec::new();
    for (field, number, more) in NUMBERS {
        cases.extend(["is", "at_least", "at_most"].map(|is| asked(field, is, &[number])));
        cases.push(asked(field, "is", &[number, more]));
    }
    for field in ["new", "identified", "invited", "chatted", "simulated"] {
        cases.extend(["yes", "no"].map(|word| asked(field, "is", &[word])));
    }
    cases
}

fn of_choices() -> Vec<Asked> {
    let agents = [10, 11, 99].map(|n| id(n).to_string());
    let agents = agents.each_ref().map(String::as_str);
    let each = |is: &'static str| {
        let rule = asked("rule", is, &[&id(20).to_string()]);
        let outcomes = [asked("outcome", is, &["declined"]), asked("outcome", is, &["expired", "accepted"])];
        outcomes.into_iter().chain([asked("agent", is, &agents[..1]), asked("agent", is, &agents), rule])
    };
    ["is", "is_not"].into_iter().flat_map(each).collect()
}

#[tokio::test]
async fn each_filter_lets_through_what_it_says() {
    let (house, agent, made) = open_with_visits(180).await;
    let site = house.site.to_string();
    let cases = [of_words(), of_numbers_and_flags(), of_choices()].concat();
    let mut chosen = 0;
    for case in &cases {
        chosen += usize::from(agrees(&agent, &site, &made, std::slice::from_ref(case)).await);
    }
    // A table in which nothing or everything passed would prove nothing.
    assert!(chosen > 100, "{chosen} of {} choose", cases.len());
    for together in [[0, 40, 90], [13, 75, 140], [100, 130, 125], [126, 60, 20]] {
        agrees(&agent, &site, &made, &together.map(|case| cases[case].clone())).await;
    }
    house.close().await;
}

type Passes<'a> = &'a dyn Fn(&Made) -> bool;

#[tokio::test]
async fn goals_and_visitors_are_looked_up() {
    let (house, agent, made) = open_with_visits(120).await;
    let site = house.site.to_string();
    let (ordered, watched) =
        (add_goal(&agent, &site, "page", "/ORDER/*").await, add_goal(&agent, &site, "event", "VIDEO").await);
    let named = name_of(&house, 3).await;
    let key = visitor(&house.site, 3).log_id();
    let ordered_in = |one: &Made| one.pages.iter().any(|(path, _)| path.starts_with("/order/"));
    let watched_in = |one: &Made| one.events.iter().any(|(name, ..)| *name == "video");
    let nothing = id(404).to_string();
    let cases: [(String, Passes<'_>); 7] = [
        (format!("goal:is:{ordered}"), &ordered_in),
        (format!("goal:is:{ordered}|{watched}"), &|one| ordered_in(one) || watched_in(one)),
        (format!("goal:is_not:{watched}"), &|one| !watched_in(one)),
        (format!("goal:is:{nothing}"), &|_| false),
        (format!("visitor:is:{named}"), &|one| one.visit.visitor == key),
        (format!("visitor:is_not:{named}|Nobody 1"), &|one| one.visit.visitor != key),
        ("visitor:is:Nobody 1".to_owned(), &|_| false),
    ];
    for (said, passes) in cases {
        let page = agent
            .get(&format!("/visits?{}", query(&[("site", &site), ("from", LONG_AGO), ("limit", "200"), ("f", &said)])))
            .await;
        let mut expected: Vec<_> =
            made.iter().filter(|one| passes(one)).map(|one| one.visit.visit.to_string()).collect();
        let mut found = ids_of(&page);
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{said}");
    }
    house.close().await;
}

/// Whether the filter chooses at all; that it chooses what it should is asserted.
async fn agrees(agent: &crate::support::Agent, site: &str, made: &[Made], conditions: &[Asked]) -> bool {
    let escape = |value: &String| value.replace('\\', "\\\\").replace('|', "\\|");
    let said: Vec<_> = conditions
        .iter()
        .map(|(field, is, values)| format!("{field}:{is}:{}", values.iter().map(escape).collect::<Vec<_>>().join("|")))
        .collect();
    let mut pairs = vec![("site", site), ("limit", "200"), ("from", LONG_AGO)];
    pairs.extend(said.iter().map(|said| ("f", said.as_str())));
    let mut found = Vec::new();
    let mut after = String::new();
    let total = loop {
        let page: Value = agent.get(&format!("/visits?{}&after={after}", query(&pairs))).await;
        found.extend(ids_of(&page));
        match page["next"].as_str() {
            Some(next) => next.clone_into(&mut after),
            None => break page["total"].as_u64(),
        }
    };
    found.sort();
    let passes = |one: &&Made| {
        conditions
            .iter()
            .all(|(field, is, values)| one.passes(field, is, &values.iter().map(String::as_str).collect::<Vec<_>>()))
    };
    let mut expected: Vec<_> = made.iter().filter(passes).map(|one| one.visit.visit.to_string()).collect();
    expected.sort();
    assert_eq!(found, expected, "{said:?}");
    assert_eq!(total, Some(expected.len() as u64), "{said:?}");
    !expected.is_empty() && expected.len() < made.len()
}
