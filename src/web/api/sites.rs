//! Sites: list, add, change.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::Body;
use crate::actions::manage_sites::{SiteDraft, add_site, change_site, delete_site};
use crate::app::App;
use crate::domain::ids::SiteKey;
use crate::domain::site::{ChatLinkStyle, Site, SiteSettings};
use crate::web::answer::{answer, json, with};
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
    let snippet = format!("<script defer src=\"{}/t.js\" data-site=\"{}\"></script>", own_origin(headers), site.key);
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
