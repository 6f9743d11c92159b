//! Rules are made, changed, ordered and deleted, by those who may, with a sentence for what is wrong.

use parlour::domain::agent::Role;
use reqwest::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Scene, all, on};

#[tokio::test]
async fn a_rule_reads_back_as_it_was_written() {
    let scene = Scene::open().await;
    let mia = scene.house.agent_who_is("Mia", Role::Marketer).await;
    let when = json!({"all": [on("/basket*"), {"not": {"field": "country", "is": "one_of", "value": ["FR"]}}]});
    let more = json!({"on": false, "delay": 5, "often": {"page": 2, "visit": 3, "visitor": 4}, "quiet_after_refusal": 60,
        "holdout": 20, "goal": Uuid::nil(), "goal_within": 14});
    let draft = scene.draft(when, more);
    let (status, made) = mia.post("/rules", &draft).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    let read = scene.rules().await[0].clone();
    assert_eq!(read, made);
    for (key, value) in draft.as_object().expect("an object") {
        assert_eq!(&read[key], value, "{key}");
    }
    assert_eq!(read["state"], json!({"open": 0, "sent_today": 0, "last": null, "acceptance": null, "pausing": null}));
    // Changes of one millisecond have no order.
    scene.house.clock.advance(1);
    // What was read can be written back as it is.
    let (status, again) = mia.put(&format!("/rules/{}", read["id"].as_str().expect("an id")), &read).await;
    assert_eq!((status, &again), (StatusCode::OK, &read));
    scene.house.clock.advance(1);
    let short = json!({"site": scene.house.site, "name": "Short", "when": all(), "as": draft["as"], "goal": null, "variants": draft["variants"]});
    let (_, short) = mia.post("/rules", &short).await;
    assert_eq!(
        (&short["on"], &short["holdout"], &short["quiet_after_refusal"], &short["goal_within"]),
        (&json!(false), &json!(10), &json!(86_400), &json!(7))
    );
    assert_eq!(short["often"], json!({"page": 1, "visit": 1, "visitor": 3}));
    scene.house.clock.advance(1);
    let path = format!("/rules/{}", short["id"].as_str().expect("an id"));
    assert_eq!(mia.delete(&path).await.0, StatusCode::NO_CONTENT);
    assert_eq!(mia.delete(&path).await.0, StatusCode::NOT_FOUND);
    let audit = scene.admin.get("/audit?action=rule").await["entries"].clone();
    let actions: Vec<&Value> = audit.as_array().expect("a list").iter().map(|entry| &entry["action"]).collect();
    assert_eq!(actions, ["rule.deleted", "rule.added", "rule.changed", "rule.added"]);
    scene.house.close().await;
}

#[tokio::test]
async fn what_is_wrong_is_said_with_its_field() {
    let scene = Scene::open().await;
    let normal = scene.draft(all(), json!({}));
    for (key, value, why) in [
        ("when", json!({"field": "shoe", "is": "is", "value": "9"}), "There is no field “shoe”."),
        ("name", json!(" "), "A rule needs a name."),
        ("as", json!({"agent": Uuid::nil()}), "Choose an operator who chats."),
        ("as", json!({"group": Uuid::nil()}), "There is no such group."),
        ("holdout", json!(91), "At most 90 per cent can be left alone."),
        ("variants", json!([]), "A rule has 1 to 10 variants."),
    ] {
        let mut draft = normal.clone();
        draft[key] = value;
        let (status, refused) = scene.admin.post("/rules", &draft).await;
        assert_eq!(
            (status, &refused["error"], &refused["field"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!(why), &json!(key))
        );
    }
    let mut draft = normal.clone();
    draft["site"] = json!("nowhere");
    assert_eq!(scene.admin.post("/rules", &draft).await.0, StatusCode::NOT_FOUND);
    assert_eq!(scene.admin.put(&format!("/rules/{}", Uuid::nil()), &normal).await.0, StatusCode::NOT_FOUND);
    let rule = scene.rule(all(), json!({})).await;
    let order = format!("/rules/order?site={}", scene.house.site);
    for ids in [json!([]), json!([rule, rule]), json!([Uuid::nil()])] {
        assert_eq!(scene.admin.put(&order, &json!({"ids": ids})).await.0, StatusCode::UNPROCESSABLE_ENTITY, "{ids}");
    }
    let attention = format!("/attention?site={}", scene.house.site);
    let budget = json!({"per_day": 0, "gap_seconds": 0, "manual_holdout": 0});
    let (status, refused) = scene.admin.put(&attention, &budget).await;
    assert_eq!((status, &refused["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("per_day")));
    assert_eq!(scene.admin.get(&attention).await, json!({"per_day": 5, "gap_seconds": 0, "manual_holdout": 0}));
    scene.house.close().await;
}

#[tokio::test]
async fn every_field_is_offered_with_what_it_can_be_asked() {
    let scene = Scene::open().await;
    let fields = scene.admin.get("/rules/fields").await["fields"].clone();
    let fields = fields.as_array().expect("a list");
    assert_eq!(fields.len(), 27);
    for field in fields {
        for operator in field["operators"].as_array().expect("a list") {
            let value = match field["kind"].as_str().expect("a kind") {
                "words" => json!("x"),
                "number" => json!(1),
                "choice" => field["choices"][0]["value"].clone(),
                "hours" => json!({"days": [[], [], [], [], [], [], []]}),
                _ => Value::Null,
            };
            let value = if operator["is"] == "one_of" { json!([value]) } else { value };
            let when = json!({"field": field["field"], "is": operator["is"], "value": value, "name": "plan"});
            let (status, made) = scene.admin.post("/rules", &scene.draft(when.clone(), json!({"on": false}))).await;
            assert_eq!(status, StatusCode::CREATED, "{when}: {made}");
            let path = format!("/rules/{}", made["id"].as_str().expect("an id"));
            assert_eq!(scene.admin.delete(&path).await.0, StatusCode::NO_CONTENT);
        }
    }
    scene.house.close().await;
}
