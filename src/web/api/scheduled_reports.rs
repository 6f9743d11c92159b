//! Reports that are sent by themselves. For administrators and marketers.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::goals::OfSite;
use super::{Body, Id};
use crate::actions::manage_scheduled_reports::{
    ScheduledDraft, add_scheduled_report, change_scheduled_report, delete_scheduled_report,
};
use crate::actions::problem::Problem;
use crate::actions::send_reports::send_report_now;
use crate::app::App;
use crate::domain::ids::{ScheduledReportId, SiteKey};
use crate::domain::moment::Moment;
use crate::domain::scheduled_report::{Every, Schedule, ScheduledReport};
use crate::web::answer::{answer, json, with};
use crate::web::session::Marketer;

/// Monday.
const fn monday() -> i8 {
    1
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScheduledBody {
    /// Does not change.
    site: SiteKey,
    name: String,
    every: Every,
    #[serde(default = "monday")]
    weekday: i8,
    hour: i8,
    recipients: Vec<String>,
    #[serde(default)]
    filters: Vec<String>,
    sections: Vec<String>,
}

#[derive(Serialize)]
struct ScheduledWire {
    id: ScheduledReportId,
    site: SiteKey,
    name: String,
    every: Every,
    weekday: i8,
    hour: i8,
    recipients: Vec<String>,
    filters: Vec<String>,
    sections: Vec<String>,
    next: Moment,
    last: Option<Last>,
}

#[derive(Serialize)]
struct Last {
    at: Moment,
    state: String,
}

#[derive(Serialize)]
struct All {
    scheduled_reports: Vec<ScheduledWire>,
}

impl From<ScheduledReport> for ScheduledWire {
    fn from(report: ScheduledReport) -> Self {
        let ScheduledReport { id, site, name, schedule, recipients, filters, sections, next, last, made: _ } = report;
        let Schedule { every, weekday, hour } = schedule;
        let last = last.map(|(at, state)| Last { at, state });
        Self { id, site, name, every, weekday, hour, recipients, filters, sections, next, last }
    }
}

impl From<ScheduledBody> for ScheduledDraft {
    fn from(body: ScheduledBody) -> Self {
        let ScheduledBody { site: _, name, every, weekday, hour, recipients, filters, sections } = body;
        Self { name, schedule: Schedule { every, weekday, hour }, recipients, filters, sections }
    }
}

pub(crate) async fn list(State(app): State<App>, _: Marketer, Query(OfSite { site }): Query<OfSite>) -> Response {
    let reports = app.records.scheduled_reports(&site).await.map_err(Into::into);
    json(reports.map(|reports| All { scheduled_reports: reports.into_iter().map(Into::into).collect() }))
}

pub(crate) async fn add(
    State(app): State<App>,
    Marketer(signed): Marketer,
    Body(body): Body<ScheduledBody>,
) -> Response {
    let added = add_scheduled_report(&app, signed.by(), body.site.clone(), body.into()).await;
    with(StatusCode::CREATED, added.map(ScheduledWire::from))
}

pub(crate) async fn change(
    State(app): State<App>,
    Marketer(signed): Marketer,
    Id(id): Id<ScheduledReportId>,
    Body(body): Body<ScheduledBody>,
) -> Response {
    json(change_scheduled_report(&app, signed.by(), id, body.into()).await.map(ScheduledWire::from))
}

pub(crate) async fn delete(
    State(app): State<App>,
    Marketer(signed): Marketer,
    Id(id): Id<ScheduledReportId>,
) -> Response {
    done(StatusCode::NO_CONTENT, delete_scheduled_report(&app, signed.by(), id).await)
}

pub(crate) async fn send(State(app): State<App>, _: Marketer, Id(id): Id<ScheduledReportId>) -> Response {
    done(StatusCode::ACCEPTED, send_report_now(&app, id).await)
}

fn done(status: StatusCode, done: Result<(), Problem>) -> Response {
    match done {
        Ok(()) => status.into_response(),
        Err(problem) => answer(&problem),
    }
}
