//! Rows as the questions' SQL gives them, and how they become answers.

use clickhouse::Row;
use serde::Deserialize;
use uuid::Uuid;

use super::answers::{BotCount, Counts, OpenVisit, PageOfVisit, Visit, VisitBefore};
use crate::domain::device::{Device, DeviceKind};
use crate::domain::ids::{ChatId, PageViewId, VisitId};
use crate::domain::moment::Moment;
use crate::domain::origin::{Campaign, Referrer};
use crate::domain::place::Place;
use crate::domain::presence::{Page, PageSeen};

#[derive(Row, Deserialize)]
pub(super) struct VisitFound {
    site: String,
    visitor: u64,
    #[serde(with = "clickhouse::serde::uuid")]
    visit: Uuid,
    started: i64,
    ended: i64,
    number: u32,
    pages: u32,
    entry_url: String,
    exit_url: String,
    entry_path: String,
    exit_path: String,
    referrer_url: String,
    referrer_domain: String,
    campaign_source: String,
    campaign_medium: String,
    campaign: String,
    campaign_term: String,
    campaign_content: String,
    channel: String,
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
    identified: bool,
    privacy: bool,
}

#[derive(Row, Deserialize)]
pub(super) struct PageFound {
    #[serde(with = "clickhouse::serde::uuid")]
    page_view: Uuid,
    url: String,
    path: String,
    title: String,
    at: i64,
    visible_ms: Option<u32>,
}

#[derive(Row, Deserialize)]
pub(super) struct VisitBeforeFound {
    #[serde(with = "clickhouse::serde::uuid")]
    visit: Uuid,
    started: i64,
    ended: i64,
    number: u32,
    pages: u32,
    entry_url: String,
    exit_url: String,
    ending: Option<String>,
    #[serde(with = "clickhouse::serde::uuid::option")]
    chat: Option<Uuid>,
}

#[derive(Row, Deserialize)]
pub(super) struct OpenVisitFound {
    site: String,
    visitor: u64,
    #[serde(with = "clickhouse::serde::uuid")]
    pub(super) visit: Uuid,
    started: i64,
    last_seen: i64,
    page_count: u32,
    entry_url: String,
    entry_path: String,
    entry_title: String,
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
    privacy: bool,
    simulated: bool,
}

#[derive(Row, Deserialize)]
pub(super) struct OpenPageFound {
    #[serde(with = "clickhouse::serde::uuid")]
    pub(super) visit: Uuid,
    #[serde(with = "clickhouse::serde::uuid")]
    page_view: Uuid,
    url: String,
    path: String,
    title: String,
    at: i64,
    visible_ms: Option<u32>,
}

#[derive(Row, Deserialize)]
pub(super) struct IdFound {
    #[serde(with = "clickhouse::serde::uuid")]
    pub(super) id: Uuid,
}

#[derive(Row, Deserialize)]
pub(super) struct CountsFound {
    page_views: u64,
    visits: u64,
    events: u64,
    page_leaves: u64,
    invitations: u64,
}

impl From<VisitFound> for Visit {
    fn from(row: VisitFound) -> Self {
        Self {
            site: row.site.as_str().into(),
            visitor: row.visitor,
            visit: VisitId(row.visit),
            started: Moment(row.started),
            ended: Moment(row.ended),
            number: row.number,
            pages: row.pages,
            entry_url: row.entry_url,
            exit_url: row.exit_url,
            entry_path: row.entry_path,
            exit_path: row.exit_path,
            referrer: Referrer { url: row.referrer_url, domain: row.referrer_domain },
            campaign: Campaign {
                source: row.campaign_source,
                medium: row.campaign_medium,
                campaign: row.campaign,
                term: row.campaign_term,
                content: row.campaign_content,
            },
            channel: row.channel,
            place: Place {
                country: row.country,
                region: row.region,
                city: row.city,
                coordinates: row.latitude.zip(row.longitude).map(|(north, east)| (north.into(), east.into())),
            },
            device: Device {
                browser: row.browser,
                browser_version: row.browser_version,
                system: row.system,
                kind: device_kind(&row.device),
            },
            language: row.language,
            simulated: row.simulated,
            identified: row.identified,
            privacy: row.privacy,
        }
    }
}

impl From<PageFound> for PageOfVisit {
    fn from(row: PageFound) -> Self {
        Self {
            page_view: PageViewId(row.page_view),
            url: row.url,
            path: row.path,
            title: row.title,
            at: Moment(row.at),
            visible_ms: row.visible_ms,
        }
    }
}

impl From<VisitBeforeFound> for VisitBefore {
    fn from(row: VisitBeforeFound) -> Self {
        Self {
            visit: VisitId(row.visit),
            started: Moment(row.started),
            ended: Moment(row.ended),
            number: row.number,
            pages: row.pages,
            entry_url: row.entry_url,
            exit_url: row.exit_url,
            ending: row.ending,
            chat: row.chat.map(ChatId),
        }
    }
}

impl From<OpenPageFound> for PageSeen {
    fn from(row: OpenPageFound) -> Self {
        let page = Page { url: row.url.into(), path: row.path.into(), title: row.title.into() };
        let at = Moment(row.at);
        Self { page_view: PageViewId(row.page_view), page, at, logged: Some(at), visible_ms: row.visible_ms }
    }
}

impl OpenVisitFound {
    pub(super) fn with_pages(self, pages: Vec<PageSeen>) -> OpenVisit {
        let row = self;
        OpenVisit {
            site: row.site.as_str().into(),
            visitor: row.visitor,
            visit: VisitId(row.visit),
            started: Moment(row.started),
            last: Moment(row.last_seen),
            page_count: row.page_count,
            entry: Page { url: row.entry_url.into(), path: row.entry_path.into(), title: row.entry_title.into() },
            pages,
            referrer: Referrer { url: row.referrer_url, domain: row.referrer_domain },
            campaign: Campaign {
                source: row.campaign_source,
                medium: row.campaign_medium,
                campaign: row.campaign,
                term: row.campaign_term,
                content: row.campaign_content,
            },
            place: Place {
                country: row.country,
                region: row.region,
                city: row.city,
                coordinates: row.latitude.zip(row.longitude).map(|(north, east)| (north.into(), east.into())),
            },
            device: Device {
                browser: row.browser,
                browser_version: row.browser_version,
                system: row.system,
                kind: device_kind(&row.device),
            },
            language: row.language,
            time_zone: row.time_zone,
            screen: row.screen,
            privacy: row.privacy,
            simulated: row.simulated,
        }
    }
}

impl CountsFound {
    pub(super) fn with_bots(self, bots: Vec<BotCount>) -> Counts {
        let Self { page_views, visits, events, page_leaves, invitations } = self;
        Counts { page_views, visits, events, page_leaves, invitations, bots }
    }
}

pub(super) fn device_kind(word: &str) -> DeviceKind {
    let kinds = [DeviceKind::Desktop, DeviceKind::Phone, DeviceKind::Tablet];
    kinds.into_iter().find(|kind| kind.word() == word).unwrap_or_default()
}
