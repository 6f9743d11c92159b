//! A chat is accepted, read, ended.

use std::sync::Arc;

use super::problem::Problem;
use super::say::{chat_of_agent, chat_of_visitor};
use crate::app::App;
use crate::domain::agent::{Agent, Right};
use crate::domain::chat::{Chat, EndedAs, Happening, Step};
use crate::domain::ids::{ChatId, VisitorKey};
use crate::domain::message::Message;
use crate::domain::news::News;
use crate::engines::records::{AcceptChat, Taker};

/// Accepts a ringing chat. The first one wins.
///
/// # Errors
/// Somebody else has it, and who; no such chat; this agent takes none.
pub async fn accept_chat(app: &App, agent: &Agent, id: ChatId) -> Result<Chat, Problem> {
    if !agent.role.may(Right::Converse) {
        return Err(Problem::Forbidden("a marketer reads, and does not chat".to_owned()));
    }
    let taker = Taker { agent: agent.id, name: agent.name.clone(), face: agent.name.clone(), at: app.clock.now() };
    match app.records.accept_chat(id, &taker).await? {
        None => Err(Problem::NotFound("no such chat".to_owned())),
        Some(AcceptChat::Won(chat)) => {
            app.announce(News::ChatMoved(Arc::new(chat.clone())));
            Ok(chat)
        }
        Some(AcceptChat::Lost(chat)) => match chat.agent {
            Some((owner, _)) if owner == agent.id && chat.ended.is_none() => Ok(chat),
            Some((_, name)) => Err(Problem::Conflict(format!("{name} has this chat"))),
            None => Err(Problem::Conflict("this chat has ended".to_owned())),
        },
    }
}

/// An agent ends their chat.
///
/// # Errors
/// Not this agent's chat.
pub async fn end_chat_as_agent(app: &App, agent: &Agent, id: ChatId) -> Result<Chat, Problem> {
    let chat = chat_of_agent(app, agent, id).await?;
    end(app, chat, Happening::EndedByAgent).await
}

/// The visitor ends their chat.
///
/// # Errors
/// Not this visitor's chat.
pub async fn end_chat_as_visitor(app: &App, visitor: VisitorKey, id: ChatId) -> Result<Chat, Problem> {
    let chat = chat_of_visitor(app, visitor, id).await?;
    end(app, chat, Happening::EndedByVisitor).await
}

async fn end(app: &App, chat: Chat, happening: Happening) -> Result<Chat, Problem> {
    let mut chat = chat;
    loop {
        let how: EndedAs = match chat.state.step(happening) {
            Step::Moved(_, Some(how)) => how,
            Step::Moved(_, None) | Step::Unchanged => return Ok(chat),
            Step::Refused => return Err(Problem::Conflict("accept this chat first".to_owned())),
        };
        if let Some(ended) = app.records.end_chat(chat.id, how, app.clock.now()).await? {
            app.announce(News::ChatMoved(Arc::new(ended.clone())));
            return Ok(ended);
        }
        // Somebody accepted it, or ended it, in between.
        chat = app.records.chat(chat.id).await?.ok_or_else(|| Problem::NotFound("no such chat".to_owned()))?;
    }
}

/// A chat with its messages after `after`, for an agent who may read it: their own, a ringing one, or anybody's for who sees others'.
///
/// # Errors
/// No such chat; somebody else's.
pub async fn chat_with_messages(
    app: &App,
    agent: &Agent,
    id: ChatId,
    after: i64,
) -> Result<(Chat, Vec<Message>), Problem> {
    let chat = app.records.chat(id).await?.ok_or_else(|| Problem::NotFound("no such chat".to_owned()))?;
    let own = chat.agent.as_ref().is_none_or(|(owner, _)| *owner == agent.id);
    if !own && !agent.role.may(Right::SeeOthersChats) {
        return Err(Problem::Forbidden("other agents' chats are not yours to read".to_owned()));
    }
    let messages = app.records.messages(id, after).await?;
    Ok((chat, messages))
}

/// A chat with its messages after `after`, for its visitor.
///
/// # Errors
/// Not this visitor's chat.
pub async fn chat_as_visitor(
    app: &App,
    visitor: VisitorKey,
    id: ChatId,
    after: i64,
) -> Result<(Chat, Vec<Message>), Problem> {
    let chat = chat_of_visitor(app, visitor, id).await?;
    let messages = app.records.messages(id, after).await?;
    Ok((chat, messages))
}
