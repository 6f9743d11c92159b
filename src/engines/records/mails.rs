//! The outbox. Whoever moves an e-mail says where they saw it stand.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row, query};
use uuid::Uuid;

use super::dispatches::{dispatch, moving};
use super::row::{Read, id, id_or_none, moment, moment_or_none, text, text_or_none, word};
use super::{Records, RecordsError};
use crate::domain::dispatch::Dispatch;
use crate::domain::ids::MailId;
use crate::domain::mail::{About, Mail};
use crate::domain::moment::Moment;

impl Records {
    /// Puts an e-mail into the outbox.
    pub async fn add_mail(&self, mail: &Mail) -> Result<(), RecordsError> {
        let mut connection = self.write.acquire().await?;
        insert(&mut connection, mail).await
    }

    /// Puts a transcript that its visitor asked for into the outbox; false when there were `most` for the same chat already.
    pub async fn add_visitors_transcript(&self, mail: &Mail, most: i64) -> Result<bool, RecordsError> {
        let mut transaction = self.begin().await?;
        let before =
            query("SELECT COUNT(*) FROM mails WHERE subject_id = $1 AND about = 'transcript' AND asked_by IS NULL")
                .bind(mail.subject_id.map(|id| id.to_string()))
                .fetch_one(&mut *transaction)
                .await?;
        if before.try_get::<i64, _>(0)? >= most {
            return Ok(false);
        }
        insert(&mut transaction, mail).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// One e-mail.
    pub async fn mail(&self, mail: MailId) -> Result<Option<Mail>, RecordsError> {
        let find = query("SELECT * FROM mails WHERE id = $1").bind(mail.to_string());
        find.fetch_optional(&self.read).await?.as_ref().map(read).transpose()
    }

    /// The newest e-mails, at most `most`.
    pub async fn mails(&self, most: i64) -> Result<Vec<Mail>, RecordsError> {
        let find = query("SELECT * FROM mails ORDER BY made DESC, id DESC LIMIT $1").bind(most);
        find.fetch_all(&self.read).await?.iter().map(read).collect()
    }

    /// The e-mails about one thing, oldest first.
    pub async fn mails_about(&self, subject: Uuid) -> Result<Vec<Mail>, RecordsError> {
        let find = query("SELECT * FROM mails WHERE subject_id = $1 ORDER BY made, id").bind(subject.to_string());
        find.fetch_all(&self.read).await?.iter().map(read).collect()
    }

    /// E-mails to be tried by now, the longest overdue first, at most `most`.
    pub async fn mails_due(&self, now: Moment, most: i64) -> Result<Vec<Mail>, RecordsError> {
        let find =
            query("SELECT * FROM mails WHERE state = 'queued' AND next_try <= $1 ORDER BY next_try, id LIMIT $2");
        find.bind(now.0).bind(most).fetch_all(&self.read).await?.iter().map(read).collect()
    }

    /// Stores how far an e-mail has come that stood as `before`; false when it stands there no more, and nothing is written.
    pub async fn move_mail(&self, moved: &Mail, before: &Dispatch) -> Result<bool, RecordsError> {
        let swap = query(
            "UPDATE mails SET state = $4, tries = $5, next_try = $6, error = $7, sent = $8
             WHERE id = $1 AND state = $2 AND tries = $3",
        );
        let swap = moving(swap, moved.id.to_string(), before, &moved.dispatch).bind(moved.sent.map(|at| at.0));
        Ok(swap.execute(&self.write).await?.rows_affected() == 1)
    }
}

pub(super) async fn insert(connection: &mut AnyConnection, mail: &Mail) -> Result<(), RecordsError> {
    query(
        "INSERT INTO mails (id, about, subject_id, recipient, subject, text, html, reply_to, made, state, tries, next_try, sent, error,
             asked_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
    )
    .bind(mail.id.to_string())
    .bind(mail.about.word())
    .bind(mail.subject_id.map(|id| id.to_string()))
    .bind(mail.to.clone())
    .bind(mail.subject.clone())
    .bind(mail.text.clone())
    .bind(mail.html.clone())
    .bind(mail.reply_to.clone())
    .bind(mail.made.0)
    .bind(mail.dispatch.state.word())
    .bind(mail.dispatch.tries)
    .bind(mail.dispatch.next_try.0)
    .bind(mail.sent.map(|at| at.0))
    .bind(mail.dispatch.error.clone())
    .bind(mail.by.map(|agent| agent.to_string()))
    .execute(connection)
    .await?;
    Ok(())
}

fn read(row: &AnyRow) -> Read<Mail> {
    Ok(Mail {
        id: id(row, "id")?,
        about: word(row, "about", About::of_word)?,
        subject_id: id_or_none(row, "subject_id")?,
        by: id_or_none(row, "asked_by")?,
        to: text(row, "recipient")?,
        subject: text(row, "subject")?,
        text: text(row, "text")?,
        html: text_or_none(row, "html")?,
        reply_to: text_or_none(row, "reply_to")?,
        made: moment(row, "made")?,
        dispatch: dispatch(row)?,
        sent: moment_or_none(row, "sent")?,
    })
}
