//! A problem becomes a status and one sentence: the only place.

use axum::Json;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::actions::problem::Problem;
use crate::actions::write_transcript::Saved;

#[derive(Serialize)]
struct Error<'a> {
    error: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
}

/// The answer to a problem.
pub(crate) fn answer(problem: &Problem) -> Response {
    let field = match problem {
        Problem::Invalid { field, .. } => Some(*field),
        _ => None,
    };
    (status_of(problem), Json(Error { error: &problem.to_string(), field })).into_response()
}

/// The status of a problem; what is ours to mend goes into the log.
pub(crate) fn status_of(problem: &Problem) -> StatusCode {
    match problem {
        Problem::Invalid { .. } => StatusCode::UNPROCESSABLE_ENTITY,
        Problem::NotFound(_) => StatusCode::NOT_FOUND,
        Problem::Forbidden(_) => StatusCode::FORBIDDEN,
        Problem::Conflict(_) => StatusCode::CONFLICT,
        Problem::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
        Problem::Engine(error) => {
            tracing::error!(%error, "an engine failed");
            StatusCode::SERVICE_UNAVAILABLE
        }
        Problem::VisitLog(error) => {
            tracing::warn!(%error, "the visit log");
            StatusCode::SERVICE_UNAVAILABLE
        }
        Problem::Document(error) => {
            tracing::error!(%error, "a document cannot be written");
            StatusCode::INTERNAL_SERVER_ERROR
        }
    }
}

/// A file to save. Its name is made of letters, digits, dots and hyphens, and so needs no quoting.
pub(crate) fn attachment(saved: Saved) -> Response {
    let disposition = format!("attachment; filename=\"{}\"", saved.name);
    ([(CONTENT_TYPE, saved.kind.to_owned()), (CONTENT_DISPOSITION, disposition)], saved.bytes).into_response()
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
