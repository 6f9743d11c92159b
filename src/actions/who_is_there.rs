//! Who may take a chat, who of them is there, and whom one rings at.

use std::collections::BTreeSet;

use super::find_takers::find_takers;
use super::problem::Problem;
use crate::app::App;
use crate::domain::agent::{Agent, Right};
use crate::domain::chat::{Chat, State};
use crate::domain::ids::{AgentId, DepartmentId, VisitorKey};
use crate::domain::ringing::{Facts, rings_at, why_not_there};
use crate::domain::routing::{CallFrom, MayTake, Way};
use crate::domain::site::Site;
use crate::live::audiences::Audience;

/// What a visitor's page is told of the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desk {
    /// Somebody may take a call from this page now.
    pub open: bool,
    /// Those the visitor may choose from: id, name, whether somebody is there. Empty unless departments route.
    pub departments: Vec<(DepartmentId, String, bool)>,
}

/// How one chat stands towards the agents.
#[derive(Debug, Clone)]
pub struct Standing {
    /// It rings at these.
    pub rings: BTreeSet<AgentId>,
    /// Who is told of it.
    pub audience: Audience,
}

/// What is true of an agent just now.
pub(super) fn facts(app: &App, agent: AgentId) -> Facts {
    Facts { here: app.live.consoles.is_open(agent), chats: app.live.engaged.load(agent) }
}

/// Every agent, and whether `chat` may be theirs.
pub(super) async fn takers(app: &App, chat: &Chat) -> Result<Vec<(Agent, MayTake)>, Problem> {
    let department = chat.department.as_ref().map(|(id, _)| *id);
    find_takers(app, &CallFrom { site: &chat.site, url: &chat.url, department }).await
}

/// Whether `chat` rings at `agent` now.
///
/// # Errors
/// An engine failed.
pub async fn rings(app: &App, chat: &Chat, agent: &Agent) -> Result<bool, Problem> {
    Ok(chat.state == State::Ringing && standing(app, chat).await?.rings.contains(&agent.id))
}

/// At whom `chat` rings and who is told of it: its agent and its guests, who may take it while it rings, Administrators.
///
/// # Errors
/// An engine failed.
pub async fn standing(app: &App, chat: &Chat) -> Result<Standing, Problem> {
    let takers = takers(app, chat).await?;
    let ringing = chat.state == State::Ringing;
    let may = takers.iter().filter(|(_, may)| ringing && may.may()).map(|(agent, _)| agent);
    let asked = takers.iter().filter(|(_, may)| may.asked()).map(|(agent, _)| agent);
    let rings = asked.filter(|agent| rings_at(chat, agent, facts(app, agent.id))).map(|agent| agent.id).collect();
    let owner = chat.agent.as_ref().map(|(id, _)| *id);
    let hears: BTreeSet<_> = owner.into_iter().chain(chat.guests.iter().map(|guest| guest.id)).collect();
    let hears: BTreeSet<_> = hears.into_iter().chain(may.map(|agent| agent.id)).collect();
    let see_all = takers.iter().filter(|(agent, _)| agent.role.may(Right::SeeOthersChats)).map(|(agent, _)| agent.id);
    let sees = hears.iter().copied().chain(see_all).collect();
    Ok(Standing { rings, audience: Audience { owner, sees, hears, shown: chat.shown() } })
}

/// Who is there for a visitor of `site`, from the page they are on.
///
/// # Errors
/// An engine failed.
pub async fn who_is_there(app: &App, site: &Site, visitor: VisitorKey) -> Result<Desk, Problem> {
    let url = url_of(app, visitor);
    let rules = app.live.rules.get();
    let mut departments = Vec::new();
    if rules.way() == Way::Departments {
        for department in &rules.departments {
            if department.is_open(app.clock.now()) && department.serves(&site.key) {
                let open = is_open(app, site, &url, Some(department.id)).await?;
                departments.push((department.id, department.name.clone(), open));
            }
        }
    }
    let open = if departments.is_empty() {
        is_open(app, site, &url, None).await?
    } else {
        departments.iter().any(|(_, _, open)| *open)
    };
    Ok(Desk { open, departments })
}

/// The page the visitor is on.
pub fn url_of(app: &App, visitor: VisitorKey) -> String {
    app.live.whos_on.get(visitor).map(|row| row.page().url.to_string()).unwrap_or_default()
}

/// Whether somebody is asked about a call and is there.
pub(super) async fn is_open(
    app: &App,
    site: &Site,
    url: &str,
    department: Option<DepartmentId>,
) -> Result<bool, Problem> {
    let takers = find_takers(app, &CallFrom { site: &site.key, url, department }).await?;
    let there = |agent: &Agent| why_not_there(agent, facts(app, agent.id)).is_none();
    Ok(takers.iter().any(|(agent, may)| may.asked() && there(agent)))
}
