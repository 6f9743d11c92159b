//! Departments are changed whole, with their groups.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Agent, House};

fn body(name: &str, groups: &Value) -> Value {
    json!({"name": name, "live_chat": true, "sites": [], "hours": null, "groups": groups})
}

async fn added(admin: &Agent, body: &Value) -> Value {
    let (status, department) = admin.post("/departments", body).await;
    assert_eq!(status, StatusCode::CREATED, "{department}");
    department
}

#[tokio::test]
async fn groups_keep_their_ids_and_may_change_names() {
    let house = House::open().await;
    let (admin, ben) = (house.admin().await, house.agent("Ben").await);
    let department =
        added(&admin, &body("Service", &json!([{"name": "Days", "agents": [ben.id()]}, {"name": "Nights"}]))).await;
    assert_eq!((&department["open"], &department["groups"][0]["agents"]), (&json!(true), &json!([ben.id()])));
    let (days, nights) = (department["groups"][0]["id"].clone(), department["groups"][1]["id"].clone());
    let swapped =
        json!([{"id": days, "name": "Nights", "agents": []}, {"id": nights, "name": "Days", "agents": [ben.id()]}]);
    let path = format!("/departments/{}", department["id"].as_str().expect("an id"));
    house.clock.advance(1_000);
    let (status, after) = admin.put(&path, &body("Service", &swapped)).await;
    assert_eq!(status, StatusCode::OK, "{after}");
    assert_eq!((&after["groups"][0]["id"], &after["groups"][0]["agents"]), (&nights, &json!([ben.id()])));
    let of_ben = admin.get("/agents").await["agents"].as_array().expect("agents").clone();
    let of_ben = of_ben.into_iter().find(|one| one["id"] == ben.id()).expect("listed");
    assert!(of_ben["groups"].as_array().is_some_and(|groups| groups.contains(&nights)), "{of_ben}");
    house.clock.advance(1_000);
    assert_eq!(admin.delete(&path).await.0, StatusCode::NO_CONTENT);
    assert_eq!(admin.delete(&path).await.0, StatusCode::NOT_FOUND);
    let actions = admin.get("/audit?action=department").await["entries"].clone();
    let actions: Vec<_> = actions.as_array().expect("entries").iter().map(|entry| entry["action"].clone()).collect();
    assert_eq!(actions, ["department.deleted", "department.changed", "department.added"]);
    house.close().await;
}

#[tokio::test]
async fn what_is_wrong_is_said_beside_its_field() {
    let house = House::open().await;
    let admin = house.admin().await;
    let other = admin.get("/departments").await["departments"][0].clone();
    let strange = json!({"time_zone": "Mars/Olympus", "days": [[], [], [], [], [], [], []]});
    let upside = json!({"time_zone": "UTC", "days": [[["17:00", "09:00"]], [], [], [], [], [], []]});
    for (field, value) in [
        ("name", json!("")),
        ("name", other["name"].clone()),
        ("sites", json!(["nowhere"])),
        ("hours", strange),
        ("hours", upside),
        ("groups", json!([{"name": "A"}, {"name": "a"}])),
        ("groups", json!([{"id": other["groups"][0]["id"], "name": "Not ours"}])),
    ] {
        let mut body = body("Service", &json!([]));
        body[field] = value;
        let (status, answer) = admin.post("/departments", &body).await;
        assert_eq!((status, &answer["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!(field)), "{body} {answer}");
    }
    house.close().await;
}

#[tokio::test]
async fn hours_open_and_close_a_department() {
    let house = House::open().await;
    let admin = house.admin().await;
    let mut body = body("Service", &json!([]));
    let whole_week: Vec<_> = (0..7).map(|_| json!([["00:00", "24:00"]])).collect();
    body["hours"] = json!({"time_zone": "Europe/Warsaw", "days": whole_week});
    let department = added(&admin, &body).await;
    assert_eq!(department["open"], true);
    body["hours"] = json!({"time_zone": "Europe/Warsaw", "days": [[], [], [], [], [], [], []]});
    let path = format!("/departments/{}", department["id"].as_str().expect("an id"));
    assert_eq!(admin.put(&path, &body).await.1["open"], false);
    house.close().await;
}
