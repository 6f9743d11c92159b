//! A row of Who's On and the counts above it, as the console reads them (`docs/PROTOCOL.md` section 3).

use serde::Serialize;

use crate::domain::ids::{ChatId, InvitationId, SiteKey, VisitorKey};
use crate::domain::moment::Moment;
use crate::domain::presence::{AgentBrief, ChatBrief, InvitationBrief, Page, Presence, Status};
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

pub(super) fn some(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

fn page(page: &Page) -> PageWire<'_> {
    PageWire { url: &page.url, path: &page.path, title: &page.title }
}

pub(super) fn invitation(brief: &InvitationBrief) -> InvitationWire<'_> {
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
#[serde(tag = "type", rename = "snapshot")]
struct Snapshot<'a> {
    watch: u32,
    order: &'a [VisitorKey],
    rows: Vec<RowWire<'a>>,
    totals: Totals,
    waiting: usize,
}

#[derive(Serialize)]
struct Changes<'a> {
    order: Option<&'a [VisitorKey]>,
    rows: Vec<RowWire<'a>>,
    totals: Totals,
    waiting: usize,
}

fn rows(told: &Told, now: Moment) -> Vec<RowWire<'_>> {
    told.rows.iter().map(|(row, left)| RowWire::of(row, *left, now)).collect()
}

/// The frame that tells a window whole.
pub(crate) fn snapshot(watch: u32, told: &Told, now: Moment) -> String {
    let order = told.order.as_deref().unwrap_or_default();
    written(&Snapshot { watch, order, rows: rows(told, now), totals: told.totals, waiting: told.waiting })
}

/// What changed, the same for every console that was told the same before.
pub(super) fn changes(told: &Told, now: Moment) -> String {
    let order = told.order.as_deref();
    written(&Changes { order, rows: rows(told, now), totals: told.totals, waiting: told.waiting })
}

/// The frame that tells one console's `watch` of `changes`.
pub(super) fn numbered(watch: u32, changes: &str) -> String {
    format!(r#"{{"type":"changes","watch":{watch},{}"#, changes.strip_prefix('{').unwrap_or("}"))
}
