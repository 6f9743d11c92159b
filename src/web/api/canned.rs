//! Canned responses.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::{Body, Id};
use crate::actions::manage_canned::{CannedDraft, add_canned, canned_of, change_canned, delete_canned};
use crate::actions::say_canned::preview_canned;
use crate::app::App;
use crate::domain::canned_response::CannedResponse;
use crate::domain::ids::{CannedId, ChatId};
use crate::domain::template::Rendered;
use crate::web::answer::{answer, json, with};
use crate::web::session::Conversing;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CannedBody {
    shortcut: String,
    title: String,
    text: String,
    #[serde(default)]
    shared: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PreviewBody {
    chat: Option<ChatId>,
    text: String,
}

#[derive(Serialize)]
struct CannedWire {
    id: CannedId,
    shortcut: String,
    title: String,
    text: String,
    shared: bool,
}

#[derive(Serialize)]
struct List {
    canned: Vec<CannedWire>,
}

#[derive(Serialize)]
struct PreviewWire {
    text: String,
    unknown: Vec<Unknown>,
    empty: Vec<String>,
}

#[derive(Serialize)]
struct Unknown {
    name: String,
    did_you_mean: Option<&'static str>,
}

impl From<CannedResponse> for CannedWire {
    fn from(CannedResponse { id, owner, shortcut, title, text }: CannedResponse) -> Self {
        Self { id, shortcut, title, text, shared: owner.is_none() }
    }
}

impl From<CannedBody> for CannedDraft {
    fn from(CannedBody { shortcut, title, text, shared }: CannedBody) -> Self {
        Self { shortcut, title, text, shared }
    }
}

impl From<Rendered> for PreviewWire {
    fn from(Rendered { text, unknown, empty }: Rendered) -> Self {
        let unknown = unknown.into_iter().map(|(name, did_you_mean)| Unknown { name, did_you_mean }).collect();
        Self { text, unknown, empty }
    }
}

pub(crate) async fn list(State(app): State<App>, Conversing(signed): Conversing) -> Response {
    let canned = canned_of(&app, &signed.agent).await;
    json(canned.map(|canned| List { canned: canned.into_iter().map(Into::into).collect() }))
}

pub(crate) async fn add(
    State(app): State<App>,
    Conversing(signed): Conversing,
    Body(body): Body<CannedBody>,
) -> Response {
    with(StatusCode::CREATED, add_canned(&app, &signed.agent, body.into()).await.map(CannedWire::from))
}

pub(crate) async fn change(
    State(app): State<App>,
    Conversing(signed): Conversing,
    Id(id): Id<CannedId>,
    Body(body): Body<CannedBody>,
) -> Response {
    json(change_canned(&app, &signed.agent, id, body.into()).await.map(CannedWire::from))
}

pub(crate) async fn delete(State(app): State<App>, Conversing(signed): Conversing, Id(id): Id<CannedId>) -> Response {
    match delete_canned(&app, &signed.agent, id).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(problem) => answer(&problem),
    }
}

pub(crate) async fn preview(
    State(app): State<App>,
    Conversing(signed): Conversing,
    Body(body): Body<PreviewBody>,
) -> Response {
    json(preview_canned(&app, &signed.agent, body.chat, &body.text).await.map(PreviewWire::from))
}
