//! A report is read: its rows, beside those of the period before.

use std::collections::HashMap;

use super::list_visits::Which;
use super::problem::Problem;
use crate::app::App;
use crate::domain::goal::Goal;
use crate::domain::interval::Interval;
use crate::domain::invitation::Invitation;
use crate::domain::invitation_rule::assign::HELD_OUT;
use crate::domain::local_time::date;
use crate::domain::moment::Moment;
use crate::domain::period::Period;
use crate::domain::report::{
    By, Column, Figures, Report, Row, Shown, TableRow, arranged, behind, beside, named, nothing,
};
use crate::engines::clickhouse::{Line, Question};

/// Between the parts of a key.
const PART: char = '\u{1f}';

/// A report that was read.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are the words of REPORTS")]
pub struct Table {
    pub report: Report,
    pub period: Period,
    pub before: Option<Period>,
    pub simulated: bool,
    pub columns: &'static [Column],
    /// Each with the filter of the visits behind it.
    pub rows: Vec<(TableRow, Vec<String>)>,
    /// Before the limit.
    pub rows_total: usize,
    pub totals: Vec<Option<f64>>,
    pub totals_before: Option<Vec<Option<f64>>>,
}

/// What a question needs beside the site, the period and the filter.
pub(super) struct Known {
    pub(super) goals: Vec<Goal>,
    pub(super) open: Vec<Invitation>,
}

impl Known {
    /// The site's goals and open invitations.
    pub(super) async fn of(app: &App, which: &Which) -> Result<Self, Problem> {
        let goals = app.records.goals(&which.site.key).await?;
        let mut open = app.records.open_invitations().await?;
        open.retain(|invitation| invitation.site == which.site.key);
        Ok(Self { goals, open })
    }

    pub(super) fn question<'a>(&'a self, which: &'a Which, period: &'a Period, starts: &'a [Moment]) -> Question<'a> {
        let (site, filter) = (&which.site.key, &which.filter);
        Question { site, period, filter, starts, goals: &self.goals, open: &self.open }
    }
}

/// Reads a report; with `compare` beside the period before.
///
/// # Errors
/// There is no such column to sort by; an engine failed.
pub async fn read_report(
    app: &App,
    which: &Which,
    report: Report,
    compare: bool,
    shown: &Shown,
) -> Result<Table, Problem> {
    let known = Known::of(app, which).await?;
    let before = compare.then(|| which.period.before());
    let (now, was, simulated) = tokio::try_join!(
        figures(app, &known, which, report, &which.period),
        async {
            match &before {
                Some(period) => figures(app, &known, which, report, period).await.map(Some),
                None => Ok(None),
            }
        },
        async { Ok(app.visit_log.any_simulated(&known.question(which, &which.period, &[])).await?) },
    )?;
    let names = Names::of(app, report, which, &known).await?;
    let rows = now.rows.into_iter().map(|row| names.call(report, row)).collect();
    let rows = beside(report, rows, was.as_ref());
    let (rows, rows_total) = arranged(report, rows, shown).map_err(|why| Problem::invalid("sort", why))?;
    Ok(Table {
        report,
        period: which.period.clone(),
        before,
        simulated,
        columns: report.columns(),
        rows: rows.into_iter().map(|row| lead(report, row)).collect(),
        rows_total,
        totals: now.totals,
        totals_before: was.map(|was| was.totals),
    })
}

fn lead(report: Report, row: TableRow) -> (TableRow, Vec<String>) {
    let filters = behind(report, &row.key);
    (row, filters)
}

async fn figures(app: &App, known: &Known, which: &Which, report: Report, period: &Period) -> Result<Figures, Problem> {
    let (_, starts) = Interval::Day.starts(period);
    let lines = app.visit_log.report(report, &known.question(which, period, &starts)).await?;
    let figures = sorted_out(report, lines);
    Ok(match report {
        Report::Chats => filled(figures, report, &days(&starts)),
        Report::ChatsByHour | Report::Invitations(By::Hour) => filled(figures, report, &hours()),
        Report::Goals => of_goals(figures, &known.goals),
        Report::Invitations(By::Agent | By::Template) => without_lots(figures),
        _ => figures,
    })
}

fn sorted_out(report: Report, lines: Vec<Line>) -> Figures {
    let mut figures = Figures { rows: Vec::new(), totals: nothing(report.columns()) };
    let most = report.columns().len();
    let picked = |figures: Vec<Option<f64>>| picked(report, figures, most);
    for line in lines {
        if line.is_total == 1 {
            figures.totals = picked(line.figures);
        } else {
            let key = line.key.split(PART).map(str::to_owned).collect();
            figures.rows.push(Row { key, detail: line.detail, figures: picked(line.figures) });
        }
    }
    figures
}

/// Of what a question answers, what this report shows.
fn picked(report: Report, figures: Vec<Option<f64>>, most: usize) -> Vec<Option<f64>> {
    let places: &[usize] = match report {
        Report::EntryPages | Report::ExitPages => &[0, 1, 2, 4],
        Report::Countries
        | Report::Regions
        | Report::Cities
        | Report::Browsers
        | Report::Systems
        | Report::Devices
        | Report::Languages => &[0, 1, 2, 4, 5, 6],
        _ => return figures.into_iter().take(most).collect(),
    };
    places.iter().map(|place| figures[*place]).collect()
}

