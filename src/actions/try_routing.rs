//! Who would ring for a page, and why, in words.

use std::collections::HashMap;

use url::Url;

use super::find_takers::find_takers;
use super::problem::Problem;
use crate::app::App;
use crate::domain::agent::{Agent, AgentStatus};
use crate::domain::chat::State;
use crate::domain::ids::{AgentId, DepartmentId, SiteKey};
use crate::domain::routing::{Because, CallFrom, MayTake, Rule, Rules, Way};

/// What came of the trial.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the words of DESK")]
pub struct Tried {
    pub way: Way,
    pub rule: Option<Rule>,
    pub agents: Vec<TriedAgent>,
    pub words: String,
}

/// One agent in it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the words of DESK")]
pub struct TriedAgent {
    pub id: AgentId,
    pub name: String,
    pub rings: bool,
    pub why: String,
}

/// Who would ring now for a visitor at `url`. Without a site, the one whose origins the address is of.
///
/// # Errors
/// The address is none; no such site or department; an engine failed.
pub async fn try_routing(
    app: &App,
    url: &str,
    site: Option<SiteKey>,
    department: Option<DepartmentId>,
) -> Result<Tried, Problem> {
    let page = page(url)?;
    let site = site.or_else(|| site_of(app, &page)).unwrap_or_else(|| SiteKey::from(""));
    let rules = app.live.rules.get();
    if department.is_some_and(|chosen| !rules.departments.iter().any(|one| one.id == chosen)) {
        return Err(Problem::NotFound("no such department".to_owned()));
    }
    let call = CallFrom { site: &site, url: page.as_str(), department };
    let takers = find_takers(app, &call).await?;
    let busy = busy(app).await?;
    let agents: Vec<TriedAgent> = takers.iter().map(|(agent, may)| tried(app, agent, may, &busy)).collect();
    let everyone: Vec<Agent> = takers.into_iter().map(|(agent, _)| agent).collect();
    let rule = rules.rule_for(page.as_str(), &everyone).cloned();
    let words = format!("{} {}", decided(app, &rules, &call, rule.as_ref()), rung(&agents));
    Ok(Tried { way: rules.way(), rule, agents, words })
}

fn page(typed: &str) -> Result<Url, Problem> {
    let typed = typed.trim();
    let whole = if typed.contains("://") { typed.to_owned() } else { format!("https://{typed}") };
    let wrong = || Problem::invalid("url", format!("“{typed}” is not an address like https://shop.example/lamps."));
    Url::parse(&whole).ok().filter(|url| matches!(url.scheme(), "http" | "https")).ok_or_else(wrong)
}

/// The site that names the address among its origins; else one that takes any.
fn site_of(app: &App, page: &Url) -> Option<SiteKey> {
    let origin = page.origin().ascii_serialization();
    let mut sites: Vec<_> = app.live.sites.keys().iter().filter_map(|key| app.live.sites.get(key)).collect();
    sites.retain(|site| site.allows(&origin));
    sites.sort_by_key(|site| (site.origins.is_empty(), site.key.clone()));
    sites.first().map(|site| site.key.clone())
}

/// How many chats each agent has.
async fn busy(app: &App) -> Result<HashMap<AgentId, u32>, Problem> {
    let mut busy = HashMap::new();
    for chat in app.records.open_chats().await? {
        if let (State::Active, Some((agent, _))) = (chat.state, chat.agent) {
            *busy.entry(agent).or_default() += 1;
        }
    }
    Ok(busy)
}

fn tried(app: &App, agent: &Agent, may: &MayTake, busy: &HashMap<AgentId, u32>) -> TriedAgent {
    let chats = busy.get(&agent.id).copied().unwrap_or_default();
    let absence = absence(agent, app.live.consoles.is_open(agent.id), chats);
    let rings = may.asked() && absence.is_none();
    let why = match (may.asked(), absence) {
        (true, Some(absence)) => format!("{}, but {absence}.", reason(may)),
        _ => format!("{}.", reason(may)),
    };
    TriedAgent { id: agent.id, name: agent.name.clone(), rings, why }
}

fn absence(agent: &Agent, console: bool, chats: u32) -> Option<&'static str> {
    match agent {
        Agent { status: AgentStatus::Away, .. } => Some("is away"),
        _ if !console => Some("has no console open"),
        Agent { capacity: Some(most), .. } if chats >= *most => Some("has as many chats as they take at once"),
        _ => None,
    }
}

fn reason(may: &MayTake) -> String {
    let why = match (may.asked(), may.because()) {
        (_, Because::Inactive) => "The account is not active".to_owned(),
        (_, Because::OnlyReads) => "Marketers read, and do not chat".to_owned(),
        (_, Because::Administrator) => "Administrators monitor all sites".to_owned(),
        (true, Because::Site) => "Monitors the site".to_owned(),
        (false, Because::Site) => "Is only in departments that do not serve the site".to_owned(),
        (true, Because::Department(name)) => format!("Is in the department {name}"),
        (false, Because::Department(name)) => format!("Is not in the department {name}"),
        (true, Because::Rule(pattern)) => format!("The rule {pattern} names them"),
        (false, Because::Rule(pattern)) => format!("The rule {pattern} does not name them"),
    };
    if may.may() && !may.asked() { format!("{why}, but may take it, as an Administrator") } else { why }
}

fn decided(app: &App, rules: &Rules, call: &CallFrom<'_>, rule: Option<&Rule>) -> String {
    match (rules.way(), rules.department_for(call), rule) {
        (Way::Departments, Some(department), _) if !department.is_open(app.clock.now()) => {
            format!("Department routing is on, and {} is closed now: visitors are not offered it.", department.name)
        }
        (Way::Departments, Some(department), _) => format!("Department routing is on: {} decides.", department.name),
        (Way::Departments, None, _) => "Department routing is on; without a department everybody is asked.".to_owned(),
        (Way::Urls, _, Some(rule)) => format!("URL routing is on: the rule {} decides.", rule.pattern.as_str()),
        (Way::Urls, _, None) => "URL routing is on, but no rule fits: everybody is asked.".to_owned(),
        (Way::Everybody, _, _) => "No routing is on: everybody who monitors the site is asked.".to_owned(),
    }
}

fn rung(agents: &[TriedAgent]) -> String {
    let names: Vec<&str> = agents.iter().filter(|agent| agent.rings).map(|agent| agent.name.as_str()).collect();
    match names.as_slice() {
        [] => "Nobody would ring now; the visitor could leave a message.".to_owned(),
        [one] => format!("It would ring at {one}."),
        [first @ .., last] => format!("It would ring at {} and {last}.", first.join(", ")),
    }
}
