//! The list: pages of it, what stands on a line, and what it refuses.

use parlour::domain::moment::Moment;
use reqwest::Method;
use serde_json::{Value, json};

use super::made::Made;
use super::{LONG_AGO, add_goal, ids_of, open_with_visits, query};
use crate::support::{House, NOW};

#[tokio::test]
async fn pages_of_the_list_have_every_visit_once_newest_first() {
    let (house, agent, mut made) = open_with_visits(300).await;
    let site = house.site.to_string();
    let base = query(&[("site", &site), ("from", LONG_AGO), ("limit", "37")]);
    let (mut seen, mut after) = (Vec::new(), String::new());
    let mut last = Moment(i64::MAX);
    loop {
        let page: Value = agent.get(&format!("/visits?{base}&after={after}")).await;
        assert_eq!((page["total"].as_u64(), &page["simulated"]), (Some(300), &json!(true)));
        for visit in page["visits"].as_array().expect("visits") {
            let started = Moment(visit["started"].as_i64().expect("a moment"));
            assert!(started <= last);
            last = started;
        }
        seen.extend(ids_of(&page));
        match page["next"].as_str() {
            Some(next) => next.clone_into(&mut after),
            None => break,
        }
    }
    seen.sort();
    let mut all: Vec<_> = made.iter().map(|one| one.visit.visit.to_string()).collect();
    all.sort();
    assert_eq!(seen, all);

    // 13 November, two in the morning: seven days with today, in London.
    let week: Value = agent.get(&format!("/visits?site={site}&limit=1")).await;
    let midnight = Moment(1_763_078_400_000);
    made.retain(|one| one.began_within(midnight, 7));
    assert!(!made.is_empty() && NOW < midnight);
    assert_eq!(week["total"].as_u64(), Some(made.len() as u64));
    house.close().await;
}

#[tokio::test]
async fn a_line_says_what_was_in_its_visit() {
    let (house, agent, made) = open_with_visits(80).await;
    let site = house.site.to_string();
    add_goal(&agent, &site, "page", "/order/done").await;
    add_goal(&agent, &site, "event", "basket").await;
    let pairs = [("site", site.as_str()), ("from", LONG_AGO), ("limit", "200")];
    let page: Value = agent.get(&format!("/visits?{}", query(&pairs))).await;
    for line in page["visits"].as_array().expect("visits") {
        let one = made.iter().find(|one| line["id"] == one.visit.visit.to_string()).expect("one of them");
        agrees(line, one);
    }
    house.close().await;
}

fn agrees(line: &Value, one: &Made) {
    let visit = &one.visit;
    let exit = one.pages.last().expect("a page").0;
    assert_eq!((&line["entry"], &line["exit"]), (&json!(one.pages[0].0), &json!(exit)));
    assert_eq!((&line["entry_url"], &line["exit_url"]), (&json!(visit.entry_url), &json!(visit.exit_url)));
    assert_eq!((&line["pages"], &line["number"]), (&json!(visit.pages), &json!(visit.number)));
    assert_eq!(line["duration_ms"], json!(visit.ended.since(visit.started)));
    assert_eq!((&line["country"], &line["city"]), (&json!(visit.place.country), &json!(visit.place.city)));
    assert_eq!((&line["browser"], &line["device"]), (&json!(visit.device.browser), &json!(visit.device.kind.word())));
    assert_eq!((&line["events"], &line["invited"]), (&json!(one.events.len()), &json!(one.invitations.len())));
    assert_eq!(line["outcome"], json!(one.invitations.last().map(|(_, _, ending, _)| ending)));
    assert_eq!((&line["here"], &line["simulated"]), (&json!(false), &json!(visit.simulated)));
    let baskets: Vec<_> =
        one.events.iter().filter(|(name, ..)| *name == "basket").map(|(_, value, _)| *value).collect();
    let ordered = one.pages.iter().any(|(path, _)| *path == "/order/done");
    let mut goals: Vec<_> = line["goals"].as_array().expect("goals").iter().filter_map(Value::as_str).collect();
    goals.sort_unstable();
    let expected = [("/order/done", ordered), ("basket", !baskets.is_empty())];
    assert_eq!(goals, expected.iter().filter(|(_, reached)| *reached).map(|(name, _)| *name).collect::<Vec<_>>());
    // Both events of a visit happen at one moment: either may be the first.
    let value = line["value"].as_f64().expect("a number");
    assert!(baskets.contains(&value) || (baskets.is_empty() && value == 0.0), "{value} {baskets:?}");
}

#[tokio::test]
async fn what_is_asked_wrongly_is_refused_in_words() {
    let house = House::open().await;
    let agent = house.agent("Nora").await;
    for (asked, status, field) in [
        ("", 422, json!("site")),
        ("site=nowhere", 404, json!(null)),
        ("site=demo&from=yesterday", 422, json!("from")),
        ("site=demo&to=2025-13-01", 422, json!("to")),
        ("site=demo&f=colour:is:red", 422, json!("f")),
        ("site=demo&f=page:is:/&f=page", 422, json!("f")),
        ("site=demo&limit=many", 422, json!("limit")),
        ("site=demo&after=1", 422, json!("after")),
    ] {
        let (found, answer) = agent.call(Method::GET, &format!("/visits?{asked}"), None).await;
        assert_eq!((found.as_u16(), &answer["field"]), (status, &field), "{asked}: {answer}");
        assert!(answer["error"].as_str().is_some_and(|why| why.len() > 10), "{asked}: {answer}");
    }
    house.close().await;
}
