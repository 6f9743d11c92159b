//! Visits as marketers read them: lists, files, one visit, one visitor, and who was on.

mod filters;
mod list;
mod made;

use parlour::domain::agent::Role;
use serde_json::Value;
use url::form_urlencoded;

use self::made::{Made, made};
use crate::support::{Agent, House};

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

fn query(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

fn ids_of(page: &Value) -> Vec<String> {
    let visits = page["visits"].as_array().expect("visits");
    visits.iter().map(|visit| visit["id"].as_str().expect("an id").to_owned()).collect()
}
