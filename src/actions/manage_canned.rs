//! Canned responses are kept: everybody's own, and the shared ones by administrators.

use super::manage_sites::may_change_settings;
use super::manage_sites::may_converse;
use super::problem::Problem;
use crate::app::App;
use crate::domain::agent::Agent;
use crate::domain::canned_response::CannedResponse;
use crate::domain::ids::CannedId;
use crate::engines::records::RecordsError;

/// What somebody says of a response.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the words of PROTOCOL")]
pub struct CannedDraft {
    pub shortcut: String,
    pub title: String,
    pub text: String,
    pub shared: bool,
}

/// The shared responses and this agent's own.
///
/// # Errors
/// This agent does not chat.
pub async fn canned_of(app: &App, agent: &Agent) -> Result<Vec<CannedResponse>, Problem> {
    may_converse(agent)?;
    Ok(app.records.canned_of(agent.id).await?)
}

/// Adds a response.
///
/// # Errors
/// A field is wrong; the short-cut is in use; a shared one, and this agent is no administrator.
pub async fn add_canned(app: &App, agent: &Agent, draft: CannedDraft) -> Result<CannedResponse, Problem> {
    canned_of(app, agent).await?;
    let canned = sound(agent, CannedId(app.clock.id()), draft)?;
    app.records.add_canned(&canned).await.map_err(|error| taken(error, &canned))?;
    Ok(canned)
}

/// Changes a response.
///
/// # Errors
/// As in [`add_canned`]; there is none of this id that is this agent's to change.
pub async fn change_canned(
    app: &App,
    agent: &Agent,
    id: CannedId,
    draft: CannedDraft,
) -> Result<CannedResponse, Problem> {
    may_change(app, agent, id).await?;
    let canned = sound(agent, id, draft)?;
    let changed = app.records.change_canned(&canned).await.map_err(|error| taken(error, &canned))?;
    if changed { Ok(canned) } else { Err(gone()) }
}

/// Deletes a response.
///
/// # Errors
/// There is none of this id that is this agent's to delete.
pub async fn delete_canned(app: &App, agent: &Agent, id: CannedId) -> Result<(), Problem> {
    may_change(app, agent, id).await?;
    if app.records.delete_canned(id).await? { Ok(()) } else { Err(gone()) }
}

/// The response of this id, if this agent may use it.
pub(super) async fn find(app: &App, agent: &Agent, id: CannedId) -> Result<CannedResponse, Problem> {
    let found = canned_of(app, agent).await?.into_iter().find(|canned| canned.id == id);
    found.ok_or_else(gone)
}

async fn may_change(app: &App, agent: &Agent, id: CannedId) -> Result<(), Problem> {
    if find(app, agent, id).await?.owner.is_none() { may_change_settings(agent) } else { Ok(()) }
}

fn sound(agent: &Agent, id: CannedId, draft: CannedDraft) -> Result<CannedResponse, Problem> {
    let CannedDraft { shortcut, title, text, shared } = draft;
    if shared {
        may_change_settings(agent)?;
    }
    let owner = (!shared).then_some(agent.id);
    let canned = CannedResponse { id, owner, shortcut, title, text };
    canned.sound().map_err(|(field, why)| Problem::Invalid { field, why })
}

fn taken(error: RecordsError, canned: &CannedResponse) -> Problem {
    match error {
        RecordsError::Taken => Problem::Conflict(format!("{} is in use already", canned.shortcut)),
        other => other.into(),
    }
}

fn gone() -> Problem {
    Problem::NotFound("no such canned response".to_owned())
}
