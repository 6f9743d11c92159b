//! What stands between a rule and an invitation, beside its conditions: whether the visitor can be reached, and whether anybody
//! could answer.

use std::collections::HashMap;

use super::block_visitor::block_of;
use super::problem::Problem;
use super::who_is_there::facts;
use crate::app::App;
use crate::domain::agent::Agent;
use crate::domain::ids::{AgentId, GroupId, RuleId};
use crate::domain::invitation_rule::capacity::{acceptance, room, somebody_could_answer};
use crate::domain::invitation_rule::limits::{At, Limit, budget, limits};
use crate::domain::invitation_rule::{Rule, Sender};
use crate::domain::local_time::day_began;
use crate::domain::moment::DAY;
use crate::domain::presence::Presence;
use crate::domain::ringing::why_not_there;
use crate::engines::records::RuleRecord;

/// A rule learns from its invitations of so many milliseconds: 90 days.
const LEARNS_FROM: i64 = 90 * DAY;

/// The agents, and what they may be asked to answer.
pub struct Desk {
    agents: Vec<Agent>,
    /// Whose each open invitation by a rule is.
    open: Vec<AgentId>,
    /// What each rule has done.
    pub(super) records: HashMap<RuleId, RuleRecord>,
}

/// Who would invite by a rule, and how much they could answer together.
pub struct Room<'a> {
    /// Who has most room.
    pub sender: Option<&'a Agent>,
    chats: u32,
    open: usize,
    acceptance: f64,
}

impl Desk {
    /// As it is now.
    ///
    /// # Errors
    /// An engine failed.
    pub async fn read(app: &App) -> Result<Self, Problem> {
        let now = app.clock.now();
        let open = app.records.open_invitations().await?;
        let open = open.iter().filter(|invitation| invitation.rule.is_some()).map(|invitation| invitation.agent);
        Ok(Self {
            agents: app.records.agents().await?,
            open: open.collect(),
            records: app.records.rule_records(now.plus(-LEARNS_FROM), day_began(now, "UTC")).await?,
        })
    }

    /// One more invitation by a rule is open.
    pub(super) fn note_sent(&mut self, agent: AgentId) {
        self.open.push(agent);
    }

    /// Who would invite by `rule`, and how much they could answer together.
    pub fn room(&self, app: &App, rule: &Rule) -> Room<'_> {
        let senders = senders(app, rule);
        let there = self.agents.iter().filter(|agent| senders.contains(&agent.id));
        let there = there.filter(|agent| why_not_there(agent, facts(app, agent.id)).is_none());
        let open = |agent: AgentId| self.open.iter().filter(|one| **one == agent).count();
        let rooms: Vec<_> = there.map(|agent| (agent, room(agent.capacity, facts(app, agent.id).chats))).collect();
        let record = self.records.get(&rule.id).copied().unwrap_or_default();
        // Of equals the first by name, so that nobody wonders.
        let left =
            |(agent, room): &&(&Agent, u32)| i64::from(*room) - i64::try_from(open(agent.id)).unwrap_or(i64::MAX);
        Room {
            sender: rooms.iter().rev().filter(|(_, room)| *room > 0).max_by_key(left).map(|(agent, _)| *agent),
            chats: rooms.iter().map(|(_, room)| room).sum(),
            open: rooms.iter().map(|(agent, _)| open(agent.id)).sum(),
            acceptance: acceptance(record.accepted, record.ended),
        }
    }
}

impl Room<'_> {
    /// Whether one more invitation could be answered.
    pub fn somebody_could_answer(&self) -> bool {
        self.sender.is_some() && somebody_could_answer(self.open, self.acceptance, self.chats)
    }

    /// Why nobody is invited.
    pub(super) fn pausing(&self) -> Option<&'static str> {
        match self {
            Self { sender: None, .. } => Some("Nobody is free just now"),
            room if !room.somebody_could_answer() => Some("As many invitations are open as could be answered"),
            _ => None,
        }
    }

    pub(super) fn limit(&self) -> Limit {
        let Self { chats, open, acceptance, .. } = self;
        let says = self.pausing().map_or_else(
            || format!("Somebody could answer: room for {chats}, {open} open, {:.0} % accepted", acceptance * 100.0),
            |why| format!("Somebody could answer: {}", why.to_lowercase()),
        );
        Limit { says, holds: self.somebody_could_answer(), lifted: None }
    }
}

/// Who may send for a rule; nobody while its group takes no chats.
fn senders(app: &App, rule: &Rule) -> Vec<AgentId> {
    let group = match rule.sender {
        Sender::Agent(agent) => return vec![agent],
        Sender::Group(group) => group,
    };
    let rules = app.live.rules.get();
    let mut open = rules.departments.iter().filter(|department| department.is_open(app.clock.now()));
    let open = open.any(|department| department.groups.iter().any(|one| one.id == group));
    if open { rules.group(group).to_vec() } else { Vec::new() }
}

/// The group in whose name `agent` invites: the rule's, or their first.
pub(super) fn group_of(app: &App, rule: &Rule, agent: AgentId) -> Option<(GroupId, String)> {
    let rules = app.live.rules.get();
    let mut groups = rules.departments.iter().flat_map(|department| &department.groups);
    let fits = |id: GroupId, agents: &[AgentId]| match rule.sender {
        Sender::Group(group) => group == id,
        Sender::Agent(_) => agents.contains(&agent),
    };
    groups.find(|group| fits(group.id, &group.agents)).map(|group| (group.id, group.name.clone()))
}

/// Whether an invitation can reach the visitor now, question by question.
pub(super) fn reach(app: &App, row: &Presence) -> Vec<Limit> {
    let line =
        |holds: bool, yes: &str, no: &str| Limit { says: if holds { yes } else { no }.to_owned(), holds, lifted: None };
    let blocked = block_of(app, &row.site, row.key).is_some();
    vec![
        line(row.bot.is_none(), "Is a person", "Is a bot"),
        line(!row.privacy, "May be followed", "Does not want to be followed"),
        line(row.settled, "Is known to the records", "Is not known to the records yet"),
        line(app.live.doorways.of(row.key) > 0, "Has an open page", "Has no open page"),
        line(!blocked, "Is not blocked", "Is blocked"),
        line(row.chat.is_none(), "Is in no chat", "Is in a chat"),
        line(row.invitation.is_none(), "Has no open invitation", "Has an open invitation"),
    ]
}

/// How often the visitor has been invited, by this rule and by anybody.
///
/// # Errors
/// An engine failed.
pub(super) async fn frequency(app: &App, rule: &Rule, row: &Presence) -> Result<Vec<Limit>, Problem> {
    let (history, now) = (app.records.invited(row.key).await?, app.clock.now());
    let at = At { visit: row.visit, path: &row.page().path };
    let own = limits(rule, &history, at, now);
    let all = budget(&app.live.inviting.attention(&row.site), &history, now);
    Ok(own.into_iter().chain(all).collect())
}
