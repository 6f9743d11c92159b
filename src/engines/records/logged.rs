//! Visitors as the visit log knows them: by the first half of their keys.

use std::collections::HashMap;

use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, query};

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
            let places: Vec<_> = (2..).take(ids.len()).map(|place: usize| format!("${place}")).collect();
            let sql = format!(
                "SELECT key, public_name, person FROM visitors WHERE site = $1 AND SUBSTR(key, 1, 16) IN ({})",
                places.join(", ")
            );
            let find = query(AssertSqlSafe(sql)).bind(site.to_string());
            let find = ids.iter().fold(find, |find, id| find.bind(format!("{id:016x}")));
            for row in &find.fetch_all(&self.read).await? {
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
