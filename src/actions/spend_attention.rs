//! An agent is about to invite: whether the visitor's attention is spent, and whether the lot leaves them alone.

use uuid::Uuid;

use super::keep_lot::keep_lot;
use super::problem::Problem;
use crate::app::App;
use crate::domain::invitation_rule::assign::{HELD_OUT, assign};
use crate::domain::invitation_rule::limits::budget;
use crate::domain::presence::Presence;

/// Refuses when rules and agents together have invited the visitor as often as the site allows.
///
/// # Errors
/// The budget is spent, in words; an engine failed.
pub(super) async fn refuse_over_budget(app: &App, visitor: &Presence) -> Result<(), Problem> {
    let mut history = app.records.invited(visitor.key).await?;
    // What is open now either makes way for this one, or says itself why there is no other.
    history.retain(|one| !one.state.is_open());
    let spent = budget(&app.live.inviting.attention(&visitor.site), &history, app.clock.now());
    match spent.into_iter().find(|limit| !limit.holds) {
        Some(limit) => {
            Err(Problem::Conflict(format!("{} is not to be asked more often. {}.", visitor.name(), limit.says)))
        }
        None => Ok(()),
    }
}

/// Draws the lot where a site leaves a share of those alone whom agents want to invite.
///
/// # Errors
/// The visitor is held out by lot; an engine failed.
pub(super) async fn refuse_held_out(app: &App, visitor: &Presence) -> Result<(), Problem> {
    let share = app.live.inviting.attention(&visitor.site).manual_holdout;
    if share == 0 {
        return Ok(());
    }
    let lot = assign(visitor.key.log_id(), Uuid::nil(), share, &[]);
    if keep_lot(app, None, visitor, lot).await? == HELD_OUT {
        let why = "is held out by lot: the site leaves some visitors alone, to see whether inviting helps";
        return Err(Problem::Conflict(format!("{} {why}.", visitor.name())));
    }
    Ok(())
}
