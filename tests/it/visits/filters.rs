//! Every field and every comparison, against what it means said slowly.

use serde_json::Value;

use super::made::{Made, id, visitor};
use super::{LONG_AGO, add_goal, ids_of, name_of, open_with_visits, query};

#[tokio::test]
async fn each_filter_lets_through_what_it_says() {
    let (house, agent, made) = open_with_visits(180).await;
    let agents = [id(10).to_string(), id(11).to_string(), id(99).to_string()];
    let agents: Vec<_> = agents.iter().map(String::as_str).collect();
    let rule = id(20).to_string();
    let mut cases: Vec<(&str, &str, Vec<&str>)> = Vec::new();
    for (field, whole, part) in [
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
    ] {
        cases.extend([(field, "is", vec![whole]), (field, "is_not", vec![whole]), (field, "contains", vec![part])]);
        cases.extend([(field, "contains_not", vec![part]), (field, "starts", vec![part])]);
    }
    cases.extend([("city", "is", vec!["london", "nowhere", "PARIS"]), ("city", "is_not", vec!["london", "paris"])]);
    cases.extend([("page", "contains_not", vec!["lamp", "done"]), ("event", "starts", vec!["o", "v"])]);
    for (field, number, more) in [
        ("duration", "120", "300"),
        ("pages", "2", "4"),
        ("number", "1", "3"),
        ("weekday", "6", "7"),
        ("hour", "8", "23"),
    ] {
        cases.extend(["is", "at_least", "at_most"].map(|is| (field, is, vec![number])));
        cases.push((field, "is", vec![number, more]));
    }
    for field in ["new", "identified", "invited", "chatted", "simulated"] {
        cases.extend(["yes", "no"].map(|word| (field, "is", vec![word])));
    }
    for is in ["is", "is_not"] {
        cases.extend([("outcome", is, vec!["declined"]), ("outcome", is, vec!["expired", "accepted"])]);
        cases.extend([("agent", is, vec![agents[0]]), ("agent", is, agents.clone()), ("rule", is, vec![&*rule])]);
    }
    let mut chosen = 0;
    for case in &cases {
        chosen += usize::from(agrees(&agent, &house.site.to_string(), &made, std::slice::from_ref(case)).await);
    }
    // A table in which nothing or everything passed would prove nothing.
    assert!(chosen > 100, "{chosen} of {} choose", cases.len());
    for (one, other, third) in [(0, 40, 90), (13, 75, 140), (100, 130, 125), (126, 60, 20)] {
        let together = [cases[one].clone(), cases[other].clone(), cases[third].clone()];
        agrees(&agent, &house.site.to_string(), &made, &together).await;
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
async fn agrees(
    agent: &crate::support::Agent,
    site: &str,
    made: &[Made],
    conditions: &[(&str, &str, Vec<&str>)],
) -> bool {
    let escape = |value: &&str| value.replace('\\', "\\\\").replace('|', "\\|");
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
    let passes = |one: &&Made| conditions.iter().all(|(field, is, values)| one.passes(field, is, values));
    let mut expected: Vec<_> = made.iter().filter(passes).map(|one| one.visit.visit.to_string()).collect();
    expected.sort();
    assert_eq!(found, expected, "{said:?}");
    assert_eq!(total, Some(expected.len() as u64), "{said:?}");
    !expected.is_empty() && expected.len() < made.len()
}
