//! An administrator adds, changes and deletes operators; each change is in the audit log.

use parlour::domain::agent::Role;
use parlour::domain::moment::DAY;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::sign_in;
use crate::support::{Agent, House, eventually};

fn zoe() -> Value {
    json!({
        "name": "Zoë", "email": "Zoe@Shop.example", "role": "normal", "title": "Lamps", "languages": ["en", "pt-BR"],
        "capacity": 3, "groups": [],
    })
}

/// Zoë is added with a password of her own.
async fn added(admin: &Agent) -> (String, String) {
    let (status, body) = admin.post("/agents", &zoe()).await;
    assert_eq!(status, StatusCode::CREATED, "{body}");
    let text = |key: &str| body[key].as_str().expect("text").to_owned();
    (text("id"), text("password"))
}

#[tokio::test]
async fn an_operator_is_added_with_a_password_that_is_shown_once() {
    let house = House::open().await;
    let admin = house.admin().await;
    let (id, password) = added(&admin).await;
    assert_eq!(password.len(), 16);
    let listed = admin.get("/agents").await;
    let one = listed["agents"].as_array().expect("agents").iter().find(|one| one["id"] == id.as_str()).expect("listed");
    assert_eq!(
        (&one["email"], &one["title"], &one["capacity"]),
        (&json!("zoe@shop.example"), &json!("Lamps"), &json!(3))
    );
    assert!(one.get("password").is_none() && one["active"] == true && one["second_factor"] == false, "{one}");
    let (status, me) = sign_in(&house, "zoe@shop.example", &password, None).await;
    assert_eq!((status, &me["agent"]["languages"]), (StatusCode::OK, &json!(["en", "pt-BR"])));
    house.close().await;
}

