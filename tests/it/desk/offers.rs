//! A chat is offered to a colleague, and its visitor notices nothing, whatever comes of it.

use parlour::domain::moment::SECOND;
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{comes, does, taken, told};
use crate::support::{Agent, House, Socket};

async fn offer(from: &Agent, chat: &str, kind: &str, to: &Agent) -> (StatusCode, Value) {
    let body = json!({"kind": kind, "agent": to.me["id"], "note": "She asks in Polish."});
    from.post(&format!("/chats/{chat}/offers"), &body).await
}

async fn answers(agent: &Agent, offer: &Value, what: &str) -> (StatusCode, Value) {
    agent.post(&format!("/offers/{}/{what}", offer["id"].as_str().expect("an id")), &json!({})).await
}

/// An offer of this chat that is open on both sides.
async fn offered(from: &Agent, chat: &str, kind: &str, to: &Agent, console: &mut Socket) -> Value {
    let (status, offer) = offer(from, chat, kind, to).await;
    assert_eq!(status, StatusCode::CREATED, "{offer}");
    let heard = console.hear_where("offer", |frame| frame["id"] == offer["id"]).await;
    assert_eq!((&heard["state"], &heard["note"]), (&json!("open"), &json!("She asks in Polish.")));
    offer
}

async fn ends(console: &mut Socket, offer: &Value, state: &str) -> Value {
    console.hear_where("offer", |frame| frame["id"] == offer["id"] && frame["state"] == *state).await
}

#[tokio::test]
async fn a_transfer_has_five_ends_and_the_visitor_sees_none_of_them() {
    let house = House::open().await;
    let (ada, ben) = (house.agent("Ada").await, house.agent("Ben").await);
    let (mut adas, mut bens) = (ada.console().await, ben.console().await);
    let (_visitor, mut page) = comes(&house).await;
    let chat = taken(&ada, &mut page).await;
    told(&mut page).await;

    let declined = offered(&ada, &chat, "transfer", &ben, &mut bens).await;
    let (status, refused) = offer(&ada, &chat, "transfer", &ben).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert_eq!(refused["error"], "Ben is asked already; wait for the answer or withdraw it");
    assert_eq!(answers(&ben, &declined, "decline").await.0, StatusCode::OK);
    ends(&mut adas, &declined, "declined").await;

    let expired = offered(&ada, &chat, "transfer", &ben, &mut bens).await;
    house.clock.advance(30 * SECOND);
    ends(&mut adas, &expired, "expired").await;
    ends(&mut bens, &expired, "expired").await;
    assert_eq!(answers(&ben, &expired, "accept").await.0, StatusCode::CONFLICT);

    let withdrawn = offered(&ada, &chat, "transfer", &ben, &mut bens).await;
    assert_eq!(answers(&ben, &withdrawn, "withdraw").await.0, StatusCode::FORBIDDEN);
    assert_eq!(answers(&ada, &withdrawn, "withdraw").await.0, StatusCode::OK);
    ends(&mut bens, &withdrawn, "withdrawn").await;
    assert_eq!(answers(&ben, &withdrawn, "accept").await.1["error"], "Ada has taken this offer back");
    assert_eq!(told(&mut page).await, Vec::<Value>::new(), "nothing has happened for the visitor");

    let gone = offered(&ada, &chat, "transfer", &ben, &mut bens).await;
    does(&ada, &chat, "leave").await;
    ends(&mut bens, &gone, "gone").await;
    does(&ada, &chat, "accept").await;

    let accepted = offered(&ada, &chat, "transfer", &ben, &mut bens).await;
    assert_eq!(answers(&ben, &accepted, "accept").await.1["taken_by"]["name"], "Ben");
    assert_eq!(ends(&mut adas, &accepted, "accepted").await["taken_by"]["name"], "Ben");
    bens.hear_where("chat", |frame| frame["agent"]["name"] == "Ben").await;
    assert_eq!(told(&mut page).await, Vec::<Value>::new(), "nothing has happened for the visitor");
    bens.hear_where("message", |frame| frame["text"] == "Ada handed the chat over to Ben.").await;
    assert_eq!(notices(&ben, &chat).await, ["Ada left the chat.", "Ada handed the chat over to Ben."]);
    page.say(json!({"type": "resume", "chat": chat, "after": 0})).await;
    let whole = page.hear("chat").await;
    assert!(!whole.to_string().contains("Ben") && !whole.to_string().contains("notice"), "{whole}");
    adas.say(json!({"type": "say", "chat": chat, "text": "Still me?", "client_id": "a-1"})).await;
    assert_eq!(adas.hear("refused").await["why"], "this chat is Ben's");
    bens.say(json!({"type": "say", "chat": chat, "text": "Good evening.", "client_id": "b-1"})).await;
    assert_eq!(page.hear("message").await["name"], "Ada", "under the same name");
    house.close().await;
}

