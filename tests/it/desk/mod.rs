//! The chat desk: who is called, who takes a chat, and how it changes hands without its visitor noticing.

mod apart;
mod many;
mod offers;
mod ringing;

use parlour::domain::ids::AgentId;
use serde_json::{Value, json};

use crate::support::{Agent, House, Socket, Visitor};

/// The words of a call.
pub(super) fn call(text: &str, client_id: &str) -> Value {
    json!({"type": "call", "name": "Marta", "email": "marta@studio.example", "text": text, "department": null, "client_id": client_id})
}

/// Calls from an open page; the chat's id.
pub(super) async fn calls(page: &mut Socket, client_id: &str) -> String {
    page.say(call("Is it in stock?", client_id)).await;
    let chat = page.hear("ack").await["chat"].as_str().expect("an id").to_owned();
    page.hear("chat").await;
    chat
}

/// What somebody does with a chat, and that it was done.
pub(super) async fn does(agent: &Agent, chat: &str, what: &str) -> Value {
    let (status, body) = agent.post(&format!("/chats/{chat}/{what}"), &json!({})).await;
    assert_eq!(status, 200, "{what}: {body}");
    body
}

pub(super) fn id(agent: &Agent) -> AgentId {
    serde_json::from_value(agent.me["id"].clone()).expect("an id")
}

/// The chat's frame once it stands so.
pub(super) async fn stands(console: &mut Socket, chat: &str, state: &str) -> Value {
    console.hear_where("chat", |frame| frame["id"] == *chat && frame["state"] == *state).await
}

/// Everything a page was told until a marker of its own comes back.
pub(super) async fn told(page: &mut Socket) -> Vec<Value> {
    page.say(json!({"type": "resume", "chat": uuid::Uuid::nil(), "after": 0})).await;
    let mut heard = page.hear_all_until("refused").await;
    heard.pop();
    heard
}

/// A visitor who called, and an agent who took it.
pub(super) async fn taken(agent: &Agent, page: &mut Socket) -> String {
    let chat = calls(page, "c-1").await;
    does(agent, &chat, "accept").await;
    page.hear_where("chat", |frame| frame["state"] == "active").await;
    chat
}

/// A visitor on an open page.
pub(super) async fn comes(house: &House) -> (Visitor, Socket) {
    let visitor = house.visitor();
    let page = visitor.come_in().await;
    (visitor, page)
}
