//! What agents change about themselves: profile, photo, password, second factor.

use sqlx::query;

use super::row::{document, json, number, text, text_or_none};
use super::{Records, RecordsError, StoredFile, files};
use crate::domain::agent::Agent;
use crate::domain::ids::{AgentId, FileId};

/// A device that makes codes, and what helps when it is lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondFactor {
    /// Base32.
    pub secret: String,
    /// The last time step a code was taken for.
    pub step: i64,
    /// Hashes of the codes that are left.
    pub recovery: Vec<String>,
}

impl Records {
    /// Keeps an agent's own name, title and languages.
    pub async fn change_profile(&self, agent: &Agent) -> Result<(), RecordsError> {
        query("UPDATE agents SET name = $2, title = $3, languages = $4 WHERE id = $1")
            .bind(agent.id.to_string())
            .bind(agent.name.clone())
            .bind(agent.title.clone())
            .bind(json(&agent.languages)?)
            .execute(&self.write)
            .await?;
        Ok(())
    }

    /// Replaces an agent's photo; the one before is forgotten.
    pub async fn set_photo(&self, agent: AgentId, photo: Option<&StoredFile>) -> Result<(), RecordsError> {
        let mut transaction = self.begin().await?;
        let before = query("SELECT photo FROM agents WHERE id = $1").bind(agent.to_string());
        let before = text_or_none(&before.fetch_one(&mut *transaction).await?, "photo")?;
        if let Some(file) = before.as_deref().and_then(file_of) {
            files::delete(&mut transaction, file).await?;
        }
        if let Some(photo) = photo {
            files::insert(&mut transaction, None, photo).await?;
        }
        let address = photo.map(|photo| format!("/files/{}/{}", photo.about.id, photo.about.token));
        let update = query("UPDATE agents SET photo = $2 WHERE id = $1").bind(agent.to_string()).bind(address);
        update.execute(&mut *transaction).await?;
        Ok(transaction.commit().await?)
    }

    /// Gives an agent another password and ends their sessions but the one of `token`.
    pub async fn set_password(&self, agent: AgentId, password: &str, token: &str) -> Result<(), RecordsError> {
        let hash = self.hash(password).await?;
        let update = query("UPDATE agents SET password = $2 WHERE id = $1").bind(agent.to_string()).bind(hash);
        update.execute(&self.write).await?;
        self.close_other_sessions(agent, token).await
    }

    /// Keeps the secret of a device that has not shown a code yet.
    pub async fn offer_second_factor(&self, agent: AgentId, secret: &str) -> Result<(), RecordsError> {
        let offer = query("UPDATE agents SET totp_offered = $2 WHERE id = $1").bind(agent.to_string());
        offer.bind(secret.to_owned()).execute(&self.write).await?;
        Ok(())
    }

    /// That secret.
    pub async fn offered_second_factor(&self, agent: AgentId) -> Result<Option<String>, RecordsError> {
        let find = query("SELECT totp_offered FROM agents WHERE id = $1").bind(agent.to_string());
        text_or_none(&find.fetch_one(&self.read).await?, "totp_offered")
    }

    /// From now on signing in asks for a code; `None`: no more.
    pub async fn set_second_factor(&self, agent: AgentId, factor: Option<&SecondFactor>) -> Result<(), RecordsError> {
        let recovery = factor.map(|factor| factor.recovery.as_slice()).unwrap_or_default();
        query("UPDATE agents SET totp = $2, totp_step = $3, recovery = $4, totp_offered = NULL WHERE id = $1")
            .bind(agent.to_string())
            .bind(factor.map(|factor| factor.secret.clone()))
            .bind(factor.map_or(0, |factor| factor.step))
            .bind(json(&recovery)?)
            .execute(&self.write)
            .await?;
        Ok(())
    }

    /// An agent's second factor.
    pub async fn second_factor(&self, agent: AgentId) -> Result<Option<SecondFactor>, RecordsError> {
        let find = query("SELECT totp, totp_step, recovery FROM agents WHERE id = $1 AND totp IS NOT NULL");
        let found = find.bind(agent.to_string()).fetch_optional(&self.read).await?;
        let read = |row| {
            Ok(SecondFactor {
                secret: text(&row, "totp")?,
                step: number(&row, "totp_step")?,
                recovery: document(&row, "recovery")?,
            })
        };
        found.map(read).transpose()
    }

    /// Uses up the code of `step`; false when it, or a later one, was used before.
    pub async fn take_step(&self, agent: AgentId, step: i64) -> Result<bool, RecordsError> {
        let take = query("UPDATE agents SET totp_step = $2 WHERE id = $1 AND totp_step < $2").bind(agent.to_string());
        Ok(take.bind(step).execute(&self.write).await?.rows_affected() == 1)
    }

    /// Uses up the recovery code with this hash; false when it is none of `factor`'s, or somebody used one meanwhile.
    pub async fn take_recovery(&self, agent: AgentId, factor: &SecondFactor, hash: &str) -> Result<bool, RecordsError> {
        let left: Vec<&String> = factor.recovery.iter().filter(|kept| *kept != hash).collect();
        if left.len() == factor.recovery.len() {
            return Ok(false);
        }
        let take = query("UPDATE agents SET recovery = $3 WHERE id = $1 AND recovery = $2").bind(agent.to_string());
        let taken = take.bind(json(&factor.recovery)?).bind(json(&left)?).execute(&self.write).await?;
        Ok(taken.rows_affected() == 1)
    }
}

/// The file of an address like `/files/ID/TOKEN`.
fn file_of(address: &str) -> Option<FileId> {
    address.split('/').nth(2)?.parse().ok()
}
