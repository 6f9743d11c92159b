//! What an e-mail with reports says.

use super::list_visits::Which;
use super::problem::Problem;
use super::read_help::{Lots, read_help};
use super::read_overview::read_overview;
use super::read_report::read_report;
use crate::app::App;
use crate::domain::invitation_rule::Rule;
use crate::domain::local_time::day;
use crate::domain::period::Period;
use crate::domain::report::{OVERVIEW, Report, Shown, TableRow, written};
use crate::domain::scheduled_report::{HEAD, HELP, ScheduledReport, compared};
use crate::domain::site::Site;
use crate::domain::visit_filter::Condition;
use crate::engines::documents::{Letter, ReportFigure, ReportHelp, ReportLetter, ReportRow, ReportSection};

/// Rows of a table in an e-mail.
const ROWS: usize = 10;
/// Columns of a table in an e-mail.
const COLUMNS: usize = 4;

/// The letter of `report` about the visits of `which`.
///
/// # Errors
/// An engine failed.
pub(super) async fn write_report(app: &App, report: &ScheduledReport, which: &Which) -> Result<Letter, Problem> {
    let chosen = |word: &str| report.sections.iter().any(|section| section == word);
    let mut sections = Vec::new();
    for word in &report.sections {
        let Some(report) = Report::of_word(word) else { continue };
        sections.push(section(app, which, report).await?);
    }
    Ok(app.documents.report_letter(&ReportLetter {
        name: &report.name,
        site: &which.site.name,
        from: &day(which.period.start, &which.period.zone),
        to: &day(which.period.end.plus(-1), &which.period.zone),
        filters: &which.filter.filter.conditions.iter().map(Condition::in_words).collect::<Vec<_>>(),
        figures: if chosen(HEAD) { figures(app, which).await? } else { Vec::new() },
        asks_help: chosen(HELP),
        help: if chosen(HELP) { help(app, which).await? } else { Vec::new() },
        sections,
        console: &console(app, &which.site, which),
    })?)
}

async fn figures(app: &App, which: &Which) -> Result<Vec<ReportFigure>, Problem> {
    let overview = read_overview(app, which, None, true).await?;
    let before = |n: usize| overview.was.as_ref().and_then(|was| was.whole[n]);
    let figure = |(n, column): (usize, &crate::domain::report::Column)| ReportFigure {
        label: column.label,
        value: written(column.kind, overview.now.whole[n]),
        before: written(column.kind, before(n)),
    };
    Ok(OVERVIEW.iter().enumerate().map(figure).collect())
}

/// Of every rule that is measured by a goal, whether it helped; of the days of which that can be said by now.
async fn help(app: &App, which: &Which) -> Result<Vec<ReportHelp>, Problem> {
    let rules = app.records.invitation_rules().await?;
    let mut lines = Vec::new();
    for rule in rules.iter().filter(|rule| rule.site == which.site.key && rule.goal.is_some()) {
        let period = compared(app.clock.now(), &which.site.time_zone, rule.goal_within);
        let period = period.map_err(|why| Problem::invalid("goal_within", why))?;
        lines.push(helped(app, &Which { period, ..which.clone() }, rule).await?);
    }
    Ok(lines)
}

async fn helped(app: &App, which: &Which, rule: &Rule) -> Result<ReportHelp, Problem> {
    let help = read_help(app, which, Lots::Rule(rule.id), None).await?;
    let Period { start, end, zone, .. } = &which.period;
    Ok(ReportHelp {
        rule: rule.name.clone(),
        goal: help.goal.name,
        within_days: help.within_days,
        from: day(*start, zone),
        to: day(end.plus(-1), zone),
        headline: help.answer.verdict.headline(),
        sentence: help.answer.sentence,
    })
}

/// Where the same is in the console.
fn console(app: &App, site: &Site, which: &Which) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("site", site.key.as_str()).append_pair("from", &which.period.from);
    query.append_pair("to", &which.period.to);
    for condition in which.filter.filter.said() {
        query.append_pair("f", &condition);
    }
    format!("{}/reports?{}", app.config.public_url.trim_end_matches('/'), query.finish())
}

async fn section(app: &App, which: &Which, report: Report) -> Result<ReportSection, Problem> {
    let shown = Shown { limit: Some(ROWS), ..Shown::default() };
    let table = read_report(app, which, report, false, &shown).await?;
    let columns = &table.columns[..table.columns.len().min(COLUMNS)];
    let row = |(row, _): &(TableRow, Vec<String>)| ReportRow {
        label: row.label.clone(),
        cells: columns.iter().zip(&row.figures).map(|(column, figure)| written(column.kind, *figure)).collect(),
    };
    Ok(ReportSection {
        title: report.title(),
        columns: columns.iter().map(|column| column.label).collect(),
        rows: table.rows.iter().map(row).collect(),
        more: table.rows_total.saturating_sub(ROWS),
    })
}
