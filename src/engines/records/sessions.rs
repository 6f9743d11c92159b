//! Sessions of signed-in agents.

use sha2::{Digest, Sha256};
use sqlx::query;

use super::row::moment;
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

impl Records {
    /// Opens a session and returns its token: 64 hex digits, a secret, of which only a hash is kept.
    pub async fn open_session(&self, agent: AgentId, now: Moment) -> Result<String, RecordsError> {
        let token = hex::encode(rand::random::<[u8; 32]>());
        self.forget_sessions(now).await?;
        query("INSERT INTO sessions (token, agent, opened, last_used) VALUES ($1, $2, $3, $3)")
            .bind(hashed(&token))
            .bind(agent.to_string())
            .bind(now.0)
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

fn hashed(token: &str) -> String {
    hex::encode(Sha256::digest(token))
}
