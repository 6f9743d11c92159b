//! Chats that were, for an agent: their own, or all for who sees others'.

use super::manage_sites::may_converse;
use super::problem::Problem;
use crate::app::App;
use crate::domain::agent::{Agent, Right};
use crate::domain::chat::{Chat, State};
use crate::domain::ids::VisitorKey;
use crate::domain::moment::HOUR;
use crate::engines::records::ArchiveQuery;

use super::who_is_there::standing;

/// What an agent's desk shows, and whether each rings there: what may be theirs while it rings, own chats, those in whose room they
/// are, and own ones of the last hour.
///
/// # Errors
/// An engine failed.
pub async fn chats_on_desk(app: &App, agent: &Agent) -> Result<Vec<(Chat, bool)>, Problem> {
    may_converse(agent)?;
    let mut shown = Vec::new();
    for chat in app.records.chats_of(agent.id, app.clock.now().plus(-HOUR)).await? {
        if chat.state != State::Ringing {
            shown.push((chat, false));
            continue;
        }
        let standing = standing(app, &chat).await?;
        if standing.audience.hears.contains(&agent.id) {
            let rings = standing.rings.contains(&agent.id);
            shown.push((chat, rings));
        }
    }
    Ok(shown)
}

/// A page of chats, newest first.
///
/// # Errors
/// This agent does not chat; an engine failed.
pub async fn read_archive(app: &App, agent: &Agent, asked: ArchiveQuery) -> Result<Vec<Chat>, Problem> {
    may_converse(agent)?;
    let asked =
        if agent.role.may(Right::SeeOthersChats) { asked } else { ArchiveQuery { agent: Some(agent.id), ..asked } };
    Ok(app.records.archive(&asked).await?)
}

/// A visitor's chats, newest first.
///
/// # Errors
/// This agent does not chat; an engine failed.
pub async fn chats_of_visitor(app: &App, agent: &Agent, visitor: VisitorKey) -> Result<Vec<Chat>, Problem> {
    may_converse(agent)?;
    let only = (!agent.role.may(Right::SeeOthersChats)).then_some(agent.id);
    Ok(app.records.chats_with(visitor, only).await?)
}
