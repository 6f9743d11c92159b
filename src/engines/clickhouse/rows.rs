//! The rows of the visit log, column for column as in the schema.

use clickhouse::Row;
use serde::Serialize;
use uuid::Uuid;

use crate::domain::log_entry::LogEntry;

#[derive(Row, Serialize)]
pub(super) struct PageViewRow {
    site: String,
    at: i64,
    visitor: u64,
    #[serde(with = "clickhouse::serde::uuid")]
    visit: Uuid,
    #[serde(with = "clickhouse::serde::uuid")]
    page_view: Uuid,
    url: String,
    path: String,
    title: String,
    referrer_url: String,
    referrer_domain: String,
    campaign_source: String,
    campaign_medium: String,
    campaign: String,
    campaign_term: String,
    campaign_content: String,
    country: String,
    region: String,
    city: String,
    latitude: Option<f32>,
    longitude: Option<f32>,
    browser: String,
    browser_version: String,
    system: String,
    device: String,
    language: String,
    time_zone: String,
    screen: String,
    ip: String,
    privacy: bool,
    simulated: bool,
    batch: u64,
}

#[derive(Row, Serialize)]
pub(super) struct PageLeaveRow {
    site: String,
    at: i64,
    #[serde(with = "clickhouse::serde::uuid")]
    beacon: Uuid,
    visitor: u64,
    #[serde(with = "clickhouse::serde::uuid")]
    visit: Uuid,
    #[serde(with = "clickhouse::serde::uuid")]
    page_view: Uuid,
    visible_ms: u32,
    batch: u64,
}

#[derive(Row, Serialize)]
pub(super) struct EventRow {
    site: String,
    at: i64,
    #[serde(with = "clickhouse::serde::uuid")]
    beacon: Uuid,
    visitor: u64,
    #[serde(with = "clickhouse::serde::uuid")]
    visit: Uuid,
    #[serde(with = "clickhouse::serde::uuid::option")]
    page_view: Option<Uuid>,
    name: String,
    value: f64,
    batch: u64,
}

#[derive(Row, Serialize)]
pub(super) struct VisitRow {
    site: String,
    visitor: u64,
    #[serde(with = "clickhouse::serde::uuid")]
    visit: Uuid,
    started: i64,
    ended: i64,
    version: i64,
    number: u32,
    pages: u32,
    entry_url: String,
    exit_url: String,
    referrer_url: String,
    referrer_domain: String,
    campaign_source: String,
    campaign_medium: String,
    campaign: String,
    campaign_term: String,
    campaign_content: String,
    country: String,
    region: String,
    city: String,
    latitude: Option<f32>,
    longitude: Option<f32>,
    browser: String,
    browser_version: String,
    system: String,
    device: String,
    language: String,
    simulated: bool,
    privacy: bool,
    batch: u64,
}

#[derive(Row, Serialize)]
pub(super) struct InvitationRow {
    site: String,
    #[serde(with = "clickhouse::serde::uuid")]
    invitation: Uuid,
    visitor: u64,
    #[serde(with = "clickhouse::serde::uuid")]
    visit: Uuid,
    #[serde(with = "clickhouse::serde::uuid")]
    agent: Uuid,
    #[serde(with = "clickhouse::serde::uuid::option")]
    agent_group: Option<Uuid>,
    ending: String,
    sent: i64,
    delivered: Option<i64>,
    viewed: Option<i64>,
    ended: i64,
    url: String,
    #[serde(with = "clickhouse::serde::uuid::option")]
    chat: Option<Uuid>,
    batch: u64,
}

#[derive(Row, Serialize)]
pub(super) struct BotRow {
    site: String,
    at: i64,
    #[serde(with = "clickhouse::serde::uuid")]
    id: Uuid,
    reason: String,
    url: String,
    user_agent: String,
    ip: String,
    country: String,
    batch: u64,
}

