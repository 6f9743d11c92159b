//! Visits, page by page and as files.

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;

use crate::actions::list_visits::{Place, VisitsPage, list_visits};
use crate::actions::problem::Problem;
use crate::app::App;
use crate::domain::moment::Moment;
use crate::domain::visit_line::VisitLine;
use crate::web::answer::{answer, json};
use crate::web::asked::Asked;
use crate::web::session::Signed;

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
