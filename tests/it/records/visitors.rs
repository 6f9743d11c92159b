//! Visitors settle.

use std::collections::BTreeSet;

use parlour::domain::ids::VisitorKey;
use parlour::domain::moment::{HOUR, Moment};
use parlour::domain::presence::Person;
use parlour::domain::public_name;
use parlour::engines::records::{Arriving, Records, Settled};
use tokio::task::JoinHandle;

use super::samples::{Fixture, START, site, visitor};

async fn settle(records: &Records, keys: &[VisitorKey], at: Moment) -> Vec<Settled> {
    let arriving = keys.iter().map(|key| Arriving { site: site(), key: *key, at }).collect();
    records.settle(arriving).await.expect("settled")
}

pub(super) async fn a_visit_is_counted_after_it_is_told(fixture: &Fixture) {
    let (records, key) = (&fixture.records, visitor());
    assert_eq!(records.visitor(key).await.expect("asked"), None);
    let person = Person { name: "Dora".into(), ..Person::default() };
    records.identify(&site(), key, &person, START).await.expect("identified");

    let first = settle(records, &[key], START).await.remove(0);
    assert_eq!((first.visits_before, first.first_seen, first.last_visit), (0, None, None));
    assert_eq!(first.person, Some(person));
    let second = settle(records, &[key], START.plus(HOUR)).await.remove(0);
    assert_eq!((second.visits_before, second.first_seen, second.last_visit), (1, Some(START), Some(START)));
    assert_eq!(second.public_name, first.public_name);

    let now = records.visitor(key).await.expect("asked").expect("known");
    assert_eq!((now.visits_before, now.last_visit), (2, Some(START.plus(HOUR))));
    let named = records.visitor_named(&site(), &now.public_name).await.expect("asked");
    assert_eq!(named, Some(key));
    assert_eq!(records.visitor_named(&"elsewhere".into(), &now.public_name).await.expect("asked"), None);
}

/// Keys whose first candidates are the same, and the second ones too.
fn alike(count: u64) -> Vec<VisitorKey> {
    let key = |n: u64| format!("54{:014x}{n:016x}", 482).parse().expect("32 hex digits");
    (0..count).map(key).collect()
}

pub(super) async fn names_are_unique_within_a_site(fixture: &Fixture) {
    let keys = alike(5);
    assert_eq!(public_name::candidate(keys[0], 1), public_name::candidate(keys[4], 1));
    let settled = settle(&fixture.records, &keys, START).await;
    let names: BTreeSet<&str> = settled.iter().map(|one| one.public_name.as_str()).collect();
    assert_eq!(names.len(), keys.len(), "{names:?}");
    assert!(settled.iter().map(|one| one.key).eq(keys));
}

pub(super) async fn two_batches_at_once_agree(here: &Records, there: &Records) {
    let keys: Vec<VisitorKey> = (0..50).map(|_| visitor()).collect();
    let backwards: Vec<VisitorKey> = keys.iter().rev().copied().collect();
    let (first, second) = (spawn_settle(here, keys.clone()), spawn_settle(there, backwards));
    let (first, second) = (first.await.expect("no panic"), second.await.expect("no panic"));
    assert!(first.iter().zip(&second).all(|(a, b)| (a.key, &a.public_name) == (b.key, &b.public_name)));
    for key in keys {
        let known = here.visitor(key).await.expect("asked").expect("known");
        assert_eq!(known.visits_before, 2);
    }
}

fn spawn_settle(records: &Records, keys: Vec<VisitorKey>) -> JoinHandle<Vec<Settled>> {
    let records = records.clone();
    tokio::spawn(async move { settle(&records, &keys, START).await })
}
