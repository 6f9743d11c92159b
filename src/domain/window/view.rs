//! What one console has been told of its window, and what to tell it next: snapshot + changes = snapshot after.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::{Selection, Totals, Versioned};
use crate::domain::ids::VisitorKey;
use crate::domain::moment::{Moment, SECOND};
use crate::domain::presence::Presence;

/// A row that left is shown as left for this long (milliseconds).
pub(super) const LEFT_FOR: i64 = 5 * SECOND;

/// What a console is told: everything (`order` is always given) or what changed (`order` only when it did).
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the fields are the words of PROTOCOL")]
pub struct Told {
    pub order: Option<Vec<VisitorKey>>,
    /// New or changed rows; `true` for one that has left.
    pub rows: Vec<(Arc<Presence>, bool)>,
    pub totals: Totals,
    pub waiting: usize,
}

impl Told {
    /// Whether there is nothing to tell beside equal totals.
    fn is_silent(&self) -> bool {
        self.order.is_none() && self.rows.is_empty()
    }
}

/// What one console has been told of its window.
#[derive(Debug, Clone, Default)]
pub struct View {
    order: Vec<VisitorKey>,
    rows: HashMap<VisitorKey, Versioned>,
    /// Rows that left the table, and when.
    left: HashMap<VisitorKey, Moment>,
    totals: Totals,
    waiting: usize,
    pub(super) held: Option<Hold>,
}

/// The order stands still since this moment.
#[derive(Debug, Clone)]
pub(super) struct Hold {
    since: Moment,
}

impl View {
    /// Holds the order still from `now` on, or lets it go again.
    pub fn hold(&mut self, on: bool, now: Moment) {
        self.held = on.then_some(Hold { since: now });
    }

    /// While the order is held, arrivals since this moment wait.
    pub fn held_since(&self) -> Option<Moment> {
        self.held.as_ref().map(|hold| hold.since)
    }

    /// The rows on the screen, which a held window must look after even when they fall out of it.
    pub fn shown(&self) -> &[VisitorKey] {
        &self.order
    }

    /// Whether rows that left are still shown, and will have to go.
    pub fn has_left_rows(&self) -> bool {
        !self.left.is_empty()
    }

    /// Whether it is just the selection told last, in its own order and without rows that left.
    pub fn is_whole(&self) -> bool {
        self.held.is_none() && self.left.is_empty()
    }

    /// Forgets all that was told, and tells `selection` whole.
    pub fn snapshot(&mut self, selection: Selection) -> Told {
        let held = self.held.take();
        *self = Self { held, ..Self::default() };
        self.rows = selection.rows.iter().map(|row| (row.1.key, row.clone())).collect();
        self.order = selection.rows.iter().map(|row| row.1.key).collect();
        self.totals = selection.totals;
        let rows = selection.rows.into_iter().map(|row| (row.1, false)).collect();
        Told { order: Some(self.order.clone()), rows, totals: self.totals, waiting: 0 }
    }

    /// What to tell now that the window holds `selection`; `None` when nothing changed. `current` answers for a row that is
    /// shown but not selected: its content when it is still in the table, `None` when it has left. `waiting` counts arrivals.
    pub fn changes(
        &mut self,
        selection: Selection,
        waiting: usize,
        now: Moment,
        current: impl Fn(VisitorKey) -> Option<Versioned>,
    ) -> Option<Told> {
        let selected: HashSet<VisitorKey> = selection.rows.iter().map(|row| row.1.key).collect();
        let mut rows = selection.rows;
        let mut told = Told { totals: selection.totals, waiting, ..Told::default() };
        let mut order: Vec<VisitorKey> = rows.iter().map(|row| row.1.key).collect();
        let gone = self.note_departures(&selected, &mut rows, now, &current, &mut told);
        if self.held.is_some() {
            order.clone_from(&self.order);
        } else {
            keep_places(&mut order, &self.order, &gone);
        }
        let shown: HashSet<VisitorKey> = order.iter().copied().collect();
        self.tell_rows(rows, &shown, &mut told);
        if order != self.order {
            self.order.clone_from(&order);
            told.order = Some(order);
        }
        self.rows.retain(|key, _| shown.contains(key));
        self.left.retain(|key, _| shown.contains(key));
        self.settle(told)
    }

    fn settle(&mut self, told: Told) -> Option<Told> {
        let same = told.is_silent() && told.totals == self.totals && told.waiting == self.waiting;
        self.totals = told.totals;
        self.waiting = told.waiting;
        (!same).then_some(told)
    }

    /// Finds what became of shown rows that are not selected any more; returns those to be shown as left for a while.
    fn note_departures(
        &mut self,
        selected: &HashSet<VisitorKey>,
        rows: &mut Vec<Versioned>,
        now: Moment,
        current: &impl Fn(VisitorKey) -> Option<Versioned>,
        told: &mut Told,
    ) -> Vec<VisitorKey> {
        let mut gone = Vec::new();
        for key in self.order.iter().filter(|key| !selected.contains(key)) {
            if let Some(row) = current(*key) {
                self.left.remove(key);
                if self.held.is_some() {
                    rows.push(row);
                }
                continue;
            }
            let since = *self.left.entry(*key).or_insert(now);
            if since == now
                && let Some((_, last)) = self.rows.get(key)
            {
                told.rows.push((last.clone(), true));
            }
            if now.since(since) < LEFT_FOR {
                gone.push(*key);
            }
        }
        gone
    }

    fn tell_rows(&mut self, rows: Vec<Versioned>, shown: &HashSet<VisitorKey>, told: &mut Told) {
        for (version, row) in rows {
            let key = row.key;
            let back = self.left.remove(&key).is_some();
            let known = self.rows.get(&key).is_some_and(|(told, _)| *told == version);
            if shown.contains(&key) && (back || !known) {
                self.rows.insert(key, (version, row.clone()));
                told.rows.push((row, false));
            }
        }
    }
}

/// Puts rows that just left back where they were, after the same neighbour.
fn keep_places(order: &mut Vec<VisitorKey>, before: &[VisitorKey], gone: &[VisitorKey]) {
    for key in gone {
        let at = before.iter().position(|other| other == key).unwrap_or_default();
        let neighbour = before[..at].iter().rev().find_map(|other| order.iter().position(|now| now == other));
        order.insert(neighbour.map_or(0, |place| place + 1), *key);
    }
}
