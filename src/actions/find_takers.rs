//! Who may take a chat from a page.

use super::problem::Problem;
use crate::app::App;
use crate::domain::agent::Agent;
use crate::domain::routing::{CallFrom, MayTake};

/// Every agent with whether they may take a chat from `call`, and why; by name. Whether they are there is another question.
///
/// # Errors
/// An engine failed.
pub async fn find_takers(app: &App, call: &CallFrom<'_>) -> Result<Vec<(Agent, MayTake)>, Problem> {
    let agents = app.records.agents().await?;
    let judged = app.live.rules.get().who_may_take(call, &agents);
    Ok(agents.into_iter().zip(judged).map(|(agent, (_, may))| (agent, may)).collect())
}
