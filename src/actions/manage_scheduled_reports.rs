//! Reports that are sent by themselves are added, changed and deleted.

use serde_json::{Value, json};

use super::manage_goals::site_is_there;
use super::note_change::{By, difference, note_change};
use super::problem::Problem;
use crate::app::App;
use crate::domain::goal::sound_name;
use crate::domain::ids::{ScheduledReportId, SiteKey};
use crate::domain::moment::Moment;
use crate::domain::scheduled_report::{Schedule, ScheduledReport, sound_recipients, sound_sections};
use crate::domain::visit_filter::VisitFilter;

/// What somebody says of a scheduled report.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the words of REPORTS")]
pub struct ScheduledDraft {
    pub name: String,
    pub schedule: Schedule,
    pub recipients: Vec<String>,
    pub filters: Vec<String>,
    pub sections: Vec<String>,
}

/// Adds a scheduled report; it goes for the first time when its time comes next.
///
/// # Errors
/// A field is wrong; an engine failed.
pub async fn add_scheduled_report(
    app: &App,
    by: By<'_>,
    site: SiteKey,
    draft: ScheduledDraft,
) -> Result<ScheduledReport, Problem> {
    site_is_there(app, &site).await?;
    let report = sound(app, ScheduledReportId(app.clock.id()), site, draft, app.clock.now())?;
    app.records.add_scheduled_report(&report).await?;
    note_change(app, by, "scheduled_report.added", &report.name, difference(&json!({}), &told(&report))).await;
    Ok(report)
}

/// Changes a scheduled report.
///
/// # Errors
/// No such report; a field is wrong; an engine failed.
pub async fn change_scheduled_report(
    app: &App,
    by: By<'_>,
    id: ScheduledReportId,
    draft: ScheduledDraft,
) -> Result<ScheduledReport, Problem> {
    let before = find_scheduled_report(app, id).await?;
    let changed = sound(app, id, before.site.clone(), draft, before.made)?;
    let report = ScheduledReport { last: before.last.clone(), ..changed };
    if !app.records.change_scheduled_report(&report).await? {
        return Err(gone());
    }
    note_change(app, by, "scheduled_report.changed", &report.name, difference(&told(&before), &told(&report))).await;
    Ok(report)
}

/// Deletes a scheduled report.
///
/// # Errors
/// No such report; an engine failed.
pub async fn delete_scheduled_report(app: &App, by: By<'_>, id: ScheduledReportId) -> Result<(), Problem> {
    let before = find_scheduled_report(app, id).await?;
    if !app.records.delete_scheduled_report(id).await? {
        return Err(gone());
    }
    note_change(app, by, "scheduled_report.deleted", &before.name, told(&before)).await;
    Ok(())
}

/// The scheduled report `id`.
pub(super) async fn find_scheduled_report(app: &App, id: ScheduledReportId) -> Result<ScheduledReport, Problem> {
    app.records.scheduled_report(id).await?.ok_or_else(gone)
}

fn sound(
    app: &App,
    id: ScheduledReportId,
    site: SiteKey,
    draft: ScheduledDraft,
    made: Moment,
) -> Result<ScheduledReport, Problem> {
    let schedule = draft.schedule.sound().map_err(|(field, why)| Problem::invalid(field, why))?;
    VisitFilter::parse(draft.filters.iter().map(String::as_str)).map_err(|why| Problem::invalid("filters", why))?;
    let zone = app.live.sites.get(&site).map_or_else(|| "UTC".to_owned(), |site| site.time_zone.clone());
    Ok(ScheduledReport {
        id,
        site,
        name: sound_name(&draft.name).map_err(|why| Problem::invalid("name", why))?,
        schedule,
        recipients: sound_recipients(&draft.recipients).map_err(|why| Problem::invalid("recipients", why))?,
        filters: draft.filters,
        sections: sound_sections(draft.sections).map_err(|why| Problem::invalid("sections", why))?,
        next: schedule.next(app.clock.now(), &zone),
        last: None,
        made,
    })
}

fn told(report: &ScheduledReport) -> Value {
    let Schedule { every, weekday, hour } = report.schedule;
    json!({"site": report.site, "name": report.name, "every": every, "weekday": weekday, "hour": hour,
        "recipients": report.recipients, "filters": report.filters, "sections": report.sections})
}

fn gone() -> Problem {
    Problem::NotFound("no such scheduled report".to_owned())
}
