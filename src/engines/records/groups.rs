//! Departments, and the groups of agents inside them.

use sqlx::any::AnyRow;
use sqlx::query;

use super::row::{Read, id, number, text};
use super::{Records, RecordsError};
use crate::domain::ids::{DepartmentId, GroupId};

/// A group that takes chats.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of PROTOCOL")]
pub struct Group {
    pub id: GroupId,
    pub name: String,
    /// The department's name.
    pub department: String,
}

/// A department.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Department {
    pub id: DepartmentId,
    pub name: String,
    pub live_chat: bool,
}

impl Records {
    /// All departments, by name.
    pub async fn departments(&self) -> Result<Vec<Department>, RecordsError> {
        let rows = query("SELECT * FROM departments ORDER BY name").fetch_all(&self.read).await?;
        rows.iter().map(read_department).collect()
    }

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

    /// Turns a department's live chat on or off; false when there is no such department.
    pub async fn set_live_chat(&self, department: DepartmentId, on: bool) -> Result<bool, RecordsError> {
        let update = query("UPDATE departments SET live_chat = $2 WHERE id = $1").bind(department.to_string());
        Ok(update.bind(i64::from(on)).execute(&self.write).await?.rows_affected() == 1)
    }
}

fn read(row: &AnyRow) -> Read<Group> {
    Ok(Group { id: id(row, "id")?, name: text(row, "name")?, department: text(row, "department")? })
}

fn read_department(row: &AnyRow) -> Read<Department> {
    Ok(Department { id: id(row, "id")?, name: text(row, "name")?, live_chat: number(row, "live_chat")? == 1 })
}
