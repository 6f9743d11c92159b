//! Two minutes after it was seen an invitation ends; and one whose visitor is gone was not delivered.

use super::move_invitation::happen;
use super::problem::Problem;
use crate::app::App;
use crate::domain::ids::VisitorKey;
use crate::domain::invitation::{Happening, Invitation};

/// Ends every invitation whose time is over. `settled` says that visitors have had time to come back since the start: from then
/// on, who is not in the table has left.
///
/// # Errors
/// The records failed; the next call tries again.
pub async fn expire_invitations(app: &App, settled: bool) -> Result<(), Problem> {
    if !app.live.engaged.has_invitations() {
        return Ok(());
    }
    for invitation in app.records.open_invitations().await? {
        if let Some(happening) = overdue(app, &invitation, settled) {
            happen(app, invitation.id, happening).await?;
        }
    }
    Ok(())
}

fn overdue(app: &App, invitation: &Invitation, settled: bool) -> Option<Happening> {
    match invitation.remaining(app.clock.now(), &app.clock.steady()) {
        Some(0) => Some(Happening::DeadlinePassed),
        Some(_) => None,
        None => (settled && app.live.whos_on.get(invitation.visitor).is_none()).then_some(Happening::VisitorLeft),
    }
}

/// The visitor's row has gone: what was not seen will not be.
///
/// # Errors
/// The records failed; [`expire_invitations`] tries again.
pub async fn undeliver_invitation(app: &App, visitor: VisitorKey) -> Result<(), Problem> {
    if let Some(invitation) = app.records.open_invitation(visitor).await? {
        happen(app, invitation.id, Happening::VisitorLeft).await?;
    }
    Ok(())
}
