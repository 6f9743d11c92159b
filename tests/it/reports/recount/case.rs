//! One question after the other about a period of a shop, each answered twice.

use std::collections::BTreeMap;

use parlour::actions::list_visits::Which;
use parlour::actions::read_help::{Help, Lots, read_help, read_help_funnel};
use parlour::actions::read_overview::{read_funnel, read_hours, read_overview, read_transitions};
use parlour::actions::read_report::read_report;
use parlour::domain::goal::Funnel;
use parlour::domain::help::{Side, ratio};
use parlour::domain::ids::RuleId;
use parlour::domain::interval::Interval;
use parlour::domain::invitation_rule::assign::HELD_OUT;
use parlour::domain::lift::{Arm, added};
use parlour::domain::moment::{DAY, Moment};
use parlour::domain::period::Period;
use parlour::domain::report::{By, Report, Shown, nothing};

use super::differences::Differences;
use super::reference::{Drawn, Figures, Passes, Reference};
use super::shop::Shop;
use crate::support::House;

/// What is asked, and of whom.
pub(super) struct Case<'a> {
    pub(super) house: &'a House,
    pub(super) shop: &'a Shop,
    pub(super) which: Which,
    pub(super) passes: Passes,
    /// Whether tables are asked with the period before.
    pub(super) compare: bool,
}

