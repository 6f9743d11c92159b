//! An agent says whether they take chats.

use super::problem::Problem;
use crate::app::App;
use crate::domain::agent::AgentStatus;
use crate::domain::ids::AgentId;
use crate::domain::news::News;

/// Sets an agent's status. With `by_itself` only who is online goes away, and only who went away so comes back; whether anything
/// changed.
///
/// # Errors
/// An engine failed.
pub async fn set_status(app: &App, agent: AgentId, status: AgentStatus, by_itself: bool) -> Result<bool, Problem> {
    let changed = app.records.set_status(agent, status, by_itself).await?;
    if changed {
        app.announce(News::AgentMoved { agent, status });
    }
    Ok(changed)
}
