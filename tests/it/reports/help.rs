//! Whether inviting helped, and what became of invitations.

use parlour::domain::agent::Role;
use parlour::domain::goal::{Goal, Target, TargetKind};
use parlour::domain::ids::{BeaconId, GoalId, VisitId};
use parlour::domain::log_entry::{AssignmentEntry, EventEntry, LogEntry};
use parlour::domain::moment::{DAY, HOUR, Moment};
use parlour::domain::site::DEMO_SITE;
use parlour::engines::clickhouse::parcels;
use parlour::simulate::{Simulate, run};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Agent, House, NOW, eventually};

/// A visitor drawn `days` and an hour before the house opened, who ordered an hour later.
fn drawn(house: &House, visitor: u64, days: i64, arm: &str) -> [LogEntry; 2] {
    let (at, visit) = (NOW.plus(-days * DAY - HOUR), VisitId(house.clock.id()));
    let lot = AssignmentEntry {
        site: house.site.clone(),
        rule: None,
        visitor,
        visit,
        at,
        arm: arm.to_owned(),
        url: "https://shop.example/".to_owned(),
    };
    let ordered = EventEntry {
        site: house.site.clone(),
        at: at.plus(HOUR),
        beacon: BeaconId(house.clock.id()),
        visitor,
        visit,
        page_view: None,
        name: "ordered".to_owned(),
        value: 20.0,
    };
    [LogEntry::Assignment(Box::new(lot)), LogEntry::Event(ordered)]
}

/// For twelve days one visitor a day was left alone and two were not; all of them ordered.
async fn twelve_days(house: &House) -> GoalId {
    let arms = |days: i64| [(1, "held_out"), (2, "invited"), (3, "invited")].map(|(n, arm)| (days, n, arm));
    let mut entries: Vec<_> = (0..12)
        .flat_map(arms)
        .flat_map(|(days, n, arm)| drawn(house, u64::try_from(days).expect("some") * 10 + n, days, arm))
        .collect();
    entries.sort_by_key(|entry| matches!(entry, LogEntry::Event(_)));
    for parcel in parcels(1 << 40, &entries) {
        house.running.app.visit_log.write(&parcel).await.expect("written");
    }
    let target = Target { kind: TargetKind::Event, pattern: "ordered".to_owned() };
    let id = GoalId(house.clock.id());
    let goal = Goal { id, site: house.site.clone(), name: "Ordered".into(), target, value: None, made: Moment(0) };
    house.running.app.records.add_goal(&goal).await.expect("a goal");
    id
}

#[tokio::test]
async fn who_was_drawn_waits_until_their_days_are_over() {
    let house = House::open().await;
    let goal = twelve_days(&house).await;
    let path = format!("/reports/help?site={}&rule=manual&goal={goal}&from=2025-11-01&to=2025-11-13", house.site);
    // On the first look those of seven to eleven days ago are over; then a day more with every day, and the moment counts.
    for (passes, over) in [(0, 5), (DAY - HOUR, 5), (1, 6), (3 * DAY, 9), (3 * DAY, 12), (DAY, 12)] {
        house.clock.advance(passes);
        // Sessions do not last for days.
        let help = house.admin().await.get(&path).await;
        let visitors =
            [&help["arms"][0], &help["arms"][1]].map(|arm| (arm["visitors"].clone(), arm["reached"].clone()));
        assert_eq!(visitors, [2 * over, over].map(|n| (json!(n), json!(n))), "{help}");
        assert_eq!(help["waiting"], json!(36 - 3 * over), "{help}");
        assert_eq!((&help["enough"], &help["verdict"]), (&json!(false), &json!("early")));
        let sentence = help["sentence"].as_str().expect("a sentence");
        assert_eq!(sentence.contains("whose days are over"), over < 12, "{sentence}");
        assert!(sentence.ends_with(&format!("the smaller one has {over}.")), "{sentence}");
    }
    house.close().await;
}

