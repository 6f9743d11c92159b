//! Every second: rows go, become idle, visits end, and the gauges are read.

use crate::actions::expire_invitations::undeliver_invitation;
use crate::app::App;
use crate::domain::log_entry::LogEntry;

/// One sweep.
pub async fn sweep_presence(app: &App) {
    let _copying = app.live.copying.read().await;
    let now = app.clock.now();
    let swept = app.live.whos_on.sweep(now);
    for presence in swept.gone.iter().filter(|presence| presence.invitation.is_some()) {
        if let Err(error) = undeliver_invitation(app, presence.key).await {
            tracing::warn!(%error, "an invitation whose visitor left waits for the next look");
        }
    }
    let people = swept.ended.iter().filter(|presence| presence.bot.is_none());
    let entries: Vec<LogEntry> = people.map(|visit| LogEntry::Visit(Box::new(visit.visit_entry(now)))).collect();
    if !entries.is_empty()
        && let Err(error) = app.spool.append(entries).await
    {
        tracing::warn!(%error, "ends of visits could not be written");
    }
    app.live.limits.sweep();
    read_gauges(app);
}

fn read_gauges(app: &App) {
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    app.metrics.live_rows.set(count(app.live.whos_on.len()));
    app.metrics.doorways.set(count(app.live.doorways.count()));
    app.metrics.consoles.set(count(app.live.consoles.count()));
    app.metrics.spool_depth.set(i64::try_from(app.spool.depth()).unwrap_or(i64::MAX));
    app.metrics.spool_damaged.set(i64::try_from(app.spool.damaged()).unwrap_or(i64::MAX));
}
