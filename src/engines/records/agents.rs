//! Agents and their passwords.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, query};

use super::row::{Read, document, id, json, number, number_or_none, text, text_or_none, word};
use super::{Records, RecordsError};
use crate::domain::agent::{Agent, AgentStatus, Role};
use crate::domain::ids::{AgentId, GroupId};
use crate::domain::moment::Moment;

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

    /// All agents who are not deleted, by name.
    pub async fn agents(&self) -> Result<Vec<Agent>, RecordsError> {
        let rows = query("SELECT * FROM agents WHERE deleted IS NULL ORDER BY name, id").fetch_all(&self.read).await?;
        rows.iter().map(read).collect()
    }

    /// One agent; `None` when they are deleted.
    pub async fn agent(&self, agent: AgentId) -> Result<Option<Agent>, RecordsError> {
        let found = query("SELECT * FROM agents WHERE id = $1 AND deleted IS NULL").bind(agent.to_string());
        found.fetch_optional(&self.read).await?.as_ref().map(read).transpose()
    }

    /// The active agent of this e-mail, when `password` is theirs. Whether the e-mail is known or not takes the same time;
    /// a password longer than 1,024 bytes is nobody's.
    pub async fn check_password(&self, email: &str, password: &str) -> Result<Option<Agent>, RecordsError> {
        let found = query("SELECT * FROM agents WHERE email = $1 AND active = 1 AND deleted IS NULL");
        let found = found.bind(email.to_lowercase()).fetch_optional(&self.read).await?;
        let hash = found.as_ref().map(|row| text(row, "password")).transpose()?;
        let theirs = self.verify(password, hash).await?;
        found.as_ref().filter(|_| theirs).map(read).transpose()
    }

    /// Says whether an agent takes chats. With `by_itself` only who is online goes away, and only who went away so comes back; false
    /// when nothing was to be changed, or there is no such agent.
    pub async fn set_status(&self, agent: AgentId, status: AgentStatus, by_itself: bool) -> Result<bool, RecordsError> {
        let away = status == AgentStatus::Away;
        let update = query(
            "UPDATE agents SET status = $2, idle = $3
             WHERE id = $1 AND ($4 = 0 OR ($5 = 1 AND status = 'online') OR ($5 = 0 AND idle = 1))",
        );
        let update = update.bind(agent.to_string()).bind(status_word(status)).bind(i64::from(by_itself && away));
        let update = update.bind(i64::from(by_itself)).bind(i64::from(away));
        Ok(update.execute(&self.write).await?.rows_affected() == 1)
    }

    /// Gives an agent another name; false when there is no such agent.
    pub async fn rename_agent(&self, agent: AgentId, name: &str) -> Result<bool, RecordsError> {
        let update = query("UPDATE agents SET name = $2 WHERE id = $1").bind(agent.to_string()).bind(name.to_owned());
        Ok(update.execute(&self.write).await?.rows_affected() == 1)
    }
}

pub(super) async fn insert(connection: &mut AnyConnection, agent: &Agent, hash: String) -> Result<(), RecordsError> {
    query(
        "INSERT INTO agents (id, email, name, role, status, password, active, title, languages, capacity, idle)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(agent.id.to_string())
    .bind(agent.email.to_lowercase())
    .bind(agent.name.clone())
    .bind(role_word(agent.role))
    .bind(status_word(agent.status))
    .bind(hash)
    .bind(i64::from(agent.active))
    .bind(agent.title.clone())
    .bind(json(&agent.languages)?)
    .bind(agent.capacity.map(i64::from))
    .bind(i64::from(agent.idle))
    .execute(&mut *connection)
    .await?;
    if agent.active { begin_span(connection, agent.id, made(agent.id)).await } else { Ok(()) }
}

/// From now on the account takes a seat.
pub(super) async fn begin_span(
    connection: &mut AnyConnection,
    agent: AgentId,
    began: Moment,
) -> Result<(), RecordsError> {
    query(
        "INSERT INTO agent_spans (agent, began) VALUES ($1, $2) ON CONFLICT (agent, began) DO UPDATE SET ended = NULL",
    )
    .bind(agent.to_string())
    .bind(began.0)
    .execute(connection)
    .await?;
    Ok(())
}

/// When an account was made: its id says it.
pub(super) fn made(agent: AgentId) -> Moment {
    let (seconds, nanos) = agent.0.get_timestamp().map_or((0, 0), |time| time.to_unix());
    Moment(i64::try_from(seconds).unwrap_or_default() * 1_000 + i64::from(nanos / 1_000_000))
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
        idle: number(row, "idle")? == 1,
        active: number(row, "active")? == 1,
        title: text(row, "title")?,
        languages: document(row, "languages")?,
        photo: text_or_none(row, "photo")?,
        capacity: number_or_none(row, "capacity")?.and_then(|most| u32::try_from(most).ok()),
        second_factor: text_or_none(row, "totp")?.is_some(),
    })
}

pub(super) const fn role_word(role: Role) -> &'static str {
    match role {
        Role::Administrator => "administrator",
        Role::Normal => "normal",
        Role::Marketer => "marketer",
    }
}

fn role_of_word(word: &str) -> Option<Role> {
    [Role::Administrator, Role::Normal, Role::Marketer].into_iter().find(|role| role_word(*role) == word)
}

pub(super) const fn status_word(status: AgentStatus) -> &'static str {
    match status {
        AgentStatus::Online => "online",
        AgentStatus::Away => "away",
    }
}

fn status_of_word(word: &str) -> Option<AgentStatus> {
    [AgentStatus::Online, AgentStatus::Away].into_iter().find(|status| status_word(*status) == word)
}
