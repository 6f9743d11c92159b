//! Agents look after themselves.

use reqwest::{Client, Method, StatusCode};
use serde_json::json;

use super::sign_in;
use crate::support::{Agent, House};

const OLD: &str = "correct horse battery";
const NEW: &str = "another horse entirely";

#[tokio::test]
async fn a_profile_is_told_to_the_agents_other_consoles() {
    let house = House::open().await;
    let ben = house.agent("Ben").await;
    let mut socket = ben.console().await;
    let body = json!({"name": "Benedict", "title": "Lamps", "languages": ["en", "de"]});
    let (status, answer) = ben.put("/agents/me", &body).await;
    assert_eq!((status, &answer["agent"]["title"]), (StatusCode::OK, &json!("Lamps")), "{answer}");
    let hello = socket.hear("hello").await;
    assert_eq!((&hello["agent"]["name"], &hello["agent"]["languages"]), (&json!("Benedict"), &json!(["en", "de"])));
    assert_eq!(ben.put("/agents/me", &json!({"name": " "})).await.1["field"], "name");
    assert_eq!(ben.put("/agents/me", &json!({"role": "administrator"})).await.0, StatusCode::BAD_REQUEST);
    assert_eq!(ben.get("/agents/me").await["agent"]["role"], "normal");
    house.close().await;
}

#[tokio::test]
async fn a_new_password_ends_the_other_sessions() {
    let house = House::open().await;
    let here = house.agent("Ben").await;
    let there = Agent::sign_in(&house, "ben@parlour.example", OLD).await;
    let wrong = here.put("/agents/me/password", &json!({"old": "wrong", "new": NEW})).await;
    assert_eq!((wrong.0, &wrong.1["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("old")));
    assert_eq!(here.put("/agents/me/password", &json!({"old": OLD, "new": "short"})).await.1["field"], "new");
    let (status, _) = here.put("/agents/me/password", &json!({"old": OLD, "new": NEW})).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    assert_eq!(here.call(Method::GET, "/session", None).await.0, StatusCode::OK);
    assert_eq!(there.call(Method::GET, "/session", None).await.0, StatusCode::UNAUTHORIZED);
    assert_eq!(sign_in(&house, "ben@parlour.example", OLD, None).await.0, StatusCode::FORBIDDEN);
    assert_eq!(sign_in(&house, "ben@parlour.example", NEW, None).await.0, StatusCode::OK);
    house.close().await;
}

#[tokio::test]
async fn nobody_guesses_a_password_at_an_open_desk() {
    let house = House::open().await;
    let ben = house.agent("Ben").await;
    let mut statuses = Vec::new();
    for _ in 0..11 {
        statuses.push(ben.put("/agents/me/password", &json!({"old": "wrong", "new": NEW})).await.0);
    }
    assert_eq!(statuses.last(), Some(&StatusCode::TOO_MANY_REQUESTS), "{statuses:?}");
    house.close().await;
}

#[tokio::test]
async fn sessions_are_listed_and_ended() {
    let house = House::open().await;
    let here = house.agent("Ben").await;
    let there = Agent::sign_in(&house, "ben@parlour.example", OLD).await;
    let third = Agent::sign_in(&house, "ben@parlour.example", OLD).await;
    let mallory = house.agent("Mallory").await;
    let sessions = here.get("/sessions").await["sessions"].clone();
    let sessions = sessions.as_array().expect("sessions");
    assert_eq!((sessions.len(), sessions.iter().filter(|one| one["this"] == true).count()), (3, 1));
    assert!(sessions.iter().all(|one| one["address"] == "127.0.0.1"), "{sessions:?}");
    let own = there.get("/sessions").await["sessions"].clone();
    let own = own.as_array().expect("sessions").iter().find(|one| one["this"] == true).expect("its own")["id"].clone();
    let path = format!("/sessions/{}", own.as_str().expect("an id"));
    assert_eq!(mallory.delete(&path).await.0, StatusCode::NOT_FOUND);
    assert_eq!(here.delete(&path).await.0, StatusCode::NO_CONTENT);
    assert_eq!(there.call(Method::GET, "/session", None).await.0, StatusCode::UNAUTHORIZED);
    assert_eq!(here.delete("/sessions").await.0, StatusCode::NO_CONTENT);
    assert_eq!(third.call(Method::GET, "/session", None).await.0, StatusCode::UNAUTHORIZED);
    assert_eq!(here.call(Method::GET, "/session", None).await.0, StatusCode::OK);
    assert_eq!(mallory.call(Method::GET, "/session", None).await.0, StatusCode::OK);
    house.close().await;
}

async fn put_photo(house: &House, agent: &Agent, bytes: Vec<u8>) -> StatusCode {
    let request = Client::new().put(house.url("/api/v1/agents/me/photo")).header("cookie", &agent.cookie);
    let request = request.header("origin", house.url("")).header("content-type", "application/octet-stream");
    request.body(bytes).send().await.expect("answered").status()
}

#[tokio::test]
async fn a_photo_is_what_its_bytes_say() {
    let house = House::open().await;
    let ben = house.agent("Ben").await;
    let png = [&b"\x89PNG\r\n\x1a\n"[..], &[0; 64]].concat();
    for not_one in [b"<svg onload=alert(1)>".to_vec(), b"GIF89a".to_vec(), b"<!doctype html>".to_vec(), Vec::new()] {
        assert_eq!(put_photo(&house, &ben, not_one).await, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let large = [&png[..], &vec![0; 1024 * 1024]].concat();
    assert!(put_photo(&house, &ben, large).await.is_client_error());
    assert_eq!(put_photo(&house, &ben, png.clone()).await, StatusCode::NO_CONTENT);
    let first = ben.get("/agents/me").await["agent"]["photo"].as_str().expect("an address").to_owned();
    let parts: Vec<&str> = first.split('/').collect();
    let kept = house.running.app.records.file(parts[2].parse().expect("an id"), parts[3]).await.expect("asked");
    assert_eq!(kept.map(|file| (file.r#type, file.bytes)), Some(("image/png".to_owned(), png.clone())));
    assert_eq!(put_photo(&house, &ben, png).await, StatusCode::NO_CONTENT);
    let gone = house.running.app.records.file(parts[2].parse().expect("an id"), parts[3]).await.expect("asked");
    assert_eq!(gone, None, "the one before is forgotten");
    assert_eq!(ben.delete("/agents/me/photo").await.0, StatusCode::NO_CONTENT);
    assert_eq!(ben.get("/agents/me").await["agent"]["photo"], json!(null));
    house.close().await;
}
