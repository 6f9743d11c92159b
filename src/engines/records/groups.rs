//! The groups one may invite for.

use sqlx::any::AnyRow;
use sqlx::query;

use super::row::{Read, id, text};
use super::{Records, RecordsError};
use crate::domain::ids::GroupId;

/// A group that takes chats.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of PROTOCOL")]
pub struct Group {
    pub id: GroupId,
    pub name: String,
    /// The department's name.
    pub department: String,
}

impl Records {
    /// The groups whose department has live chat on, by department and name.
    pub async fn open_groups(&self) -> Result<Vec<Group>, RecordsError> {
        let rows = query(
            "SELECT groups.id, groups.name, departments.name AS department
             FROM groups JOIN departments ON departments.id = groups.department
             WHERE live_chat = 1 ORDER BY departments.name, groups.name",
        )
        .fetch_all(&self.read)
        .await?;
        rows.iter().map(read).collect()
    }
}

fn read(row: &AnyRow) -> Read<Group> {
    Ok(Group { id: id(row, "id")?, name: text(row, "name")?, department: text(row, "department")? })
}
