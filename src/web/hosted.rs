//! The hosted chat page at `/chat/{key}`: a page of our own that carries the snippet and opens the chat at once.

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::domain::ids::SiteKey;
use crate::engines::documents::HostedPage;

const POLICY: &str = "default-src 'none'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'none'; \
                      base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

pub(super) async fn page(State(app): State<App>, Path(key): Path<String>) -> Response {
    let Some(site) = app.live.sites.get(&SiteKey::from(key.as_str())) else {
        return (StatusCode::NOT_FOUND, "There is no such chat. The link may be old, or not whole.").into_response();
    };
    match app.documents.hosted(&HostedPage { site_key: &key, company: &site.style().company }) {
        Ok(page) => {
            let headers = [
                (header::CONTENT_TYPE, "text/html; charset=utf-8"),
                (header::CONTENT_SECURITY_POLICY, POLICY),
                (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
            ];
            (headers, page).into_response()
        }
        Err(error) => {
            tracing::error!(%error, %key, "the hosted chat page");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
