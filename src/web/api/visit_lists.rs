//! Visits, page by page and as files.

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{self, StreamExt, TryStreamExt};
use serde::Serialize;

use crate::actions::list_visits::{AllVisits, Place, VisitsPage, list_visits};
use crate::actions::problem::Problem;
use crate::app::App;
use crate::domain::moment::Moment;
use crate::domain::visit_line::{HEADING, VisitLine};
use crate::web::answer::{answer, json};
use crate::web::asked::Asked;
use crate::web::session::{Marketer, Signed};
use crate::web::wire::written;

/// Visits on a page unless it is said.
const PAGE: u32 = 50;
/// Visits on a page at most.
const MOST: u32 = 200;

#[derive(Serialize)]
struct Page {
    total: u64,
    visits: Vec<VisitLine>,
    next: Option<String>,
    simulated: bool,
}

impl From<VisitsPage> for Page {
    fn from(page: VisitsPage) -> Self {
        let next = page.next.map(|(started, visit)| format!("{}.{visit}", started.0));
        Self { total: page.total.total, visits: page.lines, next, simulated: page.total.simulated > 0 }
    }
}

fn place(text: &str) -> Result<Place, Problem> {
    let read = || {
        let (started, visit) = text.split_once('.')?;
        Some((Moment(started.parse().ok()?), visit.parse().ok()?))
    };
    read().ok_or_else(|| Problem::invalid("after", "That is no place in the list."))
}

pub(crate) async fn list(State(app): State<App>, _: Signed, asked: Asked) -> Response {
    let bounds = || {
        let limit = asked.read("limit")?.unwrap_or(PAGE).clamp(1, MOST);
        let after = asked.read::<String>("after")?.as_deref().map(place).transpose()?;
        Ok((limit, after))
    };
    match bounds() {
        Ok((limit, after)) => json(list_visits(&app, &asked.which, after, limit).await.map(Page::from)),
        Err(problem) => answer(&problem),
    }
}

pub(crate) async fn csv(State(app): State<App>, _: Marketer, asked: Asked) -> Response {
    let zone = asked.which.site.time_zone.clone();
    let headers =
        [(CONTENT_TYPE, "text/csv; charset=utf-8"), (CONTENT_DISPOSITION, "attachment; filename=\"visits.csv\"")];
    match all(app, asked, HEADING, move |line| line.csv(&zone)).await {
        Ok(body) => (headers, body).into_response(),
        Err(problem) => answer(&problem),
    }
}

pub(crate) async fn jsonl(State(app): State<App>, _: Marketer, asked: Asked) -> Response {
    let headers = [(CONTENT_TYPE, "application/jsonl"), (CONTENT_DISPOSITION, "attachment; filename=\"visits.jsonl\"")];
    match all(app, asked, "", |line| written(line) + "\n").await {
        Ok(body) => (headers, body).into_response(),
        Err(problem) => answer(&problem),
    }
}

/// All visits as a file that is written while it is read. Once it has begun, a failure can only cut it off.
async fn all(
    app: App,
    asked: Asked,
    heading: &'static str,
    write: impl Fn(&VisitLine) -> String + Send + 'static,
) -> Result<Body, Problem> {
    let mut visits = AllVisits::of(asked.which);
    let first = visits.next(&app).await?;
    let more = stream::try_unfold((app, visits), |(app, mut visits)| async move {
        Ok::<_, Problem>(visits.next(&app).await?.map(|lines| (lines, (app, visits))))
    });
    let lines = stream::iter(first.map(Ok)).chain(more);
    let parts = lines.map_ok(move |lines| lines.iter().map(&write).collect::<String>());
    Ok(Body::from_stream(stream::iter([Ok(heading.to_owned())]).chain(parts)))
}
