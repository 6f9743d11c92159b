//! Twice a minute: visits that go on are brought up to date in the visit log.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::every;
use crate::actions::refresh_visits::refresh_visits;
use crate::app::App;
use crate::domain::moment::Moment;

const PERIOD: Duration = Duration::from_secs(30);

/// Runs until `stop`.
pub async fn keep_visits_fresh(app: App, stop: CancellationToken) {
    let written = AtomicI64::new(app.clock.now().0);
    every(PERIOD, &stop, async || {
        let now = app.clock.now();
        match refresh_visits(&app, Moment(written.load(Ordering::Relaxed))).await {
            Ok(()) => written.store(now.0, Ordering::Relaxed),
            Err(error) => tracing::warn!(%error, "visits that go on wait for the next look"),
        }
    })
    .await;
}
