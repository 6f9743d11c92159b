//! Sign in, who am I, sign out.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use serde::{Deserialize, Serialize};

use super::Body;
use crate::actions::sign_in::{change_own, sign_in, sign_out};
use crate::app::App;
use crate::domain::agent::{Agent, AgentStatus};
use crate::web::answer::answer;
use crate::web::client::address;
use crate::web::console::told::AgentWire;
use crate::web::server::Peer;
use crate::web::session::{Signed, cookie};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Credentials {
    email: String,
    password: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Own {
    status: Option<AgentStatus>,
    name: Option<String>,
}

#[derive(Serialize)]
struct Me<'a> {
    agent: AgentWire<'a>,
}

fn me(agent: &Agent) -> Response {
    Json(Me { agent: AgentWire::of(agent) }).into_response()
}

pub(crate) async fn open(
    State(app): State<App>,
    Extension(Peer(peer)): Extension<Peer>,
    headers: HeaderMap,
    Body(credentials): Body<Credentials>,
) -> Response {
    let from = address(&app, peer, &headers);
    match sign_in(&app, from, &credentials.email, &credentials.password).await {
        Ok((agent, token)) => ([(header::SET_COOKIE, cookie(&headers, &token))], me(&agent)).into_response(),
        Err(problem) => answer(&problem),
    }
}

pub(crate) async fn show(signed: Signed) -> Response {
    me(&signed.agent)
}

pub(crate) async fn close(State(app): State<App>, signed: Signed, headers: HeaderMap) -> Response {
    match sign_out(&app, &signed.agent, &signed.token).await {
        Ok(()) => (StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie(&headers, ""))]).into_response(),
        Err(problem) => answer(&problem),
    }
}

pub(crate) async fn change(State(app): State<App>, signed: Signed, Body(own): Body<Own>) -> Response {
    match change_own(&app, &signed.agent, own.status, own.name.as_deref()).await {
        Ok(agent) => me(&agent),
        Err(problem) => answer(&problem),
    }
}
