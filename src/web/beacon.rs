//! `POST /b` and `GET /b.gif`: bytes to an action, an outcome to a status. Nothing else.

use std::time::Duration;

use axum::Extension;
use axum::body::{Body, Bytes};
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt, Limited};

use super::client::{envelope, text};
use super::server::Peer;
use crate::actions::receive_beacon::{Received, receive_beacon, receive_picture};
use crate::app::App;
use crate::domain::gate::{DropReason, MOST_BYTES, check_envelope};

/// A page has this long to send its beacon.
const BODY_TIMEOUT: Duration = Duration::from_secs(10);

/// The smallest picture there is: one transparent pixel.
const PIXEL: &[u8] =
    b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\0\0\0!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

pub(super) async fn post(
    State(app): State<App>,
    Extension(Peer(peer)): Extension<Peer>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let body = match read(&headers, body).await {
        Ok(body) => body,
        Err(reason) => {
            app.metrics.count_beacon(reason.word());
            return refuse(reason, in_words(reason));
        }
    };
    match receive_beacon(&app, &body, envelope(&app, peer, &headers)).await {
        Received::Kept => StatusCode::NO_CONTENT.into_response(),
        Received::Dropped(reason, why) => refuse(reason, &why),
        Received::NotDurable => later(StatusCode::SERVICE_UNAVAILABLE, "not written down; keep it and try again"),
    }
}

#[derive(serde::Deserialize)]
pub(super) struct Picture {
    #[serde(default)]
    site: String,
}

/// A page without JavaScript never learns what went wrong: it always gets its picture.
pub(super) async fn picture(
    State(app): State<App>,
    Extension(Peer(peer)): Extension<Peer>,
    Query(picture): Query<Picture>,
    headers: HeaderMap,
) -> impl IntoResponse {
    let page = text(&headers, &header::REFERER).to_owned();
    let origin = url::Url::parse(&page).map(|url| url.origin().ascii_serialization()).ok();
    let envelope = crate::actions::admit::Envelope { origin: origin.as_deref(), ..envelope(&app, peer, &headers) };
    receive_picture(&app, &picture.site, &page, envelope).await;
    ([(header::CONTENT_TYPE, "image/gif"), (header::CACHE_CONTROL, "no-store")], PIXEL)
}

async fn read(headers: &HeaderMap, body: Body) -> Result<Bytes, DropReason> {
    let declared = text(headers, &header::CONTENT_LENGTH).parse().unwrap_or_default();
    let encoding = headers.contains_key(header::CONTENT_ENCODING).then_some("");
    check_envelope(declared, Some(text(headers, &header::CONTENT_TYPE)), encoding)?;
    let read = tokio::time::timeout(BODY_TIMEOUT, Limited::new(body, MOST_BYTES).collect()).await;
    match read {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<http_body_util::LengthLimitError>() => Err(DropReason::TooLarge),
        Ok(Err(_)) | Err(_) => Err(DropReason::Malformed),
    }
}

const fn in_words(reason: DropReason) -> &'static str {
    match reason {
        DropReason::TooLarge => "a beacon is at most 16 KiB",
        DropReason::Compressed => "a beacon is not compressed",
        DropReason::WrongType => "a beacon is text/plain or application/json",
        _ => "the beacon did not arrive whole",
    }
}

fn refuse(reason: DropReason, why: &str) -> Response {
    let status = StatusCode::from_u16(reason.status()).unwrap_or(StatusCode::BAD_REQUEST);
    match status {
        StatusCode::NO_CONTENT => status.into_response(),
        StatusCode::TOO_MANY_REQUESTS => later(status, why),
        _ => (status, why.to_owned()).into_response(),
    }
}

fn later(status: StatusCode, why: &str) -> Response {
    (status, [(header::RETRY_AFTER, "1")], why.to_owned()).into_response()
}
