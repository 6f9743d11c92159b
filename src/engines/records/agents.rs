//! Agents and their passwords.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, query};

use super::row::{Read, id, text, word};
use super::{Records, RecordsError};
use crate::domain::agent::{Agent, AgentStatus, Role};
use crate::domain::ids::{AgentId, GroupId};

impl Records {
    /// Adds an agent, to `group` or else to the group made first.
    ///
    /// # Errors
    /// [`RecordsError::Taken`] when the e-mail has an account, in whatever case it is written.
    pub async fn add_agent(&self, agent: &Agent, password: &str, group: Option<GroupId>) -> Result<(), RecordsError> {
        let hash = self.hash(password).await?;
        let mut transaction = self.begin().await?;
        insert(&mut transaction, agent, hash).await?;
        join(&mut transaction, agent.id, group).await?;
        Ok(transaction.commit().await?)
    }

    /// All agents, by name.
    pub async fn agents(&self) -> Result<Vec<Agent>, RecordsError> {
        let rows = query("SELECT * FROM agents ORDER BY name, id").fetch_all(&self.read).await?;
        rows.iter().map(read).collect()
    }

    /// One agent.
    pub async fn agent(&self, agent: AgentId) -> Result<Option<Agent>, RecordsError> {
        let found = query("SELECT * FROM agents WHERE id = $1").bind(agent.to_string()).fetch_optional(&self.read);
        found.await?.as_ref().map(read).transpose()
    }

    /// The agent of this e-mail, when `password` is theirs. Whether the e-mail is known or not takes the same time;
    /// a password longer than 1,024 bytes is nobody's.
    pub async fn check_password(&self, email: &str, password: &str) -> Result<Option<Agent>, RecordsError> {
        let found =
            query("SELECT * FROM agents WHERE email = $1").bind(email.to_lowercase()).fetch_optional(&self.read);
        let found = found.await?;
        let hash = found.as_ref().map(|row| text(row, "password")).transpose()?;
        let theirs = self.verify(password, hash).await?;
        found.as_ref().filter(|_| theirs).map(read).transpose()
    }

    /// Says whether an agent takes chats; false when there is no such agent.
    pub async fn set_status(&self, agent: AgentId, status: AgentStatus) -> Result<bool, RecordsError> {
        let update =
            query("UPDATE agents SET status = $2 WHERE id = $1").bind(agent.to_string()).bind(status_word(status));
        Ok(update.execute(&self.write).await?.rows_affected() == 1)
    }

    /// Gives an agent another name; false when there is no such agent.
    pub async fn rename_agent(&self, agent: AgentId, name: &str) -> Result<bool, RecordsError> {
        let update = query("UPDATE agents SET name = $2 WHERE id = $1").bind(agent.to_string()).bind(name.to_owned());
        Ok(update.execute(&self.write).await?.rows_affected() == 1)
    }
}

pub(super) async fn insert(connection: &mut AnyConnection, agent: &Agent, hash: String) -> Result<(), RecordsError> {
    query("INSERT INTO agents (id, email, name, role, status, password) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(agent.id.to_string())
        .bind(agent.email.to_lowercase())
        .bind(agent.name.clone())
        .bind(role_word(agent.role))
        .bind(status_word(agent.status))
        .bind(hash)
        .execute(connection)
        .await?;
    Ok(())
}

pub(super) async fn join(
    connection: &mut AnyConnection,
    agent: AgentId,
    group: Option<GroupId>,
) -> Result<(), RecordsError> {
    query("INSERT INTO members (group_id, agent) SELECT id, $1 FROM groups WHERE id = COALESCE($2, (SELECT MIN(id) FROM groups))")
        .bind(agent.to_string())
        .bind(group.map(|group| group.to_string()))
        .execute(connection)
        .await?;
    Ok(())
}

/// The agent a row of `agents` describes.
pub(super) fn read(row: &AnyRow) -> Read<Agent> {
    Ok(Agent {
        id: id(row, "id")?,
        email: text(row, "email")?,
        name: text(row, "name")?,
        role: word(row, "role", role_of_word)?,
        status: word(row, "status", status_of_word)?,
    })
}

const fn role_word(role: Role) -> &'static str {
    match role {
        Role::Administrator => "administrator",
        Role::Normal => "normal",
        Role::Marketer => "marketer",
    }
}

fn role_of_word(word: &str) -> Option<Role> {
    [Role::Administrator, Role::Normal, Role::Marketer].into_iter().find(|role| role_word(*role) == word)
}

const fn status_word(status: AgentStatus) -> &'static str {
    match status {
        AgentStatus::Online => "online",
        AgentStatus::Away => "away",
    }
}

fn status_of_word(word: &str) -> Option<AgentStatus> {
    [AgentStatus::Online, AgentStatus::Away].into_iter().find(|status| status_word(*status) == word)
}
