//! Goals are added, changed and deleted.

use serde_json::{Value, json};

use super::note_change::{By, difference, note_change};
use super::problem::Problem;
use crate::app::App;
use crate::domain::agent::{Agent, Right};
use crate::domain::goal::{Goal, Target, sound_name};
use crate::domain::ids::{GoalId, SiteKey};
use crate::engines::records::RecordsError;

/// What somebody says of a goal.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the words of REPORTS")]
pub struct GoalDraft {
    pub name: String,
    pub target: Target,
    pub value: Option<f64>,
}

/// Whether this agent may read reports and keep what they are made of.
///
/// # Errors
/// A sentence.
pub fn may_see_reports(agent: &Agent) -> Result<(), Problem> {
    let may = agent.role.may(Right::SeeReports);
    may.then_some(()).ok_or_else(|| Problem::Forbidden("reports are for marketers and administrators".to_owned()))
}

/// Whether there is such a site.
pub(super) async fn site_is_there(app: &App, site: &SiteKey) -> Result<(), Problem> {
    let found = app.live.sites.get(site);
    found.map(drop).ok_or_else(|| Problem::invalid("site", "There is no such site."))
}

/// Adds a goal.
///
/// # Errors
/// A field is wrong; the name is taken; an engine failed.
pub async fn add_goal(app: &App, by: By<'_>, site: SiteKey, draft: GoalDraft) -> Result<Goal, Problem> {
    site_is_there(app, &site).await?;
    let goal = sound(GoalId(app.clock.id()), site, draft, app.clock.now())?;
    app.records.add_goal(&goal).await.map_err(taken)?;
    note_change(app, by, "goal.added", &goal.name, difference(&json!({}), &told(&goal))).await;
    Ok(goal)
}

/// Changes a goal; what was counted by it before is counted by it as it is now.
///
/// # Errors
/// No such goal; a field is wrong; the name is taken; an engine failed.
pub async fn change_goal(app: &App, by: By<'_>, id: GoalId, draft: GoalDraft) -> Result<Goal, Problem> {
    let before = find(app, id).await?;
    let goal = sound(id, before.site.clone(), draft, before.made)?;
    if !app.records.change_goal(&goal).await.map_err(taken)? {
        return Err(gone());
    }
    note_change(app, by, "goal.changed", &goal.name, difference(&told(&before), &told(&goal))).await;
    Ok(goal)
}

/// Deletes a goal.
///
/// # Errors
/// No such goal; an engine failed.
pub async fn delete_goal(app: &App, by: By<'_>, id: GoalId) -> Result<(), Problem> {
    let before = find(app, id).await?;
    if !app.records.delete_goal(id).await? {
        return Err(gone());
    }
    note_change(app, by, "goal.deleted", &before.name, told(&before)).await;
    Ok(())
}

fn sound(id: GoalId, site: SiteKey, draft: GoalDraft, made: crate::domain::moment::Moment) -> Result<Goal, Problem> {
    if draft.value.is_some_and(|value| !value.is_finite()) {
        return Err(Problem::invalid("value", "A value is a number."));
    }
    Ok(Goal {
        id,
        site,
        name: sound_name(&draft.name).map_err(|why| Problem::invalid("name", why))?,
        target: draft.target.sound().map_err(|why| Problem::invalid("pattern", why))?,
        value: draft.value,
        made,
    })
}

fn told(goal: &Goal) -> Value {
    json!({"site": goal.site, "name": goal.name, "kind": goal.target.kind, "pattern": goal.target.pattern, "value": goal.value})
}

async fn find(app: &App, id: GoalId) -> Result<Goal, Problem> {
    app.records.goal(id).await?.ok_or_else(gone)
}

fn gone() -> Problem {
    Problem::NotFound("no such goal".to_owned())
}

pub(super) fn taken(error: RecordsError) -> Problem {
    match error {
        RecordsError::Taken => Problem::invalid("name", "There is one of this name already."),
        other => other.into(),
    }
}
