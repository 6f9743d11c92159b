//! What visitors left when nobody was there.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, query};

use super::row::{Read, id, id_or_none, moment, moment_or_none, text, text_or_none};
use super::{Records, RecordsError, mails};
use crate::domain::ids::OfflineMessageId;
use crate::domain::mail::Mail;
use crate::domain::moment::Moment;
use crate::domain::offline_message::OfflineMessage;

impl Records {
    /// Stores a message with the e-mails about it: all of it, or nothing and then false, when the same visitor has left it before.
    pub async fn add_offline_message(&self, message: &OfflineMessage, about: &[Mail]) -> Result<bool, RecordsError> {
        let mut transaction = self.begin().await?;
        if !insert(&mut transaction, message).await? {
            return Ok(false);
        }
        for mail in about {
            mails::insert(&mut transaction, mail).await?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// The newest messages, at most `most`: all, or only those that are handled, or are not.
    pub async fn offline_messages(
        &self,
        handled: Option<bool>,
        most: i64,
    ) -> Result<Vec<OfflineMessage>, RecordsError> {
        let find = query(match handled {
            None => "SELECT * FROM offline_messages ORDER BY at DESC, id DESC LIMIT $1",
            Some(true) => "SELECT * FROM offline_messages WHERE handled IS NOT NULL ORDER BY at DESC, id DESC LIMIT $1",
            Some(false) => "SELECT * FROM offline_messages WHERE handled IS NULL ORDER BY at DESC, id DESC LIMIT $1",
        });
        find.bind(most).fetch_all(&self.read).await?.iter().map(read).collect()
    }

    /// What was left at `since` or later.
    pub async fn offline_messages_since(&self, since: Moment) -> Result<Vec<OfflineMessage>, RecordsError> {
        let find = query("SELECT * FROM offline_messages WHERE at >= $1").bind(since.0);
        find.fetch_all(&self.read).await?.iter().map(read).collect()
    }

    /// Notes that a message is handled, since when and by whom, or that it is not; `None` when there is no such message.
    pub async fn handle_offline_message(
        &self,
        message: OfflineMessageId,
        handled: Option<(Moment, &str)>,
    ) -> Result<Option<OfflineMessage>, RecordsError> {
        let update = query("UPDATE offline_messages SET handled = $2, handled_by = $3 WHERE id = $1 RETURNING *")
            .bind(message.to_string())
            .bind(handled.map(|(at, _)| at.0))
            .bind(handled.map(|(_, by)| by.to_owned()));
        update.fetch_optional(&self.write).await?.as_ref().map(read).transpose()
    }
}

async fn insert(connection: &mut AnyConnection, message: &OfflineMessage) -> Result<bool, RecordsError> {
    let inserted = query(
        "INSERT INTO offline_messages (id, site, visitor, visitor_name, client_id, name, email, department, text, url, chat, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
         ON CONFLICT (visitor, client_id) DO NOTHING",
    )
    .bind(message.id.to_string())
    .bind(message.site.to_string())
    .bind(message.visitor.to_string())
    .bind(message.visitor_name.clone())
    .bind(message.client_id.clone())
    .bind(message.name.clone())
    .bind(message.email.clone())
    .bind(message.department.clone())
    .bind(message.text.clone())
    .bind(message.url.clone())
    .bind(message.chat.map(|chat| chat.to_string()))
    .bind(message.at.0)
    .execute(connection)
    .await?;
    Ok(inserted.rows_affected() == 1)
}

fn read(row: &AnyRow) -> Read<OfflineMessage> {
    Ok(OfflineMessage {
        id: id(row, "id")?,
        site: text(row, "site")?.as_str().into(),
        visitor: id(row, "visitor")?,
        visitor_name: text(row, "visitor_name")?,
        client_id: text(row, "client_id")?,
        name: text(row, "name")?,
        email: text(row, "email")?,
        department: text_or_none(row, "department")?,
        text: text(row, "text")?,
        url: text(row, "url")?,
        chat: id_or_none(row, "chat")?,
        at: moment(row, "at")?,
        handled: moment_or_none(row, "handled")?,
        handled_by: text_or_none(row, "handled_by")?,
    })
}
