//! Who was on at a moment of the past.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;

use crate::actions::problem::Problem;
use crate::actions::rewind::{Then, VisitorThen, rewind, rewind_line};
use crate::app::App;
use crate::domain::ids::VisitId;
use crate::domain::moment::Moment;
use crate::domain::presence::Status;
use crate::web::answer::{answer, json};
use crate::web::asked::{OfSite, Words};
use crate::web::session::Signed;

/// Visitors listed at most; all of them are counted, and on the map.
const MOST: usize = 1_000;
/// Names at one place of the map.
const NAMES: usize = 5;

#[derive(Serialize)]
struct ThenWire {
    at: Moment,
    total: usize,
    without_place: usize,
    visitors: Vec<VisitorWire>,
    places: Vec<PlaceWire>,
    oldest: Option<Moment>,
}

#[derive(Serialize)]
struct VisitorWire {
    name: String,
    known_as: Option<String>,
    visit: VisitId,
    status: Status,
    page: PageWire,
    arrived: Moment,
    pages: u32,
    country: String,
    city: String,
    browser: String,
    device: String,
    invited: bool,
    chat: bool,
}

#[derive(Serialize)]
struct PageWire {
    path: String,
    title: String,
}

#[derive(Serialize)]
struct PlaceWire {
    latitude: f64,
    longitude: f64,
    place: String,
    count: usize,
    names: Vec<String>,
}

#[derive(Serialize)]
struct Line {
    points: Vec<Point>,
}

#[derive(Serialize)]
struct Point {
    at: Moment,
    count: u32,
}

impl From<Then> for ThenWire {
    fn from(then: Then) -> Self {
        Self {
            at: then.at,
            total: then.visitors.len(),
            without_place: then.visitors.iter().filter(|one| one.visit.place.coordinates.is_none()).count(),
            places: places(&then.visitors),
            visitors: then.visitors.into_iter().take(MOST).map(Into::into).collect(),
            oldest: then.oldest,
        }
    }
}

impl From<VisitorThen> for VisitorWire {
    fn from(one: VisitorThen) -> Self {
        let visit = one.visit;
        Self {
            name: one.words.name,
            known_as: one.words.known_as,
            visit: visit.visit,
            status: one.status,
            page: PageWire { path: visit.path, title: visit.title },
            arrived: visit.arrived,
            pages: visit.pages,
            country: visit.place.country,
            city: visit.place.city,
            browser: visit.browser,
            device: visit.device,
            invited: one.invited,
            chat: one.chat,
        }
    }
}

/// The fullest first.
fn places(visitors: &[VisitorThen]) -> Vec<PlaceWire> {
    let mut spots: BTreeMap<(u64, u64), PlaceWire> = BTreeMap::new();
    for one in visitors {
        let place = &one.visit.place;
        let Some((latitude, longitude)) = place.coordinates else { continue };
        let city = if place.city.is_empty() { &place.country } else { &place.city };
        let empty = || PlaceWire { latitude, longitude, place: city.clone(), count: 0, names: Vec::new() };
        let spot = spots.entry((latitude.to_bits(), longitude.to_bits())).or_insert_with(empty);
        spot.count += 1;
        if spot.names.len() < NAMES {
            spot.names.push(one.words.known_as.clone().unwrap_or_else(|| one.words.name.clone()));
        }
    }
    let mut places: Vec<_> = spots.into_values().collect();
    places.sort_by_key(|place| std::cmp::Reverse(place.count));
    places
}

pub(crate) async fn show(State(app): State<App>, _: Signed, OfSite(site): OfSite, words: Words) -> Response {
    let now = app.clock.now();
    let at = words.read::<i64>("at").map(|at| at.map_or(now, Moment));
    let sensible = |at: Moment| {
        let past = at.0 >= 0 && at <= now;
        past.then_some(at).ok_or_else(|| Problem::invalid("at", "Nobody knows yet who will be here then."))
    };
    match at.and_then(sensible) {
        Ok(at) => json(rewind(&app, &site, at).await.map(ThenWire::from)),
        Err(problem) => answer(&problem),
    }
}

pub(crate) async fn line(State(app): State<App>, _: Signed, OfSite(site): OfSite) -> Response {
    let points = rewind_line(&app, &site).await;
    let wire = |points: Vec<_>| points.into_iter().map(|(at, count)| Point { at, count }).collect();
    json(points.map(|points| Line { points: wire(points) }))
}
