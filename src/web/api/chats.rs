//! Chats: those on an agent's desk, and what is done with one.

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::Id;
use crate::actions::pass_on_chat::{decline_chat, leave_chat};
use crate::actions::problem::Problem;
use crate::actions::tend_chat::{accept_chat, chat_with_messages, end_chat_as_agent};
use crate::actions::who_is_there::rings;
use crate::app::App;
use crate::domain::chat::Chat;
use crate::domain::ids::ChatId;
use crate::web::answer::{answer, json};
use crate::web::console::chat::ChatWire;
use crate::web::console::told::MessageWire;
use crate::web::session::{Conversing, Signed};

#[derive(Deserialize)]
pub(crate) struct After {
    #[serde(default)]
    pub(super) after: i64,
}

#[derive(Serialize)]
struct Whole<'a> {
    chat: ChatWire<'a>,
    messages: Vec<MessageWire<'a>>,
}

pub(crate) async fn show(
    State(app): State<App>,
    Conversing(signed): Conversing,
    Id(id): Id<ChatId>,
    Query(After { after }): Query<After>,
) -> Response {
    let found = chat_with_messages(&app, &signed.agent, id, after).await;
    let whole = async {
        let (chat, messages) = found?;
        let rings = rings(&app, &chat, &signed.agent).await?;
        let messages = messages.iter().map(MessageWire::of).collect();
        Ok(json(Ok(Whole { chat: ChatWire::of(&chat, rings), messages })))
    };
    whole.await.unwrap_or_else(|problem: Problem| answer(&problem))
}

pub(crate) async fn accept(State(app): State<App>, Conversing(signed): Conversing, Id(id): Id<ChatId>) -> Response {
    chat_now(&app, &signed, accept_chat(&app, &signed.agent, id).await).await
}

pub(crate) async fn decline(State(app): State<App>, Conversing(signed): Conversing, Id(id): Id<ChatId>) -> Response {
    chat_now(&app, &signed, decline_chat(&app, &signed.agent, id).await).await
}

pub(crate) async fn leave(State(app): State<App>, Conversing(signed): Conversing, Id(id): Id<ChatId>) -> Response {
    chat_now(&app, &signed, leave_chat(&app, &signed.agent, id).await).await
}

pub(crate) async fn end(State(app): State<App>, Conversing(signed): Conversing, Id(id): Id<ChatId>) -> Response {
    chat_now(&app, &signed, end_chat_as_agent(&app, &signed.agent, id).await).await
}

/// The chat as it stands for this agent.
async fn chat_now(app: &App, signed: &Signed, result: Result<Chat, Problem>) -> Response {
    let told = async {
        let chat = result?;
        let rings = rings(app, &chat, &signed.agent).await?;
        Ok::<_, Problem>(json(Ok(ChatWire::of(&chat, rings))))
    };
    told.await.unwrap_or_else(|problem| answer(&problem)).into_response()
}
