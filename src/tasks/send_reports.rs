//! Scheduled reports are sent when their time has come: looked at every half minute.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::every;
use crate::actions::send_reports::send_due_reports;
use crate::app::App;

const EVERY: Duration = Duration::from_secs(30);

/// Runs until `stop`.
pub async fn send_reports(app: App, stop: CancellationToken) {
    every(EVERY, &stop, async || {
        if let Err(problem) = send_due_reports(&app).await {
            tracing::warn!(%problem, "scheduled reports wait for the next look");
        }
    })
    .await;
}
