//! The outbox is emptied: at once when something is queued, every second for what is due again.

use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

use crate::actions::send_mail::send_due_mails;
use crate::app::App;

/// How often the outbox is looked into when nobody rings.
const EVERY: Duration = Duration::from_secs(1);

/// Runs until `stop`; what is being sent then is waited for, as long as the service waits for anything.
pub async fn send_mails(app: App, stop: CancellationToken) {
    let mut ticks = interval(EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            _ = ticks.tick() => {}
            () = app.live.wakes.mail.notified() => {}
        }
        if let Err(error) = send_due_mails(&app, || stop.is_cancelled()).await {
            tracing::warn!(%error, "the outbox waits for the next look");
        }
    }
}