impl Case<'_> {
    fn said(&self, what: impl std::fmt::Debug) -> String {
        let Period { from, to, .. } = &self.which.period;
        format!("{what:?} of {} from {from} to {to} {:?}", self.shop.site.name, self.which.filter.filter.said())
    }

    fn reference(&self) -> Reference<'_> {
        self.shop.reference(&self.which.period, self.passes)
    }

    pub(super) async fn table(&self, report: Report) -> Differences {
        let shown = Shown { limit: None, ..Shown::default() };
        let table = read_report(&self.house.running.app, &self.which, report, self.compare, &shown).await;
        let table = table.expect("read");
        let (what, mut differences) = (self.said(report), Differences::default());
        let (rows, totals) = self.reference().report(report);
        differences.figures(&what, &table.totals, &totals);
        differences.rows(&what, table.rows.iter().map(|(row, _)| row), rows);
        if let Some(period) = &table.before {
            let (rows, totals) = self.shop.reference(period, self.passes).report(report);
            differences.figures(format_args!("{what} before"), &table.totals_before.expect("compared"), &totals);
            for (row, _) in &table.rows {
                let expected = rows.get(&row.key).cloned().unwrap_or_else(|| nothing(report.columns()));
                let was = row.before.clone().expect("compared");
                differences.figures(format_args!("{what} before, {:?}", row.key), &was, &expected);
            }
        }
        differences
    }

    pub(super) async fn overview(&self, interval: Interval) -> Differences {
        let found = read_overview(&self.house.running.app, &self.which, Some(interval), true).await.expect("read");
        let (what, mut differences) = (self.said(("overview", interval)), Differences::default());
        differences.figures(&what, &found.now.whole, &self.reference().overview());
        let before = self.shop.reference(found.before.as_ref().expect("a period"), self.passes).overview();
        differences.figures(format_args!("{what} before"), &found.was.expect("compared").whole, &before);
        let ends = found.starts.iter().skip(1).copied().chain([self.which.period.end]);
        for ((start, end), figures) in found.starts.iter().zip(ends).zip(&found.now.pieces) {
            let piece = Period { start: *start, end, ..self.which.period.clone() };
            let expected = self.shop.reference(&piece, self.passes).overview();
            differences.figures(format_args!("{what} at {start:?}"), figures, &expected);
        }
        differences
    }

    pub(super) async fn week(&self) -> Differences {
        let cells = read_hours(&self.house.running.app, &self.which).await.expect("read");
        let found = cells.iter().map(|cell| ((cell.weekday, cell.hour), (cell.visits, cell.chats))).collect();
        let mut differences = Differences::default();
        differences.counts(&self.said("hours"), &found, &self.reference().hours());
        differences
    }

    pub(super) async fn ways(&self, page: &'static str) -> Differences {
        let found = read_transitions(&self.house.running.app, &self.which, page).await.expect("read");
        let (what, mut differences) = (self.said(("ways", page)), Differences::default());
        let [mut from, mut to] = self.reference().transitions(page);
        differences.same(&what, &found.views, &from.values().sum());
        let ends = (from.remove("").unwrap_or(0), to.remove("").unwrap_or(0));
        differences.same(&what, &(found.entries, found.exits), &ends);
        for (steps, expected) in [(&found.from, from), (&found.to, to)] {
            let counts: BTreeMap<_, _> = steps.iter().map(|step| (step.path.clone(), step.views)).collect();
            differences.counts(&what, &counts, &expected);
            differences.same(&what, &steps.is_sorted_by(|one, other| one.views >= other.views), &true);
        }
        differences
    }

    pub(super) async fn funnel(&self, funnel: &Funnel) -> Differences {
        let (_, found) = read_funnel(&self.house.running.app, &self.which, funnel.id).await.expect("read");
        let expected = self.reference().funnel(&funnel.steps, i64::from(funnel.within) * 60_000);
        let mut differences = Differences::default();
        differences.same(self.said(&funnel.name), &found, &expected);
        differences
    }

    /// What became of invitations; and sent is the sum of the nine.
    pub(super) async fn became(&self, lots: Option<Lots>) -> Differences {
        let found = read_help_funnel(&self.house.running.app, &self.which, lots).await.expect("read");
        let report = Report::Invitations(By::Rule);
        let (rows, totals) = self.reference().report(report);
        let rule = lots.map(rule_of);
        let key = |rule: Option<RuleId>| vec![rule.map(|id| id.to_string()).unwrap_or_default()];
        let of_rule = |rule| rows.get(&key(rule)).cloned().unwrap_or_else(|| nothing(report.columns()));
        let (what, mut differences) = (self.said(("became", lots)), Differences::default());
        differences.figures(&what, &found.figures, &rule.map_or(totals, of_rule));
        differences.figures(
            &what,
            &found.open,
            &self.reference().still_open(|its| rule.is_none_or(|rule| its == rule)),
        );
        let sum: f64 = found.figures[5..11].iter().chain(&found.open).map(|count| count.expect("a count")).sum();
        differences.figures(format_args!("{what}, nine"), &vec![found.figures[2]], &vec![Some(sum)]);
        differences
    }

    /// Whether inviting helped, by arms, variants and days, of those who do not wait.
    pub(super) async fn help(&self, lots: Lots) -> Differences {
        let (rule, goal) = (rule_of(lots), &self.shop.facts.goals[2]);
        let help = read_help(&self.house.running.app, &self.which, lots, Some(goal.id)).await.expect("read");
        let within = if rule.is_some() { self.shop.rule.goal_within } else { 7 };
        let over_before = self.house.clock.now().plus(-i64::from(within) * DAY);
        let drawn = self.reference().drawn(rule.map(|rule| rule.0), goal, within);
        let (over, waiting): (Vec<_>, Vec<_>) = drawn.iter().partition(|one| one.at < over_before);
        let (what, mut differences) = (self.said(("help", lots)), Differences::default());
        differences.same(&what, &help.answer.waiting, &(waiting.len() as u64));
        let side = |held_out: bool| side(over.iter().copied().filter(|one| (one.arm == HELD_OUT) == held_out));
        let (invited, held_out) = (side(false), side(true));
        differences.figures(format_args!("{what}, invited"), &sums(&help.answer.invited), &sums(&invited));
        differences.figures(format_args!("{what}, held out"), &sums(&help.answer.held_out), &sums(&held_out));
        let in_all = |held_out: bool| drawn.iter().filter(|one| (one.arm == HELD_OUT) == held_out).count() as u64;
        let planned = if rule.is_some() { self.shop.rule.holdout } else { 0 };
        differences.same(&what, &help.ratio, &ratio(in_all(false), in_all(true), planned));
        self.days(&mut differences, &help, &over, over_before);
        if rule.is_some() {
            self.variants(&mut differences, &help, &over, over_before);
        }
        differences
    }

    fn days(&self, differences: &mut Differences, help: &Help, over: &[&Drawn], over_before: Moment) {
        let (_, starts) = Interval::Day.starts(&self.which.period);
        let ends = starts.iter().skip(1).copied().chain([self.which.period.end]);
        for ((start, end), found) in starts.iter().zip(ends).zip(&help.answer.series) {
            let until = |held_out: bool| {
                side(over.iter().copied().filter(|one| one.at < end && (one.arm == HELD_OUT) == held_out))
            };
            let expected = added(&until(false).rate, &until(true).rate).filter(|_| *start < over_before);
            differences.same(self.said(("help", start)), found, &(*start, expected));
        }
        differences.same(self.said("days of help"), &help.answer.series.len(), &starts.len());
    }

    fn variants(&self, differences: &mut Differences, help: &Help, over: &[&Drawn], over_before: Moment) {
        let period = Period { end: self.which.period.end.min(over_before), ..self.which.period.clone() };
        let rows = self.shop.reference(&period, self.passes).report(Report::Invitations(By::Variant)).0;
        for (variant, (id, _, found, accepted)) in self.shop.rule.variants.iter().zip(&help.variants) {
            let expected = side(over.iter().copied().filter(|one| one.arm == variant.id));
            let row = rows.get(&vec![self.shop.rule.id.to_string(), variant.id.clone()]);
            let what = self.said(("variant", id));
            differences.figures(&what, &sums(found), &sums(&expected));
            differences.figures(&what, &vec![Some(*accepted)], &vec![row.map_or(Some(0.0), |row| row[5])]);
        }
        differences.same(self.said("variants"), &help.variants.len(), &self.shop.rule.variants.len());
    }
}

const fn rule_of(lots: Lots) -> Option<RuleId> {
    match lots {
        Lots::Manual => None,
        Lots::Rule(rule) => Some(rule),
    }
}

fn side<'a>(drawn: impl Iterator<Item = &'a Drawn>) -> Side {
    drawn.fold(Side::default(), |sum, one| {
        let square = one.worth * one.worth;
        let reached = u64::from(one.reached);
        sum.with(Side { rate: Arm::of_rate(1, reached), ..Side::of(1, reached, one.worth, square) })
    })
}

#[expect(clippy::cast_precision_loss, reason = "visitors are few")]
fn sums(side: &Side) -> Figures {
    let Side { rate, value } = side;
    let counts = [rate.visitors, rate.reached, value.visitors, value.reached].map(|count| count as f64);
    counts.into_iter().chain([value.sum, value.sum_of_squares]).map(Some).collect()
}
