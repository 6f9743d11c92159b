//! A visitor is handed out whole, and taken out of everything.

use parlour::domain::agent::Role;
use parlour::domain::moment::MINUTE;
use parlour::engines::clickhouse::TABLES;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Agent, House, Socket, Visitor, eventually};

/// A visitor who looks at an invitation: themselves, their page, the card.
async fn invited(house: &House, ada: &Agent) -> (Visitor, Socket, Value) {
    let visitor = house.visitor();
    let page = visitor.visit("/lamps").await;
    let (mut doorway, _) = visitor.doorway(page).await;
    ada.invite(&visitor.handle(), "May I help?").await;
    let card = doorway.hear("invitation").await;
    doorway.say(json!({"type": "viewed", "invitation": card["id"]})).await;
    (visitor, doorway, card)
}

/// The public address of whoever looks at the page now.
fn address_of(house: &House, visitor: &Visitor) -> String {
    let name = house.row(visitor).expect("here").public_name.replace(' ', "%20");
    format!("/visitors/{name}?site={}", house.site)
}

/// A visitor who was invited, talked, left a message, and is here; their public name.
async fn known_visitor(house: &House, ada: &Agent) -> (Visitor, String) {
    let (visitor, mut doorway, card) = invited(house, ada).await;
    let reply =
        json!({"type": "reply", "invitation": card["id"], "client_id": Uuid::now_v7(), "text": "A secret wish"});
    doorway.say(reply).await;
    let chat = doorway.hear("chat").await;
    let chat = chat["id"].as_str().or_else(|| chat["chat"]["id"].as_str()).expect("an id").to_owned();
    assert_eq!(ada.post(&format!("/chats/{chat}/end"), &json!({})).await.0, StatusCode::OK);
    let name = eventually("the visitor is settled", async || {
        Some(house.running.app.records.visitor(visitor.key).await.ok()??.public_name)
    });
    let name = name.await;
    (visitor, name)
}

fn page_left(house: &House, visitor: &Visitor, page: Uuid) -> Value {
    json!({"site": house.site, "id": Uuid::now_v7(), "type": "goodbye", "visitor": visitor.id, "page_view": page, "visible_ms": 5_000})
}

async fn left_in_log(house: &House, visitor: &Visitor) -> Vec<(&'static str, usize)> {
    let mut left = Vec::new();
    for table in TABLES {
        let rows = house.running.app.visit_log.rows_of(table, &house.site, visitor.key.log_id()).await.expect("asked");
        left.push((table, rows.len()));
    }
    left
}

async fn left_in_records(house: &House, visitor: &Visitor) -> Vec<(String, usize)> {
    let rows = house.running.app.records.visitor_rows(visitor.key).await.expect("asked");
    rows.into_iter().map(|(table, rows)| (table, rows.as_array().map_or(0, Vec::len))).collect()
}

#[tokio::test]
async fn nothing_of_an_erased_visitor_is_left_and_nothing_brings_them_back() {
    let house = House::open().await;
    let ada = house.agent_who_is("Ada", Role::Administrator).await;
    let (visitor, name) = known_visitor(&house, &ada).await;
    let (other, other_name) = known_visitor(&house, &ada).await;
    house.logged(|counts| counts.page_views == 2 && counts.invitations == 2).await;
    assert!(left_in_records(&house, &visitor).await.iter().filter(|(_, rows)| *rows > 0).count() >= 4);

    let address = format!("/visitors/{}?site={}", name.replace(' ', "%20"), house.site);
    let told = ada.get(&address.replace('?', "/export?")).await;
    assert!(told["records"]["messages"].to_string().contains("A secret wish"));
    assert_eq!((&told["visit_log"]["page_views"][0]["path"], &told["visitor"]), (&json!("/lamps"), &json!(name)));
    assert!(told["records"]["chats"][0].get("token").is_none());

    // This one waits in the spool when the visitor is erased: nobody has asked for it to be written yet.
    let page = visitor.visit("/basket").await;
    assert_eq!(visitor.send(page_left(&house, &visitor, page)).await, StatusCode::NO_CONTENT);
    assert!(house.running.app.spool.depth() > 0);

    let (status, answer) = ada.delete(&address).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    let erased = &answer["erased"];
    assert_eq!((&erased["page_views"], &erased["page_leaves"], &erased["chats"]), (&json!(2), &json!(1), &json!(1)));
    assert_eq!((&erased["visitors"], &erased["invitations"]), (&json!(1), &json!(1)));

    for (table, rows) in left_in_log(&house, &visitor).await {
        assert_eq!(rows, 0, "{table}");
    }
    for (table, rows) in left_in_records(&house, &visitor).await {
        assert_eq!(rows, 0, "{table}");
    }
    assert!(house.row(&visitor).is_none() && house.running.app.live.doorways.of(visitor.key) == 0);
    assert_eq!(ada.call(Method::GET, &address, None).await.0, StatusCode::NOT_FOUND);

    // Time goes on, and what was there of others stays.
    house.pass(40 * MINUTE).await;
    house.logged(|counts| counts.page_views == 1 && counts.visits == 1).await;
    for (table, rows) in left_in_log(&house, &visitor).await {
        assert_eq!(rows, 0, "{table}, later");
    }
    assert!(
        left_in_log(&house, &other)
            .await
            .iter()
            .all(|(table, rows)| *rows > 0 || ["page_leaves", "events", "assignments"].contains(table))
    );
    let others = format!("/visitors/{}?site={}", other_name.replace(' ', "%20"), house.site);
    assert_eq!(ada.get(&others).await["visits"], json!(1));

    let audit = ada.get("/audit?action=visitor").await.to_string();
    assert!(audit.contains("visitor.erased") && !audit.contains(&name), "{audit}");
    house.close().await;
}

#[tokio::test]
async fn who_is_in_a_chat_is_not_erased_in_the_middle_of_it() {
    let house = House::open().await;
    let ada = house.agent_who_is("Ada", Role::Administrator).await;
    let (visitor, mut doorway, card) = invited(&house, &ada).await;
    doorway.say(json!({"type": "reply", "invitation": card["id"], "client_id": Uuid::now_v7(), "text": "Yes"})).await;
    doorway.hear("chat").await;
    let (status, why) = ada.delete(&address_of(&house, &visitor)).await;
    assert_eq!(
        (status, why["error"].as_str()),
        (StatusCode::CONFLICT, Some("this visitor is in a chat; end it first"))
    );
    house.close().await;
}

#[tokio::test]
async fn an_invitation_that_lies_before_an_erased_visitor_is_taken_back() {
    let house = House::open().await;
    let ada = house.agent_who_is("Ada", Role::Administrator).await;
    let mut console = ada.console().await;
    let (visitor, _doorway, card) = invited(&house, &ada).await;
    console.hear_where("invitation", |told| told["state"] == "viewed").await;

    let (status, answer) = ada.delete(&address_of(&house, &visitor)).await;
    assert_eq!((status, &answer["erased"]["invitations"]), (StatusCode::OK, &json!(1)), "{answer}");
    let told = console.hear_where("invitation", |told| told["state"] == "withdrawn").await;
    assert_eq!(told["id"], card["id"]);
    house.close().await;
}
