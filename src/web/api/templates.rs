//! Invitation templates, and the groups one may invite for.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::invitations::{GroupWire, TemplateWire};
use super::{Body, Id};
use crate::actions::manage_templates::{add_template, change_template, delete_template};
use crate::app::App;
use crate::domain::ids::TemplateId;
use crate::web::answer::{answer, json, with};
use crate::web::session::{Administrator, Signed};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TemplateBody {
    name: String,
    text: String,
}

#[derive(Serialize)]
struct Templates {
    templates: Vec<TemplateWire>,
}

#[derive(Serialize)]
struct Groups {
    groups: Vec<GroupWire>,
}

pub(crate) async fn list(State(app): State<App>, _: Signed) -> Response {
    let templates = app.records.templates().await.map_err(Into::into);
    json(templates.map(|templates| Templates { templates: templates.into_iter().map(Into::into).collect() }))
}

pub(crate) async fn add(
    State(app): State<App>,
    Administrator(signed): Administrator,
    Body(body): Body<TemplateBody>,
) -> Response {
    with(StatusCode::CREATED, add_template(&app, signed.by(), &body.name, &body.text).await.map(TemplateWire::from))
}

pub(crate) async fn change(
    State(app): State<App>,
    Administrator(signed): Administrator,
    Id(id): Id<TemplateId>,
    Body(body): Body<TemplateBody>,
) -> Response {
    json(change_template(&app, signed.by(), id, &body.name, &body.text).await.map(TemplateWire::from))
}

pub(crate) async fn delete(
    State(app): State<App>,
    Administrator(signed): Administrator,
    Id(id): Id<TemplateId>,
) -> Response {
    match delete_template(&app, signed.by(), id).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(problem) => answer(&problem),
    }
}

pub(crate) async fn groups(State(app): State<App>, _: Signed) -> Response {
    let groups = app.records.open_groups().await.map_err(Into::into);
    json(groups.map(|groups| Groups { groups: groups.into_iter().map(Into::into).collect() }))
}
