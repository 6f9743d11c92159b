//! Chats: an agent's own and the ringing ones.

use axum::extract::{Query, State as Hands};
use axum::response::Response;
use serde::{Deserialize, Serialize};

use super::Id;
use crate::actions::tend_chat::{accept_chat, chat_with_messages, end_chat_as_agent};
use crate::app::App;
use crate::domain::agent::Agent;
use crate::domain::chat::{Chat, State};
use crate::domain::ids::ChatId;
use crate::domain::moment::HOUR;
use crate::web::answer::{answer, json};
use crate::web::console::chat::ChatWire;
use crate::web::console::told::MessageWire;
use crate::web::session::Signed;

#[derive(Deserialize)]
pub(crate) struct After {
    #[serde(default)]
    pub(super) after: i64,
}

#[derive(Serialize)]
struct Chats<'a> {
    chats: Vec<ChatWire<'a>>,
}

#[derive(Serialize)]
struct Whole<'a> {
    chat: ChatWire<'a>,
    messages: Vec<MessageWire<'a>>,
}

/// Whether it rings at this agent.
fn rings(chat: &Chat, agent: &Agent) -> bool {
    chat.state == State::Ringing && !chat.declined.contains(&agent.id)
}

pub(crate) async fn list(Hands(app): Hands<App>, signed: Signed) -> Response {
    match app.records.chats_of(signed.agent.id, app.clock.now().plus(-HOUR)).await {
        Ok(chats) => {
            json(Ok(Chats { chats: chats.iter().map(|chat| ChatWire::of(chat, rings(chat, &signed.agent))).collect() }))
        }
        Err(error) => answer(&error.into()),
    }
}

pub(crate) async fn show(
    Hands(app): Hands<App>,
    signed: Signed,
    Id(id): Id<ChatId>,
    Query(After { after }): Query<After>,
) -> Response {
    match chat_with_messages(&app, &signed.agent, id, after).await {
        Ok((chat, messages)) => json(Ok(Whole {
            chat: ChatWire::of(&chat, rings(&chat, &signed.agent)),
            messages: messages.iter().map(MessageWire::of).collect(),
        })),
        Err(problem) => answer(&problem),
    }
}

pub(crate) async fn accept(Hands(app): Hands<App>, signed: Signed, Id(id): Id<ChatId>) -> Response {
    match accept_chat(&app, &signed.agent, id).await {
        Ok(chat) => json(Ok(ChatWire::of(&chat, rings(&chat, &signed.agent)))),
        Err(problem) => answer(&problem),
    }
}

pub(crate) async fn end(Hands(app): Hands<App>, signed: Signed, Id(id): Id<ChatId>) -> Response {
    match end_chat_as_agent(&app, &signed.agent, id).await {
        Ok(chat) => json(Ok(ChatWire::of(&chat, rings(&chat, &signed.agent)))),
        Err(problem) => answer(&problem),
    }
}
