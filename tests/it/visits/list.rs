//! The list: pages of it, what stands on a line, and what it refuses.

use parlour::domain::moment::Moment;
use reqwest::Method;
use serde_json::{Value, json};

use super::{LONG_AGO, ids_of, open_with_visits, query};
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
