//! Chats. A visitor is in at most one that has not ended, and one agent gets it.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, query};

use super::row::{
    Read, document, id, id_or_none, moment, moment_or_none, number, number_or_none, text, text_or_none, word,
    word_or_none,
};
use super::{Added, Records, RecordsError, messages, visitors};
use crate::domain::chat::{Chat, EndedAs, State};
use crate::domain::ids::{AgentId, ChatId, VisitorKey};
use crate::domain::message::Message;
use crate::domain::moment::Moment;

/// Who takes a chat.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Taker {
    pub agent: AgentId,
    pub name: String,
    /// The name the visitor reads, if it is the first who takes it.
    pub face: String,
    pub at: Moment,
}

/// What came of accepting a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AcceptChat {
    /// It is the agent's.
    Won(Chat),
    /// It was ringing no more: as it stands.
    Lost(Chat),
}

impl Records {
    /// Adds a chat with what was said so far, unless its visitor is in one that has not ended.
    pub async fn add_chat(&self, chat: &Chat, said: &[Message]) -> Result<Added<Chat>, RecordsError> {
        loop {
            if self.insert_chat(chat, said).await? {
                return Ok(Added::Stored);
            }
            // The one in the way may have ended since: then there is room.
            if let Some(open) = self.open_chat(chat.visitor).await? {
                return Ok(Added::AlreadyOpen(Box::new(open)));
            }
        }
    }

    /// One chat.
    pub async fn chat(&self, chat: ChatId) -> Result<Option<Chat>, RecordsError> {
        let find = query("SELECT * FROM chats WHERE id = $1").bind(chat.to_string());
        find.fetch_optional(&self.read).await?.as_ref().map(read).transpose()
    }

    /// The chat a visitor is in.
    pub async fn open_chat(&self, visitor: VisitorKey) -> Result<Option<Chat>, RecordsError> {
        let find = query("SELECT * FROM chats WHERE visitor = $1 AND state <> 'ended'").bind(visitor.to_string());
        find.fetch_optional(&self.read).await?.as_ref().map(read).transpose()
    }

    /// All chats that have not ended, oldest first.
    pub async fn open_chats(&self) -> Result<Vec<Chat>, RecordsError> {
        let find = query("SELECT * FROM chats WHERE state <> 'ended' ORDER BY started, id");
        find.fetch_all(&self.read).await?.iter().map(read).collect()
    }

    /// All chats that have not ended, or ended at `since` or later.
    pub async fn chats_alive_since(&self, since: Moment) -> Result<Vec<Chat>, RecordsError> {
        let find = query("SELECT * FROM chats WHERE state <> 'ended' OR ended >= $1");
        find.bind(since.0).fetch_all(&self.read).await?.iter().map(read).collect()
    }

    /// What may be on an agent's screen, oldest first: all that ring, the active ones that are theirs or in whose room they are, and
    /// their own that ended at `since` or later.
    pub async fn chats_of(&self, agent: AgentId, since: Moment) -> Result<Vec<Chat>, RecordsError> {
        let find = query(
            "SELECT * FROM chats WHERE state = 'ringing' OR (state = 'active' AND (agent = $1 OR guests LIKE $3))
                 OR (state = 'ended' AND agent = $1 AND ended >= $2)
             ORDER BY started, id",
        );
        let guest = format!("%\"id\":\"{agent}\"%");
        find.bind(agent.to_string()).bind(since.0).bind(guest).fetch_all(&self.read).await?.iter().map(read).collect()
    }

    /// Gives a ringing chat to an agent. Of any number who ask, one wins; `None` when there is no such chat.
    pub async fn accept_chat(&self, chat: ChatId, taker: &Taker) -> Result<Option<AcceptChat>, RecordsError> {
        let won = query(
            "UPDATE chats SET state = 'active', agent = $2, agent_name = $3, face = COALESCE(face, $4), rings_until = NULL,
                 accepted = COALESCE(accepted, $5), declined = '[]'
             WHERE id = $1 AND state = 'ringing' RETURNING *",
        )
        .bind(chat.to_string())
        .bind(taker.agent.to_string())
        .bind(taker.name.clone())
        .bind(taker.face.clone())
        .bind(taker.at.0)
        .fetch_optional(&self.write)
        .await?;
        match won {
            Some(row) => Ok(Some(AcceptChat::Won(read(&row)?))),
            None => Ok(self.chat(chat).await?.map(AcceptChat::Lost)),
        }
    }

