//! All there is of one site, and where to look for what.

use std::collections::{HashMap, HashSet};

use parlour::domain::goal::{Goal, Target, TargetKind};
use parlour::domain::ids::VisitId;
use parlour::domain::invitation::Invitation;
use parlour::domain::log_entry::AssignmentEntry;
use parlour::domain::moment::{DAY, Moment};
use parlour::domain::period::Period;

use super::super::traffic::{View, Visit};

pub(crate) struct Facts {
    /// In the order in which they began.
    visits: Vec<Visit>,
    pub(crate) goals: Vec<Goal>,
    pub(crate) open: Vec<Invitation>,
    /// Goals that a visit reached, where it reached any.
    reached: HashMap<VisitId, usize>,
    /// A visitor's visits, by their places.
    of_visitor: HashMap<u64, Vec<usize>>,
    /// The first lot of each visitor under each rule, and the place of the visit it fell in.
    lots: Vec<(usize, AssignmentEntry)>,
}

impl Facts {
    pub(crate) fn of(visits: Vec<Visit>, goals: Vec<Goal>, open: Vec<Invitation>) -> Self {
        assert!(visits.is_sorted_by_key(|visit| visit.entry.started));
        let count = |visit: &Visit| goals.iter().filter(|goal| !moments(goal, visit).is_empty()).count();
        let reached = visits.iter().map(|visit| (visit.entry.visit, count(visit))).filter(|(_, goals)| *goals > 0);
        let reached = reached.collect();
        let mut of_visitor: HashMap<_, Vec<_>> = HashMap::new();
        for (place, visit) in visits.iter().enumerate() {
            of_visitor.entry(visit.entry.visitor).or_default().push(place);
        }
        let lots = first_lots(&visits);
        Self { visits, goals, open, reached, of_visitor, lots }
    }

    /// All of them.
    pub(crate) fn visits(&self) -> &[Visit] {
        &self.visits
    }

    /// Visits that began in a period or on the day before it: none lasts as long as a day.
    pub(super) fn near(&self, period: &Period) -> &[Visit] {
        let place = |at: Moment| self.visits.partition_point(|visit| visit.entry.started < at);
        let end = place(period.end);
        &self.visits[place(period.start.plus(-DAY)).min(end)..end]
    }

    pub(super) fn reached(&self, visit: &Visit) -> usize {
        self.reached.get(&visit.entry.visit).copied().unwrap_or_default()
    }

    /// What a visitor did, ever.
    pub(super) fn of_visitor(&self, visitor: u64) -> impl Iterator<Item = &Visit> {
        self.of_visitor[&visitor].iter().map(|place| &self.visits[*place])
    }

    /// First lots with the visits they fell in.
    pub(super) fn lots(&self) -> impl Iterator<Item = (&Visit, &AssignmentEntry)> {
        self.lots.iter().map(|(place, lot)| (&self.visits[*place], lot))
    }
}

fn first_lots(visits: &[Visit]) -> Vec<(usize, AssignmentEntry)> {
    let mut lots: Vec<_> =
        visits.iter().enumerate().flat_map(|(at, visit)| visit.lots.iter().map(move |lot| (at, lot.clone()))).collect();
    lots.sort_by_key(|(_, lot)| lot.at);
    let mut drawn = HashSet::new();
    lots.retain(|(_, lot)| drawn.insert((lot.rule, lot.visitor)));
    lots
}

/// When a visit reached a goal, each time, and what that was worth.
pub(super) fn moments(goal: &Goal, visit: &Visit) -> Vec<(i64, f64)> {
    let value = |told: f64| goal.value.unwrap_or(told);
    match goal.target.kind {
        TargetKind::Page => {
            let seen = visit.views.iter().filter(|view| fits(&goal.target, view));
            seen.map(|view| (view.at, value(0.0))).collect()
        }
        TargetKind::Event => {
            let told = visit.events.iter().filter(|(_, name, _)| *name == goal.target.pattern);
            told.map(|(at, _, worth)| (*at, value(*worth))).collect()
        }
    }
}

pub(super) fn fits(target: &Target, view: &View) -> bool {
    let Some((before, after)) = target.pattern.split_once('*') else { return view.path == target.pattern };
    view.path.starts_with(before) && view.path[before.len()..].ends_with(after)
}
