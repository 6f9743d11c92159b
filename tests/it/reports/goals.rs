//! Goals and funnels are kept, told of in the audit log, and refused in sentences.

use parlour::domain::agent::Role;
use reqwest::StatusCode;
use serde_json::json;

use crate::support::House;

#[tokio::test]
async fn a_goal_is_kept_changed_and_removed() {
    let house = House::open().await;
    let mia = house.agent_who_is("Mia", Role::Marketer).await;
    let site = house.site.as_str();
    let goal = json!({"site": site, "name": " Ordered ", "kind": "page", "pattern": "/order/*", "value": 49.5});
    let (status, added) = mia.post("/goals", &goal).await;
    assert_eq!((status, &added["name"]), (StatusCode::CREATED, &json!("Ordered")), "{added}");
    let (status, answer) = mia.post("/goals", &goal).await;
    assert_eq!((status, &answer["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("name")), "{answer}");
    let path = format!("/goals/{}", added["id"].as_str().expect("an id"));
    let changed = json!({"site": site, "name": "Ordered", "kind": "event", "pattern": "ordered", "value": null});
    assert_eq!(mia.put(&path, &changed).await.0, StatusCode::OK);
    let goals = mia.get(&format!("/goals?site={site}")).await;
    assert_eq!((&goals["goals"][0]["kind"], &goals["goals"][0]["value"]), (&json!("event"), &json!(null)), "{goals}");
    assert_eq!(mia.get("/goals?site=demo").await, json!({"goals": []}));
    let wrong = json!({"site": site, "name": "x", "kind": "page", "pattern": "order", "value": null});
    let (status, answer) = mia.put(&path, &wrong).await;
    assert_eq!((status, &answer["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("pattern")), "{answer}");
    assert_eq!(mia.delete(&path).await.0, StatusCode::NO_CONTENT);
    assert_eq!(mia.delete(&path).await.0, StatusCode::NOT_FOUND);
    let audit = house.admin().await.get("/audit").await.to_string();
    assert!(["goal.added", "goal.changed", "goal.deleted"].iter().all(|action| audit.contains(action)), "{audit}");
    house.close().await;
}

#[tokio::test]
async fn a_funnel_has_its_steps_in_order() {
    let house = House::open().await;
    let mia = house.agent_who_is("Mia", Role::Marketer).await;
    let step = |kind: &str, pattern: &str| json!({"kind": kind, "pattern": pattern});
    let steps = json!([step("page", "/"), step("page", "/basket*"), step("event", "ordered")]);
    let funnel = json!({"site": house.site, "name": "To the order", "steps": steps});
    let (status, added) = mia.post("/funnels", &funnel).await;
    assert_eq!((status, &added["within"], &added["steps"]), (StatusCode::CREATED, &json!(1_440), &steps), "{added}");
    let listed = mia.get(&format!("/funnels?site={}", house.site)).await;
    assert_eq!(listed["funnels"], json!([added]));
    let one = json!({"site": house.site, "name": "One", "steps": [step("page", "/")]});
    let (status, answer) = mia.post("/funnels", &one).await;
    assert_eq!((status, &answer["error"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("A funnel has 2 to 8 steps.")));
    let nowhere = json!({"site": "nowhere", "name": "x", "steps": steps});
    assert_eq!(mia.post("/funnels", &nowhere).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    let path = format!("/funnels/{}", added["id"].as_str().expect("an id"));
    let (status, changed) =
        mia.put(&path, &json!({"site": house.site, "name": "Order", "within": 60, "steps": steps})).await;
    assert_eq!((status, &changed["within"]), (StatusCode::OK, &json!(60)));
    assert_eq!(mia.delete(&path).await.0, StatusCode::NO_CONTENT);
    house.close().await;
}
