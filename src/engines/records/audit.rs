//! What administrators changed.

use serde_json::Value;
use sqlx::any::AnyRow;
use sqlx::query;
use uuid::Uuid;

use super::row::{Read, document, id, id_or_none, moment, text};
use super::{Records, RecordsError};
use crate::domain::ids::AgentId;
use crate::domain::moment::Moment;

/// One change.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are the words of DESK")]
pub struct Change {
    /// Grows with time.
    pub id: Uuid,
    pub at: Moment,
    pub agent: Option<AgentId>,
    pub agent_name: String,
    /// Where from.
    pub address: String,
    /// `agent.added`
    pub action: String,
    /// What it was done to, in words.
    pub about: String,
    /// What was and what is, without secrets.
    pub detail: Value,
}

/// Which changes.
#[derive(Debug, Clone, Default)]
pub struct ChangesAsked {
    /// Older than this one.
    pub before: Option<Uuid>,
    /// Of this action, or of all that begin with it and a dot; empty: all.
    pub action: String,
    /// In the agent's name or in what it was done to; empty: all.
    pub words: String,
    /// At most.
    pub limit: u32,
}

impl Records {
    /// Writes down a change.
    pub async fn add_change(&self, change: &Change) -> Result<(), RecordsError> {
        query(
            "INSERT INTO audit (id, at, agent, agent_name, address, action, about, detail)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(change.id.to_string())
        .bind(change.at.0)
        .bind(change.agent.map(|agent| agent.to_string()))
        .bind(change.agent_name.clone())
        .bind(change.address.clone())
        .bind(change.action.clone())
        .bind(change.about.clone())
        .bind(change.detail.to_string())
        .execute(&self.write)
        .await?;
        Ok(())
    }

    /// Changes, the latest first.
    pub async fn changes(&self, asked: &ChangesAsked) -> Result<Vec<Change>, RecordsError> {
        let rows = query(
            "SELECT * FROM audit
             WHERE ($1 = '' OR id < $1) AND ($2 = '' OR action = $2 OR SUBSTR(action, 1, LENGTH($2) + 1) = $2 || '.')
               AND ($3 = '%%' OR LOWER(agent_name) LIKE $3 ESCAPE '!' OR LOWER(about) LIKE $3 ESCAPE '!')
             ORDER BY id DESC LIMIT $4",
        )
        .bind(asked.before.map(|id| id.to_string()).unwrap_or_default())
        .bind(asked.action.clone())
        .bind(format!("%{}%", escaped(&asked.words.to_lowercase())))
        .bind(i64::from(asked.limit))
        .fetch_all(&self.read)
        .await?;
        rows.iter().map(read).collect()
    }
}

/// Text that means itself in `LIKE … ESCAPE '!'`.
fn escaped(text: &str) -> String {
    text.replace('!', "!!").replace('%', "!%").replace('_', "!_")
}

fn read(row: &AnyRow) -> Read<Change> {
    Ok(Change {
        id: id(row, "id")?,
        at: moment(row, "at")?,
        agent: id_or_none(row, "agent")?,
        agent_name: text(row, "agent_name")?,
        address: text(row, "address")?,
        action: text(row, "action")?,
        about: text(row, "about")?,
        detail: document(row, "detail")?,
    })
}
