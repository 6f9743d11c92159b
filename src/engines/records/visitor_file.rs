//! All that is kept of one visitor: read, noted, handed out, taken away.

use serde_json::{Map, Value};
use sqlx::any::{AnyRow, AnyTypeInfoKind};
use sqlx::{AnyConnection, AssertSqlSafe, Column, Row, ValueRef, query};

use super::row::{Read, document, json, text};
use super::{Records, RecordsError};
use crate::domain::ids::VisitorKey;

/// What agents wrote of a visitor.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the names say it")]
pub struct VisitorNote {
    pub note: String,
    pub tags: Vec<String>,
}

/// The visitor's rows, each table's condition with the key bound, in the order in which they can be deleted.
const TABLES: [(&str, &str); 10] = [
    (
        "deliveries",
        "EXISTS (SELECT 1 FROM chats WHERE visitor = $1 AND key LIKE '%' || chats.id || '%')
         OR EXISTS (SELECT 1 FROM invitations WHERE visitor = $1 AND key LIKE '%' || invitations.id || '%')
         OR EXISTS (SELECT 1 FROM offline_messages WHERE visitor = $1 AND key LIKE '%' || offline_messages.id || '%')
         OR EXISTS (SELECT 1 FROM offers JOIN chats ON chats.id = offers.chat
                    WHERE chats.visitor = $1 AND key LIKE '%' || offers.id || '%')",
    ),
    (
        "mails",
        "subject_id IN (SELECT id FROM chats WHERE visitor = $1)
         OR subject_id IN (SELECT id FROM offline_messages WHERE visitor = $1)",
    ),
    ("offers", "chat IN (SELECT id FROM chats WHERE visitor = $1)"),
    ("files", "chat IN (SELECT id FROM chats WHERE visitor = $1)"),
    ("messages", "chat IN (SELECT id FROM chats WHERE visitor = $1)"),
    ("chats", "visitor = $1"),
    ("invitations", "visitor = $1"),
    ("offline_messages", "visitor = $1"),
    ("blocks", "visitor = $1"),
    ("rule_assignments", "visitor = $1"),
];

/// What is nobody's business, and the bytes of files.
const NOT_TOLD: [&str; 5] = ["token", "bytes", "viewed_steady", "viewed_boot", "client_id"];

impl Records {
    /// What agents wrote of a visitor.
    pub async fn visitor_note(&self, visitor: VisitorKey) -> Result<VisitorNote, RecordsError> {
        let find = query("SELECT note, tags FROM visitors WHERE key = $1").bind(visitor.to_string());
        let found = find.fetch_optional(&self.read).await?;
        found.map_or_else(
            || Ok(VisitorNote::default()),
            |row| Ok(VisitorNote { note: text(&row, "note")?, tags: document(&row, "tags")? }),
        )
    }

    /// Replaces what agents wrote of a visitor; false when nobody is known by this key.
    pub async fn note_visitor(&self, visitor: VisitorKey, note: &VisitorNote) -> Result<bool, RecordsError> {
        let update = query("UPDATE visitors SET note = $2, tags = $3 WHERE key = $1").bind(visitor.to_string());
        let update = update.bind(note.note.clone()).bind(json(&note.tags)?);
        Ok(update.execute(&self.write).await?.rows_affected() == 1)
    }

    /// Every row of a visitor, table by table, column by column; without secrets and the bytes of files.
    pub async fn visitor_rows(&self, visitor: VisitorKey) -> Result<Map<String, Value>, RecordsError> {
        let mut told = Map::new();
        for (table, theirs) in tables() {
            let select = query(AssertSqlSafe(format!("SELECT * FROM {table} WHERE {theirs}")));
            let rows = select.bind(visitor.to_string()).fetch_all(&self.read).await?;
            told.insert(table.to_owned(), rows.iter().map(plain).collect::<Read<Value>>()?);
        }
        Ok(told)
    }

    /// Deletes every row of a visitor, all or none, and says how many there were in each table.
    pub async fn erase_visitor(&self, visitor: VisitorKey) -> Result<Vec<(&'static str, u64)>, RecordsError> {
        let mut transaction = self.begin().await?;
        forget_name(&mut transaction, visitor).await?;
        let mut erased = Vec::new();
        for (table, theirs) in tables() {
            erased.push((table, delete(&mut transaction, table, theirs, visitor).await?));
        }
        transaction.commit().await?;
        Ok(erased)
    }
}

fn tables() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLES.into_iter().chain([("visitors", "key = $1")])
}

/// What administrators did stays written down, without who it was done to.
async fn forget_name(connection: &mut AnyConnection, visitor: VisitorKey) -> Read<()> {
    let update = query(
        "UPDATE audit SET about = 'a visitor, erased' WHERE action LIKE 'block.%'
         AND about IN (SELECT visitor_name FROM blocks WHERE visitor = $1)",
    );
    update.bind(visitor.to_string()).execute(connection).await?;
    Ok(())
}

async fn delete(connection: &mut AnyConnection, table: &str, theirs: &str, visitor: VisitorKey) -> Read<u64> {
    let delete = query(AssertSqlSafe(format!("DELETE FROM {table} WHERE {theirs}"))).bind(visitor.to_string());
    Ok(delete.execute(connection).await?.rows_affected())
}

fn plain(row: &AnyRow) -> Read<Value> {
    let told = row.columns().iter().filter(|column| !NOT_TOLD.contains(&column.name()));
    let cells = told.map(|column| Ok((column.name().to_owned(), cell(row, column.ordinal())?)));
    Ok(Value::Object(cells.collect::<Read<_>>()?))
}

fn cell(row: &AnyRow, at: usize) -> Read<Value> {
    let raw = row.try_get_raw(at)?;
    if raw.is_null() {
        return Ok(Value::Null);
    }
    Ok(match raw.type_info().kind() {
        AnyTypeInfoKind::Text => row.try_get::<String, _>(at)?.into(),
        AnyTypeInfoKind::Real | AnyTypeInfoKind::Double => row.try_get::<f64, _>(at)?.into(),
        AnyTypeInfoKind::SmallInt | AnyTypeInfoKind::Integer | AnyTypeInfoKind::BigInt => {
            row.try_get::<i64, _>(at)?.into()
        }
        AnyTypeInfoKind::Bool => row.try_get::<bool, _>(at)?.into(),
        AnyTypeInfoKind::Null | AnyTypeInfoKind::Blob => Value::Null,
    })
}
