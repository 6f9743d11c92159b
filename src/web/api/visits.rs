//! Visits in the visit log.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::Id;
use crate::app::App;
use crate::domain::ids::{SiteKey, VisitId, VisitorKey};
use crate::domain::moment::Moment;
use crate::engines::clickhouse::{PageOfVisit, Visit, VisitBefore, VisitLogError};
use crate::web::answer::refuse;
use crate::web::session::Signed;

/// Previous visits listed at most.
const MOST: u32 = 50;

#[derive(Deserialize)]
pub(crate) struct AtSite {
    site: Option<SiteKey>,
}

#[derive(Serialize)]
struct VisitWire {
    id: VisitId,
    site: SiteKey,
    started: Moment,
    ended: Moment,
    number: u32,
    duration_ms: i64,
    entry_url: String,
    exit_url: String,
    referrer: String,
    campaign: String,
    country: String,
    region: String,
    city: String,
    browser: String,
    system: String,
    device: &'static str,
    language: String,
    pages: Vec<PageWire>,
}

#[derive(Serialize)]
struct PageWire {
    page_view: crate::domain::ids::PageViewId,
    url: String,
    path: String,
    title: String,
    at: Moment,
    visible_ms: Option<u32>,
}

#[derive(Serialize)]
struct Visits {
    visits: Vec<BeforeWire>,
}

#[derive(Serialize)]
struct BeforeWire {
    id: VisitId,
    started: Moment,
    ended: Moment,
    pages: u32,
    duration_ms: i64,
    outcome: Option<String>,
}

impl From<VisitBefore> for BeforeWire {
    fn from(visit: VisitBefore) -> Self {
        let outcome = if visit.chat.is_some() { Some("chat".to_owned()) } else { visit.ending };
        let duration_ms = visit.ended.since(visit.started).max(0);
        Self { id: visit.visit, started: visit.started, ended: visit.ended, pages: visit.pages, duration_ms, outcome }
    }
}

impl From<PageOfVisit> for PageWire {
    fn from(page: PageOfVisit) -> Self {
        let PageOfVisit { page_view, url, path, title, at, visible_ms } = page;
        Self { page_view, url, path, title, at, visible_ms }
    }
}

fn wire(visit: Visit, pages: Vec<PageOfVisit>) -> VisitWire {
    VisitWire {
        id: visit.visit,
        site: visit.site,
        started: visit.started,
        ended: visit.ended,
        number: visit.number,
        duration_ms: visit.ended.since(visit.started).max(0),
        entry_url: visit.entry_url,
        exit_url: visit.exit_url,
        referrer: visit.referrer.domain,
        campaign: visit.campaign.campaign,
        country: visit.place.country,
        region: visit.place.region,
        city: visit.place.city,
        browser: visit.device.browser,
        system: visit.device.system,
        device: visit.device.kind.word(),
        language: visit.language,
        pages: pages.into_iter().map(Into::into).collect(),
    }
}

fn asleep(error: &VisitLogError) -> Response {
    tracing::warn!(%error, "the visit log");
    refuse(StatusCode::SERVICE_UNAVAILABLE, "the visit log does not answer just now; try again in a moment")
}

/// One visit with its pages. Without a site, every site is asked.
pub(crate) async fn show(
    State(app): State<App>,
    _: Signed,
    Id(id): Id<VisitId>,
    Query(AtSite { site }): Query<AtSite>,
) -> Response {
    let sites = site.map_or_else(|| app.live.sites.keys(), |site| vec![site]);
    for site in sites {
        match find(&app, &site, id).await {
            Ok(Some(found)) => return Json(found).into_response(),
            Ok(None) => {}
            Err(error) => return asleep(&error),
        }
    }
    refuse(StatusCode::NOT_FOUND, "no such visit; a visit that has just begun is in the visit log a moment later")
}

async fn find(app: &App, site: &SiteKey, id: VisitId) -> Result<Option<VisitWire>, VisitLogError> {
    let Some(visit) = app.visit_log.visit(site, id).await? else { return Ok(None) };
    let pages = app.visit_log.visit_pages(site, id, visit.started, visit.ended).await?;
    Ok(Some(wire(visit, pages)))
}

/// A visitor's visits before the present one, newest first. `name` is a public name, or a row's key.
pub(crate) async fn of_visitor(
    State(app): State<App>,
    _: Signed,
    Path(name): Path<String>,
    Query(AtSite { site }): Query<AtSite>,
) -> Response {
    let Some((site, key)) = identify(&app, site, &name).await else {
        return refuse(StatusCode::NOT_FOUND, "no visitor of this name at this site");
    };
    let present = app.live.whos_on.visit_of(key);
    let before = present.map_or_else(|| app.clock.now(), |visit| visit.arrived);
    match app.visit_log.visitor_visits(&site, key.log_id(), before, MOST).await {
        Ok(visits) => Json(Visits { visits: visits.into_iter().map(Into::into).collect() }).into_response(),
        Err(error) => asleep(&error),
    }
}

async fn identify(app: &App, site: Option<SiteKey>, name: &str) -> Option<(SiteKey, VisitorKey)> {
    if let Ok(key) = name.parse::<VisitorKey>() {
        let site = site.or_else(|| app.live.whos_on.visit_of(key).map(|visit| visit.site.clone()));
        return site.map(|site| (site, key));
    }
    let site = site?;
    let here = app.live.whos_on.by_name(&site, name);
    let key = match here {
        Some(key) => Some(key),
        None => app.records.visitor_named(&site, name).await.ok().flatten(),
    };
    key.map(|key| (site, key))
}
