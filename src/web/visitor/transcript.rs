//! `POST /d/transcript`: the visitor saves their chat.

use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::actions::write_transcript::{Format, save_as_visitor};
use crate::app::App;
use crate::domain::ids::{ChatId, SiteKey, VisitorId, VisitorKey};
use crate::web::answer::{attachment, status_of};
use crate::web::client::{address, text};
use crate::web::server::Peer;

/// What the page asks for. The visitor's id is a secret: it is in the body, never in an address.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    site: SiteKey,
    visitor: String,
    chat: ChatId,
    format: Format,
}

pub(crate) async fn save(
    State(app): State<App>,
    Extension(Peer(peer)): Extension<Peer>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if !text(&headers, &header::CONTENT_TYPE).starts_with("text/plain") {
        return refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, "this is asked for as text/plain");
    }
    let asked: Asked = match serde_json::from_slice(&body) {
        Ok(asked) => asked,
        Err(error) => return refuse(StatusCode::BAD_REQUEST, &error.to_string()),
    };
    let visitor: VisitorId = match asked.visitor.parse() {
        Ok(visitor) => visitor,
        Err(why) => return refuse(StatusCode::BAD_REQUEST, why),
    };
    let key = VisitorKey::of(&asked.site, visitor);
    if !app.live.limits.address(address(&app, peer, &headers)) || !app.live.limits.visitor(key) {
        return refuse(StatusCode::TOO_MANY_REQUESTS, "too many; try again in a second");
    }
    match save_as_visitor(&app, key, asked.chat, asked.format).await {
        Ok(saved) => attachment(saved),
        Err(problem) => refuse(status_of(&problem), &problem.to_string()),
    }
}

fn refuse(status: StatusCode, why: &str) -> Response {
    (status, why.to_owned()).into_response()
}
