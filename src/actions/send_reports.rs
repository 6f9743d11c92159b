//! Reports whose time has come are written and put into the outbox; each once, whoever restarts.

use super::know_filter::know_filter;
use super::list_visits::Which;
use super::manage_scheduled_reports::find_scheduled_report;
use super::problem::Problem;
use super::queue_mail::new_mail;
use super::read_overview::read_overview;
use super::read_report::read_report;
use crate::app::App;
use crate::domain::ids::ScheduledReportId;
use crate::domain::local_time::day;
use crate::domain::mail::{About, Mail};
use crate::domain::report::{OVERVIEW, Report, Shown, written};
use crate::domain::scheduled_report::ScheduledReport;
use crate::domain::site::Site;
use crate::domain::visit_filter::VisitFilter;
use crate::engines::documents::{Letter, ReportFigure, ReportLetter, ReportRow, ReportSection};

/// Rows of a table in an e-mail.
const ROWS: usize = 10;
/// Columns of a table in an e-mail.
const COLUMNS: usize = 4;

/// Sends what is due. A report of a time that was missed goes once, about the days before now.
///
/// # Errors
/// The records failed; what the visit log does not answer waits for the next look.
pub async fn send_due_reports(app: &App) -> Result<(), Problem> {
    for report in app.records.scheduled_reports_due(app.clock.now()).await? {
        match mails(app, &report).await {
            Ok(mails) => note_sent(app, &report, &mails).await?,
            Err(Problem::VisitLog(error)) => return Err(error.into()),
            Err(problem) => {
                tracing::warn!(%problem, report = %report.id, "a scheduled report could not be written");
                note_sent(app, &report, &[]).await?;
            }
        }
    }
    Ok(())
}

async fn note_sent(app: &App, report: &ScheduledReport, mails: &[Mail]) -> Result<(), Problem> {
    let now = app.clock.now();
    let zone = app.live.sites.get(&report.site).map_or_else(|| "UTC".to_owned(), |site| site.time_zone.clone());
    app.records.send_scheduled_report(report, now, report.schedule.next(now, &zone), mails).await?;
    app.live.wakes.mail.notify_one();
    Ok(())
}

/// Sends a report now; when it goes next stays as it is.
///
/// # Errors
/// No such report; an engine failed.
pub async fn send_report_now(app: &App, id: ScheduledReportId) -> Result<(), Problem> {
    let report = find_scheduled_report(app, id).await?;
    let mails = mails(app, &report).await?;
    if !app.records.send_scheduled_report(&report, app.clock.now(), report.next, &mails).await? {
        return Err(Problem::Conflict("it has just been sent or changed; look again".to_owned()));
    }
    app.live.wakes.mail.notify_one();
    Ok(())
}

/// An e-mail to each of its recipients.
async fn mails(app: &App, report: &ScheduledReport) -> Result<Vec<Mail>, Problem> {
    let site = app.live.sites.get(&report.site);
    let site = site.ok_or_else(|| Problem::NotFound("its site is gone".to_owned()))?;
    let period = report.schedule.period(app.clock.now(), &site.time_zone);
    let period = period.map_err(|why| Problem::invalid("every", why))?;
    let filter = VisitFilter::parse(report.filters.iter().map(String::as_str));
    let filter = filter.map_err(|why| Problem::invalid("filters", why))?;
    let filter = know_filter(app, &site, filter).await?;
    let letter = letter(app, report, &Which { site, period, filter }).await?;
    let mail = |to: &String| new_mail(app, About::Report, Some(report.id.0), to, letter.clone());
    Ok(report.recipients.iter().map(mail).collect())
}

async fn letter(app: &App, report: &ScheduledReport, which: &Which) -> Result<Letter, Problem> {
    let overview = read_overview(app, which, None, true).await?;
    let before = |n: usize| overview.was.as_ref().and_then(|was| was.whole[n]);
    let figures = OVERVIEW.iter().enumerate().map(|(n, column)| ReportFigure {
        label: column.label,
        value: written(column.kind, overview.now.whole[n]),
        before: written(column.kind, before(n)),
    });
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
        filters: &report.filters,
        figures: figures.collect(),
        sections,
        console: &console(app, &which.site, which),
    })?)
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
    let row = |(row, _): &(crate::domain::report::TableRow, Vec<String>)| ReportRow {
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
