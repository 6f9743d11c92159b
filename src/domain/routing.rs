//! Who may take a chat, and why: by site, by department, or by the address of the page.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::agent::{Agent, Right, Role};
use super::department::Department;
use super::ids::{AgentId, DepartmentId, GroupId, SiteKey};
use super::url_pattern::UrlPattern;

/// The sentence for whoever wants both ways at once.
pub const EXCLUSIVE: &str =
    "Department routing and URL routing cannot both be on: switch one off, and the other can be switched on.";

/// How chats find their agents. Never both switches on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Routing {
    /// The visitor chooses a department.
    pub departments: bool,
    /// The address of the page decides.
    pub urls: bool,
    /// In order; the first that fits decides.
    pub rules: Vec<Rule>,
}

/// One rule of URL routing.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of DESK")]
pub struct Rule {
    pub id: Uuid,
    pub pattern: UrlPattern,
    pub agents: Vec<AgentId>,
    pub groups: Vec<GroupId>,
}

/// The way that is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "DESK names them")]
pub enum Way {
    Everybody,
    Departments,
    Urls,
}

/// Everything that decides who may take chats.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Rules {
    pub departments: Vec<Department>,
    pub routing: Routing,
}

/// Where a visitor calls from.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the names say it")]
pub struct CallFrom<'a> {
    pub site: &'a SiteKey,
    pub url: &'a str,
    /// What the visitor chose; it counts only while departments route.
    pub department: Option<DepartmentId>,
}

/// Whether an agent may take a chat, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MayTake {
    /// They may, and are asked.
    Asked(Because),
    /// They may, as Administrators may take any; but these others are asked, and it does not ring at them.
    Unasked(Because),
    /// They may not.
    No(Because),
}

impl MayTake {
    /// Whether they may.
    pub const fn may(&self) -> bool {
        matches!(self, Self::Asked(_) | Self::Unasked(_))
    }

    /// Whether it rings at them when they are there.
    pub const fn asked(&self) -> bool {
        matches!(self, Self::Asked(_))
    }

    /// Why, or why not.
    pub const fn because(&self) -> &Because {
        match self {
            Self::Asked(because) | Self::Unasked(because) | Self::No(because) => because,
        }
    }
}

/// The reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Because {
    /// The account is not active.
    Inactive,
    /// Their role does not chat.
    OnlyReads,
    /// Nothing names others, and Administrators monitor all sites.
    Administrator,
    /// They monitor the site, or do not.
    Site,
    /// They are in the department of this name, or are not.
    Department(String),
    /// The rule with this pattern names them, or does not.
    Rule(String),
}

impl Rules {
    /// The rule that decides for the page at `url`, while URLs route: the first that fits and names one of `agents` who chats.
    pub fn rule_for(&self, url: &str, agents: &[Agent]) -> Option<&Rule> {
        let somebody = |rule: &&Rule| agents.iter().any(|agent| chats(agent) && self.names(rule, agent.id));
        let mut fitting = self.routing.rules.iter().filter(|rule| rule.pattern.fits(url));
        if self.routing.urls { fitting.find(somebody) } else { None }
    }

    /// The way that is on.
    pub const fn way(&self) -> Way {
        match (self.routing.departments, self.routing.urls) {
            (true, _) => Way::Departments,
            (false, true) => Way::Urls,
            (false, false) => Way::Everybody,
        }
    }

    /// The department a call goes to, while departments route.
    pub fn department_for(&self, call: &CallFrom<'_>) -> Option<&Department> {
        let chosen = call.department.filter(|_| self.routing.departments);
        chosen.and_then(|chosen| self.departments.iter().find(|department| department.id == chosen))
    }

    /// Who of `agents` may take a chat from `call`, in their order, with the reasons. Whether they are there is another question.
    pub fn who_may_take(&self, call: &CallFrom<'_>, agents: &[Agent]) -> Vec<(AgentId, MayTake)> {
        let rule = self.rule_for(call.url, agents);
        let department = self.department_for(call);
        let judge = |agent: &Agent| match (unable(agent), department, rule) {
            (Some(because), _, _) => MayTake::No(because),
            (None, Some(department), _) => {
                given(department.has(agent.id), agent, Because::Department(department.name.clone()))
            }
            (None, None, Some(rule)) => {
                given(self.names(rule, agent.id), agent, Because::Rule(rule.pattern.as_str().to_owned()))
            }
            (None, None, None) if agent.role == Role::Administrator => MayTake::Asked(Because::Administrator),
            (None, None, None) => given(self.monitors(agent.id, call.site), agent, Because::Site),
        };
        agents.iter().map(|agent| (agent.id, judge(agent))).collect()
    }

    /// Whether an agent monitors a site: a department of theirs serves it, or they are in none.
    pub fn monitors(&self, agent: AgentId, site: &SiteKey) -> bool {
        let mut own = self.departments.iter().filter(|department| department.has(agent)).peekable();
        own.peek().is_none() || own.any(|department| department.serves(site))
    }

    /// The agents of a group.
    pub fn group(&self, group: GroupId) -> &[AgentId] {
        let mut groups = self.departments.iter().flat_map(|department| &department.groups);
        groups.find(|one| one.id == group).map_or(&[], |one| &one.agents)
    }

    fn names(&self, rule: &Rule, agent: AgentId) -> bool {
        rule.agents.contains(&agent) || rule.groups.iter().any(|group| self.group(*group).contains(&agent))
    }
}

fn chats(agent: &Agent) -> bool {
    agent.active && agent.role.may(Right::Converse)
}

/// Why no chat is theirs, whatever the routing says.
const fn unable(agent: &Agent) -> Option<Because> {
    match agent {
        Agent { active: false, .. } => Some(Because::Inactive),
        agent if !agent.role.may(Right::Converse) => Some(Because::OnlyReads),
        _ => None,
    }
}

fn given(so: bool, agent: &Agent, because: Because) -> MayTake {
    match agent.role {
        _ if so => MayTake::Asked(because),
        Role::Administrator => MayTake::Unasked(because),
        Role::Normal | Role::Marketer => MayTake::No(because),
    }
}

#[cfg(test)]
mod tests;
