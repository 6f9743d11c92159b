//! Saved filters.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::{Body, Id};
use crate::actions::manage_filters::{FilterDraft, add_filter, change_filter, delete_filter};
use crate::actions::problem::Problem;
use crate::app::App;
use crate::domain::ids::{AgentId, FilterId};
use crate::domain::saved_filter::SavedFilter;
use crate::web::answer::{answer, json, with};
use crate::web::session::Marketer;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FilterBody {
    name: String,
    query: String,
    #[serde(default)]
    columns: Vec<String>,
    #[serde(default)]
    shared: bool,
}

#[derive(Serialize)]
struct FilterWire {
    id: FilterId,
    name: String,
    query: String,
    columns: Vec<String>,
    shared: bool,
    mine: bool,
}

#[derive(Serialize)]
struct List {
    filters: Vec<FilterWire>,
}

impl From<FilterBody> for FilterDraft {
    fn from(FilterBody { name, query, columns, shared }: FilterBody) -> Self {
        Self { name, query, columns, shared }
    }
}

fn wire(filter: SavedFilter, agent: AgentId) -> FilterWire {
    let SavedFilter { id, agent: owner, name, query, columns, shared } = filter;
    FilterWire { id, name, query, columns, shared, mine: owner == agent }
}

pub(crate) async fn list(State(app): State<App>, Marketer(signed): Marketer) -> Response {
    let filters = app.records.filters_of(signed.agent.id).await.map_err(Problem::from);
    let wires = |filters: Vec<_>| filters.into_iter().map(|filter| wire(filter, signed.agent.id)).collect();
    json(filters.map(|filters| List { filters: wires(filters) }))
}

pub(crate) async fn add(State(app): State<App>, Marketer(signed): Marketer, Body(body): Body<FilterBody>) -> Response {
    let added = add_filter(&app, &signed.agent, body.into()).await;
    with(StatusCode::CREATED, added.map(|filter| wire(filter, signed.agent.id)))
}

pub(crate) async fn change(
    State(app): State<App>,
    Marketer(signed): Marketer,
    Id(id): Id<FilterId>,
    Body(body): Body<FilterBody>,
) -> Response {
    let changed = change_filter(&app, &signed.agent, id, body.into()).await;
    json(changed.map(|filter| wire(filter, signed.agent.id)))
}

pub(crate) async fn delete(State(app): State<App>, Marketer(signed): Marketer, Id(id): Id<FilterId>) -> Response {
    match delete_filter(&app, &signed.agent, id).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(problem) => answer(&problem),
    }
}
