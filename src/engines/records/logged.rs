//! Visitors as the visit log knows them: by the first half of their keys.

use std::collections::HashMap;

use sqlx::QueryBuilder;
use sqlx::any::AnyRow;

use super::row::{Read, document_or_none, id, text};
use super::{Records, RecordsError};
use crate::domain::ids::{SiteKey, VisitorKey};
use crate::domain::presence::Person;

/// Who a visitor of the visit log is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of `Presence`")]
pub struct Logged {
    pub key: VisitorKey,
    pub public_name: String,
    pub person: Option<Person>,
}

/// Visitors asked for in one statement.
const AT_ONCE: usize = 500;

impl Records {
    /// Those of these visitors (by `VisitorKey::log_id`) who are known, by that id.
    pub async fn logged(&self, site: &SiteKey, ids: &[u64]) -> Result<HashMap<u64, Logged>, RecordsError> {
        let mut known = HashMap::with_capacity(ids.len());
        for ids in ids.chunks(AT_ONCE) {
            let mut find = QueryBuilder::new("SELECT key, public_name, person FROM visitors WHERE site = ");
            find.push_bind(site.to_string()).push(" AND SUBSTR(key, 1, 16) IN (");
            let mut listed = find.separated(", ");
            for id in ids {
                listed.push_bind(format!("{id:016x}"));
            }
            find.push(")");
            for row in &find.build().fetch_all(&self.read).await? {
                let one = read(row)?;
                known.insert(one.key.log_id(), one);
            }
        }
        Ok(known)
    }
}

fn read(row: &AnyRow) -> Read<Logged> {
    Ok(Logged {
        key: id(row, "key")?,
        public_name: text(row, "public_name")?,
        person: document_or_none(row, "person")?,
    })
}
