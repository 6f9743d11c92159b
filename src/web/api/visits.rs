//! One visit, and the visits before the present one for the console's panel.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::Id;
use crate::actions::know_filter::visitor_called;
use crate::actions::problem::Problem;
use crate::actions::show_visit::{VisitShown, show_visit};
use crate::app::App;
use crate::domain::agent::Agent;
use crate::domain::ids::{SiteKey, VisitId, VisitorKey};
use crate::domain::moment::Moment;
use crate::domain::timeline::Happened;
use crate::domain::visit_line::VisitLine;
use crate::engines::clickhouse::VisitBefore;
use crate::web::answer::{answer, json, refuse};
use crate::web::session::Signed;

/// Previous visits listed at most.
const MOST: u32 = 50;

#[derive(Deserialize)]
pub(crate) struct AtSite {
    site: Option<SiteKey>,
}

#[derive(Serialize)]
struct VisitWire {
    visit: VisitLine,
    place: Option<PlaceWire>,
    browser_version: String,
    timeline: Vec<Happened>,
}

#[derive(Serialize)]
pub(super) struct PlaceWire {
    latitude: f64,
    longitude: f64,
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

impl From<VisitShown> for VisitWire {
    fn from(shown: VisitShown) -> Self {
        let place = shown.coordinates.map(|(latitude, longitude)| PlaceWire { latitude, longitude });
        Self { visit: shown.line, place, browser_version: shown.browser_version, timeline: shown.timeline }
    }
}

impl From<VisitBefore> for BeforeWire {
    fn from(visit: VisitBefore) -> Self {
        let outcome = if visit.chat.is_some() { Some("chat".to_owned()) } else { visit.ending };
        let duration_ms = visit.ended.since(visit.started).max(0);
        Self { id: visit.visit, started: visit.started, ended: visit.ended, pages: visit.pages, duration_ms, outcome }
    }
}

/// One visit with what happened in it. Without a site, every site is asked.
pub(crate) async fn show(
    State(app): State<App>,
    signed: Signed,
    Id(id): Id<VisitId>,
    Query(AtSite { site }): Query<AtSite>,
) -> Response {
    let keys = site.map_or_else(|| app.live.sites.keys(), |site| vec![site]);
    match find(&app, &signed.agent, &keys, id).await {
        Ok(Some(shown)) => Json(VisitWire::from(shown)).into_response(),
        Ok(None) => refuse(
            StatusCode::NOT_FOUND,
            "no such visit; a visit that has just begun is in the visit log a moment later",
        ),
        Err(problem) => answer(&problem),
    }
}

async fn find(app: &App, agent: &Agent, keys: &[SiteKey], id: VisitId) -> Result<Option<VisitShown>, Problem> {
    for site in keys.iter().filter_map(|key| app.live.sites.get(key)) {
        if let Some(shown) = show_visit(app, agent, &site, id).await? {
            return Ok(Some(shown));
        }
    }
    Ok(None)
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
    let visits = app.visit_log.visitor_visits(&site, key.log_id(), before, MOST).await.map_err(Problem::from);
    json(visits.map(|visits| Visits { visits: visits.into_iter().map(Into::into).collect() }))
}

async fn identify(app: &App, site: Option<SiteKey>, name: &str) -> Option<(SiteKey, VisitorKey)> {
    if let Ok(key) = name.parse::<VisitorKey>() {
        let site = site.or_else(|| app.live.whos_on.visit_of(key).map(|visit| visit.site.clone()));
        return site.map(|site| (site, key));
    }
    let site = site?;
    let key = visitor_called(app, &site, name).await.ok().flatten();
    key.map(|key| (site, key))
}
