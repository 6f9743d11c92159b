//! Departments are added, changed, deleted.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::note_change::{By, difference, note_change};
use super::problem::Problem;
use super::reload_rules::spread_rules;
use crate::app::App;
use crate::domain::department::{Department, DepartmentGroup};
use crate::domain::hours::Hours;
use crate::domain::ids::{AgentId, DepartmentId, GroupId, SiteKey};
use crate::domain::text::line;
use crate::engines::records::RecordsError;

/// What an administrator says of a department.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the words of DESK")]
pub struct DepartmentDraft {
    pub name: String,
    pub live_chat: bool,
    pub sites: Vec<SiteKey>,
    pub hours: Option<Hours>,
    pub groups: Vec<GroupDraft>,
}

/// A group in it; one without an id is new.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the words of DESK")]
pub struct GroupDraft {
    pub id: Option<GroupId>,
    pub name: String,
    pub agents: Vec<AgentId>,
}

/// Groups of one department.
const MOST_GROUPS: usize = 50;

/// Adds a department.
///
/// # Errors
/// A field is wrong; the name is taken; an engine failed.
pub async fn add_department(app: &App, by: By<'_>, draft: DepartmentDraft) -> Result<Department, Problem> {
    let department = sound(app, DepartmentId(app.clock.id()), None, draft)?;
    app.records.add_department(&department).await.map_err(taken)?;
    spread_rules(app).await?;
    note_change(app, by, "department.added", &department.name, difference(&json!({}), &told(&department))).await;
    stored(app, department.id)
}

/// Replaces a department, whole.
///
/// # Errors
/// No such department; a field is wrong; the name is taken; an engine failed.
pub async fn change_department(
    app: &App,
    by: By<'_>,
    id: DepartmentId,
    draft: DepartmentDraft,
) -> Result<Department, Problem> {
    let before = stored(app, id)?;
    let department = sound(app, id, Some(&before), draft)?;
    if !app.records.change_department(&department).await.map_err(taken)? {
        return Err(gone());
    }
    spread_rules(app).await?;
    let after = stored(app, id)?;
    note_change(app, by, "department.changed", &after.name, difference(&told(&before), &told(&after))).await;
    Ok(after)
}

/// Deletes a department and its groups. Rules that name the groups name fewer then.
///
/// # Errors
/// No such department; an engine failed.
pub async fn delete_department(app: &App, by: By<'_>, id: DepartmentId) -> Result<(), Problem> {
    let before = stored(app, id)?;
    if !app.records.delete_department(id).await? {
        return Err(gone());
    }
    spread_rules(app).await?;
    note_change(app, by, "department.deleted", &before.name, told(&before)).await;
    Ok(())
}

fn stored(app: &App, id: DepartmentId) -> Result<Department, Problem> {
    app.live.rules.get().departments.iter().find(|one| one.id == id).cloned().ok_or_else(gone)
}

fn sound(
    app: &App,
    id: DepartmentId,
    before: Option<&Department>,
    draft: DepartmentDraft,
) -> Result<Department, Problem> {
    let name = line(&draft.name, 80);
    if name.is_empty() {
        return Err(Problem::invalid("name", "A department needs a name."));
    }
    if let Some(hours) = &draft.hours {
        hours.check().map_err(|why| Problem::invalid("hours", why))?;
    }
    // A site that was deleted may stay named: without it the department would serve all sites.
    let known = |key: &SiteKey| app.live.sites.get(key).is_some() || before.is_some_and(|one| one.sites.contains(key));
    if let Some(key) = draft.sites.iter().find(|key| !known(key)) {
        return Err(Problem::invalid("sites", format!("No site has the key “{key}”.")));
    }
    let groups = sound_groups(app, before, draft.groups)?;
    Ok(Department { id, name, live_chat: draft.live_chat, sites: draft.sites, hours: draft.hours, groups })
}

fn sound_groups(
    app: &App,
    before: Option<&Department>,
    drafts: Vec<GroupDraft>,
) -> Result<Vec<DepartmentGroup>, Problem> {
    if drafts.len() > MOST_GROUPS {
        return Err(Problem::invalid("groups", format!("A department has at most {MOST_GROUPS} groups.")));
    }
    let mut names = BTreeSet::new();
    let mut ids = BTreeSet::new();
    let mut groups = Vec::new();
    for GroupDraft { id, name, agents } in drafts {
        let own = |id: &GroupId| before.is_some_and(|one| one.groups.iter().any(|group| group.id == *id));
        if id.is_some_and(|id| !own(&id) || !ids.insert(id)) {
            return Err(Problem::invalid("groups", "One of these groups is not this department's."));
        }
        let name = line(&name, 80);
        if name.is_empty() || !names.insert(name.to_lowercase()) {
            return Err(Problem::invalid("groups", "Each group of a department needs a name of its own."));
        }
        groups.push(DepartmentGroup { id: id.unwrap_or_else(|| GroupId(app.clock.id())), name, agents });
    }
    Ok(groups)
}

fn told(department: &Department) -> Value {
    let Department { name, live_chat, sites, hours, groups, .. } = department;
    json!({"name": name, "live_chat": live_chat, "sites": sites, "hours": hours, "groups": groups})
}

fn taken(error: RecordsError) -> Problem {
    match error {
        RecordsError::Taken => Problem::invalid("name", "Another department has this name."),
        other => other.into(),
    }
}

fn gone() -> Problem {
    Problem::NotFound("no such department".to_owned())
}
