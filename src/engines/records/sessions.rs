//! Sessions of signed-in agents.

use sha2::{Digest, Sha256};
use sqlx::any::AnyRow;
use sqlx::query;
use uuid::Uuid;

use super::row::{Read, moment, text, text_or_none};
use super::{Records, RecordsError, agents};
use crate::domain::agent::Agent;
use crate::domain::ids::AgentId;
use crate::domain::moment::{DAY, HOUR, MINUTE, Moment};

/// A session ends after this long without use (milliseconds): an agent's shift.
const IDLE: i64 = 12 * HOUR;
/// A session ends after this long whatever happens (milliseconds).
const LONGEST: i64 = 7 * DAY;
/// Use is noted at most this often (milliseconds): not every request should write.
const NOTED_EVERY: i64 = MINUTE;

/// A session that begins.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the names say it")]
pub struct NewSession<'a> {
    pub id: Uuid,
    pub agent: AgentId,
    pub address: &'a str,
    /// `Firefox on Linux`
    pub browser: &'a str,
}

/// A session as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of DESK")]
pub struct Session {
    pub id: String,
    pub opened: Moment,
    pub last_used: Moment,
    pub address: String,
    pub browser: String,
    /// The one that asks.
    pub this: bool,
}

impl Records {
    /// Opens a session and returns its token: 64 hex digits, a secret, of which only a hash is kept.
    pub async fn open_session(&self, session: &NewSession<'_>, now: Moment) -> Result<String, RecordsError> {
        let token = hex::encode(rand::random::<[u8; 32]>());
        self.forget_sessions(now).await?;
        query(
            "INSERT INTO sessions (token, agent, opened, last_used, id, address, browser)
             VALUES ($1, $2, $3, $3, $4, $5, $6)",
        )
        .bind(hashed(&token))
        .bind(session.agent.to_string())
        .bind(now.0)
        .bind(session.id.to_string())
        .bind(session.address.to_owned())
        .bind(session.browser.to_owned())
        .execute(&self.write)
        .await?;
        Ok(token)
    }

    /// Whose session this is, if it still is one: 12 hours after its last use, 7 days after its start it is none.
    pub async fn session(&self, token: &str, now: Moment) -> Result<Option<Agent>, RecordsError> {
        let found = query(
            "SELECT agents.*, sessions.last_used FROM sessions JOIN agents ON agents.id = sessions.agent
             WHERE token = $1 AND opened > $2 AND last_used > $3 AND agents.active = 1 AND agents.deleted IS NULL",
        )
        .bind(hashed(token))
        .bind(now.plus(-LONGEST).0)
        .bind(now.plus(-IDLE).0)
        .fetch_optional(&self.read)
        .await?;
        let Some(row) = found else { return Ok(None) };
        if now.since(moment(&row, "last_used")?) >= NOTED_EVERY {
            self.note_use(token, now).await?;
        }
        agents::read(&row).map(Some)
    }

    /// Ends a session; nothing happens when it has ended.
    pub async fn close_session(&self, token: &str) -> Result<(), RecordsError> {
        query("DELETE FROM sessions WHERE token = $1").bind(hashed(token)).execute(&self.write).await?;
        Ok(())
    }

    /// The sessions of an agent that have not ended, the last used first. `token` is the one that asks.
    pub async fn sessions_of(&self, agent: AgentId, token: &str, now: Moment) -> Result<Vec<Session>, RecordsError> {
        let find = query(
            "SELECT * FROM sessions WHERE agent = $1 AND opened > $2 AND last_used > $3 ORDER BY last_used DESC, token",
        );
        let find = find.bind(agent.to_string()).bind(now.plus(-LONGEST).0).bind(now.plus(-IDLE).0);
        let own = hashed(token);
        find.fetch_all(&self.read).await?.iter().map(|row| read(row, &own)).collect()
    }

    /// Ends one of an agent's sessions; false when there is none.
    pub async fn close_session_of(&self, agent: AgentId, session: &str) -> Result<bool, RecordsError> {
        let delete = query("DELETE FROM sessions WHERE agent = $1 AND COALESCE(id, SUBSTR(token, 1, 32)) = $2");
        let done = delete.bind(agent.to_string()).bind(session.to_owned()).execute(&self.write).await?;
        Ok(done.rows_affected() == 1)
    }

    /// Ends all of an agent's sessions but the one of `token`.
    pub async fn close_other_sessions(&self, agent: AgentId, token: &str) -> Result<(), RecordsError> {
        let delete = query("DELETE FROM sessions WHERE agent = $1 AND token <> $2").bind(agent.to_string());
        delete.bind(hashed(token)).execute(&self.write).await?;
        Ok(())
    }

    async fn note_use(&self, token: &str, now: Moment) -> Result<(), RecordsError> {
        let update = query("UPDATE sessions SET last_used = $2 WHERE token = $1").bind(hashed(token)).bind(now.0);
        update.execute(&self.write).await?;
        Ok(())
    }

    async fn forget_sessions(&self, now: Moment) -> Result<(), RecordsError> {
        let delete = query("DELETE FROM sessions WHERE opened <= $1 OR last_used <= $2");
        delete.bind(now.plus(-LONGEST).0).bind(now.plus(-IDLE).0).execute(&self.write).await?;
        Ok(())
    }
}

/// One that was opened before sessions had ids is named by half of its token's hash.
fn read(row: &AnyRow, own: &str) -> Read<Session> {
    let token = text(row, "token")?;
    let id = text_or_none(row, "id")?.unwrap_or_else(|| token.chars().take(32).collect());
    Ok(Session {
        id,
        opened: moment(row, "opened")?,
        last_used: moment(row, "last_used")?,
        address: text(row, "address")?,
        browser: text(row, "browser")?,
        this: token == own,
    })
}

fn hashed(token: &str) -> String {
    hex::encode(Sha256::digest(token))
}
