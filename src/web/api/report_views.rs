//! What is reported otherwise than as a table: the overview, the hours of the week, the ways from page to page, funnels. For
//! administrators and marketers.

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;

use super::Id;
use super::reports::{PeriodWire, compare};
use crate::actions::problem::Problem;
use crate::actions::read_overview::{
    Overview, Pieces, Transitions, read_funnel, read_hours, read_overview, read_transitions,
};
use crate::app::App;
use crate::domain::goal::{Funnel, Target, TargetKind};
use crate::domain::ids::FunnelId;
use crate::domain::interval::Interval;
use crate::domain::moment::Moment;
use crate::domain::report::{Column, Kind, OVERVIEW, Report, behind};
use crate::engines::clickhouse::{CellOfWeek, Step};
use crate::web::answer::json;
use crate::web::asked::Asked;
use crate::web::session::Marketer;

#[derive(Serialize)]
struct OverviewWire {
    period: PeriodWire,
    before: Option<PeriodWire>,
    simulated: bool,
    figures: Vec<FigureWire>,
    series: SeriesWire,
}

#[derive(Serialize)]
struct FigureWire {
    #[serde(flatten)]
    column: Column,
    value: Option<f64>,
    before: Option<f64>,
    filters: Vec<&'static str>,
}

#[derive(Serialize)]
struct SeriesWire {
    interval: &'static str,
    starts: Vec<Moment>,
    lines: Vec<LineWire>,
}

#[derive(Serialize)]
struct LineWire {
    key: &'static str,
    label: &'static str,
    kind: Kind,
    values: Vec<Option<f64>>,
    before: Option<Vec<Option<f64>>>,
}

#[derive(Serialize)]
struct Hours {
    cells: Vec<CellWire>,
}

#[derive(Serialize)]
struct CellWire {
    weekday: u8,
    hour: u8,
    visits: u64,
    chats: u64,
}

#[derive(Serialize)]
struct TransitionsWire {
    page: String,
    views: u64,
    entries: u64,
    exits: u64,
    from: Vec<StepWire>,
    to: Vec<StepWire>,
}

#[derive(Serialize)]
struct StepWire {
    label: String,
    views: u64,
    share: f64,
    filters: Vec<String>,
}

#[derive(Serialize)]
struct FunnelWire {
    id: FunnelId,
    name: String,
    within: u32,
    steps: Vec<FunnelStep>,
}

#[derive(Serialize)]
struct FunnelStep {
    kind: TargetKind,
    label: String,
    visits: u64,
    share_of_first: Option<f64>,
    share_of_step_before: Option<f64>,
    filters: Vec<String>,
}

/// The filter of the visits behind each of the overview's figures.
const BEHIND: [&[&str]; 8] = [&[], &[], &[], &[], &[], &["pages:is:1"], &["chatted:is:yes"], &["outcome:is:accepted"]];

impl From<Overview> for OverviewWire {
    fn from(overview: Overview) -> Self {
        let Overview { period, before, simulated, interval, starts, now, was } = overview;
        let figure = |(n, column): (usize, &Column)| FigureWire {
            column: *column,
            value: now.whole[n],
            before: was.as_ref().and_then(|was| was.whole[n]),
            filters: BEHIND[n].to_vec(),
        };
        let values = |pieces: &Pieces, n: usize| pieces.pieces.iter().map(|figures| figures[n]).collect();
        let line = |(n, column): (usize, &Column)| LineWire {
            key: column.key,
            label: column.label,
            kind: column.kind,
            values: values(&now, n),
            before: was.as_ref().map(|was| values(was, n)),
        };
        let lines = OVERVIEW.iter().enumerate().map(line).collect();
        Self {
            period: period.into(),
            before: before.map(Into::into),
            simulated,
            figures: OVERVIEW.iter().enumerate().map(figure).collect(),
            series: SeriesWire { interval: interval.word(), starts, lines },
        }
    }
}

impl From<CellOfWeek> for CellWire {
    fn from(cell: CellOfWeek) -> Self {
        let CellOfWeek { weekday, hour, visits, chats } = cell;
        Self { weekday, hour, visits, chats }
    }
}

fn share(part: u64, whole: u64) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "counts are fewer than 2^52")]
    (whole > 0).then(|| part as f64 / whole as f64)
}

impl TransitionsWire {
    fn of(page: String, found: Transitions) -> Self {
        let Transitions { views, entries, exits, from, to } = found;
        let steps = |steps: Vec<Step>| steps.into_iter().map(|step| StepWire::of(step, views)).collect();
        Self { page, views, entries, exits, from: steps(from), to: steps(to) }
    }
}

impl StepWire {
    fn of(step: Step, views: u64) -> Self {
        let share = share(step.views, views).unwrap_or_default();
        let filters = behind(Report::Pages, std::slice::from_ref(&step.path));
        Self { label: step.path, views: step.views, share, filters }
    }
}

impl FunnelWire {
    fn of(funnel: Funnel, visits: &[u64]) -> Self {
        let first = visits.first().copied().unwrap_or(0);
        let step = |(n, (target, count)): (usize, (Target, u64))| {
            let report = if target.kind == TargetKind::Page { Report::Pages } else { Report::Events };
            let plain = !target.pattern.contains('*');
            FunnelStep {
                kind: target.kind,
                visits: count,
                share_of_first: share(count, first),
                share_of_step_before: n.checked_sub(1).and_then(|before| share(count, visits[before])),
                filters: if plain { behind(report, std::slice::from_ref(&target.pattern)) } else { Vec::new() },
                label: target.pattern,
            }
        };
        let steps = funnel.steps.into_iter().zip(visits.iter().copied()).enumerate().map(step).collect();
        Self { id: funnel.id, name: funnel.name, within: funnel.within, steps }
    }
}

pub(crate) async fn overview(State(app): State<App>, _: Marketer, asked: Asked) -> Response {
    let found = async { overview_of(&app, &asked, compare(&asked)?).await };
    json(found.await.map(OverviewWire::from))
}

pub(super) async fn overview_of(app: &App, asked: &Asked, compare: bool) -> Result<Overview, Problem> {
    let said = asked.read::<String>("interval")?;
    let interval = said.map(|word| {
        Interval::of_word(&word)
            .ok_or_else(|| Problem::invalid("interval", format!("“{word}” is none of hour, day, week and month.")))
    });
    read_overview(app, &asked.which, interval.transpose()?, compare).await
}

pub(crate) async fn hours(State(app): State<App>, _: Marketer, asked: Asked) -> Response {
    let cells = read_hours(&app, &asked.which).await;
    json(cells.map(|cells| Hours { cells: cells.into_iter().map(Into::into).collect() }))
}

pub(crate) async fn transitions(State(app): State<App>, _: Marketer, asked: Asked) -> Response {
    json(transitions_of(&app, &asked).await)
}

async fn transitions_of(app: &App, asked: &Asked) -> Result<TransitionsWire, Problem> {
    let page = asked.read::<String>("page")?;
    let page = page.ok_or_else(|| Problem::invalid("page", "Which page? Its path is missing."))?;
    let found = read_transitions(app, &asked.which, &page).await?;
    Ok(TransitionsWire::of(page, found))
}

pub(crate) async fn funnel(State(app): State<App>, _: Marketer, Id(id): Id<FunnelId>, asked: Asked) -> Response {
    json(read_funnel(&app, &asked.which, id).await.map(|(funnel, visits)| FunnelWire::of(funnel, &visits)))
}
