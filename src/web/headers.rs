//! The headers every response carries (`docs/SECURITY.md` explains each).

use axum::http::header::{self, HeaderName, HeaderValue};
use axum::response::Response;

const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");
const OPENER: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const RESOURCE: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// Room for these headers and a handler's own, taken at once.
const MOST: usize = 14;

/// For answers that are no document: nothing may be loaded and nobody may frame them.
const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'";

/// For our own pages: console, API, health. A handler's own headers win.
pub(crate) async fn own(mut response: Response) -> Response {
    all(&mut response, "no-referrer", "same-origin");
    keep(&mut response, header::CACHE_CONTROL, "no-store");
    response
}

/// For what other people's pages load: the tracker, the beacon, the doorway.
pub(crate) async fn open(mut response: Response) -> Response {
    all(&mut response, "strict-origin-when-cross-origin", "cross-origin");
    keep(&mut response, header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    keep(&mut response, header::ACCESS_CONTROL_EXPOSE_HEADERS, "Retry-After");
    response
}

fn all(response: &mut Response, referrer: &'static str, resource: &'static str) {
    response.headers_mut().reserve(MOST);
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
