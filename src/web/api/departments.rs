//! Departments, for Administrators.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};

use super::agents::done;
use super::{Body, Id};
use crate::actions::manage_departments::{
    DepartmentDraft, GroupDraft, add_department, change_department, delete_department,
};
use crate::app::App;
use crate::domain::department::{Department, DepartmentGroup};
use crate::domain::hours::Hours;
use crate::domain::ids::{AgentId, DepartmentId, GroupId, SiteKey};
use crate::domain::moment::Moment;
use crate::web::answer::{json, with};
use crate::web::session::Administrator;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DepartmentBody {
    name: String,
    live_chat: bool,
    #[serde(default)]
    sites: Vec<SiteKey>,
    hours: Option<Hours>,
    #[serde(default)]
    groups: Vec<GroupBody>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupBody {
    id: Option<GroupId>,
    name: String,
    #[serde(default)]
    agents: Vec<AgentId>,
}

#[derive(Serialize)]
struct DepartmentWire {
    id: DepartmentId,
    name: String,
    live_chat: bool,
    sites: Vec<SiteKey>,
    hours: Option<Hours>,
    open: bool,
    groups: Vec<DepartmentGroup>,
}

#[derive(Serialize)]
struct Departments {
    departments: Vec<DepartmentWire>,
}

impl DepartmentWire {
    fn of(department: Department, now: Moment) -> Self {
        let open = department.is_open(now);
        let Department { id, name, live_chat, sites, hours, groups } = department;
        Self { id, name, live_chat, sites, hours, open, groups }
    }
}

impl From<DepartmentBody> for DepartmentDraft {
    fn from(DepartmentBody { name, live_chat, sites, hours, groups }: DepartmentBody) -> Self {
        let group = |GroupBody { id, name, agents }| GroupDraft { id, name, agents };
        Self { name, live_chat, sites, hours, groups: groups.into_iter().map(group).collect() }
    }
}

pub(crate) async fn list(State(app): State<App>, _: Administrator) -> Response {
    let departments = app.records.departments().await.map_err(Into::into);
    let wire = |department| DepartmentWire::of(department, app.clock.now());
    json(departments.map(|all| Departments { departments: all.into_iter().map(wire).collect() }))
}

pub(crate) async fn add(
    State(app): State<App>,
    Administrator(signed): Administrator,
    Body(body): Body<DepartmentBody>,
) -> Response {
    let added = add_department(&app, signed.by(), body.into()).await;
    with(StatusCode::CREATED, added.map(|department| DepartmentWire::of(department, app.clock.now())))
}

pub(crate) async fn change(
    State(app): State<App>,
    Administrator(signed): Administrator,
    Id(id): Id<DepartmentId>,
    Body(body): Body<DepartmentBody>,
) -> Response {
    let changed = change_department(&app, signed.by(), id, body.into()).await;
    json(changed.map(|department| DepartmentWire::of(department, app.clock.now())))
}

pub(crate) async fn delete(
    State(app): State<App>,
    Administrator(signed): Administrator,
    Id(id): Id<DepartmentId>,
) -> Response {
    done(delete_department(&app, signed.by(), id).await)
}
