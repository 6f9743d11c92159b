//! Agents come into chats and go out of them: decided by the domain while the chat's row is held.

use sqlx::{AnyConnection, query};

use super::chats::read;
use super::row::{Read, json};
use super::{Records, RecordsError, messages};
use crate::domain::chat::{Chat, Move};
use crate::domain::ids::ChatId;
use crate::domain::message::{From, Message};
use crate::domain::moment::Moment;

/// What came of a move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MoveChat {
    /// The chat as it stands now, and what its transcript says of it to agents.
    Moved(Box<(Chat, Option<Message>)>),
    /// It could not be: the chat as it stands.
    Stands(Box<Chat>),
}

impl Records {
    /// Lets an agent make this move at `now`; `None` when there is no such chat.
    pub async fn move_chat(&self, chat: ChatId, made: Move, now: Moment) -> Result<Option<MoveChat>, RecordsError> {
        let mut transaction = self.begin().await?;
        let Some(chat) = hold(&mut transaction, chat).await? else { return Ok(None) };
        let Some(moved) = make(&mut transaction, &chat, made, now).await? else {
            return Ok(Some(MoveChat::Stands(Box::new(chat))));
        };
        transaction.commit().await?;
        Ok(Some(MoveChat::Moved(Box::new(moved))))
    }

    /// The chats whose time to ring is over, oldest first.
    pub async fn rung_out(&self, now: Moment) -> Result<Vec<Chat>, RecordsError> {
        let find = query("SELECT * FROM chats WHERE state = 'ringing' AND rings_until <= $1 ORDER BY started, id");
        find.bind(now.0).fetch_all(&self.read).await?.iter().map(read).collect()
    }
}

/// Reads a chat so that nobody else changes it until the transaction ends.
pub(super) async fn hold(connection: &mut AnyConnection, chat: ChatId) -> Read<Option<Chat>> {
    let hold = query("UPDATE chats SET last_seq = last_seq WHERE id = $1 RETURNING *").bind(chat.to_string());
    hold.fetch_optional(connection).await?.as_ref().map(read).transpose()
}

/// The held chat after a move, written, with what agents read of it; `None` when the move cannot be.
pub(super) async fn make(
    connection: &mut AnyConnection,
    chat: &Chat,
    made: Move,
    now: Moment,
) -> Read<Option<(Chat, Option<Message>)>> {
    let words = chat.notice_of(&made);
    let Some(mut after) = chat.after(made) else { return Ok(None) };
    let notice = words.map(|words| {
        after.last_seq += 1;
        let said = Message::new(chat.id, chat.visitor, From::Notice, String::new(), words, now);
        Message { seq: after.last_seq, whisper: true, ..said }
    });
    write(connection, &after).await?;
    messages::insert_all(connection, notice.as_slice()).await?;
    Ok(Some((after, notice)))
}

/// Writes what a move changes.
async fn write(connection: &mut AnyConnection, chat: &Chat) -> Result<(), RecordsError> {
    query(
        "UPDATE chats SET state = $2, agent = $3, agent_name = $4, guests = $5, declined = $6, rings_until = $7, last_seq = $8
         WHERE id = $1",
    )
    .bind(chat.id.to_string())
    .bind(chat.state.word())
    .bind(chat.agent.as_ref().map(|(agent, _)| agent.to_string()))
    .bind(chat.agent.as_ref().map(|(_, name)| name.clone()))
    .bind(json(&chat.guests)?)
    .bind(json(&chat.declined)?)
    .bind(chat.rings_until.map(|at| at.0))
    .bind(chat.last_seq)
    .execute(connection)
    .await?;
    Ok(())
}
