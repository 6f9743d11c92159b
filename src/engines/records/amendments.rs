//! A message is edited or deleted by who said it, as long as it is the last they said.

use sqlx::{AnyConnection, query};

use super::messages::read;
use super::row::Read;
use super::{Records, RecordsError, files};
use crate::domain::ids::{AgentId, ChatId};
use crate::domain::message::{Attached, From, Message};
use crate::domain::moment::Moment;

/// What is to become of a message, and who asks.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the words of PROTOCOL")]
pub struct Amendment {
    pub chat: ChatId,
    pub seq: i64,
    pub from: From,
    pub agent: Option<AgentId>,
    /// `None` deletes it.
    pub text: Option<String>,
    pub at: Moment,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amend {
    /// As it stands now.
    Done(Box<Message>),
    /// The chat has ended, or there is none.
    Over,
    /// It is not the last that this speaker said, or it is deleted.
    NotTheLast,
    /// A link or a file has no words to edit.
    NoWords,
}

impl Records {
    /// Edits or deletes a message. What was attached to a deleted one is gone with it.
    pub async fn amend_message(&self, amendment: &Amendment) -> Result<Amend, RecordsError> {
        let mut transaction = self.begin().await?;
        if !hold(&mut transaction, amendment.chat).await? {
            return Ok(Amend::Over);
        }
        let last = last_of(&mut transaction, amendment).await?;
        let Some(message) = last.filter(|last| last.seq == amendment.seq && last.deleted.is_none()) else {
            return Ok(Amend::NotTheLast);
        };
        if amendment.text.is_some() && message.attached.is_some() {
            return Ok(Amend::NoWords);
        }
        if let Some(Attached::File(file)) = &message.attached {
            files::delete(&mut transaction, file.id).await?;
        }
        let amended = amended(message, amendment);
        write(&mut transaction, &amended).await?;
        transaction.commit().await?;
        Ok(Amend::Done(Box::new(amended)))
    }
}

fn amended(message: Message, amendment: &Amendment) -> Message {
    match amendment.text.clone() {
        Some(text) => Message { text, edited: Some(amendment.at), ..message },
        None => Message { text: String::new(), attached: None, deleted: Some(amendment.at), ..message },
    }
}

/// False when the chat has ended; else nobody says anything in it until this transaction is over.
async fn hold(connection: &mut AnyConnection, chat: ChatId) -> Read<bool> {
    let held = query("UPDATE chats SET last_seq = last_seq WHERE id = $1 AND state <> 'ended'");
    Ok(held.bind(chat.to_string()).execute(connection).await?.rows_affected() == 1)
}

async fn last_of(connection: &mut AnyConnection, amendment: &Amendment) -> Read<Option<Message>> {
    let find = query(
        "SELECT * FROM messages WHERE chat = $1 AND said_by = $2 AND COALESCE(agent, '') = $3 ORDER BY seq DESC LIMIT 1",
    );
    let speaker = amendment.agent.map_or_else(String::new, |agent| agent.to_string());
    let find = find.bind(amendment.chat.to_string()).bind(amendment.from.word()).bind(speaker);
    find.fetch_optional(connection).await?.as_ref().map(read).transpose()
}

async fn write(connection: &mut AnyConnection, message: &Message) -> Read<()> {
    query(
        "UPDATE messages SET text = $3, edited = $4, deleted = $5,
             kind = CASE WHEN $5 IS NULL THEN kind ELSE 'text' END, attached = CASE WHEN $5 IS NULL THEN attached END
         WHERE chat = $1 AND seq = $2",
    )
    .bind(message.chat.to_string())
    .bind(message.seq)
    .bind(message.text.clone())
    .bind(message.edited.map(|at| at.0))
    .bind(message.deleted.map(|at| at.0))
    .execute(&mut *connection)
    .await?;
    // A chat shows what was said last; who came and went since is not said.
    query(
        "UPDATE chats SET last_text = $3 WHERE id = $1
             AND NOT EXISTS (SELECT 1 FROM messages WHERE chat = $1 AND seq > $2 AND said_by <> 'notice')",
    )
    .bind(message.chat.to_string())
    .bind(message.seq)
    .bind(message.text.clone())
    .execute(connection)
    .await?;
    Ok(())
}
