//! A visit that goes on is in the visit log as it stands, so that today's reports have its pages and its time.

use crate::app::App;
use crate::domain::log_entry::LogEntry;
use crate::domain::moment::Moment;
use crate::engines::spool::SpoolError;

/// Writes every visit anew that had a sign of life at or after `since`. Bots have none.
///
/// # Errors
/// The spool cannot be written; the visits' ends will say all.
pub async fn refresh_visits(app: &App, since: Moment) -> Result<(), SpoolError> {
    let _copying = app.live.copying.read().await;
    let now = app.clock.now();
    let everyone = app.live.whos_on.everyone(None);
    let alive = everyone.iter().filter(|visit| visit.bot.is_none() && visit.active >= since);
    let entries: Vec<_> = alive.map(|visit| LogEntry::Visit(Box::new(visit.visit_entry(now)))).collect();
    app.spool.append(entries).await
}
