//! A visitor became eligible and the lot fell: it is kept and written into the visit log before anything is sent.

use super::problem::Problem;
use crate::app::App;
use crate::domain::ids::RuleId;
use crate::domain::log_entry::{AssignmentEntry, LogEntry};
use crate::domain::presence::Presence;

/// Keeps where the lot of `row` fell under `rule` (`None`: an agent was about to invite); the lot that counts, which is the first.
///
/// # Errors
/// An engine failed: nothing may be sent then.
pub(super) async fn keep_lot(app: &App, rule: Option<RuleId>, row: &Presence, arm: &str) -> Result<String, Problem> {
    let at = app.clock.now();
    let (arm, new) = app.records.keep_lot(rule, row.key, arm, at).await?;
    let entry = AssignmentEntry {
        site: row.site.clone(),
        rule: rule.map(|rule| rule.0),
        visitor: row.key.log_id(),
        visit: row.visit,
        at,
        arm: arm.clone(),
        url: row.page().url.to_string(),
    };
    if new && let Err(error) = app.spool.append(vec![LogEntry::Assignment(Box::new(entry))]).await {
        tracing::error!(%error, "a lot could not be written into the visit log");
    }
    Ok(arm)
}
