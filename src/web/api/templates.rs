//! Invitation templates, and the groups one may invite for.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::invitations::{GroupWire, TemplateWire};
use super::{Body, Id};
use crate::actions::manage_sites::may_change_settings;
use crate::actions::manage_templates::{add_template, change_template, delete_template};
use crate::app::App;
use crate::domain::ids::TemplateId;
use crate::web::answer::{answer, json, with};
use crate::web::session::Signed;

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

pub(crate) async fn add(State(app): State<App>, signed: Signed, Body(body): Body<TemplateBody>) -> Response {
    if let Err(problem) = may_change_settings(&signed.agent) {
        return answer(&problem);
    }
    with(StatusCode::CREATED, add_template(&app, &body.name, &body.text).await.map(TemplateWire::from))
}

pub(crate) async fn change(
    State(app): State<App>,
    signed: Signed,
    Id(id): Id<TemplateId>,
    Body(body): Body<TemplateBody>,
) -> Response {
    if let Err(problem) = may_change_settings(&signed.agent) {
        return answer(&problem);
    }
    json(change_template(&app, id, &body.name, &body.text).await.map(TemplateWire::from))
}

pub(crate) async fn delete(State(app): State<App>, signed: Signed, Id(id): Id<TemplateId>) -> Response {
    if let Err(problem) = may_change_settings(&signed.agent) {
        return answer(&problem);
    }
    match delete_template(&app, id).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(problem) => answer(&problem),
    }
}

pub(crate) async fn groups(State(app): State<App>, _: Signed) -> Response {
    let groups = app.records.open_groups().await.map_err(Into::into);
    json(groups.map(|groups| Groups { groups: groups.into_iter().map(Into::into).collect() }))
}
