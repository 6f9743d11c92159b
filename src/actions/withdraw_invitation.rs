//! An agent takes an invitation back, as long as it has not been seen.

use super::move_invitation::{Moved, happen};
use super::problem::Problem;
use crate::app::App;
use crate::domain::agent::{Agent, Role};
use crate::domain::ids::InvitationId;
use crate::domain::invitation::{Happening, Invitation, Refusal};

/// Withdraws invitation `id`.
///
/// # Errors
/// Somebody else's (except for an administrator); it has been seen, or is over.
pub async fn withdraw_invitation(app: &App, agent: &Agent, id: InvitationId) -> Result<Invitation, Problem> {
    let found = app.records.invitation(id).await?.ok_or_else(|| Problem::NotFound("no such invitation".to_owned()))?;
    if found.agent != agent.id && agent.role != Role::Administrator {
        return Err(Problem::Forbidden(format!("this invitation is {}'s", found.agent_name)));
    }
    match happen(app, id, Happening::Withdrawn).await? {
        Moved::Stands(invitation) => Ok(*invitation),
        Moved::Refused(Refusal::Seen, _) => {
            Err(Problem::Conflict("It has been seen; it cannot be taken back.".to_owned()))
        }
        Moved::Refused(_, invitation) => {
            Err(Problem::Conflict(format!("It has ended already: {}.", invitation.state.word())))
        }
    }
}
