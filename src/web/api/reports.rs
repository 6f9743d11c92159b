//! Reports as tables, and as files. For administrators and marketers.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::response::Response;
use serde::Serialize;

use crate::actions::problem::Problem;
use crate::actions::read_report::{Table, read_report};
use crate::actions::write_transcript::Saved;
use crate::app::App;
use crate::domain::csv::cell;
use crate::domain::moment::Moment;
use crate::domain::period::Period;
use crate::domain::report::{By, Column, Report, Shown};
use crate::web::answer::{answer, attachment, json};
use crate::web::asked::Asked;
use crate::web::session::Marketer;

/// Rows unless it is said.
const ROWS: usize = 50;
/// Rows at most.
const MOST: usize = 1_000;

/// Figures by their columns' keys.
pub(super) type Figures = BTreeMap<&'static str, Option<f64>>;

#[derive(Serialize)]
pub(super) struct PeriodWire {
    from: String,
    to: String,
    zone: String,
    start: Moment,
    end: Moment,
}

#[derive(Serialize)]
struct TableWire {
    report: &'static str,
    period: PeriodWire,
    before: Option<PeriodWire>,
    simulated: bool,
    columns: &'static [Column],
    rows: Vec<RowWire>,
    rows_total: usize,
    totals: Figures,
    totals_before: Option<Figures>,
}

#[derive(Serialize)]
struct RowWire {
    label: String,
    detail: String,
    filters: Vec<String>,
    figures: Figures,
    before: Option<Figures>,
}

impl From<Period> for PeriodWire {
    fn from(period: Period) -> Self {
        let Period { from, to, zone, start, end, .. } = period;
        Self { from, to, zone, start, end }
    }
}

/// Figures under the keys of their columns.
pub(super) fn keyed(columns: &'static [Column], figures: &[Option<f64>]) -> Figures {
    columns.iter().map(|column| column.key).zip(figures.iter().copied()).collect()
}

impl From<Table> for TableWire {
    fn from(table: Table) -> Self {
        let Table { report, period, before, simulated, columns, rows, rows_total, totals, totals_before } = table;
        let keyed = |figures: &[Option<f64>]| keyed(columns, figures);
        let row = |(row, filters): (crate::domain::report::TableRow, Vec<String>)| RowWire {
            label: row.label,
            detail: row.detail,
            filters,
            figures: keyed(&row.figures),
            before: row.before.as_deref().map(keyed),
        };
        Self {
            report: report.word(),
            period: period.into(),
            before: before.map(Into::into),
            simulated,
            columns,
            rows: rows.into_iter().map(row).collect(),
            rows_total,
            totals: keyed(&totals),
            totals_before: totals_before.as_deref().map(keyed),
        }
    }
}

/// A report by its word; the invitations by what is said.
fn report(word: &str, asked: &Asked) -> Result<Report, Problem> {
    let report = Report::of_word(word).ok_or_else(|| Problem::NotFound(format!("there is no report “{word}”")))?;
    let Report::Invitations(_) = report else { return Ok(report) };
    let by = asked.read::<String>("by")?.unwrap_or_else(|| By::Rule.word().to_owned());
    let known = By::of_word(&by).map(Report::Invitations);
    known.ok_or_else(|| Problem::invalid("by", format!("Invitations are not told apart by “{by}”.")))
}

/// Whether the period before is asked for.
pub(super) fn compare(asked: &Asked) -> Result<bool, Problem> {
    match asked.read::<String>("compare")?.as_deref() {
        None | Some("before") => Ok(true),
        Some("none") => Ok(false),
        Some(other) => Err(Problem::invalid("compare", format!("“{other}” is nothing to compare with: before, none."))),
    }
}

pub(crate) async fn show(State(app): State<App>, _: Marketer, Path(word): Path<String>, asked: Asked) -> Response {
    match word.strip_suffix(".csv") {
        Some(word) => match table(&app, word, &asked, None, false).await {
            Ok(table) => file(&table),
            Err(problem) => answer(&problem),
        },
        None => json(page(&app, &word, &asked).await),
    }
}

async fn page(app: &App, word: &str, asked: &Asked) -> Result<TableWire, Problem> {
    let limit = asked.read("limit")?.unwrap_or(ROWS).clamp(1, MOST);
    table(app, word, asked, Some(limit), compare(asked)?).await.map(TableWire::from)
}

async fn table(app: &App, word: &str, asked: &Asked, limit: Option<usize>, compare: bool) -> Result<Table, Problem> {
    let report = report(word, asked)?;
    let [sort, search] = ["sort", "search"].map(|name| asked.read::<String>(name));
    let shown = Shown { sort: sort?.unwrap_or_default(), limit, search: search?.unwrap_or_default() };
    read_report(app, &asked.which, report, compare, &shown).await
}

fn file(table: &Table) -> Response {
    let Period { from, to, .. } = &table.period;
    let name = format!("{}-{from}-{to}.csv", table.report.word()).replace(':', "");
    attachment(Saved { name, kind: "text/csv; charset=utf-8", bytes: csv(table).into_bytes() })
}

fn csv(table: &Table) -> String {
    let head = ["Name", "Detail"].into_iter().chain(table.columns.iter().map(|column| column.label)).map(cell);
    let lines = table.rows.iter().map(|(row, _)| {
        let figures = row.figures.iter().map(|figure| figure.map_or_else(String::new, |figure| figure.to_string()));
        [cell(&row.label), cell(&row.detail)].into_iter().chain(figures).collect()
    });
    let line = |cells: Vec<String>| format!("{}\r\n", cells.join(","));
    std::iter::once(head.collect()).chain(lines).map(line).collect()
}
