//! A request of ours is answered in time, or not at all: a client that sends its body byte by byte holds nothing up.

use std::time::Duration;

use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Body and answer together take this long at most.
const MOST: Duration = Duration::from_secs(30);

/// Gives up a request that takes too long.
pub(crate) async fn in_time(request: Request, next: Next) -> Response {
    match tokio::time::timeout(MOST, next.run(request)).await {
        Ok(response) => response,
        Err(_) => (StatusCode::REQUEST_TIMEOUT, "that took too long").into_response(),
    }
}
