//! Tokens for the agent interface. Only a hash of each is kept.

use sha2::{Digest, Sha256};
use sqlx::any::AnyRow;
use sqlx::query;

use super::row::{Read, id, moment, moment_or_none, text};
use super::{Records, RecordsError, agents};
use crate::domain::agent::Agent;
use crate::domain::ids::{AgentId, TokenId};
use crate::domain::moment::{MINUTE, Moment};

/// Use is noted at most this often (milliseconds).
const NOTED_EVERY: i64 = MINUTE;
/// What every token begins with, so that a leaked one is recognized.
const PREFIX: &str = "plt_";

/// A token as its owner sees it later: everything but the secret.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of DESK")]
pub struct ApiToken {
    pub id: TokenId,
    pub name: String,
    pub made: Moment,
    pub last_used: Option<Moment>,
}

impl Records {
    /// Makes a token and returns the secret: `plt_` and 64 hex digits. It cannot be read again.
    pub async fn add_token(&self, agent: AgentId, token: &ApiToken) -> Result<String, RecordsError> {
        let secret = format!("{PREFIX}{}", hex::encode(rand::random::<[u8; 32]>()));
        query("INSERT INTO api_tokens (id, agent, name, hash, made) VALUES ($1, $2, $3, $4, $5)")
            .bind(token.id.to_string())
            .bind(agent.to_string())
            .bind(token.name.clone())
            .bind(hashed(&secret))
            .bind(token.made.0)
            .execute(&self.write)
            .await?;
        Ok(secret)
    }

    /// An agent's tokens, oldest first.
    pub async fn tokens_of(&self, agent: AgentId) -> Result<Vec<ApiToken>, RecordsError> {
        let find = query("SELECT * FROM api_tokens WHERE agent = $1 ORDER BY made, id").bind(agent.to_string());
        find.fetch_all(&self.read).await?.iter().map(read).collect()
    }

    /// Whose token this is.
    pub async fn agent_of_token(&self, secret: &str, now: Moment) -> Result<Option<Agent>, RecordsError> {
        let found = query(
            "SELECT agents.*, api_tokens.id AS token, api_tokens.last_used AS used
             FROM api_tokens JOIN agents ON agents.id = api_tokens.agent
             WHERE hash = $1 AND agents.active = 1 AND agents.deleted IS NULL",
        );
        let Some(row) = found.bind(hashed(secret)).fetch_optional(&self.read).await? else { return Ok(None) };
        if moment_or_none(&row, "used")?.is_none_or(|used| now.since(used) >= NOTED_EVERY) {
            let update = query("UPDATE api_tokens SET last_used = $2 WHERE id = $1").bind(text(&row, "token")?);
            update.bind(now.0).execute(&self.write).await?;
        }
        agents::read(&row).map(Some)
    }

    /// Ends one of an agent's tokens; false when there is none.
    pub async fn delete_token(&self, agent: AgentId, token: TokenId) -> Result<bool, RecordsError> {
        let delete = query("DELETE FROM api_tokens WHERE id = $1 AND agent = $2").bind(token.to_string());
        Ok(delete.bind(agent.to_string()).execute(&self.write).await?.rows_affected() == 1)
    }
}

fn hashed(secret: &str) -> String {
    hex::encode(Sha256::digest(secret))
}

fn read(row: &AnyRow) -> Read<ApiToken> {
    Ok(ApiToken {
        id: id(row, "id")?,
        name: text(row, "name")?,
        made: moment(row, "made")?,
        last_used: moment_or_none(row, "last_used")?,
    })
}
