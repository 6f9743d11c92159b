//! Who is signed in, and that a request comes from our own page.

use std::net::IpAddr;

use axum::Extension;
use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::answer::answer;
use super::client::{address, text};
use super::server::Peer;
use crate::actions::manage_goals::may_see_reports;
use crate::actions::manage_sites::{may_change_settings, may_converse};
use crate::actions::note_change::By;
use crate::actions::problem::Problem;
use crate::app::App;
use crate::domain::agent::Agent;

/// The cookie's name where the connection is safe; there it is bound to this host, too.
const SAFE: &str = "__Host-s";
/// The cookie's name over plain HTTP, on a developer's machine.
const PLAIN: &str = "parlour_s";

/// A signed-in agent, with the token of the session.
pub(crate) struct Signed {
    pub(crate) agent: Agent,
    pub(crate) token: String,
    /// By a program's token in place of a session.
    pub(crate) program: bool,
    /// Where from.
    pub(crate) address: IpAddr,
}

impl Signed {
    /// Who does something, and from where.
    pub(crate) fn by(&self) -> By<'_> {
        By { agent: &self.agent, address: self.address }
    }

    /// What only the person may do: a program's token must not make itself another one, or lock its owner out.
    pub(crate) fn refuse_programs(&self) -> Option<Response> {
        let why = "sign in with a password for this; a token may not do it";
        self.program.then(|| super::answer::refuse(StatusCode::FORBIDDEN, why))
    }
}

impl FromRequestParts<App> for Signed {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let State(app) = State::<App>::from_request_parts(parts, app).await.map_err(|never| match never {})?;
        let (program, token) = match bearer(&parts.headers) {
            Some(secret) => (true, secret.to_owned()),
            None => (false, token(&parts.headers).unwrap_or_default().to_owned()),
        };
        let address = match Extension::<Peer>::from_request_parts(parts, &app).await {
            Ok(Extension(Peer(peer))) => address(&app, peer, &parts.headers),
            Err(none) => return Err(none.into_response()),
        };
        let now = app.clock.now();
        let found = if program {
            app.records.agent_of_token(&token, now).await
        } else {
            app.records.session(&token, now).await
        };
        match found {
            Ok(Some(agent)) => Ok(Self { agent, token, program, address }),
            Ok(None) => Err(super::answer::unknown()),
            Err(error) => Err(answer(&Problem::from(error))),
        }
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    text(headers, header::AUTHORIZATION).strip_prefix("Bearer ")
}

/// A signed-in Administrator. Whoever else asks is told so before their body is read.
pub(crate) struct Administrator(pub(crate) Signed);

impl FromRequestParts<App> for Administrator {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let signed = Signed::from_request_parts(parts, app).await?;
        match may_change_settings(&signed.agent) {
            Ok(()) => Ok(Self(signed)),
            Err(problem) => Err(answer(&problem)),
        }
    }
}

/// A signed-in agent whose role chats. Whoever else asks is told so before their body is read.
pub(crate) struct Conversing(pub(crate) Signed);

impl FromRequestParts<App> for Conversing {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let signed = Signed::from_request_parts(parts, app).await?;
        match may_converse(&signed.agent) {
            Ok(()) => Ok(Self(signed)),
            Err(problem) => Err(answer(&problem)),
        }
    }
}

/// Somebody signed in who may see reports. Whoever else asks is told so before their body is read.
pub(crate) struct Marketer(pub(crate) Signed);

impl FromRequestParts<App> for Marketer {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let signed = Signed::from_request_parts(parts, app).await?;
        match may_see_reports(&signed.agent) {
            Ok(()) => Ok(Self(signed)),
            Err(problem) => Err(answer(&problem)),
        }
    }
}

/// A signed-in agent who is here in person. A program's token must not make itself another one, or lock its owner out.
pub(crate) struct Person(pub(crate) Signed);

impl FromRequestParts<App> for Person {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let signed = Signed::from_request_parts(parts, app).await?;
        signed.refuse_programs().map_or(Ok(Self(signed)), Err)
    }
}

/// Whether a request shows a token. Its cookies are not looked at then.
pub(crate) fn is_program(headers: &HeaderMap) -> bool {
    bearer(headers).is_some()
}

fn token(headers: &HeaderMap) -> Option<&str> {
    let pairs = text(headers, header::COOKIE).split(';').filter_map(|pair| pair.trim().split_once('='));
    pairs.into_iter().find(|(name, _)| *name == SAFE || *name == PLAIN).map(|(_, token)| token)
}

/// The `Set-Cookie` line that keeps `token`, or forgets it when empty.
pub(super) fn cookie(headers: &HeaderMap, token: &str) -> String {
    let keep = if token.is_empty() { "; Max-Age=0" } else { "; Max-Age=604800" };
    if is_safe(headers) {
        return format!("{SAFE}={token}; Path=/; HttpOnly; SameSite=Strict; Secure{keep}");
    }
    format!("{PLAIN}={token}; Path=/; HttpOnly; SameSite=Strict{keep}")
}

/// Whether the browser came over TLS, which a proxy in front of us ends.
fn is_safe(headers: &HeaderMap) -> bool {
    text(headers, header::ORIGIN).starts_with("https://") || text(headers, "x-forwarded-proto") == "https"
}

/// Whether a request that changes something, or opens the socket, was made by a page of ours: its `Origin` is our own host, or the
/// browser says so. A missing `Origin` is none of ours.
pub(crate) fn is_own_page(headers: &HeaderMap) -> bool {
    let host = text(headers, header::HOST);
    match text(headers, header::ORIGIN) {
        "" => text(headers, "sec-fetch-site") == "same-origin",
        origin => {
            origin.split_once("://").is_some_and(|(scheme, rest)| matches!(scheme, "http" | "https") && rest == host)
        }
    }
}

/// Our own address as the browser knows it.
pub(super) fn own_origin(headers: &HeaderMap) -> String {
    let scheme = if is_safe(headers) { "https" } else { "http" };
    format!("{scheme}://{}", text(headers, header::HOST))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().expect("a name"), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn only_our_own_page_may_change_something() {
        let host = ("host", "parlour.example:8080");
        assert!(is_own_page(&headers(&[host, ("origin", "http://parlour.example:8080")])));
        assert!(is_own_page(&headers(&[host, ("sec-fetch-site", "same-origin")])));
        for origin in [
            "",
            "null",
            "http://parlour.example",
            "http://parlour.example:8081",
            "https://evil.example",
            "http://parlour.example:8080.evil",
            "http://evilparlour.example:8080",
            "file://parlour.example:8080",
            "http://parlour.example:8080/",
        ] {
            assert!(!is_own_page(&headers(&[host, ("origin", origin)])), "{origin}");
        }
        assert!(!is_own_page(&headers(&[host])));
    }

    #[test]
    fn over_tls_the_cookie_is_bound_to_the_host() {
        let safe = cookie(&headers(&[("origin", "https://parlour.example")]), "t");
        assert!(safe.starts_with("__Host-s=t; Path=/; HttpOnly; SameSite=Strict; Secure"));
        assert!(!cookie(&headers(&[("origin", "http://127.0.0.1:8080")]), "t").contains("Secure"));
        assert!(cookie(&headers(&[]), "").contains("Max-Age=0"));
    }
}
