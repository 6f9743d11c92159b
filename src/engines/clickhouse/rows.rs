//! The rows of the visit log, column for column as in the schema.

use clickhouse::Row;
use serde::Serialize;
use uuid::Uuid;

use crate::domain::log_entry::LogEntry;
use crate::domain::origin::channel;

#[derive(Row, Serialize)]
pub(super) struct PageViewRow<'a> {
    site: &'a str,
    at: i64,
    visitor: u64,
    #[serde(with = "clickhouse::serde::uuid")]
    visit: Uuid,
    #[serde(with = "clickhouse::serde::uuid")]
    page_view: Uuid,
    url: &'a str,
    path: &'a str,
    title: &'a str,
    referrer_url: &'a str,
    referrer_domain: &'a str,
    campaign_source: &'a str,
    campaign_medium: &'a str,
    campaign: &'a str,
    campaign_term: &'a str,
    campaign_content: &'a str,
    country: &'a str,
    region: &'a str,
    city: &'a str,
    latitude: Option<f32>,
    longitude: Option<f32>,
    browser: &'a str,
    browser_version: &'a str,
    system: &'a str,
    device: &'a str,
    language: &'a str,
    time_zone: &'a str,
    screen: &'a str,
    ip: &'a str,
    privacy: bool,
    simulated: bool,
    batch: u64,
}

#[derive(Row, Serialize)]
pub(super) struct PageLeaveRow<'a> {
    site: &'a str,
    at: i64,
    #[serde(with = "clickhouse::serde::uuid")]
    beacon: Uuid,
    visitor: u64,
    #[serde(with = "clickhouse::serde::uuid")]
    visit: Uuid,
    #[serde(with = "clickhouse::serde::uuid")]
    page_view: Uuid,
    opened: i64,
    path: &'a str,
    visible_ms: u32,
    batch: u64,
}

#[derive(Row, Serialize)]
pub(super) struct EventRow<'a> {
    site: &'a str,
    at: i64,
    #[serde(with = "clickhouse::serde::uuid")]
    beacon: Uuid,
    visitor: u64,
    #[serde(with = "clickhouse::serde::uuid")]
    visit: Uuid,
    #[serde(with = "clickhouse::serde::uuid::option")]
    page_view: Option<Uuid>,
    name: &'a str,
    value: f64,
    batch: u64,
}

#[derive(Row, Serialize)]
pub(super) struct VisitRow<'a> {
    site: &'a str,
    visitor: u64,
    #[serde(with = "clickhouse::serde::uuid")]
    visit: Uuid,
    started: i64,
    ended: i64,
    version: i64,
    number: u32,
    pages: u32,
    entry_url: &'a str,
    exit_url: &'a str,
    referrer_url: &'a str,
    referrer_domain: &'a str,
    campaign_source: &'a str,
    campaign_medium: &'a str,
    campaign: &'a str,
    campaign_term: &'a str,
    campaign_content: &'a str,
    channel: &'static str,
    country: &'a str,
    region: &'a str,
    city: &'a str,
    latitude: Option<f32>,
    longitude: Option<f32>,
    browser: &'a str,
    browser_version: &'a str,
    system: &'a str,
    device: &'a str,
    language: &'a str,
    simulated: bool,
    identified: bool,
    privacy: bool,
    batch: u64,
}

#[derive(Row, Serialize)]
pub(super) struct InvitationRow<'a> {
    site: &'a str,
    #[serde(with = "clickhouse::serde::uuid")]
    invitation: Uuid,
    visitor: u64,
    #[serde(with = "clickhouse::serde::uuid")]
    visit: Uuid,
    #[serde(with = "clickhouse::serde::uuid")]
    agent: Uuid,
    #[serde(with = "clickhouse::serde::uuid::option")]
    agent_group: Option<Uuid>,
    #[serde(with = "clickhouse::serde::uuid::option")]
    rule: Option<Uuid>,
    variant: &'a str,
    #[serde(with = "clickhouse::serde::uuid::option")]
    template: Option<Uuid>,
    ending: &'a str,
    sent: i64,
    delivered: Option<i64>,
    viewed: Option<i64>,
    ended: i64,
    url: &'a str,
    #[serde(with = "clickhouse::serde::uuid::option")]
    chat: Option<Uuid>,
    batch: u64,
}

#[derive(Row, Serialize)]
pub(super) struct BotRow<'a> {
    site: &'a str,
    at: i64,
    #[serde(with = "clickhouse::serde::uuid")]
    id: Uuid,
    reason: &'a str,
    url: &'a str,
    user_agent: &'a str,
    ip: &'a str,
    country: &'a str,
    batch: u64,
}

