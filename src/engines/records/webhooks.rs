//! Webhooks.

use sqlx::any::AnyRow;
use sqlx::query;

use super::row::{Read, document, id, json, moment, number, text};
use super::{Records, RecordsError};
use crate::domain::hook::Webhook;
use crate::domain::ids::WebhookId;
use crate::domain::moment::Moment;

/// The settings' row of the mark.
const MARK: &str = "hooks_mark";

impl Records {
    /// All webhooks, oldest first.
    pub async fn webhooks(&self) -> Result<Vec<Webhook>, RecordsError> {
        let rows = query("SELECT * FROM webhooks ORDER BY made, id").fetch_all(&self.read).await?;
        rows.iter().map(read).collect()
    }

    /// One webhook.
    pub async fn webhook(&self, webhook: WebhookId) -> Result<Option<Webhook>, RecordsError> {
        let find = query("SELECT * FROM webhooks WHERE id = $1").bind(webhook.to_string());
        find.fetch_optional(&self.read).await?.as_ref().map(read).transpose()
    }

    /// Adds a webhook.
    pub async fn add_webhook(&self, webhook: &Webhook) -> Result<(), RecordsError> {
        query("INSERT INTO webhooks (id, url, secret, events, active, made) VALUES ($1, $2, $3, $4, $5, $6)")
            .bind(webhook.id.to_string())
            .bind(webhook.url.clone())
            .bind(webhook.secret.clone())
            .bind(json(&webhook.events)?)
            .bind(i64::from(webhook.active))
            .bind(webhook.made.0)
            .execute(&self.write)
            .await?;
        Ok(())
    }

    /// Changes a webhook's address, events, and whether it is active; false when there is none.
    pub async fn change_webhook(&self, webhook: &Webhook) -> Result<bool, RecordsError> {
        let update = query("UPDATE webhooks SET url = $2, events = $3, active = $4 WHERE id = $1")
            .bind(webhook.id.to_string())
            .bind(webhook.url.clone())
            .bind(json(&webhook.events)?)
            .bind(i64::from(webhook.active));
        Ok(update.execute(&self.write).await?.rows_affected() == 1)
    }

    /// Up to when everything that happened has been queued for the webhooks.
    pub async fn hooks_mark(&self) -> Result<Option<Moment>, RecordsError> {
        let find = query("SELECT value FROM settings WHERE key = $1").bind(MARK).fetch_optional(&self.read);
        find.await?.as_ref().map(|row| document(row, "value")).transpose()
    }

    /// Notes up to when everything that happened has been queued for the webhooks.
    pub async fn set_hooks_mark(&self, mark: Moment) -> Result<(), RecordsError> {
        let upsert =
            "INSERT INTO settings (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
        query(upsert).bind(MARK).bind(json(&mark)?).execute(&self.write).await?;
        Ok(())
    }

    /// Deletes a webhook with its deliveries; false when there is none.
    pub async fn delete_webhook(&self, webhook: WebhookId) -> Result<bool, RecordsError> {
        let delete = query("DELETE FROM webhooks WHERE id = $1").bind(webhook.to_string());
        Ok(delete.execute(&self.write).await?.rows_affected() == 1)
    }
}

fn read(row: &AnyRow) -> Read<Webhook> {
    Ok(Webhook {
        id: id(row, "id")?,
        url: text(row, "url")?,
        secret: text(row, "secret")?,
        events: document(row, "events")?,
        active: number(row, "active")? == 1,
        made: moment(row, "made")?,
    })
}
