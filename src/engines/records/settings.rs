//! Settings: one document a key.

use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::{AnyConnection, query};

use super::row::{document, json};
use super::{Records, RecordsError};
use crate::domain::desk_settings::DeskSettings;

const DESK: &str = "desk";

impl Records {
    /// The desk's settings.
    pub async fn desk_settings(&self) -> Result<DeskSettings, RecordsError> {
        self.setting(DESK).await
    }

    /// Replaces the desk's settings.
    pub async fn set_desk_settings(&self, settings: &DeskSettings) -> Result<(), RecordsError> {
        let mut transaction = self.begin().await?;
        put(&mut transaction, DESK, settings).await?;
        Ok(transaction.commit().await?)
    }

    /// The document of `key`, or the default.
    pub(super) async fn setting<T: Default + DeserializeOwned>(&self, key: &'static str) -> Result<T, RecordsError> {
        let row = query("SELECT value FROM settings WHERE key = $1").bind(key).fetch_optional(&self.read).await?;
        row.as_ref().map_or_else(|| Ok(T::default()), |row| document(row, "value"))
    }
}

pub(super) async fn put<T: Serialize + Sync>(
    connection: &mut AnyConnection,
    key: &'static str,
    value: &T,
) -> Result<(), RecordsError> {
    query("INSERT INTO settings (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = $2")
        .bind(key)
        .bind(json(value)?)
        .execute(connection)
        .await?;
    Ok(())
}
