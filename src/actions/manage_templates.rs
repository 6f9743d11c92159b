//! Invitation templates are added, changed and deleted.

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
pub async fn add_template(app: &App, name: &str, text: &str) -> Result<Template, Problem> {
    let template = sound(TemplateId(app.clock.id()), name, text)?;
    app.records.add_template(&template).await?;
    Ok(template)
}

/// Changes a template.
///
/// # Errors
/// No such template; a field is wrong; an engine failed.
pub async fn change_template(app: &App, id: TemplateId, name: &str, text: &str) -> Result<Template, Problem> {
    let template = sound(id, name, text)?;
    if app.records.change_template(&template).await? { Ok(template) } else { Err(gone()) }
}

/// Deletes a template. Invitations that were sent with it stay as they are.
///
/// # Errors
/// No such template; an engine failed.
pub async fn delete_template(app: &App, id: TemplateId) -> Result<(), Problem> {
    if app.records.delete_template(id).await? { Ok(()) } else { Err(gone()) }
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
