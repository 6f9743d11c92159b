//! Reports whose time has come are written and put into the outbox; each once, whoever restarts.

use super::know_filter::know_filter;
use super::list_visits::Which;
use super::manage_scheduled_reports::find_scheduled_report;
use super::problem::Problem;
use super::queue_mail::new_mail;
use super::write_report::write_report;
use crate::app::App;
use crate::domain::ids::ScheduledReportId;
use crate::domain::mail::{About, Mail};
use crate::domain::scheduled_report::ScheduledReport;
use crate::domain::visit_filter::VisitFilter;

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
    let letter = write_report(app, report, &Which { site, period, filter }).await?;
    let mail = |to: &String| new_mail(app, About::Report, Some(report.id.0), to, letter.clone());
    Ok(report.recipients.iter().map(mail).collect())
}
