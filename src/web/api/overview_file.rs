//! The overview as a file: a line for each piece of the period.

use axum::extract::State;
use axum::response::Response;

use super::report_views::overview_of;
use crate::actions::read_overview::Overview;
use crate::actions::write_transcript::Saved;
use crate::app::App;
use crate::domain::csv::cell;
use crate::domain::period::Period;
use crate::domain::report::OVERVIEW;
use crate::web::answer::{answer, attachment};
use crate::web::asked::Asked;
use crate::web::session::Marketer;

pub(crate) async fn csv(State(app): State<App>, _: Marketer, asked: Asked) -> Response {
    match overview_of(&app, &asked, false).await {
        Ok(overview) => {
            let Period { from, to, .. } = &overview.period;
            let name = format!("overview-{from}-{to}.csv").replace(':', "");
            attachment(Saved { name, kind: "text/csv; charset=utf-8", bytes: lines(&overview).into_bytes() })
        }
        Err(problem) => answer(&problem),
    }
}

fn lines(overview: &Overview) -> String {
    let Overview { period, interval, starts, now, .. } = overview;
    let head = std::iter::once("From").chain(OVERVIEW.iter().map(|column| column.label)).map(cell).collect();
    let pieces = starts.iter().zip(&now.pieces).map(|(start, figures)| {
        let figures = figures.iter().map(|figure| figure.map_or_else(String::new, |figure| figure.to_string()));
        std::iter::once(interval.said(*start, &period.zone)).chain(figures).collect()
    });
    let line = |cells: Vec<String>| format!("{}\r\n", cells.join(","));
    std::iter::once(head).chain(pieces).map(line).collect()
}
