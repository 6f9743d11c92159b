//! The console's page, written anew for each answer because of its nonce.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::engines::documents::{ConsolePage, Entry};
use crate::web::assets::Console;

/// Every address of the console answers with the same page; the console itself reads the address.
pub(crate) async fn page(State(app): State<App>) -> Response {
    let Some(entry) = Console::get_manifest().and_then(|manifest| Entry::of_manifest(&manifest)) else {
        return (StatusCode::SERVICE_UNAVAILABLE, "The console has not been built: run make web.").into_response();
    };
    let nonce = hex::encode(rand::random::<[u8; 16]>());
    match app.documents.console(&ConsolePage { nonce: &nonce, entry: &entry }) {
        Ok(page) => {
            let headers = [
                (header::CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
                (header::CONTENT_SECURITY_POLICY, policy(&nonce)),
            ];
            (headers, page).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "the console's page");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; \
         frame-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default"
    )
}
