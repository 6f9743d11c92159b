//! A problem becomes a status and one sentence: the only place.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::actions::problem::Problem;

#[derive(Serialize)]
struct Error<'a> {
    error: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
}

/// The answer to a problem.
pub(crate) fn answer(problem: &Problem) -> Response {
    let (status, field) = match problem {
        Problem::Invalid { field, .. } => (StatusCode::UNPROCESSABLE_ENTITY, Some(*field)),
        Problem::NotFound(_) => (StatusCode::NOT_FOUND, None),
        Problem::Forbidden(_) => (StatusCode::FORBIDDEN, None),
        Problem::Conflict(_) => (StatusCode::CONFLICT, None),
        Problem::TooMany(_) => (StatusCode::TOO_MANY_REQUESTS, None),
        Problem::Engine(error) => {
            tracing::error!(%error, "an engine failed");
            (StatusCode::SERVICE_UNAVAILABLE, None)
        }
        Problem::Document(error) => {
            tracing::error!(%error, "a document cannot be written");
            (StatusCode::INTERNAL_SERVER_ERROR, None)
        }
    };
    (status, Json(Error { error: &problem.to_string(), field })).into_response()
}

/// Nobody is signed in.
pub(crate) fn unknown() -> Response {
    refuse(StatusCode::UNAUTHORIZED, "sign in first")
}

/// A refusal before any action was asked.
pub(crate) fn refuse(status: StatusCode, error: &str) -> Response {
    (status, Json(Error { error, field: None })).into_response()
}

/// What an action answered, as JSON.
pub(crate) fn json<T: Serialize>(result: Result<T, Problem>) -> Response {
    with(StatusCode::OK, result)
}

/// What an action answered, as JSON with a status of its own.
pub(crate) fn with<T: Serialize>(status: StatusCode, result: Result<T, Problem>) -> Response {
    match result {
        Ok(value) => (status, Json(value)).into_response(),
        Err(problem) => answer(&problem),
    }
}
