//! Whether the service lives, whether it is ready, and what it counts.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::app::App;

/// The process answers.
pub(super) async fn live() -> &'static str {
    "alive\n"
}

/// Beacons can be kept and agents can work: the spool can be written and the records answer.
pub(super) async fn ready(State(app): State<App>) -> Response {
    if !app.spool.writable() {
        return (StatusCode::SERVICE_UNAVAILABLE, "the spool cannot be written\n").into_response();
    }
    match app.records.open_groups().await {
        Ok(_) => "ready\n".into_response(),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the records do not answer\n").into_response()
        }
    }
}

/// Prometheus' text form.
pub(super) async fn metrics(State(app): State<App>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], app.metrics.print())
}
