//! Webhooks are added, changed, tried and deleted.

use serde_json::{Value, json};

use super::note_change::{By, difference, note_change};
use super::problem::Problem;
use super::queue_deliveries::delivery;
use crate::app::App;
use crate::domain::hook::{Delivery, Event, Webhook, sound_url, test};
use crate::domain::ids::WebhookId;
use crate::domain::news::News;

/// What an administrator says of a webhook.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the words of DESK")]
pub struct WebhookDraft {
    pub url: String,
    pub events: Vec<Event>,
    pub active: bool,
}

/// Adds a webhook with a fresh secret. It is told of what happens from now on.
///
/// # Errors
/// A field is wrong; an engine failed.
pub async fn add_webhook(app: &App, by: By<'_>, draft: WebhookDraft) -> Result<Webhook, Problem> {
    let webhook = Webhook {
        id: WebhookId(app.clock.id()),
        url: url(&draft.url)?,
        secret: format!("whsec_{}", hex::encode(rand::random::<[u8; 32]>())),
        events: events(&draft.events)?,
        active: draft.active,
        made: app.clock.now(),
    };
    app.records.add_webhook(&webhook).await?;
    note_change(app, by, "webhook.added", &webhook.url, difference(&json!({}), &told(&webhook))).await;
    changed(app).await?;
    Ok(webhook)
}

/// Changes a webhook; its secret stays. What waits for it goes to the new address.
///
/// # Errors
/// No such webhook; a field is wrong; an engine failed.
pub async fn change_webhook(app: &App, by: By<'_>, id: WebhookId, draft: WebhookDraft) -> Result<Webhook, Problem> {
    let before = find(app, id).await?;
    let webhook =
        Webhook { url: url(&draft.url)?, events: events(&draft.events)?, active: draft.active, ..before.clone() };
    if !app.records.change_webhook(&webhook).await? {
        return Err(gone());
    }
    note_change(app, by, "webhook.changed", &webhook.url, difference(&told(&before), &told(&webhook))).await;
    changed(app).await?;
    app.live.wakes.hooks.notify_one();
    Ok(webhook)
}

/// Deletes a webhook, with what was on its way to it.
///
/// # Errors
/// No such webhook; an engine failed.
pub async fn delete_webhook(app: &App, by: By<'_>, id: WebhookId) -> Result<(), Problem> {
    let before = find(app, id).await?;
    if !app.records.delete_webhook(id).await? {
        return Err(gone());
    }
    note_change(app, by, "webhook.deleted", &before.url, told(&before)).await;
    changed(app).await
}

/// Sends a webhook something to try it with, also when it is not active.
///
/// # Errors
/// No such webhook; an engine failed.
pub async fn test_webhook(app: &App, id: WebhookId) -> Result<Delivery, Problem> {
    let webhook = find(app, id).await?;
    let happened = test(format!("test:{}", app.clock.id()), app.clock.now());
    let delivery = delivery(app, &webhook, &happened);
    if !app.records.add_delivery(&delivery).await? {
        return Err(gone());
    }
    app.live.wakes.hooks.notify_one();
    Ok(delivery)
}

/// Reads the webhooks into memory, so that where there are none nothing is asked of the records.
///
/// # Errors
/// An engine failed.
pub async fn reload_webhooks(app: &App) -> Result<(), Problem> {
    app.live.webhooks.set(app.records.webhooks().await?);
    Ok(())
}

async fn changed(app: &App) -> Result<(), Problem> {
    reload_webhooks(app).await?;
    app.announce(News::WebhooksChanged);
    Ok(())
}

/// What the audit log is told: not the secret.
fn told(webhook: &Webhook) -> Value {
    json!({"url": webhook.url, "events": webhook.events, "active": webhook.active})
}

async fn find(app: &App, id: WebhookId) -> Result<Webhook, Problem> {
    app.records.webhook(id).await?.ok_or_else(gone)
}

fn gone() -> Problem {
    Problem::NotFound("no such webhook".to_owned())
}

fn url(text: &str) -> Result<String, Problem> {
    sound_url(text).map_err(|why| Problem::invalid("url", why))
}

/// Each once; the test is not for choosing.
fn events(chosen: &[Event]) -> Result<Vec<Event>, Problem> {
    if chosen.contains(&Event::Test) {
        return Err(Problem::invalid("events", "The test is sent with its own button."));
    }
    Ok(Event::ALL.into_iter().filter(|event| chosen.contains(event)).collect())
}
