//! Sites: list, add, change.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::Body;
use crate::actions::manage_sites::{SiteDraft, add_site, change_site, delete_site};
use crate::app::App;
use crate::domain::ids::SiteKey;
use crate::domain::moment::Moment;
use crate::domain::site::{ChatLinkStyle, Site, SiteSettings};
use crate::live::installs::Install;
use crate::web::answer::{answer, json, refuse, with};
use crate::web::session::{Administrator, Signed, own_origin};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SiteBody {
    name: String,
    #[serde(default)]
    origins: Vec<String>,
    time_zone: String,
    style: Option<ChatLinkStyle>,
    settings: Option<SiteSettings>,
}

#[derive(Serialize)]
struct SiteWire {
    #[serde(flatten)]
    site: Site,
    snippet: String,
}

#[derive(Serialize)]
struct Sites {
    sites: Vec<SiteWire>,
}

fn wire(site: Site, headers: &HeaderMap) -> SiteWire {
    let signals = if site.settings.respect_gpc { "" } else { " data-ignore-signals" };
    let source = format!("{}/t.js", own_origin(headers));
    let snippet = format!("<script defer src=\"{source}\" data-site=\"{}\"{signals}></script>", site.key);
    SiteWire { site, snippet }
}

impl From<SiteBody> for SiteDraft {
    fn from(SiteBody { name, origins, time_zone, style, settings }: SiteBody) -> Self {
        Self { name, origins, time_zone, style, settings }
    }
}

pub(crate) async fn list(State(app): State<App>, _: Signed, headers: HeaderMap) -> Response {
    let sites = app.records.sites().await.map_err(Into::into);
    json(sites.map(|sites| Sites { sites: sites.into_iter().map(|site| wire(site, &headers)).collect() }))
}

pub(crate) async fn add(
    State(app): State<App>,
    Administrator(signed): Administrator,
    headers: HeaderMap,
    Body(body): Body<SiteBody>,
) -> Response {
    with(StatusCode::CREATED, add_site(&app, Some(signed.by()), body.into()).await.map(|site| wire(site, &headers)))
}

pub(crate) async fn change(
    State(app): State<App>,
    Administrator(signed): Administrator,
    Path(key): Path<SiteKey>,
    headers: HeaderMap,
    Body(body): Body<SiteBody>,
) -> Response {
    json(change_site(&app, signed.by(), key, body.into()).await.map(|site| wire(site, &headers)))
}

/// What its visitors said and did stays in the records and, until its time is over, in the visit log; nothing new is let in.
pub(crate) async fn delete(
    State(app): State<App>,
    Administrator(signed): Administrator,
    Path(key): Path<SiteKey>,
) -> Response {
    match delete_site(&app, signed.by(), key).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(problem) => answer(&problem),
    }
}

#[derive(Serialize)]
struct BeaconWire<'a> {
    at: Moment,
    url: &'a str,
    origin: &'a str,
}

#[derive(Serialize)]
struct RefusedWire<'a> {
    at: Moment,
    why: &'a str,
    origin: &'a str,
}

#[derive(Serialize)]
struct InstallationWire<'a> {
    beacon: Option<BeaconWire<'a>>,
    refused: Option<RefusedWire<'a>>,
    doorway: Option<Moment>,
}

/// What was last heard from the site's pages, as this node knows it.
pub(crate) async fn installation(State(app): State<App>, _: Administrator, Path(key): Path<SiteKey>) -> Response {
    if app.live.sites.get(&key).is_none() {
        return refuse(StatusCode::NOT_FOUND, "no site has this key");
    }
    let Install { beacon, refused, doorway } = app.live.installs.get(&key);
    let beacon = beacon.as_ref().map(|seen| BeaconWire { at: seen.at, url: &seen.url, origin: &seen.origin });
    let refused = refused.as_ref().map(|one| RefusedWire { at: one.at, why: &one.why, origin: &one.origin });
    json(Ok(InstallationWire { beacon, refused, doorway }))
}