impl PageViewRow {
    pub(super) fn of(entry: &LogEntry, batch: u64) -> Option<Self> {
        let LogEntry::PageView(e) = entry else { return None };
        Some(Self {
            site: e.site.to_string(),
            at: e.at.0,
            visitor: e.visitor,
            visit: e.visit.0,
            page_view: e.page_view.0,
            url: e.url.clone(),
            path: e.path.clone(),
            title: e.title.clone(),
            referrer_url: e.referrer.url.clone(),
            referrer_domain: e.referrer.domain.clone(),
            campaign_source: e.campaign.source.clone(),
            campaign_medium: e.campaign.medium.clone(),
            campaign: e.campaign.campaign.clone(),
            campaign_term: e.campaign.term.clone(),
            campaign_content: e.campaign.content.clone(),
            country: e.place.country.clone(),
            region: e.place.region.clone(),
            city: e.place.city.clone(),
            latitude: narrow(e.place.coordinates.map(|at| at.0)),
            longitude: narrow(e.place.coordinates.map(|at| at.1)),
            browser: e.device.browser.clone(),
            browser_version: e.device.browser_version.clone(),
            system: e.device.system.clone(),
            device: e.device.kind.word().to_owned(),
            language: e.language.clone(),
            time_zone: e.time_zone.clone(),
            screen: e.screen.clone(),
            ip: e.ip.clone(),
            privacy: e.privacy,
            simulated: e.simulated,
            batch,
        })
    }
}

impl PageLeaveRow {
    pub(super) fn of(entry: &LogEntry, batch: u64) -> Option<Self> {
        let LogEntry::PageLeave(e) = entry else { return None };
        Some(Self {
            site: e.site.to_string(),
            at: e.at.0,
            beacon: e.beacon.0,
            visitor: e.visitor,
            visit: e.visit.0,
            page_view: e.page_view.0,
            visible_ms: e.visible_ms,
            batch,
        })
    }
}

impl EventRow {
    pub(super) fn of(entry: &LogEntry, batch: u64) -> Option<Self> {
        let LogEntry::Event(e) = entry else { return None };
        Some(Self {
            site: e.site.to_string(),
            at: e.at.0,
            beacon: e.beacon.0,
            visitor: e.visitor,
            visit: e.visit.0,
            page_view: e.page_view.map(|id| id.0),
            name: e.name.clone(),
            value: e.value,
            batch,
        })
    }
}

impl VisitRow {
    pub(super) fn of(entry: &LogEntry, batch: u64) -> Option<Self> {
        let LogEntry::Visit(e) = entry else { return None };
        Some(Self {
            site: e.site.to_string(),
            visitor: e.visitor,
            visit: e.visit.0,
            started: e.started.0,
            ended: e.ended.0,
            version: e.version.0,
            number: e.number,
            pages: e.pages,
            entry_url: e.entry_url.clone(),
            exit_url: e.exit_url.clone(),
            referrer_url: e.referrer.url.clone(),
            referrer_domain: e.referrer.domain.clone(),
            campaign_source: e.campaign.source.clone(),
            campaign_medium: e.campaign.medium.clone(),
            campaign: e.campaign.campaign.clone(),
            campaign_term: e.campaign.term.clone(),
            campaign_content: e.campaign.content.clone(),
            country: e.place.country.clone(),
            region: e.place.region.clone(),
            city: e.place.city.clone(),
            latitude: narrow(e.place.coordinates.map(|at| at.0)),
            longitude: narrow(e.place.coordinates.map(|at| at.1)),
            browser: e.device.browser.clone(),
            browser_version: e.device.browser_version.clone(),
            system: e.device.system.clone(),
            device: e.device.kind.word().to_owned(),
            language: e.language.clone(),
            simulated: e.simulated,
            privacy: e.privacy,
            batch,
        })
    }
}

impl InvitationRow {
    pub(super) fn of(entry: &LogEntry, batch: u64) -> Option<Self> {
        let LogEntry::Invitation(e) = entry else { return None };
        Some(Self {
            site: e.site.to_string(),
            invitation: e.invitation.0,
            visitor: e.visitor,
            visit: e.visit.0,
            agent: e.agent.0,
            agent_group: e.group.map(|id| id.0),
            ending: e.ending.clone(),
            sent: e.sent.0,
            delivered: e.delivered.map(|at| at.0),
            viewed: e.viewed.map(|at| at.0),
            ended: e.ended.0,
            url: e.url.clone(),
            chat: e.chat.map(|id| id.0),
            batch,
        })
    }
}

impl BotRow {
    pub(super) fn of(entry: &LogEntry, batch: u64) -> Option<Self> {
        let LogEntry::Bot(e) = entry else { return None };
        Some(Self {
            site: e.site.to_string(),
            at: e.at.0,
            id: e.id,
            reason: e.reason.clone(),
            url: e.url.clone(),
            user_agent: e.user_agent.clone(),
            ip: e.ip.clone(),
            country: e.country.clone(),
            batch,
        })
    }
}

/// The place database's own numbers have 32 bits.
#[expect(clippy::cast_possible_truncation, reason = "a city is not known to the millimetre")]
fn narrow(degrees: Option<f64>) -> Option<f32> {
    degrees.map(|degrees| degrees as f32)
}
