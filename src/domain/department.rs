//! A department: who is in its groups, which sites it serves, and when.

use serde::{Deserialize, Serialize};

use super::hours::Hours;
use super::ids::{AgentId, DepartmentId, GroupId, SiteKey};
use super::moment::Moment;

/// A department.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of DESK")]
pub struct Department {
    pub id: DepartmentId,
    pub name: String,
    /// Visitors may call it.
    pub live_chat: bool,
    /// Empty: all sites.
    pub sites: Vec<SiteKey>,
    /// `None`: always.
    pub hours: Option<Hours>,
    pub groups: Vec<DepartmentGroup>,
}

/// A group of agents inside a department.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words of DESK")]
pub struct DepartmentGroup {
    pub id: GroupId,
    pub name: String,
    pub agents: Vec<AgentId>,
}

impl Department {
    /// Whether visitors may call it now: live chat is on and it is inside its hours. Whether anybody is there is another question.
    pub fn is_open(&self, now: Moment) -> bool {
        self.live_chat && self.hours.as_ref().is_none_or(|hours| hours.include(now))
    }

    /// Whether it serves this site.
    pub fn serves(&self, site: &SiteKey) -> bool {
        self.sites.is_empty() || self.sites.contains(site)
    }

    /// Whether an agent is in one of its groups.
    pub fn has(&self, agent: AgentId) -> bool {
        self.groups.iter().any(|group| group.agents.contains(&agent))
    }
}
