//! Reports that are sent by themselves.

use sqlx::any::AnyRow;
use sqlx::query;

use super::mails::insert;
use super::row::{Read, document, id, json, moment, moment_or_none, number, text, text_or_none, word};
use super::{Records, RecordsError};
use crate::domain::ids::{ScheduledReportId, SiteKey};
use crate::domain::mail::Mail;
use crate::domain::moment::Moment;
use crate::domain::scheduled_report::{Every, Schedule, ScheduledReport};

impl Records {
    /// A site's scheduled reports, by name.
    pub async fn scheduled_reports(&self, site: &SiteKey) -> Result<Vec<ScheduledReport>, RecordsError> {
        let find = query("SELECT * FROM scheduled_reports WHERE site = $1 ORDER BY name, id").bind(site.to_string());
        find.fetch_all(&self.read).await?.iter().map(read).collect()
    }

    /// One of them.
    pub async fn scheduled_report(&self, report: ScheduledReportId) -> Result<Option<ScheduledReport>, RecordsError> {
        let find = query("SELECT * FROM scheduled_reports WHERE id = $1").bind(report.to_string());
        find.fetch_optional(&self.read).await?.as_ref().map(read).transpose()
    }

    /// Those whose time has come, the longest overdue first.
    pub async fn scheduled_reports_due(&self, now: Moment) -> Result<Vec<ScheduledReport>, RecordsError> {
        let find = query("SELECT * FROM scheduled_reports WHERE next <= $1 ORDER BY next, id").bind(now.0);
        find.fetch_all(&self.read).await?.iter().map(read).collect()
    }

    /// Adds a scheduled report.
    pub async fn add_scheduled_report(&self, report: &ScheduledReport) -> Result<(), RecordsError> {
        query(
            "INSERT INTO scheduled_reports (id, site, name, every, weekday, hour, recipients, filters, sections, next, made)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )
        .bind(report.id.to_string())
        .bind(report.site.to_string())
        .bind(report.name.clone())
        .bind(report.schedule.every.word())
        .bind(i64::from(report.schedule.weekday))
        .bind(i64::from(report.schedule.hour))
        .bind(json(&report.recipients)?)
        .bind(json(&report.filters)?)
        .bind(json(&report.sections)?)
        .bind(report.next.0)
        .bind(report.made.0)
        .execute(&self.write)
        .await?;
        Ok(())
    }

    /// Changes a scheduled report and when it goes next; false when there is none.
    pub async fn change_scheduled_report(&self, report: &ScheduledReport) -> Result<bool, RecordsError> {
        let update = query(
            "UPDATE scheduled_reports SET name = $2, every = $3, weekday = $4, hour = $5, recipients = $6, filters = $7,
                 sections = $8, next = $9 WHERE id = $1",
        )
        .bind(report.id.to_string())
        .bind(report.name.clone())
        .bind(report.schedule.every.word())
        .bind(i64::from(report.schedule.weekday))
        .bind(i64::from(report.schedule.hour))
        .bind(json(&report.recipients)?)
        .bind(json(&report.filters)?)
        .bind(json(&report.sections)?)
        .bind(report.next.0);
        Ok(update.execute(&self.write).await?.rows_affected() == 1)
    }

    /// Deletes a scheduled report; false when there is none.
    pub async fn delete_scheduled_report(&self, report: ScheduledReportId) -> Result<bool, RecordsError> {
        let delete = query("DELETE FROM scheduled_reports WHERE id = $1").bind(report.to_string());
        Ok(delete.execute(&self.write).await?.rows_affected() == 1)
    }

    /// Puts a scheduled report's e-mails into the outbox and notes that it goes `next` time then: all of it, or nothing, and then false,
    /// because somebody else has, or it was changed. No e-mails: it failed this time.
    pub async fn send_scheduled_report(
        &self,
        report: &ScheduledReport,
        now: Moment,
        next: Moment,
        mails: &[Mail],
    ) -> Result<bool, RecordsError> {
        let mut transaction = self.begin().await?;
        let update =
            query("UPDATE scheduled_reports SET next = $3, last_at = $4, last_state = $5 WHERE id = $1 AND next = $2")
                .bind(report.id.to_string())
                .bind(report.next.0)
                .bind(next.0)
                .bind(now.0)
                .bind(if mails.is_empty() { "failed" } else { "sent" });
        if update.execute(&mut *transaction).await?.rows_affected() == 0 {
            return Ok(false);
        }
        for mail in mails {
            insert(&mut transaction, mail).await?;
        }
        transaction.commit().await?;
        Ok(true)
    }
}

fn read(row: &AnyRow) -> Read<ScheduledReport> {
    let small = |column| i8::try_from(number(row, column)?).map_err(|_| RecordsError::Unreadable(column));
    let every = word(row, "every", Every::of_word)?;
    Ok(ScheduledReport {
        id: id(row, "id")?,
        site: text(row, "site")?.as_str().into(),
        name: text(row, "name")?,
        schedule: Schedule { every, weekday: small("weekday")?, hour: small("hour")? },
        recipients: document(row, "recipients")?,
        filters: document(row, "filters")?,
        sections: document(row, "sections")?,
        next: moment(row, "next")?,
        last: moment_or_none(row, "last_at")?.zip(text_or_none(row, "last_state")?),
        made: moment(row, "made")?,
    })
}
