//! Operators, for Administrators.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::{Body, Id};
use crate::actions::manage_agents::{
    AgentDraft, add_agent, change_agent, delete_agent, groups_of, reset_second_factor,
};
use crate::actions::problem::Problem;
use crate::app::App;
use crate::domain::agent::{Agent, AgentStatus, Role};
use crate::domain::ids::{AgentId, GroupId};
use crate::domain::seats::{Month, csv, seats};
use crate::web::answer::{answer, json, with};
use crate::web::session::Administrator;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AgentBody {
    name: String,
    email: String,
    password: Option<String>,
    role: Role,
    #[serde(default)]
    title: String,
    #[serde(default)]
    languages: Vec<String>,
    capacity: Option<u32>,
    #[serde(default)]
    groups: Vec<GroupId>,
    #[serde(default = "yes")]
    active: bool,
}

const fn yes() -> bool {
    true
}

impl From<AgentBody> for AgentDraft {
    fn from(body: AgentBody) -> Self {
        let AgentBody { name, email, password, role, title, languages, capacity, groups, active } = body;
        // An empty field is a password nobody typed.
        let password = password.filter(|password| !password.is_empty());
        Self { name, email, password, role, title, languages, capacity, groups, active }
    }
}

/// An operator as the settings show one.
#[derive(Serialize)]
pub(super) struct OperatorWire {
    id: AgentId,
    name: String,
    email: String,
    role: Role,
    status: AgentStatus,
    active: bool,
    title: String,
    languages: Vec<String>,
    photo: Option<String>,
    capacity: Option<u32>,
    groups: Vec<GroupId>,
    second_factor: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    password: Option<String>,
}

#[derive(Serialize)]
struct Operators {
    agents: Vec<OperatorWire>,
}

impl OperatorWire {
    pub(super) fn of(app: &App, agent: Agent) -> Self {
        let groups = groups_of(app, agent.id);
        let Agent { id, email, name, role, status, active, title, languages, photo, capacity, second_factor, .. } =
            agent;
        let password = None;
        Self {
            id,
            name,
            email,
            role,
            status,
            active,
            title,
            languages,
            photo,
            capacity,
            groups,
            second_factor,
            password,
        }
    }
}

pub(crate) async fn list(State(app): State<App>, _: Administrator) -> Response {
    let agents = app.records.agents().await.map_err(Problem::from);
    let wire = |agent| OperatorWire::of(&app, agent);
    json(agents.map(|agents| Operators { agents: agents.into_iter().map(wire).collect() }))
}

pub(crate) async fn add(
    State(app): State<App>,
    Administrator(signed): Administrator,
    Body(body): Body<AgentBody>,
) -> Response {
    let added = add_agent(&app, signed.by(), body.into()).await;
    let wire = |(agent, password)| OperatorWire { password, ..OperatorWire::of(&app, agent) };
    with(StatusCode::CREATED, added.map(wire))
}

pub(crate) async fn change(
    State(app): State<App>,
    Administrator(signed): Administrator,
    Id(id): Id<AgentId>,
    Body(body): Body<AgentBody>,
) -> Response {
    let changed = change_agent(&app, signed.by(), id, body.into()).await;
    json(changed.map(|agent| OperatorWire::of(&app, agent)))
}

pub(crate) async fn delete(
    State(app): State<App>,
    Administrator(signed): Administrator,
    Id(id): Id<AgentId>,
) -> Response {
    done(delete_agent(&app, signed.by(), id).await)
}

pub(crate) async fn reset(
    State(app): State<App>,
    Administrator(signed): Administrator,
    Id(id): Id<AgentId>,
) -> Response {
    done(reset_second_factor(&app, signed.by(), id).await)
}

/// Nothing more to say.
pub(super) fn done(result: Result<(), Problem>) -> Response {
    match result {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(problem) => answer(&problem),
    }
}

#[derive(Serialize)]
struct SeatWire {
    name: String,
    email: String,
    days: u32,
}

#[derive(Serialize)]
struct MonthWire {
    month: String,
    seats: usize,
    agents: Vec<SeatWire>,
}

#[derive(Serialize)]
struct Seats {
    months: Vec<MonthWire>,
}

impl From<Month> for MonthWire {
    fn from(Month { month, seats }: Month) -> Self {
        let agents: Vec<SeatWire> =
            seats.into_iter().map(|seat| SeatWire { name: seat.name, email: seat.email, days: seat.days }).collect();
        Self { month, seats: agents.len(), agents }
    }
}

async fn months(app: &App) -> Result<Vec<Month>, Problem> {
    Ok(seats(&app.records.active_spans().await?, app.clock.now()))
}

pub(crate) async fn seat_table(State(app): State<App>, _: Administrator) -> Response {
    json(months(&app).await.map(|months| Seats { months: months.into_iter().map(Into::into).collect() }))
}

pub(crate) async fn seat_csv(State(app): State<App>, _: Administrator) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"seats.csv\""),
    ];
    match months(&app).await {
        Ok(months) => (headers, csv(&months)).into_response(),
        Err(problem) => answer(&problem),
    }
}