    /// Ends a chat and counts it for its visitor; `None` when it had ended, or there is no such chat, or it was to be abandoned
    /// or missed and somebody has accepted it.
    pub async fn end_chat(&self, chat: ChatId, how: EndedAs, at: Moment) -> Result<Option<Chat>, RecordsError> {
        let mut transaction = self.begin().await?;
        let Some(chat) = end(&mut transaction, chat, how, at).await? else { return Ok(None) };
        visitors::count_chat(&mut transaction, chat.visitor).await?;
        transaction.commit().await?;
        Ok(Some(chat))
    }

    async fn insert_chat(&self, chat: &Chat, said: &[Message]) -> Result<bool, RecordsError> {
        let mut transaction = self.begin().await?;
        if !insert(&mut transaction, chat).await? {
            return Ok(false);
        }
        messages::insert_all(&mut transaction, said).await?;
        transaction.commit().await?;
        Ok(true)
    }
}

/// False when the visitor is in a chat that has not ended.
pub(super) async fn insert(connection: &mut AnyConnection, chat: &Chat) -> Result<bool, RecordsError> {
    let inserted = query(
        "INSERT INTO chats (id, site, visitor, visitor_name, state, agent, agent_name, invitation, started, ended, ended_as,
             last_seq, last_text, read_seq, email, url, department, department_name, face, rings_until, accepted, visit)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
         ON CONFLICT (visitor) WHERE state <> 'ended' DO NOTHING",
    )
    .bind(chat.id.to_string())
    .bind(chat.site.to_string())
    .bind(chat.visitor.to_string())
    .bind(chat.visitor_name.clone())
    .bind(chat.state.word())
    .bind(chat.agent.as_ref().map(|(agent, _)| agent.to_string()))
    .bind(chat.agent.as_ref().map(|(_, name)| name.clone()))
    .bind(chat.invitation.map(|invitation| invitation.to_string()))
    .bind(chat.started.0)
    .bind(chat.ended.map(|at| at.0))
    .bind(chat.ended_as.map(EndedAs::word))
    .bind(chat.last_seq)
    .bind(chat.last_text.clone())
    .bind(chat.read_seq)
    .bind(chat.email.clone())
    .bind(chat.url.clone())
    .bind(chat.department.as_ref().map(|(department, _)| department.to_string()))
    .bind(chat.department.as_ref().map(|(_, name)| name.clone()))
    .bind(chat.face.clone())
    .bind(chat.rings_until.map(|at| at.0))
    .bind(chat.accepted.map(|at| at.0))
    .bind(chat.visit.map(|visit| visit.to_string()))
    .execute(connection)
    .await?;
    Ok(inserted.rows_affected() == 1)
}

async fn end(connection: &mut AnyConnection, chat: ChatId, how: EndedAs, at: Moment) -> Read<Option<Chat>> {
    let ended = query(
        "UPDATE chats SET state = 'ended', ended = $2, ended_as = $3, rings_until = NULL
         WHERE id = $1 AND state <> 'ended' AND (state = 'ringing' OR $3 NOT IN ('abandoned', 'missed')) RETURNING *",
    );
    let ended = ended.bind(chat.to_string()).bind(at.0).bind(how.word()).fetch_optional(connection).await?;
    ended.as_ref().map(read).transpose()
}

/// The chat a row of `chats` describes.
pub(super) fn read(row: &AnyRow) -> Read<Chat> {
    Ok(Chat {
        id: id(row, "id")?,
        site: text(row, "site")?.as_str().into(),
        visitor: id(row, "visitor")?,
        visitor_name: text(row, "visitor_name")?,
        visit: id_or_none(row, "visit")?,
        email: text_or_none(row, "email")?,
        url: text(row, "url")?,
        department: id_or_none(row, "department")?.zip(text_or_none(row, "department_name")?),
        state: word(row, "state", State::of_word)?,
        agent: id_or_none(row, "agent")?.zip(text_or_none(row, "agent_name")?),
        face: text_or_none(row, "face")?,
        guests: document(row, "guests")?,
        declined: document(row, "declined")?,
        invitation: id_or_none(row, "invitation")?,
        started: moment(row, "started")?,
        rings_until: moment_or_none(row, "rings_until")?,
        accepted: moment_or_none(row, "accepted")?,
        ended: moment_or_none(row, "ended")?,
        ended_as: word_or_none(row, "ended_as", EndedAs::of_word)?,
        last_seq: number(row, "last_seq")?,
        last_text: text(row, "last_text")?,
        read_seq: number(row, "read_seq")?,
        visitor_delivered: number(row, "visitor_delivered")?,
        visitor_read: number(row, "visitor_read")?,
        rating: number_or_none(row, "rating")?,
        comment: text_or_none(row, "comment")?,
        tags: document(row, "tags")?,
        note: text(row, "note")?,
    })
}
