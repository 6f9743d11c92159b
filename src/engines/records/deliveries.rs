//! What is on its way to webhooks. The same happening goes to the same webhook once, however often it is found.

use sqlx::any::AnyRow;
use sqlx::query;

use super::dispatches::{dispatch, moving};
use super::row::{Read, id, moment, number_or_none, text, word};
use super::{Records, RecordsError};
use crate::domain::dispatch::Dispatch;
use crate::domain::hook::{Delivery, Event};
use crate::domain::ids::{DeliveryId, WebhookId};
use crate::domain::moment::Moment;

impl Records {
    /// Adds a delivery; false when its happening is on its way to its webhook already, or has been, or the webhook is gone.
    pub async fn add_delivery(&self, delivery: &Delivery) -> Result<bool, RecordsError> {
        let inserted = query(
            "INSERT INTO deliveries (id, webhook, key, event, body, made, state, tries, next_try)
             SELECT $1, id, $3, $4, $5, $6, $7, $8, $9 FROM webhooks WHERE id = $2
             ON CONFLICT (webhook, key) DO NOTHING",
        )
        .bind(delivery.id.to_string())
        .bind(delivery.webhook.to_string())
        .bind(delivery.key.clone())
        .bind(delivery.event.word())
        .bind(delivery.body.clone())
        .bind(delivery.made.0)
        .bind(delivery.dispatch.state.word())
        .bind(delivery.dispatch.tries)
        .bind(delivery.dispatch.next_try.0)
        .execute(&self.write)
        .await?;
        Ok(inserted.rows_affected() == 1)
    }

    /// One delivery.
    pub async fn delivery(&self, delivery: DeliveryId) -> Result<Option<Delivery>, RecordsError> {
        let find = query("SELECT * FROM deliveries WHERE id = $1").bind(delivery.to_string());
        find.fetch_optional(&self.read).await?.as_ref().map(read).transpose()
    }

    /// Deliveries to one webhook, newest first, at most `most`; those before `before` when it is given.
    pub async fn deliveries(
        &self,
        webhook: WebhookId,
        before: Option<DeliveryId>,
        most: i64,
    ) -> Result<Vec<Delivery>, RecordsError> {
        // The ids grow with time, which makes them the order and the place in it.
        let find =
            query("SELECT * FROM deliveries WHERE webhook = $1 AND ($2 = '' OR id < $2) ORDER BY id DESC LIMIT $3");
        let before = before.map(|id| id.to_string()).unwrap_or_default();
        let find = find.bind(webhook.to_string()).bind(before).bind(most);
        find.fetch_all(&self.read).await?.iter().map(read).collect()
    }

    /// The webhooks to which something is due by now. What waits for an inactive one waits until it is active again; a test does not.
    pub async fn webhooks_due(&self, now: Moment) -> Result<Vec<WebhookId>, RecordsError> {
        let find = query(
            "SELECT DISTINCT webhook FROM deliveries JOIN webhooks ON webhooks.id = webhook
             WHERE state = 'queued' AND next_try <= $1 AND (active = 1 OR event = 'test')",
        );
        find.bind(now.0).fetch_all(&self.read).await?.iter().map(|row| id(row, "webhook")).collect()
    }

    /// What is due to one webhook by now, the longest overdue first, at most `most`.
    pub async fn deliveries_due(
        &self,
        webhook: WebhookId,
        now: Moment,
        most: i64,
    ) -> Result<Vec<Delivery>, RecordsError> {
        let find = query(
            "SELECT deliveries.* FROM deliveries JOIN webhooks ON webhooks.id = webhook
             WHERE webhook = $1 AND state = 'queued' AND next_try <= $2 AND (active = 1 OR event = 'test')
             ORDER BY next_try, deliveries.id LIMIT $3",
        );
        let find = find.bind(webhook.to_string()).bind(now.0).bind(most);
        find.fetch_all(&self.read).await?.iter().map(read).collect()
    }

    /// Stores how far a delivery has come that stood as `before`; false when it stands there no more, and nothing is written.
    pub async fn move_delivery(&self, moved: &Delivery, before: &Dispatch) -> Result<bool, RecordsError> {
        let swap = query(
            "UPDATE deliveries SET state = $4, tries = $5, next_try = $6, error = $7, status = $8, took_ms = $9
             WHERE id = $1 AND state = $2 AND tries = $3",
        );
        let swap = moving(swap, moved.id.to_string(), before, &moved.dispatch).bind(moved.status).bind(moved.took_ms);
        Ok(swap.execute(&self.write).await?.rows_affected() == 1)
    }

    /// Forgets deliveries made before `before`.
    pub async fn forget_deliveries(&self, before: Moment) -> Result<u64, RecordsError> {
        let delete = query("DELETE FROM deliveries WHERE made < $1").bind(before.0);
        Ok(delete.execute(&self.write).await?.rows_affected())
    }
}

fn read(row: &AnyRow) -> Read<Delivery> {
    Ok(Delivery {
        id: id(row, "id")?,
        webhook: id(row, "webhook")?,
        key: text(row, "key")?,
        event: word(row, "event", Event::of_word)?,
        body: text(row, "body")?,
        made: moment(row, "made")?,
        dispatch: dispatch(row)?,
        status: number_or_none(row, "status")?,
        took_ms: number_or_none(row, "took_ms")?,
    })
}
