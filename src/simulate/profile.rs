//! Who a simulated visitor is: the same on every visit.

use std::net::IpAddr;

use rand::RngExt;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use serde_json::{Value, json};

use super::browsers::{self, Browser};
use super::people;
use super::places::Places;

/// One visitor.
#[derive(Debug, Clone)]
pub(super) struct Profile {
    /// 32 hex digits; absent for one who asked for privacy.
    pub(super) visitor: Option<String>,
    pub(super) address: IpAddr,
    pub(super) browser: &'static Browser,
    pub(super) screen: &'static str,
    pub(super) language: &'static str,
    pub(super) time_zone: &'static str,
    /// What they tell of themselves, when they do.
    pub(super) user: Option<Value>,
}

impl Profile {
    /// Somebody new.
    pub(super) fn draw(places: &Places, rng: &mut StdRng) -> Self {
        let home = places.choose(rng);
        let browser = browsers::choose(rng);
        let has_id = browser.is_bot || !rng.random_bool(0.03);
        let is_known = has_id && !browser.is_bot && rng.random_bool(0.22);
        Self {
            visitor: has_id.then(|| format!("{:032x}", rng.random::<u128>())),
            address: home.address(rng),
            browser,
            screen: browser.screens().choose(rng).copied().unwrap_or_default(),
            language: home.country.languages.choose(rng).copied().unwrap_or("en-US"),
            time_zone: home.time_zone,
            user: is_known.then(|| person(home.country.people, rng)),
        }
    }
}

fn person(people: people::People, rng: &mut StdRng) -> Value {
    let (name, email) = people::draw(people, rng);
    let plan = ["trade", "letter", "guest"].choose(rng).copied().unwrap_or_default();
    match rng.random_range(0..4) {
        0 => json!({"name": name}),
        1 => json!({"username": email.split('@').next(), "email": email}),
        _ => json!({"name": name, "email": email, "attributes": {"plan": plan}}),
    }
}
