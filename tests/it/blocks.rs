//! A blocked visitor is out until midnight where the site is, comes back as somebody else in vain, and is let in again.

use parlour::domain::moment::{HOUR, MINUTE, Moment};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Agent, House, NOW, Socket, Visitor};

/// Midnight in London after the house opens, at 02:13.
const MIDNIGHT: Moment = Moment(NOW.0 + 21 * HOUR + 46 * MINUTE + 40_000);

/// Visitors come through a proxy, each from an address of their own.
async fn house() -> House {
    House::open_with(&[("PARLOUR_TRUSTED_PROXIES", "127.0.0.1")]).await
}

/// Opens a page from this address.
async fn come_in(visitor: &Visitor, address: &str) -> Socket {
    let page = uuid::Uuid::now_v7();
    let beacon = visitor.beacon(visitor.page_view(page, "/lamps")).header("x-forwarded-for", address);
    assert_eq!(beacon.send().await.expect("answered").status(), StatusCode::NO_CONTENT);
    let mut socket = visitor.knock_from(address).await;
    socket.say(visitor.hello(page, "tab")).await;
    socket.hear("welcome").await;
    socket
}

async fn begin(ada: &Agent, visitor: &Visitor, page: &mut Socket) -> String {
    let invitation = ada.invite(&visitor.handle(), "May I help?").await["id"].clone();
    page.say(json!({"type": "reply", "invitation": invitation, "text": "You fool", "client_id": "c-1"})).await;
    page.hear("ack").await["chat"].as_str().expect("an id").to_owned()
}

async fn block(agent: &Agent, chat: &str) -> Value {
    let (status, block) = agent.post(&format!("/chats/{chat}/block"), &json!({"reason": "Rude"})).await;
    assert_eq!(status, StatusCode::CREATED, "{block}");
    block
}

async fn try_to_invite(agent: &Agent, visitor: &Visitor) -> (StatusCode, Value) {
    agent.post("/invitations", &json!({"visitor": visitor.handle(), "text": "May I help?", "group": null})).await
}

async fn leaves_a_message(page: &mut Socket, client_id: &str) -> Value {
    page.say(
        json!({"type": "offline", "name": "", "email": "m@studio.example", "text": "Hello", "client_id": client_id}),
    )
    .await;
    let heard = page.hear_all_until("refused").await;
    heard.last().expect("one").clone()
}

#[tokio::test]
async fn a_block_ends_the_chat_and_keeps_the_visitor_out_until_midnight() {
    let house = house().await;
    let (ada, visitor) = (house.agent("Ada").await, house.visitor());
    let mut page = come_in(&visitor, "203.0.113.7").await;
    let mut console = ada.console().await;
    let chat = begin(&ada, &visitor, &mut page).await;
    let blocked = block(&ada, &chat).await;
    assert_eq!(
        (&blocked["until"], &blocked["network"], &blocked["reason"]),
        (&json!(MIDNIGHT), &json!("203.0.113.0"), &json!("Rude"))
    );
    assert_eq!((&blocked["agent"]["name"], &blocked["lifted"]), (&json!("Ada"), &Value::Null));
    let ended = page.hear_where("chat", |frame| frame["state"] == "ended").await;
    assert_eq!(ended["ended_as"], "blocked");
    console.hear_where("chat", |frame| frame["ended_as"] == "blocked").await;
    assert_eq!(leaves_a_message(&mut page, "c-2").await["why"], "This chat is closed for you today.");
    page.say(json!({"type": "desk"})).await;
    assert_eq!(page.hear("desk").await["blocked"], true);
    page.say(
        json!({"type": "call", "name": "Eve", "email": "", "text": "Hello", "department": null, "client_id": "c-4"}),
    )
    .await;
    assert_eq!(page.hear("refused").await["why"], "This chat is closed for you today.");
    let (status, refused) = try_to_invite(&ada, &visitor).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(
        refused["error"].as_str().expect("words").ends_with("is blocked until 14 Nov 2025, 00:00 GMT, by Ada"),
        "{refused}"
    );
    let again = block(&ada, &chat).await;
    assert_eq!(again["id"], blocked["id"], "once is enough");
    house.clock.advance(MIDNIGHT.since(NOW) - 1);
    let ada = signed_in(&house).await;
    let mut page = come_in(&visitor, "203.0.113.7").await;
    assert_eq!(try_to_invite(&ada, &visitor).await.0, StatusCode::CONFLICT);
    house.clock.advance(1);
    assert_eq!(ada.get("/blocks").await["blocks"], json!([]));
    assert_eq!(ada.get("/blocks?all=true").await["blocks"][0]["id"], blocked["id"]);
    begin(&ada, &visitor, &mut page).await;
    house.close().await;
}

