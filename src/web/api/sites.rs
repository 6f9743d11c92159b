//! Sites: list, add, change.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::{Deserialize, Serialize};

use super::Body;
use crate::actions::manage_sites::{SiteDraft, add_site, change_site, may_change_settings};
use crate::app::App;
use crate::domain::ids::SiteKey;
use crate::domain::site::{ChatLinkStyle, Site, SiteSettings};
use crate::web::answer::{answer, json, with};
use crate::web::session::{Signed, own_origin};

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
    signed: Signed,
    headers: HeaderMap,
    Body(body): Body<SiteBody>,
) -> Response {
    if let Err(problem) = may_change_settings(&signed.agent) {
        return answer(&problem);
    }
    with(StatusCode::CREATED, add_site(&app, body.into()).await.map(|site| wire(site, &headers)))
}

pub(crate) async fn change(
    State(app): State<App>,
    signed: Signed,
    Path(key): Path<SiteKey>,
    headers: HeaderMap,
    Body(body): Body<SiteBody>,
) -> Response {
    if let Err(problem) = may_change_settings(&signed.agent) {
        return answer(&problem);
    }
    json(change_site(&app, key, body.into()).await.map(|site| wire(site, &headers)))
}
