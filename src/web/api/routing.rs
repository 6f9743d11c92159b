//! Routing, the desk's settings and the audit log, for Administrators.

use axum::extract::{Query, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Body;
use crate::actions::set_routing::{RoutingDraft, RuleDraft, set_desk, set_routing};
use crate::actions::try_routing::{Tried, TriedAgent, try_routing};
use crate::app::App;
use crate::domain::desk_settings::DeskSettings;
use crate::domain::ids::{AgentId, DepartmentId, GroupId, SiteKey};
use crate::domain::moment::Moment;
use crate::domain::routing::{Routing, Rule, Way};
use crate::domain::url_pattern::UrlPattern;
use crate::engines::records::{Change, ChangesAsked};
use crate::web::answer::json;
use crate::web::session::Administrator;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RoutingBody {
    departments: bool,
    urls: bool,
    rules: Vec<RuleBody>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleBody {
    id: Option<Uuid>,
    pattern: String,
    #[serde(default)]
    agents: Vec<AgentId>,
    #[serde(default)]
    groups: Vec<GroupId>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TryBody {
    url: String,
    site: Option<SiteKey>,
    department: Option<DepartmentId>,
}

#[derive(Serialize)]
struct RuleWire {
    id: Uuid,
    pattern: UrlPattern,
    agents: Vec<AgentId>,
    groups: Vec<GroupId>,
}

#[derive(Serialize)]
struct RoutingWire {
    departments: bool,
    urls: bool,
    rules: Vec<RuleWire>,
}

#[derive(Serialize)]
struct TriedAgentWire {
    id: AgentId,
    name: String,
    rings: bool,
    why: String,
}

#[derive(Serialize)]
struct TriedWire {
    way: Way,
    rule: Option<RuleWire>,
    agents: Vec<TriedAgentWire>,
    words: String,
}

impl From<Rule> for RuleWire {
    fn from(Rule { id, pattern, agents, groups }: Rule) -> Self {
        Self { id, pattern, agents, groups }
    }
}

impl From<Routing> for RoutingWire {
    fn from(Routing { departments, urls, rules }: Routing) -> Self {
        Self { departments, urls, rules: rules.into_iter().map(Into::into).collect() }
    }
}

impl From<RoutingBody> for RoutingDraft {
    fn from(RoutingBody { departments, urls, rules }: RoutingBody) -> Self {
        let rule = |RuleBody { id, pattern, agents, groups }| RuleDraft { id, pattern, agents, groups };
        Self { departments, urls, rules: rules.into_iter().map(rule).collect() }
    }
}

impl From<Tried> for TriedWire {
    fn from(Tried { way, rule, agents, words }: Tried) -> Self {
        let agent = |TriedAgent { id, name, rings, why }| TriedAgentWire { id, name, rings, why };
        Self { way, rule: rule.map(Into::into), agents: agents.into_iter().map(agent).collect(), words }
    }
}

pub(crate) async fn show(State(app): State<App>, _: Administrator) -> Response {
    json(app.records.routing().await.map(RoutingWire::from).map_err(Into::into))
}

pub(crate) async fn put(
    State(app): State<App>,
    Administrator(signed): Administrator,
    Body(body): Body<RoutingBody>,
) -> Response {
    json(set_routing(&app, signed.by(), body.into()).await.map(RoutingWire::from))
}

pub(crate) async fn try_out(
    State(app): State<App>,
    _: Administrator,
    Body(TryBody { url, site, department }): Body<TryBody>,
) -> Response {
    json(try_routing(&app, &url, site, department).await.map(TriedWire::from))
}

pub(crate) async fn show_desk(State(app): State<App>, _: Administrator) -> Response {
    json(app.records.desk_settings().await.map_err(Into::into))
}

pub(crate) async fn put_desk(
    State(app): State<App>,
    Administrator(signed): Administrator,
    Body(desk): Body<DeskSettings>,
) -> Response {
    json(set_desk(&app, signed.by(), desk).await)
}

#[derive(Deserialize)]
pub(crate) struct AuditAsked {
    before: Option<Uuid>,
    #[serde(default)]
    action: String,
    #[serde(default)]
    q: String,
    limit: Option<u32>,
}

#[derive(Serialize)]
struct Author {
    id: AgentId,
    name: String,
}

#[derive(Serialize)]
struct Entry {
    id: Uuid,
    at: Moment,
    agent: Option<Author>,
    address: String,
    action: String,
    about: String,
    detail: serde_json::Value,
}

#[derive(Serialize)]
struct Entries {
    entries: Vec<Entry>,
    next: Option<Uuid>,
}

impl From<Change> for Entry {
    fn from(Change { id, at, agent, agent_name, address, action, about, detail }: Change) -> Self {
        let agent = agent.map(|id| Author { id, name: agent_name });
        Self { id, at, agent, address, action, about, detail }
    }
}

pub(crate) async fn audit(
    State(app): State<App>,
    _: Administrator,
    Query(AuditAsked { before, action, q, limit }): Query<AuditAsked>,
) -> Response {
    let limit = limit.unwrap_or(50).clamp(1, 200);
    let asked = ChangesAsked { before, action, words: q.trim().to_owned(), limit };
    let page = |changes: Vec<Change>| {
        let full = changes.len() == usize::try_from(limit).unwrap_or_default();
        let next = changes.last().map(|last| last.id).filter(|_| full);
        Entries { entries: changes.into_iter().map(Into::into).collect(), next }
    };
    json(app.records.changes(&asked).await.map(page).map_err(Into::into))
}
