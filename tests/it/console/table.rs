//! The window of Who's On as it changes: what a console was told, applied in order, is what the interface answers.

use std::collections::BTreeMap;
use std::time::Duration;

use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use reqwest::StatusCode;
use serde_json::{Value, json};
use tokio::time::timeout;
use uuid::Uuid;

use super::watch;
use crate::support::{Agent, House, Socket, Visitor, eventually, soon};

/// What a console shows of its window: what it was told, applied in order.
#[derive(Default)]
pub(super) struct Table {
    pub(super) order: Vec<String>,
    rows: BTreeMap<String, Value>,
    pub(super) totals: Value,
    pub(super) waiting: u64,
}

impl Table {
    fn apply(&mut self, frame: &Value) {
        if let Some(order) = frame["order"].as_array() {
            self.order = order.iter().map(|key| key.as_str().expect("a key").to_owned()).collect();
        }
        for row in frame["rows"].as_array().expect("rows") {
            self.rows.insert(row["key"].as_str().expect("a key").to_owned(), row.clone());
        }
        self.totals = frame["totals"].clone();
        self.waiting = frame["waiting"].as_u64().expect("a number");
    }

    pub(super) fn shown(&self) -> Vec<&Value> {
        self.order.iter().map(|key| &self.rows[key]).collect()
    }

    /// Hears until the table fits.
    pub(super) async fn until(&mut self, console: &mut Socket, what: &str, fits: impl Fn(&Self) -> bool) {
        soon(what, async {
            while !fits(self) {
                let frame = console.next().await.expect("a frame");
                if frame["type"] == "changes" || frame["type"] == "snapshot" {
                    self.apply(&frame);
                }
            }
        })
        .await;
    }
}

/// One thing a visitor may do.
async fn do_something(house: &House, visitor: &Visitor, doors: &mut BTreeMap<String, Socket>, dice: u8) {
    match dice {
        0..4 => drop(visitor.visit(&format!("/{dice}")).await),
        4..6 => drop(doors.insert(visitor.handle(), visitor.come_in().await)),
        6 => drop(doors.remove(&visitor.handle())),
        7 => {
            let named = json!({"site": house.site, "id": Uuid::now_v7(), "type": "identify", "visitor": visitor.id,
                               "user": {"name": format!("Name {}", &visitor.id[..4])}});
            assert_eq!(visitor.send(named).await, StatusCode::NO_CONTENT);
        }
        8 => house.pass(i64::from(dice) * 1_000).await,
        _ => house.pass(31_000).await,
    }
}

#[tokio::test]
async fn what_a_console_was_told_is_what_the_interface_answers_after_whatever_happened() {
    let house = House::open().await;
    let ada = house.agent("Ada").await;
    let mut dice = rand::rngs::StdRng::seed_from_u64(7);
    let visitors: Vec<_> = (0..12).map(|_| house.visitor()).collect();
    let mut console = ada.console().await;
    let (mut table, mut doors) = (Table::default(), BTreeMap::new());
    for (round, sort) in ["on_site", "pages", "name", "idle"].into_iter().enumerate() {
        console.say(watch(&json!({"sort": sort, "size": 8, "descending": round % 2 == 0}))).await;
        let snapshot = console.hear_where("snapshot", |frame| frame["watch"] == round + 1).await;
        table = Table::default();
        table.apply(&snapshot);
        for _ in 0..40 {
            let visitor = visitors.choose(&mut dice).expect("somebody");
            do_something(&house, visitor, &mut doors, dice.random_range(0..10)).await;
        }
        let path = format!("/whos-on?sort={sort}&size=8&descending={}", round % 2 == 0);
        agree(&house, &ada, &mut console, &mut table, &path).await;
    }
    assert!(!table.order.is_empty(), "somebody is there to look at");
    house.close().await;
}

/// Waits until the console's table is what the interface answers. A row that left is shown as left for five seconds after the console
/// has noticed, so time goes on meanwhile.
async fn agree(house: &House, ada: &Agent, console: &mut Socket, table: &mut Table, path: &str) {
    for _ in 0..10 {
        house.pass(6_000).await;
        let asked = settled(house, ada, path).await;
        let wanted: Vec<_> = asked["rows"].as_array().expect("rows").iter().collect();
        let same = |table: &Table| table.shown() == wanted && table.totals == asked["totals"];
        if timeout(Duration::from_secs(1), table.until(console, "the same", same)).await.is_ok() {
            return;
        }
    }
    panic!(
        "{:#?}
instead of
{:#?}",
        table.shown(),
        ada.get(path).await
    );
}

/// What the interface answers once nothing changes any more: names settle some milliseconds after an arrival, and a closed tab is
/// noticed when its connection ends.
async fn settled(house: &House, ada: &Agent, path: &str) -> Value {
    let mut before = Value::Null;
    eventually("nothing changes", async || {
        for _ in 0..5 {
            house.pass(0).await;
            let now = ada.get(path).await;
            if now != before {
                before = now;
                return None;
            }
            tokio::task::yield_now().await;
        }
        Some(before.clone())
    })
    .await
}
