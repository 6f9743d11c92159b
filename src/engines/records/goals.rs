//! Goals.

use sqlx::any::AnyRow;
use sqlx::query;

use super::row::{Read, id, moment, real_or_none, text, word};
use super::{Records, RecordsError};
use crate::domain::goal::{Goal, Target, TargetKind};
use crate::domain::ids::{GoalId, SiteKey};

impl Records {
    /// A site's goals, by name.
    pub async fn goals(&self, site: &SiteKey) -> Result<Vec<Goal>, RecordsError> {
        let find = query("SELECT * FROM goals WHERE site = $1 ORDER BY name, id").bind(site.to_string());
        find.fetch_all(&self.read).await?.iter().map(read).collect()
    }

    /// One goal.
    pub async fn goal(&self, goal: GoalId) -> Result<Option<Goal>, RecordsError> {
        let find = query("SELECT * FROM goals WHERE id = $1").bind(goal.to_string());
        find.fetch_optional(&self.read).await?.as_ref().map(read).transpose()
    }

    /// Adds a goal.
    ///
    /// # Errors
    /// [`RecordsError::Taken`] when its site has one of this name.
    pub async fn add_goal(&self, goal: &Goal) -> Result<(), RecordsError> {
        query("INSERT INTO goals (id, site, name, kind, pattern, value, made) VALUES ($1, $2, $3, $4, $5, $6, $7)")
            .bind(goal.id.to_string())
            .bind(goal.site.to_string())
            .bind(goal.name.clone())
            .bind(goal.target.kind.word())
            .bind(goal.target.pattern.clone())
            .bind(goal.value)
            .bind(goal.made.0)
            .execute(&self.write)
            .await?;
        Ok(())
    }

    /// Changes a goal's name, target and value; false when there is none.
    ///
    /// # Errors
    /// [`RecordsError::Taken`] when its site has another one of this name.
    pub async fn change_goal(&self, goal: &Goal) -> Result<bool, RecordsError> {
        let update = query("UPDATE goals SET name = $2, kind = $3, pattern = $4, value = $5 WHERE id = $1")
            .bind(goal.id.to_string())
            .bind(goal.name.clone())
            .bind(goal.target.kind.word())
            .bind(goal.target.pattern.clone())
            .bind(goal.value);
        Ok(update.execute(&self.write).await?.rows_affected() == 1)
    }

    /// Deletes a goal; false when there is none.
    pub async fn delete_goal(&self, goal: GoalId) -> Result<bool, RecordsError> {
        let delete = query("DELETE FROM goals WHERE id = $1").bind(goal.to_string());
        Ok(delete.execute(&self.write).await?.rows_affected() == 1)
    }
}

fn read(row: &AnyRow) -> Read<Goal> {
    Ok(Goal {
        id: id(row, "id")?,
        site: text(row, "site")?.as_str().into(),
        name: text(row, "name")?,
        target: Target { kind: word(row, "kind", TargetKind::of_word)?, pattern: text(row, "pattern")? },
        value: real_or_none(row, "value")?,
        made: moment(row, "made")?,
    })
}
