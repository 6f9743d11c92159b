//! Chats that were: page by page, newest first.

use sqlx::{QueryBuilder, query};

use super::chats::read;
use super::{Records, RecordsError};
use crate::domain::chat::{Chat, State};
use crate::domain::ids::{AgentId, ChatId, SiteKey, VisitorKey};
use crate::domain::moment::Moment;

/// Which chats to list.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the names say it")]
pub struct ArchiveQuery {
    pub state: Option<State>,
    pub agent: Option<AgentId>,
    pub site: Option<SiteKey>,
    /// In the visitor's name or e-mail, or in what was said; empty: any.
    pub words: String,
    /// Only those before this one.
    pub before: Option<(Moment, ChatId)>,
    /// At most so many.
    pub limit: i64,
}

impl Records {
    /// Chats that fit, newest first.
    pub async fn archive(&self, asked: &ArchiveQuery) -> Result<Vec<Chat>, RecordsError> {
        let mut find = QueryBuilder::new("SELECT * FROM chats WHERE 1 = 1");
        if let Some(state) = asked.state {
            find.push(" AND state = ").push_bind(state.word());
        }
        if let Some(agent) = asked.agent {
            find.push(" AND agent = ").push_bind(agent.to_string());
        }
        if let Some(site) = &asked.site {
            find.push(" AND site = ").push_bind(site.to_string());
        }
        if let Some((started, id)) = asked.before {
            find.push(" AND (started < ").push_bind(started.0);
            find.push(" OR (started = ").push_bind(started.0);
            find.push(" AND id < ").push_bind(id.to_string()).push("))");
        }
        if !asked.words.is_empty() {
            let pattern = like(&asked.words);
            find.push(" AND (LOWER(visitor_name) LIKE ").push_bind(pattern.clone()).push(" ESCAPE '!'");
            find.push(" OR LOWER(email) LIKE ").push_bind(pattern.clone()).push(" ESCAPE '!'");
            find.push(" OR id IN (SELECT chat FROM messages WHERE LOWER(text) LIKE ").push_bind(pattern);
            find.push(" ESCAPE '!'))");
        }
        find.push(" ORDER BY started DESC, id DESC LIMIT ").push_bind(asked.limit);
        find.build().fetch_all(&self.read).await?.iter().map(read).collect()
    }

    /// The chats of one visitor, newest first, at most 100; with `agent`, only theirs.
    pub async fn chats_with(&self, visitor: VisitorKey, agent: Option<AgentId>) -> Result<Vec<Chat>, RecordsError> {
        let find = query(
            "SELECT * FROM chats WHERE visitor = $1 AND ($2 IS NULL OR agent = $2) ORDER BY started DESC, id DESC LIMIT 100",
        );
        let find = find.bind(visitor.to_string()).bind(agent.map(|agent| agent.to_string()));
        find.fetch_all(&self.read).await?.iter().map(read).collect()
    }
}

/// Words as they stand, anywhere; what has a meaning in a pattern loses it.
fn like(words: &str) -> String {
    let words = words.to_lowercase().replace('!', "!!").replace('%', "!%").replace('_', "!_");
    format!("%{words}%")
}
