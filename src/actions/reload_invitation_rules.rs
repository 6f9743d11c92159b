//! The rules that invite by themselves are read into memory, and every node is told to.

use super::problem::Problem;
use crate::app::App;
use crate::domain::news::News;

/// Reads the rules and the budgets of attention into memory, and has everybody who is here looked at again.
///
/// # Errors
/// An engine failed.
pub async fn reload_invitation_rules(app: &App) -> Result<(), Problem> {
    app.live.inviting.set(app.records.invitation_rules().await?, app.records.attention().await?);
    app.live.whos_on.touched.watch(app.live.inviting.any_on());
    for row in app.live.whos_on.everyone(None) {
        app.live.whos_on.touched.note(row.key);
    }
    Ok(())
}

/// The rules have changed: this node reads them now, the others when they hear of it.
///
/// # Errors
/// An engine failed.
pub(super) async fn spread_invitation_rules(app: &App) -> Result<(), Problem> {
    reload_invitation_rules(app).await?;
    app.announce(News::InvitationRulesChanged);
    Ok(())
}
