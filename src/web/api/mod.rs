//! `/api/v1`: JSON in, one action, JSON out. `openapi.json` describes all of it.

pub(super) mod agents;
pub(super) mod archive;
pub(super) mod blocks;
pub(super) mod canned;
pub(super) mod chat_parts;
pub(super) mod chats;
pub(super) mod departments;
pub(super) mod filters;
pub(super) mod goals;
pub(super) mod help;
pub(super) mod help_funnel;
pub(super) mod invitations;
pub(super) mod mails;
pub(super) mod offers;
pub(super) mod offline_messages;
pub(super) mod overview_file;
pub(super) mod profile;
pub(super) mod report_views;
pub(super) mod reports;
pub(super) mod rewind;
pub(super) mod rooms;
pub(super) mod routing;
pub(super) mod rule_questions;
pub(super) mod rules;
pub(super) mod scheduled_reports;
pub(super) mod session;
pub(super) mod sites;
pub(super) mod templates;
pub(super) mod tokens;
pub(super) mod transcripts;
pub(super) mod visit_lists;
pub(super) mod visitors;
pub(super) mod visits;
pub(super) mod webhooks;
pub(super) mod whos_on;

use std::str::FromStr;

use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::answer::refuse;
use super::session::{is_own_page, is_program};

/// The document that describes this interface.
pub(crate) const OPENAPI: &str = include_str!("openapi.json");

/// The document that describes the console's socket.
const ASYNCAPI: &str = include_str!("asyncapi.json");

pub(super) async fn asyncapi() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], ASYNCAPI)
}

pub(super) async fn openapi() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], OPENAPI)
}

/// Whatever changes something is asked for by a page of ours, or by a program that shows a token: no page can make a browser send one.
pub(super) async fn own_pages_only(request: Request, next: Next) -> Response {
    if changes(request.method()) && !is_own_page(request.headers()) && !is_program(request.headers()) {
        return refuse(StatusCode::FORBIDDEN, "only the console's own pages may change something");
    }
    if changes(request.method()) && !may_be_ours(request.headers()) {
        return refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, "the body must be application/json");
    }
    next.run(request).await
}

/// A form of another page can say neither JSON nor plain bytes; a call without a body says nothing.
fn may_be_ours(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_none_or(|kind| is(kind, b"application/json") || is(kind, BYTES))
}

const BYTES: &[u8] = b"application/octet-stream";

fn is(kind: &HeaderValue, expected: &[u8]) -> bool {
    kind.as_bytes().to_ascii_lowercase().starts_with(expected)
}

/// Whether the body is a file's bytes.
pub(super) fn are_bytes(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|kind| is(kind, BYTES))
}

fn changes(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD)
}

/// A JSON body; what is wrong with it is said in one line.
pub(super) struct Body<T>(pub(super) T);

impl<S: Send + Sync, T: serde::de::DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        match axum::Json::<T>::from_request(request, state).await {
            Ok(axum::Json(body)) => Ok(Self(body)),
            Err(JsonRejection::MissingJsonContentType(_)) => {
                Err(refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, "the body must be application/json"))
            }
            Err(JsonRejection::BytesRejection(_)) => {
                Err(refuse(StatusCode::PAYLOAD_TOO_LARGE, "the body is too large"))
            }
            Err(error) => Err(refuse(StatusCode::BAD_REQUEST, &error.body_text())),
        }
    }
}

/// The id in a path; one that is none names nothing.
pub(super) struct Id<T>(pub(super) T);

impl<S: Send + Sync, T: FromStr + Send> FromRequestParts<S> for Id<T> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let text = Path::<String>::from_request_parts(parts, state).await.ok();
        let id = text.and_then(|Path(text)| text.parse().ok());
        id.map(Self).ok_or_else(|| refuse(StatusCode::NOT_FOUND, "nothing has this id"))
    }
}