impl<'a> PageViewRow<'a> {
    pub(super) fn of(entry: &'a LogEntry, batch: u64) -> Option<Self> {
        let LogEntry::PageView(e) = entry else { return None };
        Some(Self {
            site: e.site.as_str(),
            at: e.at.0,
            visitor: e.visitor,
            visit: e.visit.0,
            page_view: e.page_view.0,
            url: &e.url,
            path: &e.path,
            title: &e.title,
            referrer_url: &e.referrer.url,
            referrer_domain: &e.referrer.domain,
            campaign_source: &e.campaign.source,
            campaign_medium: &e.campaign.medium,
            campaign: &e.campaign.campaign,
            campaign_term: &e.campaign.term,
            campaign_content: &e.campaign.content,
            country: &e.place.country,
            region: &e.place.region,
            city: &e.place.city,
            latitude: narrow(e.place.coordinates.map(|at| at.0)),
            longitude: narrow(e.place.coordinates.map(|at| at.1)),
            browser: &e.device.browser,
            browser_version: &e.device.browser_version,
            system: &e.device.system,
            device: e.device.kind.word(),
            language: &e.language,
            time_zone: &e.time_zone,
            screen: &e.screen,
            ip: &e.ip,
            privacy: e.privacy,
            simulated: e.simulated,
            batch,
        })
    }
}

impl<'a> PageLeaveRow<'a> {
    pub(super) fn of(entry: &'a LogEntry, batch: u64) -> Option<Self> {
        let LogEntry::PageLeave(e) = entry else { return None };
        Some(Self {
            site: e.site.as_str(),
            at: e.at.0,
            beacon: e.beacon.0,
            visitor: e.visitor,
            visit: e.visit.0,
            page_view: e.page_view.0,
            opened: e.page.as_ref().map_or(0, |page| page.opened.0),
            path: e.page.as_ref().map_or("", |page| &page.path),
            visible_ms: e.visible_ms,
            batch,
        })
    }
}

impl<'a> EventRow<'a> {
    pub(super) fn of(entry: &'a LogEntry, batch: u64) -> Option<Self> {
        let LogEntry::Event(e) = entry else { return None };
        Some(Self {
            site: e.site.as_str(),
            at: e.at.0,
            beacon: e.beacon.0,
            visitor: e.visitor,
            visit: e.visit.0,
            page_view: e.page_view.map(|id| id.0),
            name: &e.name,
            value: e.value,
            batch,
        })
    }
}

impl<'a> VisitRow<'a> {
    pub(super) fn of(entry: &'a LogEntry, batch: u64) -> Option<Self> {
        let LogEntry::Visit(e) = entry else { return None };
        Some(Self {
            site: e.site.as_str(),
            visitor: e.visitor,
            visit: e.visit.0,
            started: e.started.0,
            ended: e.ended.0,
            version: e.version.0,
            number: e.number,
            pages: e.pages,
            entry_url: &e.entry_url,
            exit_url: &e.exit_url,
            referrer_url: &e.referrer.url,
            referrer_domain: &e.referrer.domain,
            campaign_source: &e.campaign.source,
            campaign_medium: &e.campaign.medium,
            campaign: &e.campaign.campaign,
            campaign_term: &e.campaign.term,
            campaign_content: &e.campaign.content,
            channel: channel(&e.referrer, &e.campaign).word(),
            country: &e.place.country,
            region: &e.place.region,
            city: &e.place.city,
            latitude: narrow(e.place.coordinates.map(|at| at.0)),
            longitude: narrow(e.place.coordinates.map(|at| at.1)),
            browser: &e.device.browser,
            browser_version: &e.device.browser_version,
            system: &e.device.system,
            device: e.device.kind.word(),
            language: &e.language,
            simulated: e.simulated,
            identified: e.identified,
            privacy: e.privacy,
            batch,
        })
    }
}

impl<'a> InvitationRow<'a> {
    pub(super) fn of(entry: &'a LogEntry, batch: u64) -> Option<Self> {
        let LogEntry::Invitation(e) = entry else { return None };
        Some(Self {
            site: e.site.as_str(),
            invitation: e.invitation.0,
            visitor: e.visitor,
            visit: e.visit.0,
            agent: e.agent.0,
            agent_group: e.group.map(|id| id.0),
            rule: e.rule,
            variant: e.variant.as_deref().unwrap_or_default(),
            template: e.template.map(|id| id.0),
            ending: &e.ending,
            sent: e.sent.0,
            delivered: e.delivered.map(|at| at.0),
            viewed: e.viewed.map(|at| at.0),
            ended: e.ended.0,
            url: &e.url,
            chat: e.chat.map(|id| id.0),
            batch,
        })
    }
}

impl<'a> BotRow<'a> {
    pub(super) fn of(entry: &'a LogEntry, batch: u64) -> Option<Self> {
        let LogEntry::Bot(e) = entry else { return None };
        Some(Self {
            site: e.site.as_str(),
            at: e.at.0,
            id: e.id,
            reason: &e.reason,
            url: &e.url,
            user_agent: &e.user_agent,
            ip: &e.ip,
            country: &e.country,
            batch,
        })
    }
}

/// The place database's own numbers have 32 bits.
#[expect(clippy::cast_possible_truncation, reason = "a city is not known to the millimetre")]
fn narrow(degrees: Option<f64>) -> Option<f32> {
    degrees.map(|degrees| degrees as f32)
}
