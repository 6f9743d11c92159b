//! Invitations: what the dialog needs, preview, send, look, withdraw.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};

use super::{Body, Id};
use crate::actions::preview_invitation::{Form, invitation_form, preview_invitation};
use crate::actions::problem::Problem;
use crate::actions::send_invitation::{Draft, send_invitation};
use crate::actions::withdraw_invitation::withdraw_invitation;
use crate::app::App;
use crate::domain::ids::{AgentId, GroupId, InvitationId, TemplateId, VisitorKey};
use crate::domain::invitation::{Invitation, State as InvitationState};
use crate::domain::template::{Rendered, Variable};
use crate::engines::records::{Group, Template};
use crate::web::answer::{answer, json, with};
use crate::web::console::told::InvitationWire;
use crate::web::session::{Conversing, Signed};

#[derive(Deserialize)]
pub(crate) struct For {
    visitor: VisitorKey,
}

#[derive(Serialize)]
struct FormWire {
    recipient: String,
    groups: Vec<GroupWire>,
    templates: Vec<TemplateWire>,
    variables: Vec<VariableWire>,
    open: Option<OpenWire>,
}

/// A group with its department.
#[derive(Serialize)]
pub(crate) struct GroupWire {
    id: GroupId,
    name: String,
    department: String,
}

/// An invitation template.
#[derive(Serialize)]
pub(crate) struct TemplateWire {
    id: TemplateId,
    name: String,
    text: String,
}

#[derive(Serialize)]
struct VariableWire {
    name: String,
    label: &'static str,
    value: Option<String>,
}

#[derive(Serialize)]
struct OpenWire {
    agent: AgentName,
    state: InvitationState,
    remaining_ms: Option<i64>,
}

#[derive(Serialize)]
struct AgentName {
    id: AgentId,
    name: String,
}

impl From<Group> for GroupWire {
    fn from(Group { id, name, department, .. }: Group) -> Self {
        Self { id, name, department }
    }
}

impl From<Template> for TemplateWire {
    fn from(Template { id, name, text }: Template) -> Self {
        Self { id, name, text }
    }
}

impl From<Variable> for VariableWire {
    fn from(Variable { name, label, value }: Variable) -> Self {
        Self { name, label, value }
    }
}

fn open(app: &App, invitation: Invitation) -> OpenWire {
    let remaining_ms = invitation.remaining(app.clock.now(), &app.clock.steady());
    OpenWire {
        agent: AgentName { id: invitation.agent, name: invitation.agent_name },
        state: invitation.state,
        remaining_ms,
    }
}

pub(crate) async fn form(State(app): State<App>, signed: Signed, Query(For { visitor }): Query<For>) -> Response {
    let form = invitation_form(&app, &signed.agent, visitor).await;
    json(form.map(|form| {
        let Form { recipient, groups, templates, variables, open: invitation } = form;
        FormWire {
            recipient,
            groups: groups.into_iter().map(Into::into).collect(),
            templates: templates.into_iter().map(Into::into).collect(),
            variables: variables.into_iter().map(Into::into).collect(),
            open: invitation.map(|invitation| open(&app, invitation)),
        }
    }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PreviewBody {
    visitor: VisitorKey,
    text: String,
    group: Option<GroupId>,
}

#[derive(Serialize)]
struct PreviewWire {
    length: usize,
    text: String,
    unknown: Vec<UnknownWire>,
    empty: Vec<String>,
}

#[derive(Serialize)]
struct UnknownWire {
    name: String,
    did_you_mean: Option<&'static str>,
}

pub(crate) async fn preview(
    State(app): State<App>,
    Conversing(signed): Conversing,
    Body(body): Body<PreviewBody>,
) -> Response {
    let PreviewBody { visitor, text, group } = body;
    let rendered = preview_invitation(&app, &signed.agent, &Draft { visitor, text, group, template: None }).await;
    json(rendered.map(|Rendered { text, unknown, empty }| {
        let unknown = unknown.into_iter().map(|(name, did_you_mean)| UnknownWire { name, did_you_mean }).collect();
        PreviewWire { length: text.chars().count(), text, unknown, empty }
    }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SendBody {
    visitor: VisitorKey,
    text: String,
    group: Option<GroupId>,
    template: Option<TemplateId>,
}

pub(crate) async fn send(
    State(app): State<App>,
    Conversing(signed): Conversing,
    Body(body): Body<SendBody>,
) -> Response {
    let SendBody { visitor, text, group, template } = body;
    match send_invitation(&app, &signed.agent, Draft { visitor, text, group, template }).await {
        Ok(sent) => with(StatusCode::CREATED, Ok(InvitationWire::of(&app, &sent))),
        Err(problem) => answer(&problem),
    }
}

pub(crate) async fn show(State(app): State<App>, _: Signed, Id(id): Id<InvitationId>) -> Response {
    match app.records.invitation(id).await {
        Ok(Some(invitation)) => json(Ok(InvitationWire::of(&app, &invitation))),
        Ok(None) => answer(&Problem::NotFound("no such invitation".to_owned())),
        Err(error) => answer(&error.into()),
    }
}

pub(crate) async fn withdraw(
    State(app): State<App>,
    Conversing(signed): Conversing,
    Id(id): Id<InvitationId>,
) -> Response {
    match withdraw_invitation(&app, &signed.agent, id).await {
        Ok(invitation) => json(Ok(InvitationWire::of(&app, &invitation))),
        Err(problem) => answer(&problem),
    }
}
