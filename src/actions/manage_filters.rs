//! Filters are saved, for oneself or for everybody who reads reports.

use super::problem::Problem;
use crate::app::App;
use crate::domain::agent::{Agent, Right};
use crate::domain::ids::FilterId;
use crate::domain::saved_filter::SavedFilter;
use crate::engines::records::RecordsError;

/// What somebody says of a filter.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the words of REPORTS")]
pub struct FilterDraft {
    pub name: String,
    pub query: String,
    pub columns: Vec<String>,
    pub shared: bool,
}

/// Saves a filter.
///
/// # Errors
/// A field is wrong; the name is in use; an engine failed.
pub async fn add_filter(app: &App, agent: &Agent, draft: FilterDraft) -> Result<SavedFilter, Problem> {
    let filter = sound(agent, FilterId(app.clock.id()), draft)?;
    app.records.add_filter(&filter, app.clock.now()).await.map_err(taken)?;
    Ok(filter)
}

/// Changes a filter; it stays whose it is.
///
/// # Errors
/// As in [`add_filter`]; there is none of this id that this agent may change.
pub async fn change_filter(app: &App, agent: &Agent, id: FilterId, draft: FilterDraft) -> Result<SavedFilter, Problem> {
    let before = own(app, agent, id).await?;
    let filter = SavedFilter { agent: before.agent, ..sound(agent, id, draft)? };
    if app.records.change_filter(&filter).await.map_err(taken)? { Ok(filter) } else { Err(gone()) }
}

/// Deletes a filter.
///
/// # Errors
/// There is none of this id that this agent may delete; an engine failed.
pub async fn delete_filter(app: &App, agent: &Agent, id: FilterId) -> Result<(), Problem> {
    own(app, agent, id).await?;
    if app.records.delete_filter(id).await? { Ok(()) } else { Err(gone()) }
}

/// A filter that is this agent's to change: their own, or a shared one for who changes settings.
async fn own(app: &App, agent: &Agent, id: FilterId) -> Result<SavedFilter, Problem> {
    let found = app.records.filters_of(agent.id).await?.into_iter().find(|filter| filter.id == id).ok_or_else(gone)?;
    if found.agent == agent.id || agent.role.may(Right::ChangeSettings) {
        return Ok(found);
    }
    Err(Problem::Forbidden("this filter is shared by somebody else; an administrator can change it".to_owned()))
}

fn sound(agent: &Agent, id: FilterId, draft: FilterDraft) -> Result<SavedFilter, Problem> {
    let FilterDraft { name, query, columns, shared } = draft;
    let filter = SavedFilter { id, agent: agent.id, name, query, columns, shared };
    filter.sound().map_err(|(field, why)| Problem::Invalid { field, why })
}

fn taken(error: RecordsError) -> Problem {
    match error {
        RecordsError::Taken => Problem::invalid("name", "You have a filter of this name already."),
        other => other.into(),
    }
}

fn gone() -> Problem {
    Problem::NotFound("no such filter".to_owned())
}
