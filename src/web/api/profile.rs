//! What agents change about themselves. A program's token changes none of what lets one in.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};

use super::Body;
use super::agents::{OperatorWire, done};
use crate::actions::change_profile::{
    ProfileDraft, change_password, change_profile, end_other_sessions, end_session, remove_photo, sessions_of,
    set_photo,
};
use crate::actions::keep_second_factor::{confirm_second_factor, offer_second_factor, remove_second_factor};
use crate::actions::problem::Problem;
use crate::actions::sign_in::change_own;
use crate::app::App;
use crate::domain::agent::AgentStatus;
use crate::domain::moment::Moment;
use crate::engines::records;
use crate::web::answer::json;
use crate::web::session::{Person, Signed};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Own {
    status: Option<AgentStatus>,
    name: Option<String>,
    title: Option<String>,
    languages: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasswordBody {
    old: String,
    new: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Proof {
    password: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CodeBody {
    code: String,
}

#[derive(Serialize)]
struct Me {
    agent: OperatorWire,
}

#[derive(Serialize)]
struct SessionWire {
    id: String,
    opened: Moment,
    last_used: Moment,
    address: String,
    browser: String,
    this: bool,
}

#[derive(Serialize)]
struct Sessions {
    sessions: Vec<SessionWire>,
}

#[derive(Serialize)]
struct Offered {
    secret: String,
    uri: String,
    qr: String,
    size: i32,
}

#[derive(Serialize)]
struct Recovery {
    recovery: Vec<String>,
}

impl From<records::Session> for SessionWire {
    fn from(session: records::Session) -> Self {
        let records::Session { id, opened, last_used, address, browser, this } = session;
        Self { id, opened, last_used, address, browser, this }
    }
}

pub(crate) async fn show(State(app): State<App>, signed: Signed) -> Response {
    json(Ok(Me { agent: OperatorWire::of(&app, signed.agent) }))
}

pub(crate) async fn change(State(app): State<App>, signed: Signed, Body(own): Body<Own>) -> Response {
    json(changed(&app, &signed, own).await)
}

async fn changed(app: &App, signed: &Signed, own: Own) -> Result<Me, Problem> {
    let draft = ProfileDraft { name: own.name, title: own.title, languages: own.languages };
    let agent = change_profile(app, &signed.agent, draft).await?;
    let agent = change_own(app, &agent, own.status, None).await?;
    Ok(Me { agent: OperatorWire::of(app, agent) })
}

pub(crate) async fn put_photo(State(app): State<App>, signed: Signed, bytes: Bytes) -> Response {
    done(set_photo(&app, &signed.agent, &bytes).await)
}

pub(crate) async fn delete_photo(State(app): State<App>, signed: Signed) -> Response {
    done(remove_photo(&app, &signed.agent).await)
}

pub(crate) async fn put_password(
    State(app): State<App>,
    Person(signed): Person,
    Body(PasswordBody { old, new }): Body<PasswordBody>,
) -> Response {
    done(change_password(&app, &signed.agent, &signed.token, &old, &new).await)
}

pub(crate) async fn sessions(State(app): State<App>, Person(signed): Person) -> Response {
    let sessions = sessions_of(&app, &signed.agent, &signed.token).await;
    json(sessions.map(|sessions| Sessions { sessions: sessions.into_iter().map(Into::into).collect() }))
}

pub(crate) async fn delete_session(State(app): State<App>, Person(signed): Person, Path(id): Path<String>) -> Response {
    done(end_session(&app, &signed.agent, &id).await)
}

pub(crate) async fn delete_sessions(State(app): State<App>, Person(signed): Person) -> Response {
    done(end_other_sessions(&app, &signed.agent, &signed.token).await)
}

pub(crate) async fn offer(
    State(app): State<App>,
    Person(signed): Person,
    Body(Proof { password }): Body<Proof>,
) -> Response {
    let offered = offer_second_factor(&app, &signed.agent, &password).await;
    json(offered.map(|(secret, told)| Offered { secret, uri: told.uri, qr: told.qr, size: told.size }))
}

pub(crate) async fn confirm(
    State(app): State<App>,
    Person(signed): Person,
    Body(CodeBody { code }): Body<CodeBody>,
) -> Response {
    json(confirm_second_factor(&app, &signed.agent, &code).await.map(|recovery| Recovery { recovery }))
}

pub(crate) async fn remove(
    State(app): State<App>,
    Person(signed): Person,
    Body(Proof { password }): Body<Proof>,
) -> Response {
    done(remove_second_factor(&app, &signed.agent, &password).await)
}
