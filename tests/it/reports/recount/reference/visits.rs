//! Visits by what they have in common, their goals, and how far they came.

use std::collections::{BTreeMap, HashSet};

use parlour::domain::goal::{Goal, Target, TargetKind};
use parlour::domain::origin::channel;
use parlour::domain::report::Report;

use super::super::traffic::Visit;
use super::facts::{fits, moments};
use super::figures::{distinct, median, n, ratio};
use super::pages::{entry_page, exit_page};
use super::{Figures, Reference, Rows, key, local, seen};

impl Reference<'_> {
    fn key_of(report: Report, visit: &Visit) -> Vec<String> {
        let e = &visit.entry;
        match report {
            Report::EntryPages => key(&[entry_page(visit)]),
            Report::ExitPages => key(&[exit_page(visit)]),
            Report::Referrers => key(&[&e.referrer.domain]),
            Report::Channels => key(&[channel(&e.referrer, &e.campaign).word()]),
            Report::Sources => key(&[&e.campaign.source]),
            Report::Mediums => key(&[&e.campaign.medium]),
            Report::Campaigns => key(&[&e.campaign.campaign]),
            Report::Countries => key(&[&e.place.country]),
            Report::Regions => key(&[&e.place.region, &e.place.country]),
            Report::Cities => key(&[&e.place.city, &e.place.region, &e.place.country]),
            Report::Browsers => key(&[&e.device.browser]),
            Report::Systems => key(&[&e.device.system]),
            Report::Devices => key(&[e.device.kind.word()]),
            Report::Languages => key(&[&e.language]),
            Report::NewReturning => key(&[if e.number == 1 { "new" } else { "returning" }]),
            other => panic!("{other:?} has no visits' key"),
        }
    }

    pub(super) fn visits_by(&self, report: Report) -> (Rows, Figures) {
        let mut groups: BTreeMap<Vec<String>, (Vec<&Visit>, usize)> = BTreeMap::new();
        for visit in self.begun() {
            groups.entry(Self::key_of(report, visit)).or_default().0.push(visit);
        }
        for (visit, _) in self.chats() {
            groups.entry(Self::key_of(report, visit)).or_default().1 += 1;
        }
        let all = self.visits_figures(report, &self.begun(), self.chats().len());
        (
            groups
                .into_iter()
                .map(|(key, (visits, chats))| (key, self.visits_figures(report, &visits, chats)))
                .collect(),
            all,
        )
    }

    fn visits_figures(&self, report: Report, visits: &[&Visit], chats: usize) -> Figures {
        let all = [
            n(visits.len()),
            distinct(visits.iter().map(|visit| visit.entry.visitor)),
            ratio(visits.iter().map(|visit| visit.entry.pages as usize).sum(), visits.len()),
            median(visits.iter().map(|visit| visit.entry.ended.since(visit.entry.started)).collect()),
            ratio(visits.iter().filter(|visit| visit.entry.pages == 1).count(), visits.len()),
            n(chats),
            n(visits.iter().map(|visit| self.facts.reached(visit)).sum()),
        ];
        match report {
            Report::EntryPages | Report::ExitPages => [0, 1, 2, 4].map(|n| all[n]).to_vec(),
            Report::Countries
            | Report::Regions
            | Report::Cities
            | Report::Browsers
            | Report::Systems
            | Report::Devices
            | Report::Languages => [0, 1, 2, 4, 5, 6].map(|n| all[n]).to_vec(),
            _ => all.to_vec(),
        }
    }

    pub(super) fn of_goals(&self) -> (Rows, Figures) {
        let visits = self.begun();
        let figures = |goals: &[&Goal]| {
            let worth = |goal: &Goal, visit: &Visit| moments(goal, visit).first().map(|(_, worth)| *worth);
            let each =
                || goals.iter().flat_map(|goal| visits.iter().filter_map(|visit| Some((visit, worth(goal, visit)?))));
            let reached: HashSet<_> = each().map(|(visit, _)| visit.entry.visit).collect();
            vec![
                n(visits.len()),
                distinct(each().map(|(visit, _)| visit.entry.visitor)),
                n(each().count()),
                ratio(reached.len(), visits.len()),
                Some(each().map(|(_, worth)| worth).sum()),
            ]
        };
        let rows = self.facts.goals.iter().map(|goal| (vec![goal.id.to_string()], figures(&[goal])));
        (rows.collect(), figures(&self.facts.goals.iter().collect::<Vec<_>>()))
    }

    /// The overview of one piece of the period.
    pub(crate) fn overview(&self) -> Figures {
        let visits = self.begun();
        let figures = self.visits_figures(Report::Referrers, &visits, 0);
        let views = self.passing().flat_map(|visit| &visit.views).filter(|view| self.in_period(view.at)).count();
        let sent = self.invitations();
        let accepted = sent.iter().filter(|(_, one)| one.ending == "accepted").count();
        let viewed = sent.iter().filter(|(_, one)| seen(one)).count();
        let mut found = vec![figures[1], figures[0], n(views), figures[2], figures[3], figures[4]];
        found.extend([n(self.chats().len()), ratio(accepted, viewed)]);
        found
    }

    /// Visits and chats by weekday and hour.
    pub(crate) fn hours(&self) -> BTreeMap<(u8, u8), (u64, u64)> {
        let mut cells: BTreeMap<(u8, u8), (u64, u64)> = BTreeMap::new();
        let cell = |at: i64| {
            let at = local(at, &self.period.zone);
            (at.weekday().to_monday_one_offset().cast_unsigned(), at.hour().cast_unsigned())
        };
        self.begun().iter().for_each(|visit| cells.entry(cell(visit.entry.started.0)).or_default().0 += 1);
        self.chats().iter().for_each(|(_, chat)| cells.entry(cell(chat.asked.0)).or_default().1 += 1);
        cells
    }

    /// How many visits took each step of a funnel after the one before, all within so many milliseconds.
    pub(crate) fn funnel(&self, steps: &[Target], within: i64) -> Vec<u64> {
        let mut counts = vec![0; steps.len()];
        for visit in self.begun() {
            let level = (1..=steps.len()).rev().find(|level| Self::walks(visit, &steps[..*level], within)).unwrap_or(0);
            counts[..level].iter_mut().for_each(|count| *count += 1);
        }
        counts
    }

    fn walks(visit: &Visit, steps: &[Target], within: i64) -> bool {
        let moments = |target: &Target| -> Vec<i64> {
            match target.kind {
                TargetKind::Page => visit.views.iter().filter(|view| fits(target, view)).map(|view| view.at).collect(),
                TargetKind::Event => {
                    visit.events.iter().filter(|(_, name, _)| *name == target.pattern).map(|(at, _, _)| *at).collect()
                }
            }
        };
        moments(&steps[0]).into_iter().any(|first| {
            let mut at = first;
            steps[1..].iter().all(|step| {
                let next = moments(step).into_iter().filter(|next| *next > at).min();
                next.inspect(|next| at = *next).is_some() && at - first <= within
            })
        })
    }
}
