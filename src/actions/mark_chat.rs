//! How far each side has come in a chat: brought to a page, and read.

use std::sync::Arc;

use super::problem::Problem;
use super::say::{chat_of_agent, chat_of_visitor};
use crate::app::App;
use crate::domain::agent::Agent;
use crate::domain::ids::{ChatId, VisitorKey};
use crate::domain::news::News;

/// The agent has read up to `seq`. What a guest has read is nobody's mark.
///
/// # Errors
/// Not this agent's chat.
pub async fn read_chat(app: &App, agent: &Agent, id: ChatId, seq: i64) -> Result<(), Problem> {
    let chat = chat_of_agent(app, agent, id).await?;
    if !chat.is_of(agent.id) {
        return Ok(());
    }
    if let Some(chat) = app.records.read_chat(chat.id, seq).await? {
        app.announce(News::ChatMarked { chat: Arc::new(chat), by_agent: true });
    }
    Ok(())
}

/// A page of the visitor's has the messages up to `delivered`, and the visitor has seen those up to `read`.
///
/// # Errors
/// Not this visitor's chat.
pub async fn see_messages(
    app: &App,
    visitor: VisitorKey,
    id: ChatId,
    delivered: i64,
    read: i64,
) -> Result<(), Problem> {
    let chat = chat_of_visitor(app, visitor, id).await?;
    if let Some(chat) = app.records.mark_chat(chat.id, delivered, read).await? {
        app.announce(News::ChatMarked { chat: Arc::new(chat), by_agent: false });
    }
    Ok(())
}
