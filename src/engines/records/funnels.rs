//! Funnels.

use sqlx::any::AnyRow;
use sqlx::query;

use super::row::{Read, count, document, id, json, moment, text};
use super::{Records, RecordsError};
use crate::domain::goal::Funnel;
use crate::domain::ids::{FunnelId, SiteKey};

impl Records {
    /// A site's funnels, by name.
    pub async fn funnels(&self, site: &SiteKey) -> Result<Vec<Funnel>, RecordsError> {
        let find = query("SELECT * FROM funnels WHERE site = $1 ORDER BY name, id").bind(site.to_string());
        find.fetch_all(&self.read).await?.iter().map(read).collect()
    }

    /// One funnel.
    pub async fn funnel(&self, funnel: FunnelId) -> Result<Option<Funnel>, RecordsError> {
        let find = query("SELECT * FROM funnels WHERE id = $1").bind(funnel.to_string());
        find.fetch_optional(&self.read).await?.as_ref().map(read).transpose()
    }

    /// Adds a funnel.
    ///
    /// # Errors
    /// [`RecordsError::Taken`] when its site has one of this name.
    pub async fn add_funnel(&self, funnel: &Funnel) -> Result<(), RecordsError> {
        query("INSERT INTO funnels (id, site, name, within, steps, made) VALUES ($1, $2, $3, $4, $5, $6)")
            .bind(funnel.id.to_string())
            .bind(funnel.site.to_string())
            .bind(funnel.name.clone())
            .bind(i64::from(funnel.within))
            .bind(json(&funnel.steps)?)
            .bind(funnel.made.0)
            .execute(&self.write)
            .await?;
        Ok(())
    }

    /// Changes a funnel's name, time and steps; false when there is none.
    ///
    /// # Errors
    /// [`RecordsError::Taken`] when its site has another one of this name.
    pub async fn change_funnel(&self, funnel: &Funnel) -> Result<bool, RecordsError> {
        let update = query("UPDATE funnels SET name = $2, within = $3, steps = $4 WHERE id = $1")
            .bind(funnel.id.to_string())
            .bind(funnel.name.clone())
            .bind(i64::from(funnel.within))
            .bind(json(&funnel.steps)?);
        Ok(update.execute(&self.write).await?.rows_affected() == 1)
    }

    /// Deletes a funnel; false when there is none.
    pub async fn delete_funnel(&self, funnel: FunnelId) -> Result<bool, RecordsError> {
        let delete = query("DELETE FROM funnels WHERE id = $1").bind(funnel.to_string());
        Ok(delete.execute(&self.write).await?.rows_affected() == 1)
    }
}

fn read(row: &AnyRow) -> Read<Funnel> {
    Ok(Funnel {
        id: id(row, "id")?,
        site: text(row, "site")?.as_str().into(),
        name: text(row, "name")?,
        within: count(row, "within")?,
        steps: document(row, "steps")?,
        made: moment(row, "made")?,
    })
}