#[tokio::test]
async fn before_anybody_was_drawn_or_invited_everything_is_there_and_nought() {
    let house = House::open().await;
    let goal = twelve_days(&house).await;
    let mia = house.agent_who_is("Mia", Role::Marketer).await;
    let asked = format!("site={}&rule=manual&goal={goal}&from=2024-01-01&to=2024-01-07", house.site);
    let help = mia.get(&format!("/reports/help?{asked}")).await;
    assert_eq!((&help["waiting"], &help["headline"]), (&json!(0), &json!("Too early to say")), "{help}");
    let became = mia.get(&format!("/reports/help/funnel?{asked}")).await;
    assert_eq!(lines(&became), [0.0; 9].to_vec(), "{became}");
    assert_eq!(words(&became["open"]), ["Sent", "Delivered", "Seen"]);
    assert_eq!(words(&became["endings"])[..2], ["Accepted", "Declined"]);
    house.close().await;
}

fn words(lines: &Value) -> Vec<&str> {
    lines.as_array().expect("lines").iter().filter_map(|line| line["label"].as_str()).collect()
}

/// What the nine lines count: six endings, and three that are open.
fn lines(became: &Value) -> Vec<f64> {
    let all = ["endings", "open"].map(|part| became[part].as_array().expect("lines").clone());
    all.iter().flatten().map(|line| line["count"].as_f64().expect("a count")).collect()
}

fn sent(became: &Value) -> f64 {
    became["steps"].as_array().expect("steps").iter().find(|step| step["key"] == "sent").expect("a step")["count"]
        .as_f64()
        .expect("a count")
}

/// What became of the demo's invitations until now; sent is their sum at any moment.
async fn became(mia: &Agent) -> Value {
    let became = mia.get(&format!("/reports/help/funnel?site={DEMO_SITE}")).await;
    let counts = lines(&became);
    assert_eq!(counts.len(), 9, "{became}");
    assert!((counts.iter().sum::<f64>() - sent(&became)).abs() < 0.5, "{became}");
    became
}

/// A rule that invites everybody in the demo as an agent who has room for all of them.
async fn rule_for_everybody(admin: &Agent, as_whom: &Agent) {
    let rule = json!({
        "site": DEMO_SITE, "name": "Everybody", "on": true, "when": {"all": []}, "as": {"agent": as_whom.id()}, "holdout": 20,
        "variants": [{"id": "a", "name": "Plain", "weight": 1, "texts": {"": "Good evening"}}],
    });
    let (status, rule) = admin.post("/rules", &rule).await;
    assert_eq!(status, StatusCode::CREATED, "{rule}");
}

#[tokio::test]
async fn what_the_demo_sent_is_the_sum_of_its_endings_and_of_what_is_open() {
    let house = House::open_with(&[("PARLOUR_TRUSTED_PROXIES", "127.0.0.1")]).await;
    let (admin, ada) = (house.admin().await, Agent::add_with_room_for(&house, "Ada", 1_000).await);
    let _console = ada.console().await;
    rule_for_everybody(&admin, &ada).await;
    let options = Simulate {
        url: house.url("/").parse().expect("an address"),
        site: DEMO_SITE.to_owned(),
        visitors: 120,
        rate: 60.0,
        seed: 7,
        answer_share: 0.4,
    };
    let demo = tokio::spawn(run(options));
    eventually("somebody accepted, and many are open", async || {
        assert!(!demo.is_finished(), "the demo goes on");
        let counts = lines(&became(&admin).await);
        (counts[0] > 0.0 && counts[6..].iter().sum::<f64>() > 20.0).then_some(())
    })
    .await;
    demo.abort();
    // When all visits are over whatever lay open is over too, and in the visit log.
    house.pass(3 * 60_000).await;
    house.pass(31 * 60_000).await;
    let all = eventually("all that the rule sent is over and counted", async || {
        house.pass(1_000).await;
        house.running.app.spool.flush();
        let became = became(&admin).await;
        let rules = admin.get(&format!("/rules?site={DEMO_SITE}")).await;
        let sent_today = rules["rules"][0]["state"]["sent_today"].as_f64();
        (lines(&became)[6..] == [0.0; 3] && sent_today == Some(sent(&became))).then_some(became)
    })
    .await;
    let endings = lines(&all);
    assert!(endings[0] > 0.0 && endings[2] > 0.0 && endings[3] > 0.0, "accepted, expired, undelivered: {all}");
    house.close().await;
}