#[tokio::test]
async fn three_agents_talk_to_one_visitor_in_one_room() {
    let house = House::open().await;
    let (ada, ben, cara) = (house.agent("Ada").await, house.agent("Ben").await, house.agent("Cara").await);
    let (mut adas, mut bens, mut caras) = (ada.console().await, ben.console().await, cara.console().await);
    let (_visitor, mut page) = comes(&house).await;
    let chat = taken(&ada, &mut page).await;
    for (guest, console) in [(&ben, &mut bens), (&cara, &mut caras)] {
        let asked = offered(&ada, &chat, "join", guest, console).await;
        assert_eq!(answers(guest, &asked, "accept").await.0, StatusCode::OK);
        console
            .hear_where("chat", |frame| {
                frame["guests"].as_array().is_some_and(|all| all.iter().any(|one| one["id"] == guest.me["id"]))
            })
            .await;
    }
    let room = page.hear_where("chat", |frame| frame["agents"].as_array().is_some_and(|all| all.len() == 3)).await;
    assert_eq!(room["agent"]["name"], "Ada");
    caras.say(json!({"type": "say", "chat": chat, "text": "I know this lamp.", "client_id": "k-1"})).await;
    for socket in [&mut page, &mut adas, &mut bens] {
        let heard = socket.hear_where("message", |frame| frame["text"] == "I know this lamp.").await;
        assert_eq!(heard["name"], "Cara");
    }
    assert_eq!(ben.get("/chats").await["chats"][0]["id"], json!(chat));
    does(&ben, &chat, "leave").await;
    page.hear_where("chat", |frame| frame["agents"].as_array().is_some_and(|all| all.len() == 2)).await;
    bens.say(json!({"type": "say", "chat": chat, "text": "One more", "client_id": "b-1"})).await;
    assert_eq!(bens.hear("refused").await["why"], "this chat is Ada's");
    assert_eq!(
        notices(&ada, &chat).await,
        ["Ada brought Ben into the room.", "Ada brought Cara into the room.", "Ben left the room."]
    );
    assert_eq!(ada.get(&format!("/chats/{chat}")).await["chat"]["last_text"], "I know this lamp.");
    assert_eq!(
        cara.post(&format!("/chats/{chat}/end"), &json!({})).await.0,
        StatusCode::FORBIDDEN,
        "a guest does not end it"
    );
    house.close().await;
}

#[tokio::test]
async fn a_group_is_asked_at_once_and_the_first_has_it() {
    let house = House::open().await;
    let (ada, ben, cara) = (house.agent("Ada").await, house.agent("Ben").await, house.agent("Cara").await);
    let (mut adas, mut bens, mut caras) = (ada.console().await, ben.console().await, cara.console().await);
    let (_visitor, mut page) = comes(&house).await;
    let chat = taken(&ada, &mut page).await;
    let candidates = ada.get(&format!("/chats/{chat}/candidates")).await;
    let group = candidates["groups"].as_array().expect("a list").iter().find(|group| group["there"] == 2);
    let group = &group.unwrap_or_else(|| panic!("{candidates}"))["id"];
    let body = json!({"kind": "transfer", "group": group, "note": ""});
    let (status, offer) = ada.post(&format!("/chats/{chat}/offers"), &body).await;
    assert_eq!(status, StatusCode::CREATED, "{offer}");
    assert_eq!(answers(&ben, &offer, "decline").await.1["state"], "open", "one of two");
    assert_eq!(answers(&cara, &offer, "accept").await.0, StatusCode::OK);
    for console in [&mut adas, &mut bens, &mut caras] {
        assert_eq!(ends(console, &offer, "accepted").await["taken_by"]["name"], "Cara");
    }
    assert_eq!(answers(&ben, &offer, "accept").await.1["error"], "Cara was first");
    house.close().await;
}

