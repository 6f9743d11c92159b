//! What the dialog needs: recipient, groups, templates, this visitor's values; and what the visitor would read.

use std::sync::Arc;

use super::problem::Problem;
use super::send_invitation::{Draft, choose_group};
use crate::app::App;
use crate::domain::agent::Agent;
use crate::domain::ids::VisitorKey;
use crate::domain::invitation::Invitation;
use crate::domain::presence::Presence;
use crate::domain::site::Site;
use crate::domain::template::{Facts, Rendered, Variable, render, variables};
use crate::engines::records::{Group, Template};

/// What the dialog shows.
#[expect(missing_docs, reason = "the fields are the words of PROTOCOL")]
pub struct Form {
    /// Display name, else user name, else e-mail, else address.
    pub recipient: String,
    pub groups: Vec<Group>,
    pub templates: Vec<Template>,
    pub variables: Vec<Variable>,
    /// An invitation that is open already.
    pub open: Option<Invitation>,
}

/// The site a visitor is on, kept for as long as values are read from it.
pub(super) struct On(Arc<Site>);

impl On {
    pub(super) fn facts<'a>(&'a self, app: &App, agent: &'a Agent, visitor: &'a Presence, group: &'a str) -> Facts<'a> {
        Facts { visitor, site: &self.0, operator: &agent.name, group, now: app.clock.now() }
    }
}

pub(super) fn facts_for(app: &App, visitor: &Presence) -> Result<On, Problem> {
    let site = app.live.sites.get(&visitor.site);
    site.map(On).ok_or_else(|| Problem::NotFound("this visitor's site is not known any more".to_owned()))
}

fn here(app: &App, key: VisitorKey) -> Result<Arc<Presence>, Problem> {
    let gone = || Problem::NotFound("This visitor has left. Your text is kept for when they are back.".to_owned());
    app.live.whos_on.get(key).ok_or_else(gone)
}

/// Everything the dialog begins with.
///
/// # Errors
/// The visitor has left.
pub async fn invitation_form(app: &App, agent: &Agent, key: VisitorKey) -> Result<Form, Problem> {
    let visitor = here(app, key)?;
    let groups = app.records.open_groups().await?;
    let site = facts_for(app, &visitor)?;
    let variables = variables(&site.facts(app, agent, &visitor, groups.first().map_or("", |group| &group.name)));
    let recipient = recipient(&visitor);
    let templates = app.records.templates().await?;
    Ok(Form { recipient, groups, templates, variables, open: app.records.open_invitation(key).await? })
}

fn recipient(visitor: &Presence) -> String {
    let known = visitor.person.as_ref().and_then(|person| person.known_as().map(str::to_owned));
    known.or_else(|| visitor.ip.map(|ip| ip.to_string())).unwrap_or_else(|| visitor.public_name.to_string())
}

/// What the visitor would read of `draft`.
///
/// # Errors
/// The visitor has left; the group takes no chats.
pub async fn preview_invitation(app: &App, agent: &Agent, draft: &Draft) -> Result<Rendered, Problem> {
    let visitor = here(app, draft.visitor)?;
    let group = choose_group(app, draft.group).await?;
    let site = facts_for(app, &visitor)?;
    Ok(render(&draft.text, &site.facts(app, agent, &visitor, &group.name)))
}
