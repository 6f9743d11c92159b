//! Funnels are added, changed and deleted.

use serde_json::{Value, json};

use super::manage_goals::{site_is_there, taken};
use super::note_change::{By, difference, note_change};
use super::problem::Problem;
use crate::app::App;
use crate::domain::goal::{Funnel, Target, sound_name, sound_steps, sound_within};
use crate::domain::ids::{FunnelId, SiteKey};
use crate::domain::moment::Moment;

/// What somebody says of a funnel.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the words of REPORTS")]
pub struct FunnelDraft {
    pub name: String,
    pub within: u32,
    pub steps: Vec<Target>,
}

/// Adds a funnel.
///
/// # Errors
/// A field is wrong; the name is taken; an engine failed.
pub async fn add_funnel(app: &App, by: By<'_>, site: SiteKey, draft: FunnelDraft) -> Result<Funnel, Problem> {
    site_is_there(app, &site).await?;
    let funnel = sound(FunnelId(app.clock.id()), site, draft, app.clock.now())?;
    app.records.add_funnel(&funnel).await.map_err(taken)?;
    note_change(app, by, "funnel.added", &funnel.name, difference(&json!({}), &told(&funnel))).await;
    Ok(funnel)
}

/// Changes a funnel.
///
/// # Errors
/// No such funnel; a field is wrong; the name is taken; an engine failed.
pub async fn change_funnel(app: &App, by: By<'_>, id: FunnelId, draft: FunnelDraft) -> Result<Funnel, Problem> {
    let before = find_funnel(app, id).await?;
    let funnel = sound(id, before.site.clone(), draft, before.made)?;
    if !app.records.change_funnel(&funnel).await.map_err(taken)? {
        return Err(gone());
    }
    note_change(app, by, "funnel.changed", &funnel.name, difference(&told(&before), &told(&funnel))).await;
    Ok(funnel)
}

/// Deletes a funnel.
///
/// # Errors
/// No such funnel; an engine failed.
pub async fn delete_funnel(app: &App, by: By<'_>, id: FunnelId) -> Result<(), Problem> {
    let before = find_funnel(app, id).await?;
    if !app.records.delete_funnel(id).await? {
        return Err(gone());
    }
    note_change(app, by, "funnel.deleted", &before.name, told(&before)).await;
    Ok(())
}

/// The funnel `id`.
pub(super) async fn find_funnel(app: &App, id: FunnelId) -> Result<Funnel, Problem> {
    app.records.funnel(id).await?.ok_or_else(gone)
}

fn sound(id: FunnelId, site: SiteKey, draft: FunnelDraft, made: Moment) -> Result<Funnel, Problem> {
    Ok(Funnel {
        id,
        site,
        name: sound_name(&draft.name).map_err(|why| Problem::invalid("name", why))?,
        within: sound_within(draft.within).map_err(|why| Problem::invalid("within", why))?,
        steps: sound_steps(draft.steps).map_err(|why| Problem::invalid("steps", why))?,
        made,
    })
}

fn told(funnel: &Funnel) -> Value {
    json!({"site": funnel.site, "name": funnel.name, "within": funnel.within, "steps": funnel.steps})
}

fn gone() -> Problem {
    Problem::NotFound("no such funnel".to_owned())
}
