//! The visitor's page says how far an invitation has come.

use super::move_invitation::{Moved, find, happen};
use super::problem::Problem;
use crate::app::App;
use crate::domain::ids::{InvitationId, VisitorKey};
use crate::domain::invitation::Happening;

/// The card is in the page.
///
/// # Errors
/// Not this visitor's invitation; an engine failed.
pub async fn note_delivery(app: &App, visitor: VisitorKey, id: InvitationId) -> Result<Moved, Problem> {
    find(app, visitor, id).await?;
    happen(app, id, Happening::Delivered).await
}

/// The card was looked at for a second: the two minutes begin.
///
/// # Errors
/// Not this visitor's invitation; an engine failed.
pub async fn note_view(app: &App, visitor: VisitorKey, id: InvitationId) -> Result<Moved, Problem> {
    find(app, visitor, id).await?;
    happen(app, id, Happening::Viewed).await
}