#[tokio::test]
async fn who_is_not_there_is_not_asked_and_it_says_why() {
    let house = House::open().await;
    let (ada, ben, cara) = (house.agent("Ada").await, house.agent("Ben").await, house.agent("Cara").await);
    let (_adas, mut caras) = (ada.console().await, cara.console().await);
    caras.say(json!({"type": "status", "status": "away", "idle": true})).await;
    caras.hear("hello").await;
    let (_visitor, mut page) = comes(&house).await;
    let chat = taken(&ada, &mut page).await;
    assert_eq!(offer(&ada, &chat, "transfer", &ben).await.1["error"], "Ben has no console open");
    assert_eq!(offer(&ada, &chat, "join", &cara).await.1["error"], "Cara is away");
    assert_eq!(offer(&ada, &chat, "join", &ada).await.0, StatusCode::CONFLICT);
    assert_eq!(offer(&ben, &chat, "transfer", &cara).await.0, StatusCode::FORBIDDEN);
    let there = ada.get("/agents/present").await;
    let there = there["agents"].as_array().expect("a list").iter().find(|one| one["name"] == "Cara").expect("Cara");
    assert_eq!((&there["status"], &there["idle"], &there["why"]), (&json!("away"), &json!(true), &json!("is away")));
    caras.say(json!({"type": "status", "status": "online", "idle": true})).await;
    caras.hear_where("agent", |frame| frame["name"] == "Cara" && frame["status"] == "online").await;
    caras.say(json!({"type": "status", "status": "away"})).await;
    caras.hear_where("agent", |frame| frame["name"] == "Cara" && frame["status"] == "away").await;
    caras.say(json!({"type": "status", "status": "online", "idle": true})).await;
    assert_eq!(
        offer(&ada, &chat, "join", &cara).await.1["error"],
        "Cara is away",
        "who went by hand comes back by hand"
    );
    house.close().await;
}

#[tokio::test]
async fn an_offer_outlives_a_restart() {
    let house = House::open().await;
    let (ada, ben) = (house.agent("Ada").await, house.agent("Ben").await);
    let (adas, mut bens) = (ada.console().await, ben.console().await);
    let (_visitor, mut page) = comes(&house).await;
    let chat = taken(&ada, &mut page).await;
    let open = offered(&ada, &chat, "transfer", &ben, &mut bens).await;
    drop(adas);
    let house = house.restart().await;
    let (ada, ben) = (Agent::again(&house, &ada), Agent::again(&house, &ben));
    let (_adas, mut bens) = (ada.console().await, ben.console().await);
    assert_eq!(ben.get("/offers").await["offers"][0]["id"], open["id"]);
    house.clock.advance(30 * SECOND);
    ends(&mut bens, &open, "expired").await;
    assert_eq!(stands_of(&ada, &chat).await, "Ada");
    house.close().await;
}

/// What the agents' transcript says of who came and went.
async fn notices(agent: &Agent, chat: &str) -> Vec<String> {
    let whole = agent.get(&format!("/chats/{chat}")).await;
    let messages = whole["messages"].as_array().expect("a list").iter();
    let notices = messages.filter(|message| message["from"] == "notice");
    notices.map(|message| message["text"].as_str().expect("words").to_owned()).collect()
}

async fn stands_of(agent: &Agent, chat: &str) -> String {
    agent.get(&format!("/chats/{chat}")).await["chat"]["agent"]["name"].as_str().expect("a name").to_owned()
}
