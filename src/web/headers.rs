//! The headers every response carries (`docs/SECURITY.md` explains each).

use axum::extract::Request;
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");
const OPENER: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const RESOURCE: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// For answers that are no document: nothing may be loaded and nobody may frame them.
const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'";

/// For our own pages: console, API, health. A handler's own headers win.
pub(crate) async fn own(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    all(&mut response, "no-referrer", "same-origin");
    keep(&mut response, header::CACHE_CONTROL, "no-store");
    response
}

/// For what other people's pages load: the tracker, the beacon, the doorway.
pub(crate) async fn open(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    all(&mut response, "strict-origin-when-cross-origin", "cross-origin");
    keep(&mut response, header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    keep(&mut response, header::ACCESS_CONTROL_EXPOSE_HEADERS, "Retry-After");
    response
}

fn all(response: &mut Response, referrer: &'static str, resource: &'static str) {
    keep(response, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    keep(response, header::REFERRER_POLICY, referrer);
    keep(response, OPENER, "same-origin");
    keep(response, RESOURCE, resource);
    keep(response, PERMISSIONS, "camera=(), microphone=(), geolocation=(), payment=()");
    keep(response, header::STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains");
    keep(response, header::CONTENT_SECURITY_POLICY, NOTHING);
}

fn keep(response: &mut Response, name: HeaderName, value: &'static str) {
    response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
}
