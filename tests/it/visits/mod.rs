//! Visits as marketers read them: lists, files, one visit, one visitor, and who was on.

mod detail;
mod erase;
mod export;
mod filters;
mod list;
mod lots;
mod made;
mod rewind;
mod saved;

use parlour::domain::agent::Role;
use parlour::engines::records::Arriving;
use reqwest::StatusCode;
use serde_json::{Value, json};
use url::form_urlencoded;

use self::made::{Made, made};
use crate::support::{Agent, House, NOW};

/// A day before all that is made.
const LONG_AGO: &str = "2025-10-01";

/// A house whose visit log holds `count` visits, and a marketer in it.
async fn open_with_visits(count: usize) -> (House, Agent, Vec<Made>) {
    let house = House::open().await;
    let made = made(&house.site, 7, count);
    for some in made.chunks(100) {
        let entries = some.iter().flat_map(Made::entries).collect();
        house.running.app.spool.append(entries).await.expect("kept");
    }
    let views: usize = made.iter().map(|one| one.pages.len()).sum();
    house.logged(|counts| counts.page_views == views as u64 && counts.visits == made.len() as u64).await;
    let events: usize = made.iter().map(|one| one.events.len()).sum();
    house.logged(|counts| counts.events == events as u64).await;
    let agent = house.agent_who_is("Mia", Role::Marketer).await;
    (house, agent, made)
}

/// Adds a goal without a value of its own; its id.
async fn add_goal(agent: &Agent, site: &str, kind: &str, pattern: &str) -> String {
    let body = json!({"site": site, "name": pattern, "kind": kind, "pattern": pattern, "value": null});
    let (status, goal) = agent.post("/goals", &body).await;
    assert_eq!(status, StatusCode::CREATED, "{goal}");
    goal["id"].as_str().expect("an id").to_owned()
}

/// One of the visitors becomes known to the records; their public name.
async fn name_of(house: &House, n: u8) -> String {
    let arriving = Arriving { site: house.site.clone(), key: made::visitor(&house.site, n), at: NOW };
    let settled = house.running.app.records.settle(vec![arriving]).await.expect("settled");
    settled[0].public_name.clone()
}

fn query(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

fn ids_of(page: &Value) -> Vec<String> {
    let visits = page["visits"].as_array().expect("visits");
    visits.iter().map(|visit| visit["id"].as_str().expect("an id").to_owned()).collect()
}
