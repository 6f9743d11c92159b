//! The density map's places, as the console reads them (`docs/PROTOCOL.md` section 3).

use serde::Serialize;

use super::row::{InvitationWire, invitation, some};
use crate::domain::density::{Density, Spot};
use crate::domain::ids::{SiteKey, VisitorKey};
use crate::domain::moment::Moment;
use crate::domain::presence::{Presence, Status};
use crate::web::wire::written;

#[derive(Serialize)]
struct GuestWire<'a> {
    key: VisitorKey,
    name: &'a str,
    known: bool,
    status: Status,
    title: &'a str,
    arrived: Moment,
    invitation: Option<InvitationWire<'a>>,
}

#[derive(Serialize)]
struct SpotWire<'a> {
    id: String,
    city: Option<&'a str>,
    region: Option<&'a str>,
    country: Option<&'a str>,
    lat: Option<f64>,
    lon: Option<f64>,
    count: usize,
    idle: usize,
    invited: usize,
    ringing: usize,
    chatting: usize,
    time_zone: Option<&'a str>,
    visitors: Vec<GuestWire<'a>>,
}

impl<'a> SpotWire<'a> {
    fn of(id: String, spot: &'a Spot, now: Moment) -> Self {
        let first = spot.visitors.first();
        let place = first.map(|row| &row.place);
        Self {
            id,
            city: place.and_then(|place| some(&place.city)),
            region: place.and_then(|place| some(&place.region)),
            country: place.and_then(|place| some(&place.country)),
            lat: place.and_then(|place| place.coordinates).map(|(lat, _)| lat),
            lon: place.and_then(|place| place.coordinates).map(|(_, lon)| lon),
            count: spot.count,
            idle: spot.idle,
            invited: spot.invited,
            ringing: spot.ringing,
            chatting: spot.chatting,
            time_zone: first.and_then(|row| some(&row.time_zone)),
            visitors: spot.visitors.iter().map(|row| guest(row, now)).collect(),
        }
    }
}

fn guest(row: &Presence, now: Moment) -> GuestWire<'_> {
    GuestWire {
        key: row.key,
        name: row.name(),
        known: row.person.as_ref().is_some_and(|person| person.known_as().is_some()),
        status: row.status(now),
        title: &row.page().title,
        arrived: row.arrived,
        invitation: row.invitation.as_ref().map(invitation),
    }
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "places")]
struct PlacesWire<'a> {
    site: Option<&'a SiteKey>,
    places: Vec<SpotWire<'a>>,
    without_place: SpotWire<'a>,
    total: usize,
}

/// The density map's places at `site`, whole.
pub(crate) fn places(site: Option<&SiteKey>, density: &Density, now: Moment) -> String {
    written(&PlacesWire {
        site,
        places: density
            .spots
            .iter()
            .map(|((lat, lon), spot)| SpotWire::of(format!("{lat},{lon}"), spot, now))
            .collect(),
        without_place: SpotWire::of("none".to_owned(), &density.without_place, now),
        total: density.total,
    })
}
