//! Departments, whole: with their groups and who is in them.

use std::collections::HashMap;

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, query};

use super::row::{Read, document, document_or_none, id, json, number, text};
use super::{Records, RecordsError};
use crate::domain::department::{Department, DepartmentGroup};
use crate::domain::ids::{AgentId, DepartmentId, GroupId};

impl Records {
    /// All departments with their groups, both by name.
    pub async fn departments(&self) -> Result<Vec<Department>, RecordsError> {
        let departments = query("SELECT * FROM departments ORDER BY name").fetch_all(&self.read).await?;
        let groups = query("SELECT * FROM groups ORDER BY name").fetch_all(&self.read).await?;
        let members = query("SELECT * FROM members ORDER BY agent").fetch_all(&self.read).await?;
        let mut in_group = HashMap::<GroupId, Vec<AgentId>>::new();
        for row in &members {
            in_group.entry(id(row, "group_id")?).or_default().push(id(row, "agent")?);
        }
        let mut in_department = HashMap::<DepartmentId, Vec<DepartmentGroup>>::new();
        for row in &groups {
            let id: GroupId = id(row, "id")?;
            let agents = in_group.remove(&id).unwrap_or_default();
            let group = DepartmentGroup { id, name: text(row, "name")?, agents };
            in_department.entry(self::id(row, "department")?).or_default().push(group);
        }
        departments.iter().map(|row| read(row, &mut in_department)).collect()
    }

    /// Adds a department with its groups.
    ///
    /// # Errors
    /// [`RecordsError::Taken`] when its name, or one of its ids, is in use.
    pub async fn add_department(&self, department: &Department) -> Result<(), RecordsError> {
        let mut transaction = self.begin().await?;
        let insert = "INSERT INTO departments (id, name, live_chat, sites, hours) VALUES ($1, $2, $3, $4, $5)";
        write(&mut transaction, insert, department).await?;
        fill(&mut transaction, department).await?;
        Ok(transaction.commit().await?)
    }

    /// Replaces a department, its groups and their members; groups that keep their id keep what refers to them. False when there
    /// is no such department.
    ///
    /// # Errors
    /// [`RecordsError::Taken`] when its name is in use.
    pub async fn change_department(&self, department: &Department) -> Result<bool, RecordsError> {
        let mut transaction = self.begin().await?;
        let update = "UPDATE departments SET name = $2, live_chat = $3, sites = $4, hours = $5 WHERE id = $1";
        if !write(&mut transaction, update, department).await? {
            return Ok(false);
        }
        fill(&mut transaction, department).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Deletes a department with its groups; false when there is none.
    pub async fn delete_department(&self, department: DepartmentId) -> Result<bool, RecordsError> {
        let delete = query("DELETE FROM departments WHERE id = $1").bind(department.to_string());
        Ok(delete.execute(&self.write).await?.rows_affected() == 1)
    }
}

async fn write(
    connection: &mut AnyConnection,
    statement: &'static str,
    department: &Department,
) -> Result<bool, RecordsError> {
    let written = query(statement)
        .bind(department.id.to_string())
        .bind(department.name.clone())
        .bind(i64::from(department.live_chat))
        .bind(json(&department.sites)?)
        .bind(department.hours.as_ref().map(json).transpose()?)
        .execute(connection)
        .await?;
    Ok(written.rows_affected() == 1)
}

/// Groups that are not named any more go; the others are named anew, first after their ids, so that two may change names.
async fn fill(connection: &mut AnyConnection, department: &Department) -> Result<(), RecordsError> {
    let id = department.id.to_string();
    let kept: Vec<String> = department.groups.iter().map(|group| group.id.to_string()).collect();
    let rows =
        query("SELECT id FROM groups WHERE department = $1").bind(id.clone()).fetch_all(&mut *connection).await?;
    for row in &rows {
        let group = text(row, "id")?;
        let statement = if kept.contains(&group) {
            "UPDATE groups SET name = id WHERE id = $1"
        } else {
            "DELETE FROM groups WHERE id = $1"
        };
        query(statement).bind(group).execute(&mut *connection).await?;
    }
    for group in &department.groups {
        put_group(connection, &id, group).await?;
    }
    Ok(())
}

async fn put_group(
    connection: &mut AnyConnection,
    department: &str,
    group: &DepartmentGroup,
) -> Result<(), RecordsError> {
    let id = group.id.to_string();
    query("INSERT INTO groups (id, department, name) VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET name = $3")
        .bind(id.clone())
        .bind(department.to_owned())
        .bind(group.name.clone())
        .execute(&mut *connection)
        .await?;
    query("DELETE FROM members WHERE group_id = $1").bind(id.clone()).execute(&mut *connection).await?;
    for agent in &group.agents {
        join(connection, &id, *agent).await?;
    }
    Ok(())
}

/// Whoever was deleted meanwhile is left out.
pub(super) async fn join(connection: &mut AnyConnection, group: &str, agent: AgentId) -> Result<(), RecordsError> {
    query(
        "INSERT INTO members (group_id, agent)
         SELECT groups.id, agents.id FROM groups, agents
         WHERE groups.id = $1 AND agents.id = $2 AND agents.deleted IS NULL
         ON CONFLICT (group_id, agent) DO NOTHING",
    )
    .bind(group.to_owned())
    .bind(agent.to_string())
    .execute(connection)
    .await?;
    Ok(())
}

fn read(row: &AnyRow, groups: &mut HashMap<DepartmentId, Vec<DepartmentGroup>>) -> Read<Department> {
    let id = id(row, "id")?;
    Ok(Department {
        id,
        name: text(row, "name")?,
        live_chat: number(row, "live_chat")? == 1,
        sites: document(row, "sites")?,
        hours: document_or_none(row, "hours")?,
        groups: groups.remove(&id).unwrap_or_default(),
    })
}
