//! Sign in, who am I, sign out.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use serde::{Deserialize, Serialize};

use super::Body;
use crate::actions::admit::Envelope;
use crate::actions::sign_in::{Knock, SignedIn, sign_in, sign_out};
use crate::app::App;
use crate::domain::agent::Agent;
use crate::web::answer::answer;
use crate::web::client::envelope;
use crate::web::console::told::AgentWire;
use crate::web::server::Peer;
use crate::web::session::{Signed, cookie};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Credentials {
    email: String,
    password: String,
    /// Of the second factor, or a recovery code.
    code: Option<String>,
}

#[derive(Serialize)]
struct Me<'a> {
    agent: AgentWire<'a>,
}

/// The password is right; what is missing or wrong is the code.
#[derive(Serialize)]
struct CodeWanted {
    error: &'static str,
    field: &'static str,
    second_factor: bool,
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
    let envelope = envelope(&app, peer, &headers);
    let browser = browser(&app, &envelope);
    let Credentials { email, password, code } = &credentials;
    let knock = Knock { address: envelope.address, browser: &browser, email, password, code: code.as_deref() };
    match sign_in(&app, knock).await {
        Ok(SignedIn::In(agent, token)) => {
            ([(header::SET_COOKIE, cookie(&headers, &token))], me(&agent)).into_response()
        }
        Ok(SignedIn::CodeWanted(error)) => {
            (StatusCode::UNAUTHORIZED, Json(CodeWanted { error, field: "code", second_factor: true })).into_response()
        }
        Err(problem) => answer(&problem),
    }
}

/// `Firefox on Linux`, for the list of sessions.
fn browser(app: &App, envelope: &Envelope<'_>) -> String {
    let reading = app.user_agents.read(envelope.user_agent, &envelope.hints);
    match (reading.device.browser.as_str(), reading.device.system.as_str()) {
        ("", "") => String::new(),
        (browser, "") => browser.to_owned(),
        ("", system) => system.to_owned(),
        (browser, system) => format!("{browser} on {system}"),
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
