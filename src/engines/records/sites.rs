//! Sites.

use sqlx::any::AnyRow;
use sqlx::query;

use super::row::{Read, document, document_or_none, json, text};
use super::{Records, RecordsError};
use crate::domain::ids::SiteKey;
use crate::domain::site::Site;

impl Records {
    /// All sites, by name.
    pub async fn sites(&self) -> Result<Vec<Site>, RecordsError> {
        let rows = query("SELECT * FROM sites ORDER BY name, key").fetch_all(&self.read).await?;
        rows.iter().map(read).collect()
    }

    /// Adds a site.
    ///
    /// # Errors
    /// [`RecordsError::Taken`] when its key is in use.
    pub async fn add_site(&self, site: &Site) -> Result<(), RecordsError> {
        self.write_site(
            "INSERT INTO sites (key, name, origins, time_zone, style, settings) VALUES ($1, $2, $3, $4, $5, $6)",
            site,
        )
        .await?;
        Ok(())
    }

    /// Replaces all of a site but its key; false when there is no such site.
    pub async fn change_site(&self, site: &Site) -> Result<bool, RecordsError> {
        self.write_site(
            "UPDATE sites SET name = $2, origins = $3, time_zone = $4, style = $5, settings = $6 WHERE key = $1",
            site,
        )
        .await
    }

    /// Forgets a site; false when there is no such site. What visitors said and did there stays.
    pub async fn delete_site(&self, key: &SiteKey) -> Result<bool, RecordsError> {
        let delete = query("DELETE FROM sites WHERE key = $1").bind(key.to_string());
        Ok(delete.execute(&self.write).await?.rows_affected() == 1)
    }

    async fn write_site(&self, statement: &'static str, site: &Site) -> Result<bool, RecordsError> {
        let written = query(statement)
            .bind(site.key.to_string())
            .bind(site.name.clone())
            .bind(json(&site.origins)?)
            .bind(site.time_zone.clone())
            .bind(site.style.as_ref().map(json).transpose()?)
            .bind(json(&site.settings)?)
            .execute(&self.write)
            .await?;
        Ok(written.rows_affected() == 1)
    }
}

fn read(row: &AnyRow) -> Read<Site> {
    Ok(Site {
        key: text(row, "key")?.as_str().into(),
        name: text(row, "name")?,
        origins: document(row, "origins")?,
        time_zone: text(row, "time_zone")?,
        style: document_or_none(row, "style")?,
        settings: document(row, "settings")?,
    })
}
