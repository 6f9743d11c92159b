//! Pages, the ways between them, and events.

use std::collections::{BTreeMap, HashSet};

use parlour::domain::log_entry::ChatEntry;

use super::super::traffic::{View, Visit};
use super::figures::{distinct, median, n, ratio};
use super::{Figures, Reference, Rows, key};

pub(super) fn entry_page(visit: &Visit) -> &str {
    &visit.views[0].path
}

pub(super) fn exit_page(visit: &Visit) -> &str {
    &visit.views[visit.views.len() - 1].path
}

impl Reference<'_> {
    pub(super) fn pages(&self) -> (Rows, Figures) {
        let mut paths = HashSet::new();
        let mut seen: Vec<(&Visit, &View)> = Vec::new();
        for visit in self.passing() {
            seen.extend(visit.views.iter().filter(|view| self.in_period(view.at)).map(|view| (visit, view)));
        }
        paths.extend(seen.iter().map(|(_, view)| view.path.clone()));
        let (begun, chats) = (self.begun(), self.chats());
        for visit in &begun {
            paths.extend([entry_page(visit).to_owned(), exit_page(visit).to_owned()]);
        }
        let rows = paths.into_iter().map(|path| {
            let its: Vec<_> = seen.iter().filter(|(_, view)| view.path == path).copied().collect();
            let figures = Self::page_figures(&its, &begun, &chats, Some(&path));
            (vec![path], figures)
        });
        (rows.collect(), Self::page_figures(&seen, &begun, &chats, None))
    }

    fn page_figures(
        seen: &[(&Visit, &View)],
        begun: &[&Visit],
        chats: &[(&Visit, &ChatEntry)],
        page: Option<&str>,
    ) -> Figures {
        let is = |path: &str| page.is_none_or(|page| path == page);
        let entries: Vec<_> = begun.iter().filter(|visit| is(entry_page(visit))).collect();
        let exits = begun.iter().filter(|visit| is(exit_page(visit))).count();
        let visits: HashSet<_> = seen.iter().map(|(visit, _)| visit.entry.visit).collect();
        let chats = chats.iter().filter(|(visit, _)| visits.contains(&visit.entry.visit)).count();
        vec![
            n(seen.len()),
            n(visits.len()),
            distinct(seen.iter().map(|(visit, _)| visit.entry.visitor)),
            median(seen.iter().filter_map(|(_, view)| view.visible.map(i64::from)).collect()),
            n(entries.len()),
            n(exits),
            ratio(entries.iter().filter(|visit| visit.entry.pages == 1).count(), entries.len()),
            n(chats),
        ]
    }

    pub(super) fn events(&self) -> (Rows, Figures) {
        let mut groups: BTreeMap<Vec<String>, Vec<(&Visit, f64)>> = BTreeMap::new();
        let mut all = Vec::new();
        for visit in self.passing() {
            for (_, name, value) in visit.events.iter().filter(|(at, _, _)| self.in_period(*at)) {
                groups.entry(key(&[name])).or_default().push((visit, *value));
                all.push((visit, *value));
            }
        }
        let figures = |told: &[(&Visit, f64)]| {
            vec![
                n(told.len()),
                n(told.iter().map(|(visit, _)| visit.entry.visit).collect::<HashSet<_>>().len()),
                distinct(told.iter().map(|(visit, _)| visit.entry.visitor)),
                Some(told.iter().map(|(_, value)| value).sum()),
            ]
        };
        (groups.iter().map(|(key, told)| (key.clone(), figures(told))).collect(), figures(&all))
    }

    /// How often what was seen before and after `page`; empty where the visit began or ended.
    pub(crate) fn transitions(&self, page: &str) -> [BTreeMap<String, u64>; 2] {
        let mut found = [BTreeMap::new(), BTreeMap::new()];
        for visit in self.passing() {
            for (at, view) in visit.views.iter().enumerate() {
                if view.path == page && self.in_period(view.at) {
                    let before = at.checked_sub(1).map_or(String::new(), |at| visit.views[at].path.clone());
                    let after = visit.views.get(at + 1).map_or(String::new(), |view| view.path.clone());
                    *found[0].entry(before).or_default() += 1;
                    *found[1].entry(after).or_default() += 1;
                }
            }
        }
        found
    }
}
