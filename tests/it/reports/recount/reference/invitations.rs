//! Invitations and lots, and what became of them.

use std::collections::BTreeMap;

use parlour::domain::goal::Goal;
use parlour::domain::ids::RuleId;
use parlour::domain::log_entry::{AssignmentEntry, ChatEntry, InvitationEntry};
use parlour::domain::moment::{DAY, Moment};
use parlour::domain::report::By;
use url::Url;
use uuid::Uuid;

use super::super::traffic::Visit;
use super::facts::moments;
use super::figures::n;
use super::{Figures, Reference, Rows, local, seen};

/// What became of one visitor after their lot fell.
pub(crate) struct Drawn {
    pub(crate) at: Moment,
    pub(crate) arm: String,
    pub(crate) reached: bool,
    pub(crate) worth: f64,
}

fn path(url: &str) -> String {
    Url::parse(url).expect("an address").path().to_owned()
}

impl<'a> Reference<'a> {
    /// The first lot of each visitor under each rule, when it fell in the period.
    fn lots(&self) -> Vec<(&'a Visit, &'a AssignmentEntry)> {
        self.facts.lots().filter(|(visit, lot)| self.in_period(lot.at.0) && (self.passes)(self, visit)).collect()
    }

    pub(super) fn invitations_by(&self, by: By) -> (Rows, Figures) {
        let mut rows: BTreeMap<Vec<String>, [usize; 14]> = BTreeMap::new();
        let mut all = [0; 14];
        let mut add = |key: Vec<String>, counts: [usize; 14]| {
            let row = rows.entry(key).or_insert([0; 14]);
            (0..14).for_each(|n| row[n] += counts[n]);
            (0..14).for_each(|n| all[n] += counts[n]);
        };
        let hour = |at: Moment| local(at.0, &self.period.zone).hour().to_string();
        let id = |id: Option<String>| id.unwrap_or_default();
        for (visit, one) in self.invitations() {
            let rule = id(one.rule.map(|id| id.to_string()));
            let key = match by {
                By::Rule => vec![rule],
                By::Variant => vec![rule, one.variant.clone().unwrap_or_default()],
                By::Template => vec![id(one.template.map(|id| id.to_string()))],
                By::Agent => vec![one.agent.to_string()],
                By::Page => vec![path(&one.url)],
                By::Country => vec![visit.entry.place.country.clone()],
                By::Hour => vec![hour(one.sent)],
            };
            add(key, self.of_ending(visit, one));
        }
        for (visit, one) in self.open_ones() {
            let rule = id(one.rule.map(|id| id.to_string()));
            let key = match by {
                By::Rule => vec![rule],
                By::Variant => vec![rule, one.variant.clone().unwrap_or_default()],
                By::Template => vec![id(one.template.map(|id| id.to_string()))],
                By::Agent => vec![one.agent.to_string()],
                By::Page => vec![path(&one.url)],
                By::Country => vec![visit.entry.place.country.clone()],
                By::Hour => vec![hour(one.sent)],
            };
            let state = one.state.word();
            let (came, seen) = (usize::from(state != "sent"), usize::from(state == "viewed"));
            add(key, [0, 0, 1, came, seen, 0, 0, 0, 0, 0, 0, 1, 0, 0]);
        }
        let lots = if matches!(by, By::Agent | By::Template) { Vec::new() } else { self.lots() };
        for (visit, lot) in lots {
            let rule = id(lot.rule.map(|id| id.to_string()));
            let key = match by {
                By::Rule => vec![rule],
                By::Variant => vec![rule, lot.arm.clone()],
                By::Page => vec![path(&lot.url)],
                By::Country => vec![visit.entry.place.country.clone()],
                _ => vec![hour(lot.at)],
            };
            let mut counts = [0; 14];
            (counts[0], counts[1]) = (1, usize::from(lot.arm != "held_out"));
            add(key, counts);
        }
        if by == By::Hour {
            (0..24).for_each(|hour| _ = rows.entry(vec![hour.to_string()]).or_insert([0; 14]));
        }
        let unknown = matches!(by, By::Agent | By::Template);
        let figures = |counts: [usize; 14]| {
            counts.into_iter().enumerate().map(|(at, count)| if unknown && at < 2 { None } else { n(count) }).collect()
        };
        (rows.into_iter().map(|(key, counts)| (key, figures(counts))).collect(), figures(all))
    }

    fn of_ending(&self, visit: &Visit, one: &InvitationEntry) -> [usize; 14] {
        let is = |ending: &str| usize::from(one.ending == ending);
        let replied = |chat: &ChatEntry| Some(chat.chat) == one.chat && chat.first_reply.is_some();
        let answered = one.ending == "accepted" && visit.chat.as_ref().is_some_and(replied);
        let after = |goal: &Goal| moments(goal, visit).iter().any(|(at, _)| *at >= one.sent.0);
        let reached = answered && self.facts.goals.iter().any(after);
        let came = one.delivered.is_some() || seen(one);
        let mut counts =
            [0, 0, 1, usize::from(came), usize::from(seen(one)), is("accepted"), is("declined"), 0, 0, 0, 0, 0, 0, 0];
        for (at, ending) in ["expired", "undelivered", "withdrawn", "superseded"].into_iter().enumerate() {
            counts[7 + at] = is(ending);
        }
        (counts[12], counts[13]) = (usize::from(answered), usize::from(reached));
        counts
    }

    /// The lots of a rule, or of agents' own invitations, as they fell in the period.
    pub(crate) fn drawn(&self, rule: Option<Uuid>, goal: &Goal, days: u32) -> Vec<Drawn> {
        let lots = self.lots().into_iter().filter(|(_, lot)| lot.rule == rule);
        lots.map(|(_, lot)| self.of_lot(lot, goal, i64::from(days) * DAY)).collect()
    }

    fn of_lot(&self, lot: &AssignmentEntry, goal: &Goal, within: i64) -> Drawn {
        let in_time = |at: i64| at >= lot.at.0 && at < lot.at.0 + within;
        let mut drawn = Drawn { at: lot.at, arm: lot.arm.clone(), reached: false, worth: 0.0 };
        for visit in self.facts.of_visitor(lot.visitor) {
            if let Some((_, worth)) = moments(goal, visit).into_iter().find(|(at, _)| in_time(*at)) {
                drawn.reached = true;
                drawn.worth += worth;
            }
        }
        drawn
    }

    /// How many invitations of the period are open: sent, delivered, seen; those whose rule is asked for.
    pub(crate) fn still_open(&self, of: impl Fn(Option<RuleId>) -> bool) -> Figures {
        let open = self.open_ones();
        let its: Vec<_> = open.iter().filter(|(_, one)| of(one.rule)).collect();
        let in_state = |state: &str| n(its.iter().filter(|(_, one)| one.state.word() == state).count());
        ["sent", "delivered", "viewed"].map(in_state).to_vec()
    }
}
