//! The overview, the hours of the week, the ways from page to page, and funnels are read.

use super::list_visits::Which;
use super::manage_funnels::find_funnel;
use super::problem::Problem;
use super::read_report::Known;
use crate::app::App;
use crate::domain::goal::Funnel;
use crate::domain::ids::FunnelId;
use crate::domain::interval::Interval;
use crate::domain::moment::Moment;
use crate::domain::period::Period;
use crate::domain::report::{OVERVIEW, nothing};
use crate::engines::clickhouse::{CellOfWeek, Line, Step};

/// The figures of a period.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are the words of REPORTS")]
pub struct Overview {
    pub period: Period,
    pub before: Option<Period>,
    pub simulated: bool,
    pub interval: Interval,
    /// Where the pieces begin.
    pub starts: Vec<Moment>,
    pub now: Pieces,
    pub was: Option<Pieces>,
}

/// The overview's figures as a whole and in pieces, each in the order of its columns.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Pieces {
    pub whole: Vec<Option<f64>>,
    pub pieces: Vec<Vec<Option<f64>>>,
}

/// Reads the overview; with `compare` beside the period before.
///
/// # Errors
/// An engine failed.
pub async fn read_overview(
    app: &App,
    which: &Which,
    interval: Option<Interval>,
    compare: bool,
) -> Result<Overview, Problem> {
    let known = Known::of(app, which).await?;
    let interval = interval.unwrap_or_else(|| Interval::suiting(&which.period));
    let before = compare.then(|| which.period.before());
    let (interval, starts) = interval.starts(&which.period);
    let (now, was, simulated) = tokio::try_join!(
        pieces(app, &known, which, &which.period, &starts),
        async {
            match &before {
                Some(period) => pieces(app, &known, which, period, &interval.starts(period).1).await.map(Some),
                None => Ok(None),
            }
        },
        async { Ok(app.visit_log.any_simulated(&known.question(which, &which.period, &[])).await?) },
    )?;
    Ok(Overview { period: which.period.clone(), before, simulated, interval, starts, now, was })
}

async fn pieces(
    app: &App,
    known: &Known,
    which: &Which,
    period: &Period,
    starts: &[Moment],
) -> Result<Pieces, Problem> {
    let lines = app.visit_log.overview(&known.question(which, period, starts)).await?;
    let figures_of = |is_it: &dyn Fn(&Line) -> bool| {
        lines.iter().find(|line| is_it(line)).map_or_else(|| nothing(&OVERVIEW), |line| line.figures.clone())
    };
    let piece = |start: &Moment| figures_of(&|line| line.is_total == 0 && line.key == start.0.to_string());
    Ok(Pieces { whole: figures_of(&|line| line.is_total == 1), pieces: starts.iter().map(piece).collect() })
}

/// Visits and chats by weekday and hour; hours without any are left out.
///
/// # Errors
/// An engine failed.
pub async fn read_hours(app: &App, which: &Which) -> Result<Vec<CellOfWeek>, Problem> {
    let known = Known::of(app, which).await?;
    Ok(app.visit_log.hours(&known.question(which, &which.period, &[])).await?)
}

/// The ways to a page and on from it.
#[derive(Debug, Default)]
#[expect(missing_docs, reason = "the fields are the words of REPORTS")]
pub struct Transitions {
    pub views: u64,
    /// Visits that began there.
    pub entries: u64,
    /// Visits that ended there.
    pub exits: u64,
    /// Most first.
    pub from: Vec<Step>,
    pub to: Vec<Step>,
}

/// Where those who saw `page` came from, and where they went.
///
/// # Errors
/// An engine failed.
pub async fn read_transitions(app: &App, which: &Which, page: &str) -> Result<Transitions, Problem> {
    let known = Known::of(app, which).await?;
    let steps = app.visit_log.transitions(page, &known.question(which, &which.period, &[])).await?;
    let mut found = Transitions::default();
    for step in steps {
        match (step.side, step.path.is_empty()) {
            (0, true) => found.entries = step.views,
            (0, false) => found.from.push(step),
            (_, true) => found.exits = step.views,
            (_, false) => found.to.push(step),
        }
    }
    found.views = found.entries + found.from.iter().map(|step| step.views).sum::<u64>();
    Ok(found)
}

/// How many visits came as far as each step of a funnel, or further.
///
/// # Errors
/// No such funnel of this site; an engine failed.
pub async fn read_funnel(app: &App, which: &Which, id: FunnelId) -> Result<(Funnel, Vec<u64>), Problem> {
    let funnel = find_funnel(app, id).await?;
    if funnel.site != which.site.key {
        return Err(Problem::NotFound("no such funnel".to_owned()));
    }
    let known = Known::of(app, which).await?;
    let ended = app.visit_log.funnel(&funnel, &known.question(which, &which.period, &[])).await?;
    let reached = (1..ended.len()).map(|step| ended[step..].iter().sum()).collect();
    Ok((funnel, reached))
}
