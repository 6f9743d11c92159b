//! Colleagues as they are now, and who of them may be asked to take a chat or to come into its room.

use super::problem::Problem;
use super::who_is_there::facts;
use crate::app::App;
use crate::domain::agent::{Agent, Right};
use crate::domain::ids::{AgentId, GroupId};
use crate::domain::ringing::{Facts, WhyNot, why_not_there};

/// An agent as colleagues see them.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Colleague {
    pub agent: Agent,
    pub facts: Facts,
    /// The names of the groups they are in.
    pub groups: Vec<String>,
    /// Why they cannot be asked just now.
    pub why: Option<WhyNot>,
}

/// A group as it can be asked.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the names say it")]
pub struct CandidateGroup {
    pub id: GroupId,
    pub name: String,
    /// Those of it who can be asked just now.
    pub there: Vec<AgentId>,
}

/// All active agents who chat, by name.
///
/// # Errors
/// An engine failed.
pub async fn list_colleagues(app: &App) -> Result<Vec<Colleague>, Problem> {
    let rules = app.live.rules.get();
    let groups = |agent: AgentId| {
        let all = rules.departments.iter().flat_map(|department| &department.groups);
        all.filter(|group| group.agents.contains(&agent)).map(|group| group.name.clone()).collect()
    };
    let agents = app.records.agents().await?.into_iter();
    let colleagues = agents.filter(|agent| agent.active && agent.role.may(Right::Converse)).map(|agent| {
        let facts = facts(app, agent.id);
        Colleague { groups: groups(agent.id), why: why_not_there(&agent, facts), facts, agent }
    });
    Ok(colleagues.collect())
}

/// All groups, with those of them among `colleagues` who can be asked; by name.
pub fn list_groups(app: &App, colleagues: &[Colleague]) -> Vec<CandidateGroup> {
    let rules = app.live.rules.get();
    let there = |agent: &AgentId| colleagues.iter().any(|one| one.agent.id == *agent && one.why.is_none());
    let groups = rules.departments.iter().flat_map(|department| &department.groups);
    let mut groups: Vec<_> = groups
        .map(|group| CandidateGroup {
            id: group.id,
            name: group.name.clone(),
            there: group.agents.iter().copied().filter(there).collect(),
        })
        .collect();
    groups.sort_by(|one, other| one.name.cmp(&other.name));
    groups
}
