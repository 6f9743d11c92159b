//! What is noted of a chat beside its messages: how far each side has read, what the visitor thought of it, what it was about.

use sqlx::query;

use super::chats::read;
use super::row::json;
use super::{Records, RecordsError};
use crate::domain::chat::Chat;
use crate::domain::ids::ChatId;
use crate::domain::moment::Moment;

impl Records {
    /// Notes that an agent has read a chat up to message `seq`; `None` when that is no news.
    pub async fn read_chat(&self, chat: ChatId, seq: i64) -> Result<Option<Chat>, RecordsError> {
        let update =
            query("UPDATE chats SET read_seq = $2 WHERE id = $1 AND read_seq < $2 AND last_seq >= $2 RETURNING *");
        let changed = update.bind(chat.to_string()).bind(seq).fetch_optional(&self.write).await?;
        changed.as_ref().map(read).transpose()
    }

    /// Notes how far the visitor's pages have come; a mark never goes back, nor past the last message. `None` when it is no news.
    pub async fn mark_chat(&self, chat: ChatId, delivered: i64, seen: i64) -> Result<Option<Chat>, RecordsError> {
        let update = query(
            "UPDATE chats SET visitor_delivered = CASE WHEN $2 > visitor_delivered THEN $2 ELSE visitor_delivered END,
                 visitor_read = CASE WHEN $3 > visitor_read THEN $3 ELSE visitor_read END
             WHERE id = $1 AND (visitor_delivered < $2 OR visitor_read < $3) AND last_seq >= $2 AND last_seq >= $3 RETURNING *",
        );
        let update = update.bind(chat.to_string()).bind(delivered.max(seen)).bind(seen);
        update.fetch_optional(&self.write).await?.as_ref().map(read).transpose()
    }

    /// Notes the visitor's rating of a chat that was accepted and has not ended before `since`; `None` when it is none of these.
    pub async fn rate_chat(
        &self,
        chat: ChatId,
        stars: i64,
        comment: Option<&str>,
        since: Moment,
    ) -> Result<Option<Chat>, RecordsError> {
        let update = query(
            "UPDATE chats SET rating = $2, comment = $3
             WHERE id = $1 AND accepted IS NOT NULL AND (ended IS NULL OR ended >= $4) RETURNING *",
        );
        let update = update.bind(chat.to_string()).bind(stars).bind(comment.map(str::to_owned)).bind(since.0);
        update.fetch_optional(&self.write).await?.as_ref().map(read).transpose()
    }

    /// Replaces a chat's tags and note; `None` when there is no such chat.
    pub async fn describe_chat(&self, chat: ChatId, tags: &[String], note: &str) -> Result<Option<Chat>, RecordsError> {
        let update = query("UPDATE chats SET tags = $2, note = $3 WHERE id = $1 RETURNING *");
        let update = update.bind(chat.to_string()).bind(json(&tags)?).bind(note.to_owned());
        update.fetch_optional(&self.write).await?.as_ref().map(read).transpose()
    }
}