#[tokio::test]
async fn what_is_wrong_is_said_beside_its_field() {
    let house = House::open().await;
    let admin = house.admin().await;
    added(&admin).await;
    for (field, value) in [
        ("name", json!(" ")),
        ("email", json!("zoe@shop.example")),
        ("email", json!("nobody")),
        ("password", json!("too short")),
        ("languages", json!(["English!"])),
        ("capacity", json!(0)),
        ("groups", json!([uuid::Uuid::nil()])),
    ] {
        let mut body = json!({"name": "Yan", "email": "yan@shop.example", "role": "normal"});
        body[field] = value;
        let (status, answer) = admin.post("/agents", &body).await;
        assert_eq!((status, &answer["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!(field)), "{body} {answer}");
    }
    house.close().await;
}

#[tokio::test]
async fn who_is_not_active_is_out_at_once() {
    let house = House::open().await;
    let admin = house.admin().await;
    let ben = house.agent("Ben").await;
    let (_, token) = ben.post("/tokens", &json!({"name": "terminal"})).await;
    let mut socket = ben.console().await;
    let mut body = json!({"name": "Ben", "email": "ben@parlour.example", "role": "normal", "active": false});
    let (status, answer) = admin.put(&format!("/agents/{}", ben.id()), &body).await;
    assert_eq!((status, &answer["active"]), (StatusCode::OK, &json!(false)), "{answer}");
    socket.closed().await;
    assert_eq!(ben.call(Method::GET, "/session", None).await.0, StatusCode::UNAUTHORIZED);
    let bearer = format!("Bearer {}", token["token"].as_str().expect("a token"));
    let by_token = reqwest::Client::new().get(house.url("/api/v1/session")).header("authorization", bearer);
    assert_eq!(by_token.send().await.expect("answered").status(), StatusCode::UNAUTHORIZED);
    assert_eq!(sign_in(&house, "ben@parlour.example", "correct horse battery", None).await.0, StatusCode::FORBIDDEN);
    body["active"] = json!(true);
    assert_eq!(admin.put(&format!("/agents/{}", ben.id()), &body).await.0, StatusCode::OK);
    assert_eq!(sign_in(&house, "ben@parlour.example", "correct horse battery", None).await.0, StatusCode::OK);
    house.close().await;
}

#[tokio::test]
async fn a_deleted_operators_transcripts_stay_under_their_name() {
    let house = House::open().await;
    let (admin, ben, visitor) = (house.admin().await, house.agent("Ben").await, house.visitor());
    let mut doorway = visitor.come_in().await;
    let invitation = ben.invite(&visitor.handle(), "Good evening").await;
    doorway.say(&json!({"type": "reply", "invitation": invitation["id"], "text": "Hello", "client_id": "c-1"})).await;
    let chat = doorway.hear("chat").await["id"].as_str().expect("an id").to_owned();
    assert_eq!(admin.delete(&format!("/agents/{}", ben.id())).await.0, StatusCode::NO_CONTENT);
    assert_eq!(ben.call(Method::GET, "/session", None).await.0, StatusCode::UNAUTHORIZED);
    assert_eq!(admin.get(&format!("/chats/{chat}")).await["chat"]["agent"]["name"], "Ben");
    assert!(!admin.get("/agents").await.to_string().contains("ben@parlour.example"));
    // The e-mail is free again, and what it was belongs to nobody else.
    let again = json!({"name": "Benedict", "email": "ben@parlour.example", "role": "normal"});
    assert_eq!(admin.post("/agents", &again).await.0, StatusCode::CREATED);
    assert_eq!(admin.delete(&format!("/agents/{}", ben.id())).await.0, StatusCode::NOT_FOUND);
    house.close().await;
}

#[tokio::test]
async fn the_last_administrator_stays_one() {
    let house = House::open().await;
    let admin = house.admin().await;
    let own = format!("/agents/{}", admin.id());
    let me = admin.get("/agents/me").await["agent"].clone();
    let body =
        |role: &str, active: bool| json!({"name": me["name"], "email": me["email"], "role": role, "active": active});
    for (role, active) in [("normal", true), ("administrator", false)] {
        assert_eq!(admin.put(&own, &body(role, active)).await.0, StatusCode::CONFLICT, "{role} {active}");
    }
    assert_eq!(admin.delete(&own).await.0, StatusCode::CONFLICT);
    let other = house.agent_who_is("Olga", Role::Administrator).await;
    assert_eq!(other.put(&own, &body("normal", true)).await.0, StatusCode::OK);
    assert_eq!(admin.call(Method::GET, "/agents", None).await.0, StatusCode::FORBIDDEN, "at once");
    house.close().await;
}

/// Two who take each other's role away at the same instant: one of them wins.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_administrators_cannot_both_go() {
    let house = House::open().await;
    let (anna, olga) = (house.admin().await, house.agent_who_is("Olga", Role::Administrator).await);
    let (a, b) = (format!("/agents/{}", olga.id()), format!("/agents/{}", anna.id()));
    let (one, other) = tokio::join!(anna.delete(&a), olga.delete(&b));
    let statuses = [one.0, other.0];
    assert_eq!(statuses.iter().filter(|status| **status == StatusCode::NO_CONTENT).count(), 1, "{statuses:?}");
    house.close().await;
}

#[tokio::test]
async fn seats_are_counted_by_month() {
    let house = House::open().await;
    let admin = house.admin().await;
    let (id, _) = added(&admin).await;
    house.clock.advance(40 * DAY);
    // Sessions end meanwhile.
    let admin = house.admin().await;
    assert_eq!(admin.delete(&format!("/agents/{id}")).await.0, StatusCode::NO_CONTENT);
    house.clock.advance(31 * DAY);
    let admin = house.admin().await;
    let months = admin.get("/seats").await["months"].clone();
    let counts: Vec<_> =
        months.as_array().expect("months").iter().map(|month| (&month["month"], &month["seats"])).collect();
    let (jan, dec, nov) = (json!("2026-01"), json!("2025-12"), json!("2025-11"));
    assert_eq!(counts, [(&jan, &json!(1)), (&dec, &json!(2)), (&nov, &json!(2))]);
    let answer = reqwest::Client::new().get(house.url("/api/v1/seats.csv")).header("cookie", &admin.cookie);
    let answer = answer.send().await.expect("answered");
    assert_eq!(answer.headers()["content-disposition"], "attachment; filename=\"seats.csv\"");
    assert!(answer.text().await.expect("text").contains("2025-12,2,\"Zoë\",\"zoe@shop.example\",23\r\n"));
    house.close().await;
}

#[tokio::test]
async fn who_what_when_and_from_where() {
    let house = House::open().await;
    let admin = house.admin().await;
    let (id, password) = added(&admin).await;
    let mut body = zoe();
    house.clock.advance(1_000);
    body["title"] = json!("Chairs");
    body["password"] = json!("a secret of twelve");
    assert_eq!(admin.put(&format!("/agents/{id}"), &body).await.0, StatusCode::OK);
    let entries = admin.get("/audit?action=agent").await["entries"].clone();
    assert_eq!((&entries[0]["action"], &entries[1]["action"]), (&json!("agent.changed"), &json!("agent.added")));
    assert_eq!((&entries[0]["about"], &entries[0]["address"]), (&json!("Zoë"), &json!("127.0.0.1")));
    assert_eq!(entries[0]["agent"]["id"], admin.id());
    assert_eq!(entries[0]["detail"], json!({"title": {"from": "Lamps", "to": "Chairs"}, "password": "a new one"}));
    assert!(!entries.to_string().contains(&password) && !entries.to_string().contains("a secret of twelve"));
    let first = admin.get("/audit?limit=1").await;
    let next = first["next"].as_str().expect("there is more");
    assert_eq!(admin.get(&format!("/audit?limit=1&before={next}")).await["entries"][0]["action"], "agent.added");
    assert_eq!(admin.get("/audit?q=nobody%25").await["entries"], json!([]));
    eventually("it is found by words", async || {
        (admin.get("/audit?q=zo%C3%AB").await["entries"].as_array().map(Vec::len) == Some(2)).then_some(())
    })
    .await;
    house.close().await;
}
