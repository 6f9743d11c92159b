//! A row of Who's On and the counts above it, as the console reads them (`docs/PROTOCOL.md` section 3).

use std::sync::Arc;

use serde::Serialize;

use crate::domain::density::{Density, Spot};
use crate::domain::ids::{ChatId, InvitationId, SiteKey, VisitId, VisitorKey};
use crate::domain::moment::Moment;
use crate::domain::origin::Campaign;
use crate::domain::presence::{AgentBrief, ChatBrief, InvitationBrief, Page, PageSeen, Person, Presence, Status};
use crate::domain::window::{Told, Totals};
use crate::web::wire::written;

#[derive(Serialize)]
pub(crate) struct PageWire<'a> {
    url: &'a str,
    path: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
pub(crate) struct InvitationWire<'a> {
    id: InvitationId,
    state: &'static str,
    agent: &'a AgentBrief,
    deadline: Option<Moment>,
}

#[derive(Serialize)]
pub(crate) struct ChatWire<'a> {
    id: ChatId,
    state: &'static str,
    agent: Option<&'a AgentBrief>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum StatusWire {
    Present(Status),
    Left(&'static str),
}

/// A row.
#[derive(Serialize)]
pub(crate) struct RowWire<'a> {
    key: VisitorKey,
    name: &'a str,
    public_name: &'a str,
    known: bool,
    email: Option<&'a str>,
    site: &'a SiteKey,
    status: StatusWire,
    invitation: Option<InvitationWire<'a>>,
    chat: Option<ChatWire<'a>>,
    page: PageWire<'a>,
    pages: u32,
    entry: PageWire<'a>,
    referrer: Option<&'a str>,
    campaign: Option<&'a str>,
    country: Option<&'a str>,
    region: Option<&'a str>,
    city: Option<&'a str>,
    lat: Option<f64>,
    lon: Option<f64>,
    browser: &'a str,
    browser_version: &'a str,
    system: &'a str,
    device: &'static str,
    language: Option<&'a str>,
    time_zone: Option<&'a str>,
    ip: Option<std::net::IpAddr>,
    arrived: Moment,
    active: Moment,
    visits_before: u32,
    chats_before: u32,
    tabs: u16,
    simulated: bool,
    privacy: bool,
    bot: Option<&'static str>,
}

fn some(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

fn page(page: &Page) -> PageWire<'_> {
    PageWire { url: &page.url, path: &page.path, title: &page.title }
}

fn invitation(brief: &InvitationBrief) -> InvitationWire<'_> {
    InvitationWire { id: brief.id, state: brief.state, agent: &brief.agent, deadline: brief.deadline }
}

fn chat(brief: &ChatBrief) -> ChatWire<'_> {
    ChatWire { id: brief.id, state: brief.state, agent: brief.agent.as_ref() }
}

impl<'a> RowWire<'a> {
    /// `presence` at `now`; `left` when it is not in the table any more.
    pub(crate) fn of(presence: &'a Presence, left: bool, now: Moment) -> Self {
        let place = &presence.place;
        let person = presence.person.as_deref();
        Self {
            key: presence.key,
            name: presence.name(),
            public_name: &presence.public_name,
            known: person.is_some_and(|person| person.known_as().is_some()),
            email: person.and_then(|person| some(&person.email)),
            site: &presence.site,
            status: if left { StatusWire::Left("left") } else { StatusWire::Present(presence.status(now)) },
            invitation: presence.invitation.as_ref().map(invitation),
            chat: presence.chat.as_ref().map(chat),
            page: page(presence.page()),
            pages: presence.page_count,
            entry: page(&presence.entry),
            referrer: some(&presence.referrer.domain),
            campaign: some(&presence.campaign.campaign).or_else(|| some(&presence.campaign.source)),
            country: some(&place.country),
            region: some(&place.region),
            city: some(&place.city),
            lat: place.coordinates.map(|(lat, _)| lat),
            lon: place.coordinates.map(|(_, lon)| lon),
            browser: &presence.device.browser,
            browser_version: &presence.device.browser_version,
            system: &presence.device.system,
            device: presence.device.kind.word(),
            language: some(&presence.language),
            time_zone: some(&presence.time_zone),
            ip: presence.ip,
            arrived: presence.arrived,
            active: presence.active,
            visits_before: presence.visits_before,
            chats_before: presence.chats_before,
            tabs: presence.tabs,
            simulated: presence.simulated,
            privacy: presence.privacy,
            bot: presence.bot,
        }
    }
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum TableWire<'a> {
    Snapshot { watch: u32, order: &'a [VisitorKey], rows: Vec<RowWire<'a>>, totals: Totals, waiting: usize },
    Changes { watch: u32, order: Option<&'a [VisitorKey]>, rows: Vec<RowWire<'a>>, totals: Totals, waiting: usize },
}

fn rows(told: &Told, now: Moment) -> Vec<RowWire<'_>> {
    told.rows.iter().map(|(row, left)| RowWire::of(row, *left, now)).collect()
}

/// The frame that tells a window whole.
pub(crate) fn snapshot(watch: u32, told: &Told, now: Moment) -> String {
    let order = told.order.as_deref().unwrap_or_default();
    written(&TableWire::Snapshot { watch, order, rows: rows(told, now), totals: told.totals, waiting: told.waiting })
}

/// The frame that tells what changed.
pub(crate) fn changes(watch: u32, told: &Told, now: Moment) -> String {
    let order = told.order.as_deref();
    written(&TableWire::Changes { watch, order, rows: rows(told, now), totals: told.totals, waiting: told.waiting })
}

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

#[derive(Serialize)]
struct PageSeenWire<'a> {
    page_view: crate::domain::ids::PageViewId,
    url: &'a str,
    path: &'a str,
    title: &'a str,
    at: Moment,
    visible_ms: Option<u32>,
}

#[derive(Serialize)]
struct EventWire<'a> {
    name: &'a str,
    value: f64,
    at: Moment,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "visitor")]
struct VisitorWire<'a> {
    key: VisitorKey,
    row: Option<RowWire<'a>>,
    pages: Vec<PageSeenWire<'a>>,
    events: Vec<EventWire<'a>>,
    user: Option<&'a Person>,
    screen: Option<&'a str>,
    referrer_url: Option<&'a str>,
    campaign: Option<&'a Campaign>,
    visit: Option<VisitId>,
}

fn seen(seen: &PageSeen) -> PageSeenWire<'_> {
    let PageSeen { page_view, page, at, visible_ms } = seen;
    PageSeenWire {
        page_view: *page_view,
        url: &page.url,
        path: &page.path,
        title: &page.title,
        at: *at,
        visible_ms: *visible_ms,
    }
}

/// The panel's visitor; `present` is `None` when there is nothing left of the visit, and `here` whether the row is in the table.
pub(crate) fn visitor(key: VisitorKey, present: Option<&Arc<Presence>>, here: bool, now: Moment) -> String {
    written(&VisitorWire {
        key,
        row: present.filter(|_| here).map(|row| RowWire::of(row, false, now)),
        pages: present.map(|row| row.pages.iter().map(seen).collect()).unwrap_or_default(),
        events: present.map(|row| row.events.iter().map(event).collect()).unwrap_or_default(),
        user: present.and_then(|row| row.person.as_deref()),
        screen: present.and_then(|row| some(&row.screen)),
        referrer_url: present.and_then(|row| some(&row.referrer.url)),
        campaign: present.map(|row| &*row.campaign),
        visit: present.map(|row| row.visit),
    })
}

fn event((name, value, at): &(Arc<str>, f64, Moment)) -> EventWire<'_> {
    EventWire { name, value: *value, at: *at }
}
