//! Agents talk among themselves: in pairs, and in one room for each department.

use parlour::domain::agent::Role;
use parlour::domain::ids::AgentId;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Agent, House};

fn id(agent: &Agent) -> Value {
    agent.me["id"].clone()
}

async fn room_of(one: &Agent, other: &Agent) -> String {
    let (status, room) = one.post("/rooms", &json!({"agent": id(other)})).await;
    assert_eq!(status, StatusCode::CREATED, "{room}");
    room["id"].as_str().expect("an id").to_owned()
}

fn say(room: &str, text: &str, client_id: &str) -> Value {
    json!({"type": "room_say", "room": room, "text": text, "client_id": client_id})
}

async fn direct(agent: &Agent) -> Value {
    let rooms = agent.get("/rooms").await["rooms"].clone();
    let direct = rooms.as_array().expect("a list").iter().find(|room| room["kind"] == "direct");
    direct.expect("one").clone()
}

#[tokio::test]
async fn two_agents_talk_and_nobody_else_hears_it() {
    let house = House::open().await;
    let (ada, ben, eve) = (house.agent("Ada").await, house.agent("Ben").await, house.agent("Eve").await);
    let room = room_of(&ada, &ben).await;
    assert_eq!(room_of(&ben, &ada).await, room, "one room, whoever opens it");
    let (mut from, mut to, mut other) = (ada.console().await, ben.console().await, eve.console().await);
    for _ in 0..2 {
        from.say(say(&room, "Can you take Marta?", "r-1")).await;
        let ack = from.hear("ack").await;
        assert_eq!((&ack["room"], &ack["seq"]), (&json!(room), &json!(1)));
    }
    let heard = to.hear("room_message").await;
    assert_eq!((&heard["name"], &heard["text"]), (&json!("Ada"), &json!("Can you take Marta?")));
    let seen = to.hear("room").await;
    assert_eq!((&seen["name"], &seen["with"]), (&json!("Ada"), &id(&ada)));
    assert_eq!((&seen["last_seq"], &seen["read_seq"]), (&json!(1), &json!(0)));
    assert_eq!(direct(&ada).await["read_seq"], 1, "who speaks has read it");
    to.say(json!({"type": "room_read", "room": room, "seq": 99})).await;
    assert_eq!(to.hear_where("room", |room| room["read_seq"] == 1).await["last_seq"], 1);
    other.say(say(&room, "I am here, too", "r-2")).await;
    let heard = other.hear_all_until("refused").await;
    assert!(heard.iter().all(|frame| frame["type"] != "room_message"), "{heard:?}");
    assert_eq!(eve.call(reqwest::Method::GET, &format!("/rooms/{room}"), None).await.0, StatusCode::NOT_FOUND);
    house.close().await;
}

#[tokio::test]
async fn what_was_said_is_there_after_a_restart() {
    let house = House::open().await;
    let (ada, ben) = (house.agent("Ada").await, house.agent("Ben").await);
    let room = room_of(&ada, &ben).await;
    let mut console = ada.console().await;
    for n in 1..=3 {
        console.say(say(&room, &format!("line {n}"), &format!("r-{n}"))).await;
        console.hear("ack").await;
    }
    let house = house.restart().await;
    let ben = Agent::again(&house, &ben);
    let whole = ben.get(&format!("/rooms/{room}?after=1")).await;
    let texts: Vec<_> = whole["messages"].as_array().expect("a list").iter().map(|message| &message["text"]).collect();
    assert_eq!(texts, ["line 2", "line 3"]);
    assert_eq!((&whole["room"]["last_text"], &whole["room"]["read_seq"]), (&json!("line 3"), &json!(0)));
    house.close().await;
}

#[tokio::test]
async fn a_department_has_one_room_for_its_agents() {
    let house = House::open().await;
    let (ada, ben) = (house.agent("Ada").await, house.agent("Ben").await);
    let rooms = ada.get("/rooms").await;
    let room = &rooms["rooms"][0];
    assert_eq!((&room["kind"], &room["name"], &room["with"]), (&json!("department"), &json!("Sales"), &Value::Null));
    let room = room["id"].as_str().expect("an id");
    assert_eq!(ben.get("/rooms").await["rooms"][0]["id"], room);
    let (mut from, mut to) = (ada.console().await, ben.console().await);
    from.say(say(room, "Who is on the phone?", "r-1")).await;
    assert_eq!(to.hear("room_message").await["text"], "Who is on the phone?");
    house.close().await;
}

#[tokio::test]
async fn marketers_and_strangers_to_themselves_have_no_room() {
    let house = House::open().await;
    let ada = house.agent("Ada").await;
    assert_eq!(ada.post("/rooms", &json!({"agent": id(&ada)})).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    let nobody = AgentId(house.clock.id());
    assert_eq!(ada.post("/rooms", &json!({"agent": nobody})).await.0, StatusCode::NOT_FOUND);
    let mia = house.agent_who_is("Mia", Role::Marketer).await;
    assert_eq!(ada.post("/rooms", &json!({"agent": id(&mia)})).await.0, StatusCode::CONFLICT);
    assert_eq!(mia.post("/rooms", &json!({"agent": id(&ada)})).await.0, StatusCode::FORBIDDEN);
    assert_eq!(mia.call(reqwest::Method::GET, "/rooms", None).await.0, StatusCode::FORBIDDEN);
    house.close().await;
}
