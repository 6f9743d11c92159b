//! The demo shop at `/demo`: a small shop that carries the snippet, under a strict policy like a careful site's own.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::session::own_origin;
use crate::app::App;
use crate::domain::site::DEMO_SITE;

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
                      require-trusted-types-for 'script'; trusted-types 'none'";

pub(super) async fn home(state: State<App>, headers: HeaderMap) -> Response {
    page(state, Path(String::new()), headers).await
}

pub(super) async fn page(State(app): State<App>, Path(slug): Path<String>, headers: HeaderMap) -> Response {
    match app.documents.demo_page(&slug, DEMO_SITE, &own_origin(&headers)) {
        Ok(Some(page)) => {
            let headers = [
                (header::CONTENT_TYPE, "text/html; charset=utf-8"),
                (header::CONTENT_SECURITY_POLICY, POLICY),
                (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
            ];
            (headers, page).into_response()
        }
        Ok(None) => (StatusCode::NOT_FOUND, "The shop has no such page.").into_response(),
        Err(error) => {
            tracing::error!(%error, slug, "a page of the demo shop");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

pub(super) async fn asset(State(app): State<App>, Path(name): Path<String>) -> Response {
    match app.documents.demo.asset(&name) {
        Some((kind, text)) => {
            ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")], text).into_response()
        }
        None => (StatusCode::NOT_FOUND, "no such file").into_response(),
    }
}
