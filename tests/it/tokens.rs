//! Programs answer in an agent's name with a token.

use reqwest::{Client, Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};

use crate::support::{Agent, House, Socket};

async fn token_of(agent: &Agent) -> (String, String) {
    let (status, made) = agent.post("/tokens", &json!({"name": "terminal"})).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    let text = |field: &str| made[field].as_str().expect("text").to_owned();
    (text("id"), text("token"))
}

fn asked(house: &House, method: Method, path: &str, token: &str) -> RequestBuilder {
    Client::new().request(method, house.url(&format!("/api/v1{path}"))).bearer_auth(token)
}

async fn status(request: RequestBuilder) -> StatusCode {
    request.send().await.expect("answered").status()
}

#[tokio::test]
async fn a_token_stands_for_its_agent_until_it_is_deleted() {
    let house = House::open().await;
    let ada = house.agent("Ada").await;
    let (id, token) = token_of(&ada).await;
    let me: Value =
        asked(&house, Method::GET, "/session", &token).send().await.expect("answered").json().await.expect("JSON");
    assert_eq!(me["agent"]["id"], ada.me["id"]);
    let away = asked(&house, Method::PUT, "/agents/me", &token).json(&json!({"status": "away"}));
    assert_eq!(status(away).await, StatusCode::OK, "no Origin is needed");
    let bearer = format!("Bearer {token}");
    let mut socket = Socket::open(&house.url("/console/socket"), &[("authorization", &bearer)]).await.expect("opened");
    assert_eq!(socket.hear("hello").await["agent"]["status"], "away");
    let listed = ada.get("/tokens").await;
    assert_eq!((&listed["tokens"][0]["name"], &listed["tokens"][0]["token"]), (&json!("terminal"), &Value::Null));
    assert!(listed["tokens"][0]["last_used"].is_i64());
    assert_eq!(ada.call(Method::DELETE, &format!("/tokens/{id}"), None).await.0, StatusCode::NO_CONTENT);
    assert_eq!(socket.closed().await, 1008);
    assert_eq!(status(asked(&house, Method::GET, "/session", &token)).await, StatusCode::UNAUTHORIZED);
    let headers = [("authorization", bearer.as_str())];
    assert_eq!(Socket::open(&house.url("/console/socket"), &headers).await.err(), Some(401));
    house.close().await;
}

#[tokio::test]
async fn a_token_makes_no_tokens_and_lends_nothing_to_a_cookie() {
    let house = House::open().await;
    let (ada, ben) = (house.agent("Ada").await, house.agent("Ben").await);
    let (id, token) = token_of(&ada).await;
    let more = asked(&house, Method::POST, "/tokens", &token).json(&json!({"name": "another"}));
    assert_eq!(status(more).await, StatusCode::FORBIDDEN);
    assert_eq!(status(asked(&house, Method::DELETE, &format!("/tokens/{id}"), &token)).await, StatusCode::FORBIDDEN);
    assert_eq!(ben.call(Method::DELETE, &format!("/tokens/{id}"), None).await.0, StatusCode::NOT_FOUND);
    // With a wrong token the cookie beside it does not count.
    let both = asked(&house, Method::PUT, "/agents/me", "plt_wrong").header("cookie", &ada.cookie).json(&json!({}));
    assert_eq!(status(both).await, StatusCode::UNAUTHORIZED);
    house.close().await;
}

#[tokio::test]
async fn a_token_has_a_name_and_there_are_not_endlessly_many() {
    let house = House::open().await;
    let ada = house.agent("Ada").await;
    assert_eq!(ada.post("/tokens", &json!({"name": " "})).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    for _ in 0..20 {
        token_of(&ada).await;
    }
    assert_eq!(ada.post("/tokens", &json!({"name": "one more"})).await.0, StatusCode::CONFLICT);
    house.close().await;
}