/// A row for each of `keys`, in their order.
fn filled(figures: Figures, report: Report, keys: &[String]) -> Figures {
    let mut found: HashMap<_, _> = figures.rows.into_iter().map(|row| (row.key[0].clone(), row.figures)).collect();
    let row = |(n, key): (usize, &String)| Row {
        key: vec![n.to_string()],
        detail: String::new(),
        figures: found.remove(key).unwrap_or_else(|| nothing(report.columns())),
    };
    Figures { rows: keys.iter().enumerate().map(row).collect(), totals: figures.totals }
}

fn days(starts: &[Moment]) -> Vec<String> {
    starts.iter().map(|start| start.0.to_string()).collect()
}

fn hours() -> Vec<String> {
    (0..24).map(|hour: u8| hour.to_string()).collect()
}

/// Goals are numbered from 1 in the answers; those that nobody reached are rows too.
fn of_goals(figures: Figures, goals: &[Goal]) -> Figures {
    let visits = figures.totals.first().copied().flatten().unwrap_or_default();
    let none = || {
        let rate = if visits > 0.0 { Some(0.0) } else { None };
        vec![Some(visits), Some(0.0), Some(0.0), rate, Some(0.0)]
    };
    let mut found: HashMap<_, _> = figures.rows.into_iter().map(|row| (row.key[0].clone(), row.figures)).collect();
    let row = |(n, goal): (usize, &Goal)| {
        let figures = found.remove(&(n + 1).to_string()).map_or_else(none, |figures| of_all(visits, &figures));
        Row { key: vec![goal.id.to_string()], detail: String::new(), figures }
    };
    Figures { rows: goals.iter().enumerate().map(row).collect(), totals: figures.totals }
}

/// A goal's figures, with all visits and not only those that reached it.
fn of_all(visits: f64, figures: &[Option<f64>]) -> Vec<Option<f64>> {
    let rate = figures[2].map(|reached| reached / visits);
    vec![Some(visits), figures[1], figures[2], rate, figures[4]]
}

/// Nobody has been chosen to invite when the lot falls.
fn without_lots(mut figures: Figures) -> Figures {
    for row in figures.rows.iter_mut().map(|row| &mut row.figures).chain([&mut figures.totals]) {
        (row[0], row[1]) = (None, None);
    }
    figures
}

/// What ids are called.
struct Names(HashMap<String, String>);

impl Names {
    async fn of(app: &App, report: Report, which: &Which, known: &Known) -> Result<Self, Problem> {
        let names = match report {
            Report::Goals => known.goals.iter().map(|goal| (goal.id.to_string(), goal.name.clone())).collect(),
            Report::Agents | Report::Invitations(By::Agent) => {
                app.records.agents().await?.into_iter().map(|agent| (agent.id.to_string(), agent.name)).collect()
            }
            Report::Invitations(By::Template) => {
                let templates = app.records.templates().await?;
                templates.into_iter().map(|template| (template.id.to_string(), template.name)).collect()
            }
            Report::Invitations(By::Rule | By::Variant) => rules(app).await?,
            Report::Chats => days_called(&which.period),
            _ => HashMap::new(),
        };
        Ok(Self(names))
    }

    fn call(&self, report: Report, row: Row) -> TableRow {
        let (label, detail) = self.named(report, &row.key);
        let detail = if row.detail.is_empty() { detail } else { row.detail };
        TableRow { key: row.key, label, detail, figures: row.figures, before: None }
    }

    fn named(&self, report: Report, key: &[String]) -> (String, String) {
        let known = |part: &String| self.0.get(part).cloned();
        match (report, key) {
            (Report::Invitations(By::Rule), [rule]) if rule.is_empty() => ("By agents".to_owned(), String::new()),
            (Report::Invitations(By::Template), [none]) if none.is_empty() => ("No template".to_owned(), String::new()),
            (Report::Invitations(By::Variant), [rule, arm]) => {
                let rule_name = known(rule).unwrap_or_else(|| "By agents".to_owned());
                let arm = if arm == HELD_OUT { Some("Left alone".to_owned()) } else { known(&format!("{rule}{arm}")) };
                (arm.unwrap_or_else(|| "Invited".to_owned()), rule_name)
            }
            (_, [id]) if self.0.contains_key(id) => (known(id).unwrap_or_default(), String::new()),
            _ => named(report, key),
        }
    }
}

/// Rules by their ids, and their variants by both ids.
async fn rules(app: &App) -> Result<HashMap<String, String>, Problem> {
    let mut names = HashMap::new();
    for rule in app.records.invitation_rules().await? {
        let variants = rule.variants.into_iter().map(|one| (format!("{}{}", rule.id, one.id), one.name));
        names.extend(variants);
        names.insert(rule.id.to_string(), rule.name);
    }
    Ok(names)
}

/// The days of a period by their places.
fn days_called(period: &Period) -> HashMap<String, String> {
    let (_, starts) = Interval::Day.starts(period);
    let called = |(n, start): (usize, &Moment)| (n.to_string(), date(*start, &period.zone));
    starts.iter().enumerate().map(called).collect()
}
