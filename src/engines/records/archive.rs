//! Chats that were: page by page, newest first.

use sqlx::query::Query;
use sqlx::{AssertSqlSafe, query};

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
        let (conditions, texts) = conditions(asked);
        let sql =
            format!("SELECT * FROM chats WHERE {conditions} ORDER BY started DESC, id DESC LIMIT {}", asked.limit);
        // Only numbers of ours are written into it; texts are bound.
        let find = texts.into_iter().fold(query(AssertSqlSafe(sql)), Query::bind);
        find.fetch_all(&self.read).await?.iter().map(read).collect()
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

/// What is asked, and the texts for its `$1`, `$2` and so on.
fn conditions(asked: &ArchiveQuery) -> (String, Vec<String>) {
    let mut texts = Vec::new();
    let mut put = |text: String| {
        texts.push(text);
        format!("${}", texts.len())
    };
    let mut all = vec!["1 = 1".to_owned()];
    all.extend(asked.state.map(|state| format!("state = {}", put(state.word().to_owned()))));
    all.extend(asked.agent.map(|agent| format!("agent = {}", put(agent.to_string()))));
    all.extend(asked.site.as_ref().map(|site| format!("site = {}", put(site.to_string()))));
    if let Some((Moment(started), id)) = asked.before {
        all.push(format!("(started < {started} OR (started = {started} AND id < {}))", put(id.to_string())));
    }
    if !asked.words.is_empty() {
        let words = put(like(&asked.words));
        all.push(format!(
            "(LOWER(visitor_name) LIKE {words} ESCAPE '!' OR LOWER(email) LIKE {words} ESCAPE '!'
              OR id IN (SELECT chat FROM messages WHERE LOWER(text) LIKE {words} ESCAPE '!'))"
        ));
    }
    (all.join(" AND "), texts)
}

/// Words as they stand, anywhere; what has a meaning in a pattern loses it.
fn like(words: &str) -> String {
    let words = words.to_lowercase().replace('!', "!!").replace('%', "!%").replace('_', "!_");
    format!("%{words}%")
}
