//! *Try it on the past*: what a rule would have done with the visits that are stored.

use parlour::actions::try_rule::try_rule;
use reqwest::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Scene, all, id, on};
use crate::support::{House, NOW, Visitor};

/// Goes from page to page, so many seconds on each.
async fn walk(house: &House, visitor: &Visitor, pages: &[(&str, i64)]) {
    for (path, seconds) in pages {
        let page = visitor.visit(path).await;
        house.clock.advance(seconds * 1_000);
        let bye = json!({"site": house.site, "id": Uuid::now_v7(), "type": "goodbye", "visitor": visitor.id,
            "page_view": page, "visible_ms": seconds * 1_000});
        assert_eq!(visitor.send(bye).await, StatusCode::NO_CONTENT);
    }
}

async fn tried(scene: &Scene, rule: &Value) -> Value {
    let (status, tried) = scene.admin.post("/rules/try", &json!({"rule": rule, "from": null, "to": null})).await;
    assert_eq!(status, StatusCode::OK, "{tried}");
    tried
}

#[tokio::test]
async fn a_rule_is_run_over_what_is_stored_within_its_limits() {
    let scene = Scene::open().await;
    let house = &scene.house;
    let (patient, hasty) = (house.visitor(), house.visitor());
    walk(house, &patient, &[("/lamps", 30), ("/basket", 90), ("/lamps", 10), ("/basket/now", 200)]).await;
    walk(house, &hasty, &[("/lamps", 5), ("/basket", 59)]).await;
    // Another visit, an hour later.
    house.clock.advance(60 * 60_000);
    walk(house, &patient, &[("/basket", 61)]).await;
    house.pass(60 * 60_000).await;
    house.logged(|counts| counts.page_views == 7 && counts.page_leaves == 7 && counts.visits == 3).await;
    let minute = json!({"all": [on("/basket*"), {"field": "seconds_on_page", "is": "at_least", "value": 60},
        {"field": "exit_intent", "is": "yes"}]});
    scene.rule(json!({"field": "pages", "is": "at_least", "value": 3}), json!({"name": "Three pages"})).await;
    scene.rule(all(), json!({"name": "Off", "on": false})).await;
    let often =
        |page: u32, visit: u32, visitor: u32| json!({"often": {"page": page, "visit": visit, "visitor": visitor}});
    let whole = tried(&scene, &scene.draft(minute.clone(), often(9, 9, 9))).await;
    assert_eq!((&whole["visits"], &whole["cut"], &whole["eligible"]), (&json!(3), &json!(false), &json!(2)));
    assert_eq!((&whole["invitations"], &whole["held_out"]), (&json!(3), &json!(0)));
    assert_eq!(whole["by_page"], json!([{"label": "/basket", "count": 2}, {"label": "/basket/now", "count": 1}]));
    // 02:13 in London when the house opens.
    assert_eq!(jiff::Timestamp::from_millisecond(NOW.0).expect("a time").to_string(), "2025-11-13T02:13:20Z");
    assert_eq!((&whole["by_hour"][2], &whole["by_hour"][3]), (&json!(2), &json!(1)));
    assert_eq!(whole["by_day"], json!([{"day": "2025-11-13", "count": 3}]));
    assert_eq!((&whole["with"][0]["name"], &whole["with"][0]["both"]), (&json!("Three pages"), &json!(1)));
    assert_eq!((whole["with"].as_array().map(Vec::len), &whole["unknown"]), (Some(1), &json!(["exit_intent"])));
    let sample = whole["sample"].as_array().expect("a list");
    let shown: Vec<_> =
        sample.iter().map(|visit| (&visit["entry"], &visit["pages"], visit["visitor"]["name"].is_string())).collect();
    assert_eq!(shown, [(&json!("/lamps"), &json!(4), true), (&json!("/basket"), &json!(1), true)]);
    for (limits, invitations) in [(often(1, 1, 9), 2), (often(1, 9, 9), 3), (often(9, 9, 1), 1)] {
        assert_eq!(
            tried(&scene, &scene.draft(minute.clone(), limits.clone())).await["invitations"],
            invitations,
            "{limits}"
        );
    }
    // Of more visits than are tried, the newest are.
    let off = json!({"name": "Not on", "on": false, "often": {"page": 9, "visit": 9, "visitor": 9}});
    let made = id(&scene.rule(minute.clone(), off).await);
    let rules = house.running.app.records.invitation_rules().await.expect("rules");
    let rule = rules.into_iter().find(|rule| rule.id == made).expect("the rule");
    for (most, cut, visits, eligible) in [(3, false, 3, 2), (2, true, 2, 1), (1, true, 1, 1)] {
        let some = try_rule(&house.running.app, rule.clone(), (None, None), most).await.expect("tried");
        assert_eq!((some.cut, some.visits, some.eligible), (cut, visits, eligible), "{most}");
        assert_eq!(some.sample.iter().all(|visit| visit.number == 2), cut, "{most}");
    }
    scene.attention(1, 0, 0).await;
    assert_eq!(tried(&scene, &scene.draft(minute.clone(), often(9, 9, 9))).await["invitations"], 1);
    // Whom the lot leaves alone is counted, and not invited.
    let mut alone = scene.draft(all(), json!({"holdout": 90}));
    alone["id"] = json!(Uuid::from_u128(7));
    let told = tried(&scene, &alone).await;
    let sum = told["held_out"].as_u64().expect("a number") + told["invitations"].as_u64().expect("a number");
    assert!(told["eligible"] == 3 && sum <= 3, "{told}");
    let (status, refused) = scene.admin.post("/rules/try", &json!({"rule": alone, "from": "yesterday"})).await;
    assert_eq!((status, &refused["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("from")));
    scene.house.close().await;
}
