//! Webhooks are called: at once when something is queued, every second for what is due again. Each webhook has a worker of its own, so
//! that one that does not answer keeps nobody else waiting.

use std::collections::HashSet;
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

use crate::actions::deliver::{deliver_due, forget_deliveries};
use crate::actions::problem::Problem;
use crate::app::App;
use crate::domain::ids::WebhookId;

/// How often the queue is looked into when nobody rings.
const EVERY: Duration = Duration::from_secs(1);
/// How often old deliveries are looked for.
const FORGET_EVERY: Duration = Duration::from_hours(1);
/// Webhooks called at the same time; beyond it they wait for a worker to be done.
const WORKERS: usize = 16;

/// Runs until `stop`; calls that are being made then are waited for.
pub async fn deliver_hooks(app: App, stop: CancellationToken) {
    let (mut ticks, mut forget) = (interval(EVERY), interval(FORGET_EVERY));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut workers = Workers::default();
    loop {
        let looked = tokio::select! {
            () = stop.cancelled() => break,
            _ = forget.tick() => forget_deliveries(&app).await,
            _ = ticks.tick() => workers.begin(&app, &stop).await,
            () = app.live.wakes.hooks.notified() => workers.begin(&app, &stop).await,
            Some(Ok(done)) = workers.running.join_next() => {
                workers.busy.remove(&done);
                // It may have been queued for while its worker was going.
                workers.begin(&app, &stop).await
            }
        };
        if let Err(error) = looked {
            tracing::warn!(%error, "deliveries to webhooks wait for the next look");
        }
    }
    while workers.running.join_next().await.is_some() {}
}

#[derive(Default)]
struct Workers {
    busy: HashSet<WebhookId>,
    running: JoinSet<WebhookId>,
}

impl Workers {
    /// A worker for every webhook that has something due and has none.
    async fn begin(&mut self, app: &App, stop: &CancellationToken) -> Result<(), Problem> {
        for webhook in app.records.webhooks_due(app.clock.now()).await? {
            if self.busy.len() < WORKERS && self.busy.insert(webhook) {
                self.running.spawn(work(app.clone(), webhook, stop.clone()));
            }
        }
        Ok(())
    }
}

async fn work(app: App, webhook: WebhookId, stop: CancellationToken) -> WebhookId {
    if let Err(error) = deliver_due(&app, webhook, || stop.is_cancelled()).await {
        tracing::warn!(%error, %webhook, "deliveries to a webhook wait for the next look");
    }
    webhook
}
