//! Files say what the list says, however many visits there are.

use reqwest::{Method, StatusCode};
use serde_json::Value;

use super::{LONG_AGO, open_with_visits, query};

#[tokio::test]
async fn files_have_the_lines_of_the_list() {
    // More than are read at once.
    let (house, agent, _) = open_with_visits(1_150).await;
    let site = house.site.to_string();
    for (filter, most) in [("", 2_000), ("f=city:is:london|Paris&f=pages:at_least:2", 600)] {
        let base = format!("{}&{filter}", query(&[("site", &site), ("from", LONG_AGO)]));
        let mut listed: Vec<Value> = Vec::new();
        let mut after = String::new();
        loop {
            let page = agent.get(&format!("/visits?{base}&limit=200&after={after}")).await;
            listed.extend(page["visits"].as_array().expect("visits").clone());
            match page["next"].as_str() {
                Some(next) => next.clone_into(&mut after),
                None => break,
            }
        }
        assert!(listed.len() > 50 && listed.len() < most, "{}", listed.len());
        let (status, lines) = agent.call(Method::GET, &format!("/visits.jsonl?{base}"), None).await;
        assert_eq!(status, StatusCode::OK);
        let lines: Vec<Value> =
            lines.as_str().expect("lines").lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert!(lines == listed, "{} lines, {} in the list", lines.len(), listed.len());

        let (_, csv) = agent.call(Method::GET, &format!("/visits.csv?{base}"), None).await;
        let rows: Vec<_> = csv.as_str().expect("text").split("\r\n").collect();
        assert!(rows[0].starts_with("id,visitor,known_as,started,"));
        let ids = rows[1..].iter().filter_map(|row| row.split(',').next()).filter(|id| !id.is_empty());
        assert!(ids.eq(listed.iter().map(|line| line["id"].as_str().expect("an id"))));
    }
    let (status, _) = agent.call(Method::GET, "/visits.csv?site=nowhere", None).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    house.close().await;
}