async fn signed_in(house: &House) -> Agent {
    Agent::sign_in(house, "ada@parlour.example", "correct horse battery").await
}

#[tokio::test]
async fn another_name_from_the_same_place_is_out_too_and_elsewhere_is_not() {
    let house = house().await;
    let (ada, visitor) = (house.agent("Ada").await, house.visitor());
    let mut page = come_in(&visitor, "203.0.113.7").await;
    let chat = begin(&ada, &visitor, &mut page).await;
    let (cousin, stranger) = (house.visitor(), house.visitor());
    let mut near = come_in(&cousin, "203.0.113.99").await;
    let waiting = ada.invite(&cousin.handle(), "May I help?").await["id"].clone();
    block(&ada, &chat).await;
    near.say(json!({"type": "reply", "invitation": waiting, "text": "Me again", "client_id": "c-1"})).await;
    assert_eq!(near.hear("refused").await["why"], "This chat is closed for you today.");
    assert_eq!(leaves_a_message(&mut near, "c-2").await["client_id"], "c-2");
    let mut far = come_in(&stranger, "203.0.114.7").await;
    begin(&ada, &stranger, &mut far).await;
    let mut moved = come_in(&visitor, "198.51.100.7").await;
    assert_eq!(
        leaves_a_message(&mut moved, "c-3").await["why"],
        "This chat is closed for you today.",
        "the same browser elsewhere"
    );
    house.close().await;
}

#[tokio::test]
async fn a_block_outlives_a_restart_and_is_lifted() {
    let house = house().await;
    let (ada, visitor) = (house.agent("Ada").await, house.visitor());
    let mut page = come_in(&visitor, "203.0.113.7").await;
    let chat = begin(&ada, &visitor, &mut page).await;
    let id = block(&ada, &chat).await["id"].as_str().expect("an id").to_owned();
    let house = house.restart().await;
    let (ada, visitor) = (Agent::again(&house, &ada), visitor.again(&house));
    let (bo, admin) = (house.agent("Bo").await, house.admin().await);
    let mut page = come_in(&visitor, "203.0.113.7").await;
    assert_eq!(leaves_a_message(&mut page, "c-2").await["why"], "This chat is closed for you today.");
    let lift = format!("/blocks/{id}");
    let (status, refused) = bo.call(Method::DELETE, &lift, None).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert!(refused["error"].as_str().expect("words").starts_with("Ada has blocked"), "{refused}");
    assert_eq!(admin.call(Method::DELETE, &lift, None).await.0, StatusCode::NO_CONTENT);
    assert_eq!(admin.call(Method::DELETE, &lift, None).await.0, StatusCode::NO_CONTENT, "lifted is lifted");
    let listed = ada.get("/blocks?all=true").await["blocks"][0].take();
    assert_eq!((&listed["lifted"], &listed["lifted_by"]), (&json!(NOW), &admin.me["name"]));
    begin(&ada, &visitor, &mut page).await;
    house.close().await;
}

#[tokio::test]
async fn only_whose_chat_it_is_blocks() {
    let house = house().await;
    let (ada, bo, admin) = (house.agent("Ada").await, house.agent("Bo").await, house.admin().await);
    let visitor = house.visitor();
    let mut page = come_in(&visitor, "203.0.113.7").await;
    let chat = begin(&ada, &visitor, &mut page).await;
    let path = format!("/chats/{chat}/block");
    assert_eq!(bo.post(&path, &json!({})).await.0, StatusCode::FORBIDDEN);
    assert_eq!(
        admin.post("/chats/00000000-0000-0000-0000-000000000000/block", &json!({})).await.0,
        StatusCode::NOT_FOUND
    );
    assert_eq!(admin.post(&path, &json!({})).await.0, StatusCode::CREATED, "an administrator may");
    assert_eq!(page.hear_where("chat", |frame| frame["state"] == "ended").await["ended_as"], "blocked");
    house.close().await;
}
