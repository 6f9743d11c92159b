//! Long-running loops: a name, what for, how often. Each starts on the tracker and stops on the token.

pub mod deliver_hooks;
pub mod invite_by_rules;
pub mod keep_visits_fresh;
pub mod note_happenings;
pub mod recover;
pub mod send_mails;
pub mod send_reports;
pub mod settle_visitors;
pub mod sweep_presence;
pub mod tend_desk;
pub mod write_visits;

use std::future::Future;
use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

/// Calls `work` every `period` until `stop`; a call that takes longer delays the next.
pub async fn every<F: Future<Output = ()>>(period: Duration, stop: &CancellationToken, mut work: impl FnMut() -> F) {
    let mut ticks = interval(period);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            _ = ticks.tick() => work().await,
        }
    }
}
