//! The console's socket is what its description says.

use jsonschema::Validator;
use serde_json::{Value, json};

use crate::support::House;

async fn description(house: &House) -> Value {
    reqwest::get(house.url("/api/v1/asyncapi.json")).await.expect("answered").json().await.expect("JSON")
}

/// The schema of a message's payload, with the document's own schemas beside it.
fn payload(document: &Value, message: &str) -> Validator {
    let mut schema = document["components"]["messages"][message]["payload"].clone();
    assert!(schema.is_object(), "{message} is not described");
    schema["components"] = document["components"].clone();
    jsonschema::validator_for(&schema).expect("a schema")
}

fn check(document: &Value, frame: &Value) {
    let validator = payload(document, &format!("told_{}", frame["type"].as_str().expect("a type")));
    let wrong: Vec<String> = validator.iter_errors(frame).map(|error| error.to_string()).collect();
    assert!(wrong.is_empty(), "{wrong:?}\n{frame}");
}

/// Every example is sound by its own schema, and read by the socket: what cannot be read is answered with a parser's words.
#[tokio::test]
async fn every_frame_it_describes_is_understood() {
    let house = House::open().await;
    let document = description(&house).await;
    let ada = house.agent("Ada").await;
    let mut console = ada.console().await;
    let messages = document["components"]["messages"].as_object().expect("messages");
    let described: Vec<_> = messages.iter().filter(|(name, _)| name.starts_with("say_")).collect();
    assert!(described.len() >= 14);
    for (name, message) in described {
        let example = &message["examples"][0]["payload"];
        assert!(payload(&document, name).is_valid(example), "{example}");
        console.say(example).await;
    }
    console.say(json!({"type": "nothing of the kind"})).await;
    loop {
        let frame = console.next().await.expect("open");
        let why = frame["why"].as_str().unwrap_or_default();
        if why.contains("nothing of the kind") {
            break;
        }
        let unread = ["unknown variant", "unknown field", "missing field", "invalid type"];
        assert!(!unread.iter().any(|words| why.contains(words)), "{why}");
        check(&document, &frame);
    }
    house.close().await;
}

/// A visitor who is invited, answers, talks and goes: every frame of it is described.
#[tokio::test]
async fn every_frame_it_sends_is_described() {
    let house = House::open().await;
    let document = description(&house).await;
    let (ada, ben, visitor) = (house.agent("Ada").await, house.agent("Ben").await, house.visitor());
    let mut console = ada.console().await;
    let window = json!({"site": null, "lane": "people", "status": null, "filter": "", "sort": "on_site", "descending": true,
        "offset": 0, "size": 60});
    console.say(json!({"type": "watch", "window": window})).await;
    console.say(json!({"type": "watch_places", "site": null})).await;
    console.say(json!({"type": "watch_visitor", "key": visitor.handle()})).await;
    let mut page = visitor.come_in().await;
    let invitation = ada.invite(&visitor.handle(), "May I help?").await["id"].clone();
    page.say(json!({"type": "reply", "invitation": invitation, "text": "Yes please!", "client_id": "c-1"})).await;
    let chat = page.hear("ack").await["chat"].clone();
    page.say(json!({"type": "typing", "chat": chat})).await;
    let (_, room) = ada.post("/rooms", &json!({"agent": ben.me["id"]})).await;
    console.say(json!({"type": "room_say", "room": room["id"], "text": "Look at this.", "client_id": "r-1"})).await;
    page.say(json!({"type": "end", "chat": chat})).await;
    let mut kinds = std::collections::BTreeSet::new();
    let expected =
        ["ack", "chat", "invitation", "message", "places", "room", "room_message", "snapshot", "typing", "visitor"];
    while !(expected.iter().all(|kind| kinds.contains(*kind)) && kinds.contains("ended")) {
        let frame = console.next().await.expect("open");
        check(&document, &frame);
        kinds.insert(frame["type"].as_str().expect("a type").to_owned());
        if frame["type"] == "chat" && frame["state"] == "ended" {
            kinds.insert("ended".to_owned());
        }
    }
    house.close().await;
}
