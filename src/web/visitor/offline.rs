//! `POST /d/offline`: a message from a page without a doorway, because its visitor is not followed. Nothing is kept of who they are but
//! what they write.

use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::hear::page_url;
use crate::actions::leave_message::{Left, leave_without_id};
use crate::app::App;
use crate::domain::ids::{DepartmentId, SiteKey};
use crate::web::answer::status_of;
use crate::web::client::{envelope, text};
use crate::web::server::Peer;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    site: SiteKey,
    url: String,
    name: String,
    email: String,
    text: String,
    #[serde(default)]
    department: Option<DepartmentId>,
    client_id: String,
}

pub(crate) async fn leave(
    State(app): State<App>,
    Extension(Peer(peer)): Extension<Peer>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if !text(&headers, &header::CONTENT_TYPE).starts_with("text/plain") {
        return refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, "a message is sent as text/plain");
    }
    let (site, left) = match read(&body) {
        Ok(read) => read,
        Err(why) => return refuse(StatusCode::BAD_REQUEST, &why),
    };
    match leave_without_id(&app, site, envelope(&app, peer, &headers), left).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(problem) => refuse(status_of(&problem), &problem.to_string()),
    }
}

fn read(body: &[u8]) -> Result<(SiteKey, Left), String> {
    let Said { site, url, name, email, text, department, client_id } =
        serde_json::from_slice(body).map_err(|error| error.to_string())?;
    let url = page_url(&url)?.to_string();
    Ok((site, Left { name, email, text, department, chat: None, url, client_id }))
}

fn refuse(status: StatusCode, why: &str) -> Response {
    (status, why.to_owned()).into_response()
}
