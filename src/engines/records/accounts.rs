//! Accounts are changed and deleted; who is not active any more has no session and no token, and takes no seat.

use sqlx::{AnyConnection, Row, query};

use super::agents::{begin_span, made, role_word};
use super::departments::join;
use super::row::{id, moment, moment_or_none, number, text};
use super::{Records, RecordsError};
use crate::domain::agent::{Agent, Role};
use crate::domain::ids::{AgentId, GroupId};
use crate::domain::moment::Moment;
use crate::domain::seats::Active;

/// What came of changing an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum AccountChange {
    Done,
    NoSuchAgent,
    /// Nobody else could undo it. Nothing was written.
    LastAdministrator,
}

impl Records {
    /// Puts an agent into these groups and no other.
    pub async fn set_groups(&self, agent: AgentId, groups: &[GroupId]) -> Result<(), RecordsError> {
        let mut transaction = self.begin().await?;
        join_only(&mut transaction, agent, groups).await?;
        Ok(transaction.commit().await?)
    }

    /// Replaces what an administrator may say of an account: e-mail, name, role, active, title, languages, capacity, groups. A new
    /// `password` ends the sessions; not being active ends the tokens, too.
    ///
    /// # Errors
    /// [`RecordsError::Taken`] when another account has the e-mail.
    pub async fn change_account(
        &self,
        agent: &Agent,
        groups: &[GroupId],
        password: Option<&str>,
        now: Moment,
    ) -> Result<AccountChange, RecordsError> {
        let hash = match password {
            Some(password) => Some(self.hash(password).await?),
            None => None,
        };
        let mut transaction = self.begin().await?;
        let stays = agent.active && agent.role == Role::Administrator;
        let refused = refusal(&mut transaction, agent.id, stays).await?;
        if refused != AccountChange::Done {
            return Ok(refused);
        }
        update(&mut transaction, agent, hash.as_ref()).await?;
        join_only(&mut transaction, agent.id, groups).await?;
        if !agent.active || hash.is_some() {
            end(&mut transaction, "DELETE FROM sessions WHERE agent = $1", agent.id).await?;
        }
        move_span(&mut transaction, agent, now).await?;
        transaction.commit().await?;
        Ok(AccountChange::Done)
    }

    /// Deletes an account. Its row stays under its name, because transcripts name it; its e-mail is free.
    pub async fn delete_account(&self, agent: AgentId, now: Moment) -> Result<AccountChange, RecordsError> {
        let mut transaction = self.begin().await?;
        let refused = refusal(&mut transaction, agent, false).await?;
        if refused != AccountChange::Done {
            return Ok(refused);
        }
        let forget = "UPDATE agents SET deleted = $2, active = 0, email = id || ' ' || email, totp = NULL,
             totp_offered = NULL, recovery = '[]', password = '' WHERE id = $1";
        query(forget).bind(agent.to_string()).bind(now.0).execute(&mut *transaction).await?;
        join_only(&mut transaction, agent, &[]).await?;
        end(&mut transaction, "DELETE FROM sessions WHERE agent = $1", agent).await?;
        end_account(&mut transaction, agent, now).await?;
        transaction.commit().await?;
        Ok(AccountChange::Done)
    }

    /// When which account was active, deleted ones too.
    pub async fn active_spans(&self) -> Result<Vec<Active>, RecordsError> {
        let find = "SELECT agents.id, agents.name, agents.email, began, ended
             FROM agent_spans JOIN agents ON agents.id = agent_spans.agent ORDER BY began, agents.id";
        let rows = query(find).fetch_all(&self.read).await?;
        rows.iter()
            .map(|row| {
                let agent = id(row, "id")?;
                let email = text(row, "email")?;
                // A deleted account has its id before its e-mail.
                let email = email.rsplit(' ').next().unwrap_or_default().to_owned();
                let began = moment(row, "began")?.max(made(agent));
                Ok(Active { agent, name: text(row, "name")?, email, began, ended: moment_or_none(row, "ended")? })
            })
            .collect()
    }
}

/// Whether the account may stop being an active Administrator's, unless it `stays` one. Two who take each other away wait for one
/// another here.
async fn refusal(connection: &mut AnyConnection, agent: AgentId, stays: bool) -> Result<AccountChange, RecordsError> {
    query("UPDATE agents SET role = role WHERE role = 'administrator'").execute(&mut *connection).await?;
    let found = query(
        "SELECT COUNT(*) AS known, (SELECT COUNT(*) FROM agents WHERE role = 'administrator' AND active = 1
           AND deleted IS NULL AND id <> $1) AS others
         FROM agents WHERE id = $1 AND deleted IS NULL",
    );
    let row = found.bind(agent.to_string()).fetch_one(connection).await?;
    match (row.try_get::<i64, _>("known")?, number(&row, "others")?) {
        (0, _) => Ok(AccountChange::NoSuchAgent),
        (_, 0) if !stays => Ok(AccountChange::LastAdministrator),
        _ => Ok(AccountChange::Done),
    }
}

async fn update(connection: &mut AnyConnection, agent: &Agent, hash: Option<&String>) -> Result<(), RecordsError> {
    query(
        "UPDATE agents SET email = $2, name = $3, role = $4, active = $5, title = $6, languages = $7, capacity = $8,
           password = COALESCE($9, password) WHERE id = $1",
    )
    .bind(agent.id.to_string())
    .bind(agent.email.to_lowercase())
    .bind(agent.name.clone())
    .bind(role_word(agent.role))
    .bind(i64::from(agent.active))
    .bind(agent.title.clone())
    .bind(super::row::json(&agent.languages)?)
    .bind(agent.capacity.map(i64::from))
    .bind(hash.cloned())
    .execute(connection)
    .await?;
    Ok(())
}

async fn join_only(connection: &mut AnyConnection, agent: AgentId, groups: &[GroupId]) -> Result<(), RecordsError> {
    end(connection, "DELETE FROM members WHERE agent = $1", agent).await?;
    for group in groups {
        join(connection, &group.to_string(), agent).await?;
    }
    Ok(())
}

async fn move_span(connection: &mut AnyConnection, agent: &Agent, now: Moment) -> Result<(), RecordsError> {
    if !agent.active {
        return end_account(connection, agent.id, now).await;
    }
    let open = query("SELECT COUNT(*) FROM agent_spans WHERE agent = $1 AND ended IS NULL");
    let row = open.bind(agent.id.to_string()).fetch_one(&mut *connection).await?;
    if row.try_get::<i64, _>(0)? == 0 { begin_span(connection, agent.id, now).await } else { Ok(()) }
}

async fn end_account(connection: &mut AnyConnection, agent: AgentId, now: Moment) -> Result<(), RecordsError> {
    end(connection, "DELETE FROM api_tokens WHERE agent = $1", agent).await?;
    let over = query("UPDATE agent_spans SET ended = $2 WHERE agent = $1 AND ended IS NULL").bind(agent.to_string());
    over.bind(now.0).execute(connection).await?;
    Ok(())
}

async fn end(connection: &mut AnyConnection, statement: &'static str, agent: AgentId) -> Result<(), RecordsError> {
    query(statement).bind(agent.to_string()).execute(connection).await?;
    Ok(())
}
