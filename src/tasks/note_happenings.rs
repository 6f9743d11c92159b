//! What is news is queued for the webhooks, and what was missed is found in the records.

use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

use crate::actions::queue_deliveries::{catch_up, queue_news};
use crate::app::App;
use crate::engines::bus::{Silence, Subscription};

/// How often the records are searched for what was not heard.
const EVERY: Duration = Duration::from_mins(1);

/// Runs until `stop`, or until the bus closes.
pub async fn note_happenings(app: App, mut news: Subscription, stop: CancellationToken) {
    let mut ticks = interval(EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let noted = tokio::select! {
            () = stop.cancelled() => return,
            // The first tick is at once: what happened before the start.
            _ = ticks.tick() => catch_up(&app).await,
            next = news.next() => match next {
                Ok(news) => queue_news(&app, &news).await,
                Err(Silence::Lagged(_)) => catch_up(&app).await,
                Err(Silence::Closed) => return,
            },
        };
        if let Err(error) = noted {
            tracing::warn!(%error, "what webhooks are to be told waits for the next look");
        }
    }
}
