//! Invitation templates are added, changed and deleted.

use serde_json::json;

use super::note_change::{By, difference, note_change};
use super::problem::Problem;
use crate::app::App;
use crate::domain::ids::TemplateId;
use crate::domain::invitation::LONGEST;
use crate::domain::template::unknown_in;
use crate::domain::text::{clean, line};
use crate::engines::records::Template;

/// Adds a template.
///
/// # Errors
/// A field is wrong; an engine failed.
pub async fn add_template(app: &App, by: By<'_>, name: &str, text: &str) -> Result<Template, Problem> {
    let template = sound(TemplateId(app.clock.id()), name, text)?;
    app.records.add_template(&template).await?;
    note_change(app, by, "template.added", &template.name, json!({"text": template.text})).await;
    Ok(template)
}

/// Changes a template.
///
/// # Errors
/// No such template; a field is wrong; an engine failed.
pub async fn change_template(
    app: &App,
    by: By<'_>,
    id: TemplateId,
    name: &str,
    text: &str,
) -> Result<Template, Problem> {
    let template = sound(id, name, text)?;
    let before = template_of(app, id).await?;
    if !app.records.change_template(&template).await? {
        return Err(gone());
    }
    let told = |template: &Template| json!({"name": template.name, "text": template.text});
    note_change(app, by, "template.changed", &template.name, difference(&told(&before), &told(&template))).await;
    Ok(template)
}

/// Deletes a template. Invitations that were sent with it stay as they are.
///
/// # Errors
/// No such template; an engine failed.
pub async fn delete_template(app: &App, by: By<'_>, id: TemplateId) -> Result<(), Problem> {
    let before = template_of(app, id).await?;
    if !app.records.delete_template(id).await? {
        return Err(gone());
    }
    note_change(app, by, "template.deleted", &before.name, json!({"text": before.text})).await;
    Ok(())
}

async fn template_of(app: &App, id: TemplateId) -> Result<Template, Problem> {
    app.records.templates().await?.into_iter().find(|template| template.id == id).ok_or_else(gone)
}

fn gone() -> Problem {
    Problem::NotFound("no such template".to_owned())
}

fn sound(id: TemplateId, name: &str, text: &str) -> Result<Template, Problem> {
    let (name, text) = (line(name, 80), clean(text, usize::MAX, true));
    if name.is_empty() {
        return Err(Problem::invalid("name", "A template needs a name."));
    }
    if text.is_empty() || text.chars().count() > LONGEST {
        return Err(Problem::invalid("text", format!("A template has 1 to {LONGEST} characters.")));
    }
    if let Some((unknown, meant)) = unknown_in(&text).first() {
        let hint = meant.map(|meant| format!(" Did you mean #{meant}#?")).unwrap_or_default();
        return Err(Problem::invalid("text", format!("#{unknown}# is not a variable.{hint}")));
    }
    Ok(Template { id, name, text })
}
