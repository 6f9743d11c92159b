//! Goals and funnels. For administrators and marketers.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::{Body, Id};
use crate::actions::manage_funnels::{FunnelDraft, add_funnel, change_funnel, delete_funnel};
use crate::actions::manage_goals::{GoalDraft, add_goal, change_goal, delete_goal};
use crate::app::App;
use crate::domain::goal::{Funnel, Goal, Target, TargetKind};
use crate::domain::ids::{FunnelId, GoalId, SiteKey};
use crate::web::answer::{answer, json, with};
use crate::web::session::Marketer;

/// A day, in minutes.
const fn a_day() -> u32 {
    24 * 60
}

#[derive(Deserialize)]
pub(crate) struct OfSite {
    pub(super) site: SiteKey,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GoalBody {
    /// Does not change.
    site: SiteKey,
    name: String,
    kind: TargetKind,
    pattern: String,
    value: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FunnelBody {
    /// Does not change.
    site: SiteKey,
    name: String,
    #[serde(default = "a_day")]
    within: u32,
    steps: Vec<Target>,
}

#[derive(Serialize)]
struct GoalWire {
    id: GoalId,
    site: SiteKey,
    name: String,
    kind: TargetKind,
    pattern: String,
    value: Option<f64>,
}

#[derive(Serialize)]
struct FunnelWire {
    id: FunnelId,
    site: SiteKey,
    name: String,
    within: u32,
    steps: Vec<Target>,
}

#[derive(Serialize)]
struct Goals {
    goals: Vec<GoalWire>,
}

#[derive(Serialize)]
struct Funnels {
    funnels: Vec<FunnelWire>,
}

impl From<Goal> for GoalWire {
    fn from(goal: Goal) -> Self {
        let Goal { id, site, name, target: Target { kind, pattern }, value, .. } = goal;
        Self { id, site, name, kind, pattern, value }
    }
}

impl From<Funnel> for FunnelWire {
    fn from(funnel: Funnel) -> Self {
        let Funnel { id, site, name, within, steps, .. } = funnel;
        Self { id, site, name, within, steps }
    }
}

impl From<GoalBody> for GoalDraft {
    fn from(body: GoalBody) -> Self {
        Self { name: body.name, target: Target { kind: body.kind, pattern: body.pattern }, value: body.value }
    }
}

impl From<FunnelBody> for FunnelDraft {
    fn from(body: FunnelBody) -> Self {
        Self { name: body.name, within: body.within, steps: body.steps }
    }
}

pub(crate) async fn list(State(app): State<App>, _: Marketer, Query(OfSite { site }): Query<OfSite>) -> Response {
    let goals = app.records.goals(&site).await.map_err(Into::into);
    json(goals.map(|goals| Goals { goals: goals.into_iter().map(Into::into).collect() }))
}

pub(crate) async fn add(State(app): State<App>, Marketer(signed): Marketer, Body(body): Body<GoalBody>) -> Response {
    let added = add_goal(&app, signed.by(), body.site.clone(), body.into()).await;
    with(StatusCode::CREATED, added.map(GoalWire::from))
}

pub(crate) async fn change(
    State(app): State<App>,
    Marketer(signed): Marketer,
    Id(id): Id<GoalId>,
    Body(body): Body<GoalBody>,
) -> Response {
    json(change_goal(&app, signed.by(), id, body.into()).await.map(GoalWire::from))
}

pub(crate) async fn delete(State(app): State<App>, Marketer(signed): Marketer, Id(id): Id<GoalId>) -> Response {
    match delete_goal(&app, signed.by(), id).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(problem) => answer(&problem),
    }
}

pub(crate) async fn funnels(State(app): State<App>, _: Marketer, Query(OfSite { site }): Query<OfSite>) -> Response {
    let funnels = app.records.funnels(&site).await.map_err(Into::into);
    json(funnels.map(|funnels| Funnels { funnels: funnels.into_iter().map(Into::into).collect() }))
}

pub(crate) async fn put_up(
    State(app): State<App>,
    Marketer(signed): Marketer,
    Body(body): Body<FunnelBody>,
) -> Response {
    let added = add_funnel(&app, signed.by(), body.site.clone(), body.into()).await;
    with(StatusCode::CREATED, added.map(FunnelWire::from))
}

pub(crate) async fn change_one(
    State(app): State<App>,
    Marketer(signed): Marketer,
    Id(id): Id<FunnelId>,
    Body(body): Body<FunnelBody>,
) -> Response {
    json(change_funnel(&app, signed.by(), id, body.into()).await.map(FunnelWire::from))
}

pub(crate) async fn take_down(State(app): State<App>, Marketer(signed): Marketer, Id(id): Id<FunnelId>) -> Response {
    match delete_funnel(&app, signed.by(), id).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(problem) => answer(&problem),
    }
}
