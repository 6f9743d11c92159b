//! An invitation moves: decided by its table, stored by compare-and-set, then announced. Everything that ends one goes through here.

use std::sync::Arc;

use super::problem::Problem;
use crate::app::App;
use crate::domain::ids::{InvitationId, VisitorKey};
use crate::domain::invitation::{Happening, Invitation, Refusal, State, Step, Viewed};
use crate::domain::log_entry::{InvitationEntry, LogEntry};
use crate::domain::news::News;

/// Others may move the same invitation at the same time; who loses looks again, this often at most.
const TRIES: usize = 8;

/// What became of a move.
#[derive(Debug)]
pub enum Moved {
    /// It moved, or stood there already.
    Stands(Box<Invitation>),
    /// It cannot move so.
    Refused(Refusal, Box<Invitation>),
}

/// The invitation `id`, if it is `visitor`'s.
pub(super) async fn find(app: &App, visitor: VisitorKey, id: InvitationId) -> Result<Invitation, Problem> {
    let found = app.records.invitation(id).await?;
    // Whose it is not, need not know that it exists.
    found
        .filter(|invitation| invitation.visitor == visitor)
        .ok_or_else(|| Problem::NotFound("no such invitation".to_owned()))
}

/// Lets `happening` happen to the invitation `id`.
pub(super) async fn happen(app: &App, id: InvitationId, happening: Happening) -> Result<Moved, Problem> {
    for _ in 0..TRIES {
        let found = app.records.invitation(id).await?;
        let invitation = found.ok_or_else(|| Problem::NotFound("no such invitation".to_owned()))?;
        let next = match invitation.state.step(happening) {
            Step::Unchanged => return Ok(Moved::Stands(Box::new(invitation))),
            Step::Refused(why) => return Ok(Moved::Refused(why, Box::new(invitation))),
            Step::Moved(next) => next,
        };
        let moved = at(app, invitation.clone(), next);
        if app.records.move_invitation(&moved, invitation.state).await? {
            announce(app, &moved).await;
            return Ok(Moved::Stands(Box::new(moved)));
        }
    }
    Err(Problem::Conflict("others move this invitation at the same time".to_owned()))
}

/// `invitation` as it stands once it has moved to `next` now.
pub(super) fn at(app: &App, mut invitation: Invitation, next: State) -> Invitation {
    let now = app.clock.now();
    invitation.state = next;
    match next {
        State::Sent => {}
        State::Delivered => invitation.delivered = Some(now),
        State::Viewed => {
            invitation.delivered = invitation.delivered.or(Some(now));
            invitation.viewed = Some(Viewed { wall: now, steady: app.clock.steady() });
        }
        State::Accepted
        | State::Declined
        | State::Expired
        | State::Undelivered
        | State::Withdrawn
        | State::Superseded => {
            invitation.ended = Some(now);
        }
    }
    invitation
}

/// Tells of a stored move; an ending is counted and goes into the visit log.
pub(super) async fn announce(app: &App, invitation: &Invitation) {
    app.announce(News::InvitationMoved(Arc::new(invitation.clone())));
    if invitation.state.is_open() {
        return;
    }
    app.metrics.count_invitation(invitation.state.word());
    if let Err(error) = app.spool.append(vec![LogEntry::Invitation(Box::new(entry(invitation)))]).await {
        tracing::error!(%error, invitation = %invitation.id, "an invitation's ending could not be written into the visit log");
    }
}

fn entry(invitation: &Invitation) -> InvitationEntry {
    InvitationEntry {
        site: invitation.site.clone(),
        invitation: invitation.id,
        visitor: invitation.visitor.log_id(),
        visit: invitation.visit,
        agent: invitation.agent,
        group: invitation.group,
        rule: invitation.rule.map(|rule| rule.0),
        variant: invitation.variant.clone(),
        template: invitation.template,
        ending: invitation.state.word().to_owned(),
        sent: invitation.sent,
        delivered: invitation.delivered,
        viewed: invitation.viewed.as_ref().map(|viewed| viewed.wall),
        ended: invitation.ended.unwrap_or(invitation.sent),
        url: invitation.url.clone(),
        chat: invitation.chat,
    }
}
