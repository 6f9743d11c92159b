//! Messages: numbered without gaps within their chat, and each of them once.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row, query};

use super::row::{
    Read, document_or_none, id, id_or_none, json, moment, moment_or_none, number, text, text_or_none, word,
};
use super::{Records, RecordsError, StoredFile, files};
use crate::domain::ids::{ChatId, VisitorKey};
use crate::domain::message::{From, Message};
use crate::domain::moment::Moment;

/// What came of saying something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Say {
    /// It is stored, with its number.
    Said(Message),
    /// It was stored before, as this.
    Repeated(Message),
    /// The chat has ended, or there is none.
    Over,
}

/// What was said in a chat, whispers aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Said {
    /// Messages of both sides.
    pub messages: u32,
    /// An agent's first message after the visitor's first.
    pub first_reply: Option<Moment>,
}

impl Records {
    /// Stores a message as the next of its chat; the number it carries does not matter.
    pub async fn say(&self, message: &Message) -> Result<Say, RecordsError> {
        self.say_with(message, None).await
    }

    /// [`Records::say`] with the file the message tells of; both are stored, or neither.
    pub async fn say_with(&self, message: &Message, file: Option<&StoredFile>) -> Result<Say, RecordsError> {
        let mut transaction = self.begin().await?;
        // Takes the chat's row first: whoever speaks at the same time waits here and then sees this message.
        let next = next_seq(&mut transaction, message).await?;
        if let Some(stored) = repeated(&mut transaction, message).await? {
            return Ok(Say::Repeated(stored));
        }
        let Some(seq) = next else { return Ok(Say::Over) };
        let message = Message { seq, ..message.clone() };
        if let Some(file) = file {
            files::insert(&mut transaction, Some(message.chat), file).await?;
        }
        insert(&mut transaction, &message).await?;
        transaction.commit().await?;
        Ok(Say::Said(message))
    }

    /// What a visitor said under `client_id` at or after `since`, in whichever chat.
    pub async fn said_before(
        &self,
        visitor: VisitorKey,
        client_id: &str,
        since: Moment,
    ) -> Result<Option<Message>, RecordsError> {
        let find = query(
            "SELECT * FROM messages WHERE visitor = $1 AND client_id = $2 AND at >= $3 AND said_by = 'visitor' ORDER BY at LIMIT 1",
        );
        let find = find.bind(visitor.to_string()).bind(client_id.to_owned()).bind(since.0);
        find.fetch_optional(&self.read).await?.as_ref().map(read).transpose()
    }

    /// The messages of a chat whose number is greater than `after`, and the older ones that are not what they were, in order.
    pub async fn messages(&self, chat: ChatId, after: i64) -> Result<Vec<Message>, RecordsError> {
        let find = query(
            "SELECT * FROM messages WHERE chat = $1 AND (seq > $2 OR edited IS NOT NULL OR deleted IS NOT NULL) ORDER BY seq",
        );
        find.bind(chat.to_string()).bind(after).fetch_all(&self.read).await?.iter().map(read).collect()
    }

    /// What was said in a chat.
    pub async fn said_in(&self, chat: ChatId) -> Result<Said, RecordsError> {
        let count = query(
            "SELECT COUNT(*) AS messages, MIN(CASE WHEN said_by = 'agent' AND seq >
                 (SELECT MIN(seq) FROM messages WHERE chat = $1 AND said_by = 'visitor') THEN at END) AS first_reply
             FROM messages WHERE chat = $1 AND whisper = 0",
        );
        let row = count.bind(chat.to_string()).fetch_one(&self.read).await?;
        Ok(Said { messages: super::row::count(&row, "messages")?, first_reply: moment_or_none(&row, "first_reply")? })
    }

    /// What was said at `since` or later, in chats that have not ended before that.
    pub async fn messages_since(&self, since: Moment) -> Result<Vec<Message>, RecordsError> {
        let find = query(
            "SELECT messages.* FROM messages JOIN chats ON chats.id = messages.chat
             WHERE (chats.state <> 'ended' OR chats.ended >= $1) AND messages.at >= $1",
        );
        find.bind(since.0).fetch_all(&self.read).await?.iter().map(read).collect()
    }
}

/// Stores messages as they are.
pub(super) async fn insert_all(connection: &mut AnyConnection, said: &[Message]) -> Result<(), RecordsError> {
    for message in said {
        insert(connection, message).await?;
    }
    Ok(())
}

/// `None` when the chat has ended.
async fn next_seq(connection: &mut AnyConnection, message: &Message) -> Result<Option<i64>, RecordsError> {
    let update = query(
        "UPDATE chats SET last_seq = last_seq + 1, last_text = $2 WHERE id = $1 AND state <> 'ended' RETURNING last_seq",
    );
    let updated = update.bind(message.chat.to_string()).bind(message.text.clone()).fetch_optional(connection).await?;
    Ok(updated.map(|row| row.try_get(0)).transpose()?)
}

async fn repeated(connection: &mut AnyConnection, message: &Message) -> Read<Option<Message>> {
    let Some(client_id) = &message.client_id else { return Ok(None) };
    let find = query(
        "SELECT * FROM messages WHERE chat = $1 AND client_id = $2 AND said_by = $3 AND COALESCE(agent, '') = $4",
    );
    let find = find.bind(message.chat.to_string()).bind(client_id.clone()).bind(message.from.word());
    let speaker = message.agent.map_or_else(String::new, |agent| agent.to_string());
    let found = find.bind(speaker).fetch_optional(connection).await?;
    found.as_ref().map(read).transpose()
}

async fn insert(connection: &mut AnyConnection, message: &Message) -> Result<(), RecordsError> {
    query(
        "INSERT INTO messages (chat, seq, visitor, said_by, agent, name, text, at, client_id, kind, whisper, shown_as, attached,
             edited, deleted)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
    )
    .bind(message.chat.to_string())
    .bind(message.seq)
    .bind(message.visitor.to_string())
    .bind(message.from.word())
    .bind(message.agent.map(|agent| agent.to_string()))
    .bind(message.name.clone())
    .bind(message.text.clone())
    .bind(message.at.0)
    .bind(message.client_id.clone())
    .bind(message.kind())
    .bind(i64::from(message.whisper))
    .bind(message.shown_as.clone())
    .bind(message.attached.as_ref().map(json).transpose()?)
    .bind(message.edited.map(|at| at.0))
    .bind(message.deleted.map(|at| at.0))
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) fn read(row: &AnyRow) -> Read<Message> {
    Ok(Message {
        chat: id(row, "chat")?,
        visitor: id(row, "visitor")?,
        seq: number(row, "seq")?,
        from: word(row, "said_by", From::of_word)?,
        agent: id_or_none(row, "agent")?,
        name: text(row, "name")?,
        text: text(row, "text")?,
        at: moment(row, "at")?,
        client_id: text_or_none(row, "client_id")?,
        shown_as: text_or_none(row, "shown_as")?,
        attached: document_or_none(row, "attached")?,
        whisper: number(row, "whisper")? == 1,
        edited: moment_or_none(row, "edited")?,
        deleted: moment_or_none(row, "deleted")?,
    })
}
