//! How chats find their agents, and what holds for the whole desk.

use serde_json::{Value, json};

use super::note_change::{By, difference, note_change};
use super::problem::Problem;
use super::reload_rules::spread_rules;
use crate::app::App;
use crate::domain::agent::Agent;
use crate::domain::desk_settings::DeskSettings;
use crate::domain::ids::{AgentId, GroupId};
use crate::domain::routing::{EXCLUSIVE, Routing, Rule};
use crate::domain::url_pattern::UrlPattern;

/// What an administrator says of the routing.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the words of DESK")]
pub struct RoutingDraft {
    pub departments: bool,
    pub urls: bool,
    pub rules: Vec<RuleDraft>,
}

/// One rule; without an id it is new.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the words of DESK")]
pub struct RuleDraft {
    pub id: Option<uuid::Uuid>,
    pub pattern: String,
    pub agents: Vec<AgentId>,
    pub groups: Vec<GroupId>,
}

/// Rules at once.
const MOST_RULES: usize = 500;

/// Replaces the routing.
///
/// # Errors
/// Both ways are on; a rule is wrong; an engine failed.
pub async fn set_routing(app: &App, by: By<'_>, draft: RoutingDraft) -> Result<Routing, Problem> {
    if draft.departments && draft.urls {
        return Err(Problem::invalid("urls", EXCLUSIVE));
    }
    if draft.rules.len() > MOST_RULES {
        return Err(Problem::invalid("rules", format!("At most {MOST_RULES} rules.")));
    }
    let agents = app.records.agents().await?;
    let rules = draft.rules.into_iter().map(|rule| sound(app, &agents, rule)).collect::<Result<_, _>>()?;
    let routing = Routing { departments: draft.departments, urls: draft.urls, rules };
    let before = app.live.rules.get().routing.clone();
    app.records.set_routing(&routing).await?;
    spread_rules(app).await?;
    note_change(app, by, "routing.changed", "Routing", difference(&told(&before), &told(&routing))).await;
    Ok(routing)
}

/// Who was deleted is left out without a word; a rule that names nobody then is refused.
fn sound(app: &App, agents: &[Agent], rule: RuleDraft) -> Result<Rule, Problem> {
    let pattern = UrlPattern::parse(&rule.pattern).map_err(|why| Problem::invalid("rules", why))?;
    let rules = app.live.rules.get();
    let is_group = |id: &GroupId| rules.departments.iter().any(|one| one.groups.iter().any(|group| group.id == *id));
    let named: Vec<AgentId> = rule.agents.into_iter().filter(|id| agents.iter().any(|agent| agent.id == *id)).collect();
    let groups: Vec<GroupId> = rule.groups.into_iter().filter(is_group).collect();
    if named.is_empty() && groups.is_empty() {
        return Err(Problem::invalid("rules", format!("{}: choose an operator or a group.", pattern.as_str())));
    }
    Ok(Rule { id: rule.id.unwrap_or_else(|| app.clock.id()), pattern, agents: named, groups })
}

fn told(routing: &Routing) -> Value {
    let rule = |rule: &Rule| json!({"pattern": rule.pattern, "agents": rule.agents, "groups": rule.groups});
    let rules: Vec<Value> = routing.rules.iter().map(rule).collect();
    json!({"departments": routing.departments, "urls": routing.urls, "rules": rules})
}

/// Replaces what holds for the whole desk.
///
/// # Errors
/// A field is wrong; an engine failed.
pub async fn set_desk(app: &App, by: By<'_>, desk: DeskSettings) -> Result<DeskSettings, Problem> {
    let most = DeskSettings::LONGEST_IDLE;
    if desk.idle_minutes.is_some_and(|minutes| minutes == 0 || minutes > most) {
        return Err(Problem::invalid("idle_minutes", format!("1 to {most} minutes, or never.")));
    }
    let agents = app.records.agents().await?;
    if desk.offline_recipients.iter().any(|id| !agents.iter().any(|agent| agent.id == *id)) {
        return Err(Problem::invalid("offline_recipients", "One of these operators is gone."));
    }
    let before = app.live.rules.desk();
    app.records.set_desk_settings(&desk).await?;
    spread_rules(app).await?;
    note_change(app, by, "desk.changed", "Desk", difference(&*before, &desk)).await;
    Ok(desk)
}
