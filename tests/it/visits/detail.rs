//! One visit with all that happened in it, and one visitor over all their visits.

use parlour::domain::agent::Role;
use parlour::domain::moment::{DAY, MINUTE, SECOND};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use uuid::Uuid;

use super::add_goal;
use crate::support::{Agent, House, Visitor, eventually};

fn event(house: &House, visitor: &Visitor, page: Uuid, name: &str, value: f64) -> Value {
    json!({"site": house.site, "id": Uuid::now_v7(), "type": "event", "visitor": visitor.id, "page_view": page, "name": name, "value": value})
}

/// The visitor of the house, once the records know them.
async fn name(house: &House, visitor: &Visitor) -> String {
    eventually("the visitor is settled", async || {
        let known = house.running.app.records.visitor(visitor.key).await.ok()??;
        Some(known.public_name)
    })
    .await
}

async fn timeline(agent: &Agent, id: &str, site: &str) -> (Value, Vec<(String, Value)>) {
    let shown = agent.get(&format!("/visits/{id}?site={site}")).await;
    let happened = shown["timeline"].as_array().expect("a timeline").clone();
    let happened = happened.into_iter().map(|one| (one["kind"].as_str().expect("a kind").to_owned(), one));
    let happened = happened.collect();
    (shown, happened)
}

#[tokio::test]
async fn a_visit_is_told_in_the_order_in_which_it_happened() {
    let house = House::open().await;
    let (ada, nora) = (house.agent_who_is("Ada", Role::Administrator).await, house.agent("Nora").await);
    let site = house.site.to_string();
    add_goal(&ada, &site, "event", "ordered").await;
    let visitor = house.visitor();
    let page = visitor.visit("/lamps").await;
    let (mut doorway, _) = visitor.doorway(page).await;
    house.clock.advance(10 * SECOND);
    let invitation = ada.invite(&visitor.handle(), "May I help?").await;
    let card = doorway.hear("invitation").await;
    doorway.say(json!({"type": "viewed", "invitation": card["id"]})).await;
    house.clock.advance(10 * SECOND);
    doorway
        .say(json!({"type": "reply", "invitation": card["id"], "client_id": Uuid::now_v7(), "text": "Yes, please"}))
        .await;
    doorway.hear("chat").await;
    house.clock.advance(10 * SECOND);
    visitor.send(event(&house, &visitor, page, "ordered", 49.5)).await;
    let gone = json!({"site": house.site, "id": Uuid::now_v7(), "type": "goodbye", "visitor": visitor.id, "page_view": page, "visible_ms": 30_000});
    visitor.send(gone).await;
    house.logged(|counts| counts.events == 1 && counts.page_leaves == 1 && counts.invitations == 1).await;

    let id = house.row(&visitor).expect("here").visit.to_string();
    let (shown, happened) = timeline(&ada, &id, &site).await;
    let kinds: Vec<_> = happened.iter().map(|(kind, _)| kind.as_str()).collect();
    assert_eq!(kinds, ["page", "invitation", "chat", "event", "goal"]);
    assert_eq!((&happened[0].1["path"], &happened[0].1["visible_ms"]), (&json!("/lamps"), &json!(30_000)));
    let told = &happened[1].1;
    assert_eq!((&told["id"], &told["by"], &told["text"]), (&invitation["id"], &json!("Ada"), &json!("May I help?")));
    assert_eq!((&told["state"], told["viewed"].is_i64()), (&json!("accepted"), true));
    let chat = &happened[2].1;
    assert_eq!((&chat["agent"], &chat["outcome"]), (&json!("Ada"), &json!("open")));
    assert!(
        chat["excerpt"]
            .as_array()
            .expect("words")
            .iter()
            .any(|words| words.as_str().expect("text").ends_with("Yes, please"))
    );
    assert_eq!((&happened[4].1["name"], &happened[4].1["value"]), (&json!("ordered"), &json!(49.5)));
    let line = &shown["visit"];
    assert_eq!((&line["here"], &line["chatted"], &line["events"]), (&json!(true), &json!(true), &json!(1)));
    assert_eq!(
        (&line["goals"], &line["value"], &line["outcome"]),
        (&json!(["ordered"]), &json!(49.5), &json!("accepted"))
    );

    // What somebody else said with a visitor is not Nora's to read; that they did is.
    let (_, happened) = timeline(&nora, &id, &site).await;
    assert_eq!((&happened[2].1["excerpt"], &happened[2].1["agent"]), (&json!([]), &json!("Ada")));
    let (status, _) = nora.call(Method::GET, &format!("/visits/{}?site={site}", Uuid::nil()), None).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    house.close().await;
}

#[tokio::test]
async fn a_visitor_is_known_by_all_their_visits() {
    let house = House::open().await;
    let visitor = house.visitor();
    visitor.visit("/lamps").await;
    let name = name(&house, &visitor).await;
    house.pass(2 * DAY).await;
    let mia = house.agent_who_is("Mia", Role::Marketer).await;
    for path in ["/prices", "/lamps", "/prices"] {
        visitor.visit(path).await;
        house.clock.advance(MINUTE);
    }
    let person = json!({"site": house.site, "id": Uuid::now_v7(), "type": "identify", "visitor": visitor.id, "user": {"name": "Marta"}});
    visitor.send(person).await;
    house.logged(|counts| counts.page_views == 4 && counts.visits == 2).await;

    let address = format!("/visitors/{}?site={}", name.replace(' ', "%20"), house.site);
    let shown = mia.get(&address).await;
    assert_eq!((&shown["visits"], &shown["here"], &shown["name"]), (&json!(2), &json!(true), &json!(name)));
    assert_eq!(shown["since_last"], json!("2nd visit in 2 days; new: /prices twice"));
    assert_eq!((&shown["person"]["name"], &shown["first"]["channel"]), (&json!("Marta"), &json!("direct")));
    let lines = shown["lines"].as_array().expect("lines");
    let told: Vec<_> = lines.iter().map(|line| (line["pages"].as_u64(), line["here"].as_bool())).collect();
    assert_eq!(told, [(Some(3), Some(true)), (Some(1), Some(false))]);
    assert_eq!(lines[0]["visitor"], json!({"name": name, "known_as": "Marta"}));

    let note = address.replace('?', "/note?");
    let (status, kept) = mia.put(&note, &json!({"note": "Wants\nbrass", "tags": ["trade", " vip ", "trade"]})).await;
    assert_eq!((status, kept), (StatusCode::OK, json!({"note": "Wants\nbrass", "tags": ["trade", "vip"]})));
    let (status, refused) = mia.put(&note, &json!({"note": "", "tags": ["x".repeat(41)]})).await;
    assert_eq!((status, &refused["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("tags")));
    let shown = mia.get(&address).await;
    assert_eq!((&shown["note"], &shown["tags"]), (&json!("Wants\nbrass"), &json!(["trade", "vip"])));
    let (status, _) = mia.call(Method::GET, &format!("/visitors/Nobody%201?site={}", house.site), None).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    house.close().await;
}
