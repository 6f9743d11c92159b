//! Proof that snapshot + changes = snapshot after.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::view::LEFT_FOR;
use super::*;
use crate::domain::ids::VisitorKey;
use crate::domain::presence::sample;

const NOW: Moment = Moment(1_000_000);

fn window(sort: Sort, descending: bool, offset: usize, size: usize) -> Window {
    Window { site: None, lane: Lane::People, status: None, filter: String::new(), sort, descending, offset, size }
}

/// The table as the tests see it: key → (version, row).
type Table = BTreeMap<VisitorKey, Versioned>;

fn select(table: &Table, window: &Window, now: Moment) -> Selection {
    select_from(table.values().cloned(), window, now)
}

/// What a screen holds after applying what it was told.
#[derive(Debug, Default, PartialEq)]
struct Screen {
    order: Vec<VisitorKey>,
    rows: BTreeMap<VisitorKey, (u32, bool)>,
    totals: Totals,
}

impl Screen {
    fn apply(&mut self, told: &Told) {
        if let Some(order) = &told.order {
            self.order.clone_from(order);
        }
        for (row, left) in &told.rows {
            self.rows.insert(row.key, (row.page_count, *left));
        }
        self.rows.retain(|key, _| self.order.contains(key));
        self.totals = told.totals;
    }
}

#[derive(Debug, Clone)]
enum Step {
    Arrive(u8),
    Leave(u8),
    Look(u8),
    Wait(u16),
    Hold(bool),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        3 => (0..24u8).prop_map(Step::Arrive),
        2 => (0..24u8).prop_map(Step::Leave),
        4 => (0..24u8).prop_map(Step::Look),
        2 => (0..9_000u16).prop_map(Step::Wait),
        1 => any::<bool>().prop_map(Step::Hold),
    ];
    prop::collection::vec(step, 1..60)
}

fn act(step: &Step, table: &mut Table, view: &mut View, now: &mut Moment, version: &mut u64) {
    *version += 1;
    match step {
        Step::Arrive(n) => {
            let mut row = sample(*n);
            row.arrived = *now;
            table.entry(row.key).or_insert((*version, Arc::new(row)));
        }
        Step::Leave(n) => {
            table.remove(&sample(*n).key);
        }
        Step::Look(n) => {
            if let Some((told, row)) = table.get_mut(&sample(*n).key) {
                Arc::make_mut(row).page_count += 1;
                *told = *version;
            }
        }
        Step::Wait(ms) => *now = now.plus(i64::from(*ms)),
        Step::Hold(on) => view.hold(*on, *now),
    }
}

proptest! {
    #[test]
    fn snapshot_and_changes_are_the_snapshot_after(steps in steps(), by_pages: bool, descending: bool, offset in 0..4usize, size in 1..12usize) {
        let window = window(if by_pages { Sort::Pages } else { Sort::OnSite }, descending, offset, size);
        let (mut table, mut view, mut now, mut version) = (Table::new(), View::default(), NOW, 0);
        let mut screen = Screen::default();
        screen.apply(&view.snapshot(select(&table, &window, now)));
        for step in &steps {
            act(step, &mut table, &mut view, &mut now, &mut version);
            let told = view.changes(select(&table, &window, now), 0, now, |key| table.get(&key).cloned());
            if let Some(told) = told { screen.apply(&told); }
            prop_assert!(view.held.is_some() || screen.rows.len() == screen.order.len());
            if view.is_whole() {
                let mut fresh = Screen::default();
                fresh.apply(&View::default().snapshot(select(&table, &window, now)));
                prop_assert_eq!(&screen, &fresh);
            }
        }
        view.hold(false, now);
        for wait in [0, LEFT_FOR + 1] {
            now = now.plus(wait);
            let told = view.changes(select(&table, &window, now), 0, now, |key| table.get(&key).cloned());
            if let Some(told) = told { screen.apply(&told); }
        }
        let mut fresh = Screen::default();
        fresh.apply(&View::default().snapshot(select(&table, &window, now)));
        prop_assert_eq!(screen, fresh);
    }

    #[test]
    fn a_held_order_never_moves(steps in steps()) {
        let window = window(Sort::Pages, true, 0, 8);
        let (mut table, mut view, mut now, mut version) = (Table::new(), View::default(), NOW, 0);
        for n in 0..6 { act(&Step::Arrive(n), &mut table, &mut view, &mut now, &mut version); }
        view.snapshot(select(&table, &window, now));
        view.hold(true, now);
        for step in steps.iter().filter(|step| !matches!(step, Step::Hold(_))) {
            act(step, &mut table, &mut view, &mut now, &mut version);
            let told = view.changes(select(&table, &window, now), 0, now, |key| table.get(&key).cloned());
            prop_assert!(told.is_none_or(|told| told.order.is_none()));
        }
    }
}

#[test]
fn a_row_that_left_says_so_for_five_seconds() {
    let window = window(Sort::OnSite, true, 0, 10);
    let (mut table, mut view, mut now, mut version) = (Table::new(), View::default(), NOW, 0);
    act(&Step::Arrive(1), &mut table, &mut view, &mut now, &mut version);
    view.snapshot(select(&table, &window, now));
    act(&Step::Leave(1), &mut table, &mut view, &mut now, &mut version);
    let told = view.changes(select(&table, &window, now), 0, now, |_| None).expect("a departure");
    assert_eq!((told.order, told.rows.len(), told.rows[0].1), (None, 1, true));
    let told = view.changes(select(&table, &window, now), 0, now.plus(LEFT_FOR), |_| None).expect("an order");
    assert_eq!(told.order, Some(vec![]));
}

#[test]
fn totals_are_exact_beyond_the_window() {
    let mut table = Table::new();
    for n in 0..20 {
        let row = sample(n);
        table.insert(row.key, (1, Arc::new(row)));
    }
    let selection = select(&table, &window(Sort::Name, false, 5, 3), NOW);
    assert_eq!((selection.rows.len(), selection.totals.here, selection.totals.matching), (3, 20, 20));
}
