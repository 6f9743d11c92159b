//! The built web parts: inside a release binary, read from disk by a debug one.

use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{Embed, EmbeddedFile};

/// The console: `dashboards/dist`.
#[derive(Embed)]
#[folder = "dashboards/dist"]
#[allow_missing = true]
pub(super) struct Console;

impl Console {
    /// The build's own list of its files.
    pub(super) fn get_manifest() -> Option<std::borrow::Cow<'static, [u8]>> {
        Self::get(".vite/manifest.json").map(|file| file.data)
    }
}

/// The tracker: `tracker-js/dist`.
#[derive(Embed)]
#[folder = "tracker-js/dist"]
#[allow_missing = true]
struct Tracker;

const WORKER: &str = "default-src 'none'; connect-src 'self'; frame-ancestors 'none'";

/// Files named by their content never change.
const FOREVER: &str = "public, max-age=31536000, immutable";
/// The tracker's core is asked for by its plain name, and must not stay old for long.
const BRIEFLY: &str = "public, max-age=300";

pub(super) async fn tracker_core() -> Response {
    serve(Tracker::get("t.js"), "t.js", BRIEFLY)
}

pub(super) async fn tracker_part(Path(file): Path<String>) -> Response {
    serve(Tracker::get(&file), &file, FOREVER)
}

pub(super) async fn console_file(Path(file): Path<String>) -> Response {
    // The manifest and the page itself are not for the outside; the page is written per request.
    let public = !file.starts_with('.') && !file.contains(".html");
    let file_kept = if file.starts_with("assets/") { FOREVER } else { BRIEFLY };
    let mut response = serve(Console::get(&file).filter(|_| public), &file, file_kept);
    // The map's worker lives under the policy its own file came with, and fetches the basemap.
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(WORKER));
    response
}

fn serve(file: Option<EmbeddedFile>, name: &str, kept: &'static str) -> Response {
    let Some(file) = file else { return (StatusCode::NOT_FOUND, "no such file").into_response() };
    let etag = format!("\"{}\"", hex::encode(&file.metadata.sha256_hash()[..16]));
    let headers =
        [(header::CONTENT_TYPE, kind(name).to_owned()), (header::CACHE_CONTROL, kept.to_owned()), (header::ETAG, etag)];
    (headers, file.data.into_owned()).into_response()
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "geojson" | "webmanifest" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}
