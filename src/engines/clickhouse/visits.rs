//! Lists of visits: a page of them, how many there are, and what was reached in them.

use std::collections::HashMap;

use clickhouse::Row;
use clickhouse::query::Query;
use serde::Deserialize;
use uuid::Uuid;

use super::answers::Visit;
use super::filter::{reached_by, reaches};
use super::found::VisitFound;
use super::windows::Windows;
use super::{VisitLog, VisitLogError};
use crate::domain::goal::{Target, TargetKind};
use crate::domain::ids::{SiteKey, VisitId};
use crate::domain::moment::{DAY, Moment};
use crate::domain::visit_filter::KnownFilter;

/// Which visits are asked for.
#[derive(Debug, Clone, Copy)]
pub struct VisitsAsked<'a> {
    /// Of this site.
    pub site: &'a SiteKey,
    /// Begun at this moment or later …
    pub from: Moment,
    /// … and before this one.
    pub to: Moment,
    /// That pass.
    pub filter: &'a KnownFilter,
}

/// How many visits there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Row, Deserialize)]
pub struct VisitsTotal {
    /// All of them, exactly.
    pub total: u64,
    /// Those that `parlour simulate` made.
    pub simulated: u64,
}

/// What happened in a visit beside the pages.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct VisitMarks {
    /// Invitations that have ended.
    pub invited: u32,
    /// How the last of them did.
    pub outcome: Option<String>,
    /// A chat was asked for, and has ended or came of an invitation.
    pub chatted: bool,
    /// Events.
    pub events: u32,
    /// Goals reached, in the order in which they first were.
    pub goals: Vec<GoalReached>,
}

/// A goal reached in a visit.
#[derive(Debug, Clone, PartialEq)]
pub struct GoalReached {
    /// Its place in the list that was asked about, from 0.
    pub goal: usize,
    /// When first.
    pub at: Moment,
    /// The value of the event that reached it first; 0 for a page.
    pub value: f64,
}

#[derive(Row, Deserialize)]
struct DeskFound {
    #[serde(with = "clickhouse::serde::uuid")]
    visit: Uuid,
    invited: u32,
    outcome: String,
    chatted: bool,
}

#[derive(Row, Deserialize)]
struct EventsFound {
    #[serde(with = "clickhouse::serde::uuid")]
    visit: Uuid,
    events: u32,
}

#[derive(Row, Deserialize)]
struct GoalFound {
    #[serde(with = "clickhouse::serde::uuid")]
    visit: Uuid,
    reached: u32,
    first: i64,
    value: f64,
}

impl VisitLog {
    /// At most `limit` visits, newest first, as far as they come after the visit `after` in that order.
    pub async fn visits(
        &self,
        asked: &VisitsAsked<'_>,
        after: Option<(Moment, VisitId)>,
        limit: u32,
    ) -> Result<Vec<Visit>, VisitLogError> {
        let (started, visit) = after.unwrap_or((asked.to, VisitId(Uuid::max())));
        let query = self.ask_of(sql!("visits"), asked)?.param("limit", limit);
        let query = query.param("after", started.0).param("after_visit", visit.to_string());
        Ok(query.fetch_all::<VisitFound>().await?.into_iter().map(Visit::from).collect())
    }

    /// How many visits there are.
    pub async fn visits_total(&self, asked: &VisitsAsked<'_>) -> Result<VisitsTotal, VisitLogError> {
        Ok(self.ask_of(sql!("visits_total"), asked)?.fetch_one().await?)
    }

    /// What happened in `visits`, which are few. Of those in which nothing did there is nothing.
    pub async fn visit_marks(
        &self,
        site: &SiteKey,
        visits: &[Visit],
        goals: &[Target],
    ) -> Result<HashMap<VisitId, VisitMarks>, VisitLogError> {
        let mut marks: HashMap<VisitId, VisitMarks> = HashMap::new();
        if visits.is_empty() {
            return Ok(marks);
        }
        for found in self.desk_of(site, visits).await? {
            let outcome = Some(found.outcome).filter(|outcome| !outcome.is_empty());
            let mark = marks.entry(VisitId(found.visit)).or_default();
            (mark.invited, mark.outcome, mark.chatted) = (found.invited, outcome, found.chatted);
        }
        for found in self.events_of(site, visits).await? {
            marks.entry(VisitId(found.visit)).or_default().events = found.events;
        }
        for found in self.goals_of(site, visits, goals).await? {
            let goal = GoalReached { goal: found.reached as usize - 1, at: Moment(found.first), value: found.value };
            marks.entry(VisitId(found.visit)).or_default().goals.push(goal);
        }
        Ok(marks)
    }

    fn ask_of(&self, sql: &str, asked: &VisitsAsked<'_>) -> Result<Query, VisitLogError> {
        let query = self.ask_visits(sql, asked.filter, asked.from.plus(-DAY))?.param("site", asked.site.as_str());
        Ok(query.param("from", asked.from.0).param("to", asked.to.0))
    }

    async fn desk_of(&self, site: &SiteKey, visits: &[Visit]) -> Result<Vec<DeskFound>, VisitLogError> {
        let visitors: Vec<u64> = visits.iter().map(|visit| visit.visitor).collect();
        let query = self.ask(sql!("visit_desk"))?.param("site", site.as_str());
        Ok(query.param("visitors", visitors).param("visits", ids(visits)).fetch_all().await?)
    }

    async fn events_of(&self, site: &SiteKey, visits: &[Visit]) -> Result<Vec<EventsFound>, VisitLogError> {
        let windows = Windows::of(visits);
        let query = self.ask(&windows.within(sql!("visit_events")))?.param("site", site.as_str());
        Ok(windows.bind(query).param("visits", ids(visits)).fetch_all().await?)
    }

    async fn goals_of(
        &self,
        site: &SiteKey,
        visits: &[Visit],
        goals: &[Target],
    ) -> Result<Vec<GoalFound>, VisitLogError> {
        if goals.is_empty() {
            return Ok(Vec::new());
        }
        let (pages, events) = (fitting(goals, TargetKind::Page), fitting(goals, TargetKind::Event));
        let sql = sql!("visit_goals").replace("/* goals: {pages} */", &pages).replace("/* goals: {events} */", &events);
        let windows = Windows::of(visits);
        let query = self.ask(&windows.within(&sql))?.param("site", site.as_str()).param("visits", ids(visits));
        let named = goals.iter().enumerate();
        let query = named.fold(windows.bind(query), |query, (n, goal)| query.param(&name(n), reached_by(goal)));
        Ok(query.fetch_all().await?)
    }
}

pub(super) fn ids(visits: &[Visit]) -> Vec<String> {
    visits.iter().map(|visit| visit.visit.to_string()).collect()
}

fn name(n: usize) -> String {
    format!("goal_{n}")
}

/// The numbers of the goals of this kind that a row reaches, each 0 when it does not.
fn fitting(goals: &[Target], kind: TargetKind) -> String {
    let of_kind = goals.iter().enumerate().filter(|(_, goal)| goal.kind == kind);
    let test = |(n, goal)| format!("if({}, {}, 0)", reaches(goal, &format!("{{{}:String}}", name(n))), n + 1);
    let tests: Vec<_> = of_kind.map(test).collect();
    if tests.is_empty() { "0".to_owned() } else { tests.join(", ") }
}
