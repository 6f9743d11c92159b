//! Who comes, who goes, whose visit goes on.

use super::*;
use crate::domain::ids::{SiteKey, VisitId, VisitorId};
use crate::domain::moment::MINUTE;
use crate::domain::place::Place;
use crate::domain::presence::Page;
use uuid::Uuid;

fn arrival(n: u8, page: u128, at: i64) -> Arrival {
    let site = SiteKey::from("site");
    Arrival {
        key: VisitorKey::of(&site, VisitorId::from_bits([n; 16])),
        site,
        public_name: "Linnet 482".into(),
        visit: VisitId(Uuid::from_u128(page + 1_000)),
        page_view: PageViewId(Uuid::from_u128(page)),
        page: Page { url: "https://shop.example/".into(), path: "/".into(), title: "Home".into() },
        at: Moment(at),
        logged: true,
        referrer: Arc::default(),
        campaign: Arc::default(),
        place: Arc::default(),
        device: Arc::default(),
        language: "en".into(),
        time_zone: "UTC".into(),
        screen: "".into(),
        ip: None,
        privacy: false,
        simulated: false,
        bot: None,
    }
}

#[test]
fn a_page_view_told_twice_counts_once() {
    let whos_on = WhosOn::default();
    assert!(whos_on.arrive(&arrival(1, 1, 0)).opened);
    assert!(!whos_on.arrive(&arrival(1, 1, 10)).opened);
    assert_eq!(whos_on.arrive(&arrival(1, 2, 20)).presence.page_count, 2);
}

#[test]
fn a_row_goes_thirty_seconds_after_the_last_doorway_and_its_visit_goes_on() {
    let whos_on = WhosOn::default();
    let key = arrival(1, 1, 0).key;
    let visit = whos_on.arrive(&arrival(1, 1, 0)).presence.visit;
    whos_on.set_tabs(key, 1, Moment(0));
    whos_on.set_tabs(key, 0, Moment(1_000));
    assert!(whos_on.sweep(Moment(30_999)).gone.is_empty());
    assert_eq!(whos_on.sweep(Moment(31_000)).gone.len(), 1);
    assert!(whos_on.get(key).is_none());
    let back = whos_on.arrive(&arrival(1, 2, 10 * MINUTE));
    assert_eq!((back.opened, back.presence.visit, back.presence.page_count), (false, visit, 2));
}

#[test]
fn a_place_goes_with_its_address_and_an_address_that_is_nowhere_unlearns_nothing() {
    let whos_on = WhosOn::default();
    let from = |page, ip: [u8; 4], city: &str| {
        let place = Arc::new(Place { city: city.into(), ..Place::default() });
        Arrival { ip: Some(ip.into()), place, ..arrival(1, page, 0) }
    };
    whos_on.arrive(&from(1, [81, 2, 69, 142], "London"));
    let nowhere = whos_on.arrive(&from(2, [127, 0, 0, 1], "")).presence;
    assert_eq!((nowhere.place.city.as_str(), nowhere.ip), ("London", Some([127, 0, 0, 1].into())));
    assert_eq!(whos_on.arrive(&from(3, [1, 128, 0, 1], "Sydney")).presence.place.city, "Sydney");
}

#[test]
fn a_visit_ends_after_thirty_minutes_and_the_next_one_is_counted() {
    let whos_on = WhosOn::default();
    whos_on.arrive(&arrival(1, 1, 0));
    let swept = whos_on.sweep(Moment(15 * MINUTE));
    assert_eq!((swept.gone.len(), swept.ended.len()), (1, 0));
    assert_eq!(whos_on.sweep(Moment(30 * MINUTE)).ended.len(), 1);
    whos_on.arrive(&arrival(2, 2, 0));
    let later = whos_on.arrive(&arrival(2, 3, 31 * MINUTE));
    assert_eq!((later.opened, later.ended.is_some(), later.presence.visits_before), (true, true, 1));
}

#[test]
fn five_minutes_without_activity_are_idle_and_a_move_ends_it() {
    let whos_on = WhosOn::default();
    let key = whos_on.arrive(&arrival(1, 1, 0)).presence.key;
    let before = whos_on.versioned(key).expect("a row").0;
    whos_on.sweep(Moment(5 * MINUTE));
    assert!(whos_on.versioned(key).expect("a row").0 > before);
    whos_on.be_active(key, Moment(6 * MINUTE));
    assert_eq!(whos_on.get(key).expect("a row").active, Moment(6 * MINUTE));
}

#[test]
fn consoles_that_were_told_the_same_are_told_the_next_thing_once() {
    let whos_on = WhosOn::default();
    let window = || serde_json::from_str(r#"{"site":null}"#).expect("a window");
    let (first, second) = (whos_on.pane(window()), whos_on.pane(window()));
    let (mut early, _) = first.begin(&whos_on, Moment(0));
    whos_on.arrive(&arrival(1, 1, 0));
    assert!(first.go_on(&whos_on, &mut early, Moment(0), |_| "one".into()).is_some());
    let (mut late, _) = second.begin(&whos_on, Moment(0));
    whos_on.arrive(&arrival(2, 2, 10));
    let told = first.go_on(&whos_on, &mut early, Moment(10), |told| format!("{}", told.rows.len()).into());
    let same = second.go_on(&whos_on, &mut late, Moment(10), |_| panic!("it is written already"));
    assert_eq!((told.as_deref(), same.as_deref()), (Some("1"), Some("1")));
    assert!(second.go_on(&whos_on, &mut late, Moment(20), |_| "more".into()).is_none());
}

#[test]
fn a_page_is_told_with_its_first_leave() {
    let whos_on = WhosOn::default();
    let (first, told) = (arrival(1, 1, 0), Arrival { logged: false, ..arrival(1, 2, 10) });
    let leave =
        |page| whos_on.say_goodbye(first.key, PageViewId(Uuid::from_u128(page)), 5, Moment(99)).map(|left| left.opened);
    whos_on.arrive(&first);
    whos_on.arrive(&told);
    assert_eq!([leave(1), leave(1), leave(3)], [Some(Moment(0)), None, None]);
    // A page that only the doorway told of; the beacon comes later, and another after the visitor has gone.
    assert_eq!(leave(2), None);
    whos_on.arrive(&Arrival { page_view: PageViewId(Uuid::from_u128(4)), ..told.clone() });
    whos_on.arrive(&arrival(1, 4, 20));
    whos_on.arrive(&arrival(1, 5, 30));
    assert_eq!(leave(4), Some(Moment(20)));
    assert_eq!(whos_on.sweep(Moment(15 * MINUTE + 30)).gone.len(), 1);
    assert_eq!([leave(5), leave(5)], [Some(Moment(30)), None]);
}
