//! A chat goes on without an agent: one declines it, its agent leaves it, a guest goes out of the room.

use std::sync::Arc;

use super::log_chat::log_chat;
use super::problem::Problem;
use super::tend_chat::may_take;
use super::who_is_there::standing;
use crate::app::App;
use crate::domain::agent::Agent;
use crate::domain::chat::{Chat, EndedAs, Move, State};
use crate::domain::ids::{AgentId, ChatId};
use crate::domain::message::Message;
use crate::domain::news::News;
use crate::engines::records::MoveChat;

/// An agent will not take a ringing chat: it rings there no more, and is missed once all who are there have said so.
///
/// # Errors
/// No such chat; it may not be this agent's anyway; it rings no more; an engine failed.
pub async fn decline_chat(app: &App, agent: &Agent, id: ChatId) -> Result<Chat, Problem> {
    let found = app.records.chat(id).await?.ok_or_else(no_such_chat)?;
    may_take(app, agent, &found).await?;
    let (chat, moved) = make(app, id, Move::Decline(agent.id)).await?;
    match &chat.agent {
        _ if chat.state == State::Ringing => {}
        Some((_, name)) => return Err(Problem::Conflict(format!("{name} has this chat"))),
        None => return Err(Problem::Conflict("this chat has ended".to_owned())),
    }
    if !moved {
        return Ok(chat);
    }
    if standing(app, &chat).await?.rings.is_empty() {
        return miss(app, chat).await;
    }
    Ok(chat)
}

/// Its agent leaves a chat, and it rings again; a guest goes out of the room.
///
/// # Errors
/// Not this agent's chat; an engine failed.
pub async fn leave_chat(app: &App, agent: &Agent, id: ChatId) -> Result<Chat, Problem> {
    let found = app.records.chat(id).await?.ok_or_else(no_such_chat)?;
    if found.has_guest(agent.id) {
        return Ok(make(app, id, Move::Quit(agent.id)).await?.0);
    }
    match &found.agent {
        Some((owner, _)) if *owner == agent.id => give_back(app, agent.id, id).await,
        Some((_, name)) => Err(Problem::Forbidden(format!("this chat is {name}'s"))),
        None => Err(Problem::Conflict("accept this chat first".to_owned())),
    }
}

/// A chat that was this agent's rings again, at the others.
pub(super) async fn give_back(app: &App, owner: AgentId, id: ChatId) -> Result<Chat, Problem> {
    let (chat, moved) = make(app, id, Move::Leave(owner, app.clock.now())).await?;
    if moved {
        drop_offers(app, id).await?;
    }
    Ok(chat)
}

/// What was offered of a chat can be taken no more.
pub(super) async fn drop_offers(app: &App, id: ChatId) -> Result<(), Problem> {
    for offer in app.records.drop_offers(id).await? {
        app.announce(News::OfferMoved(Arc::new(offer)));
    }
    Ok(())
}

/// Nobody takes a chat.
pub(super) async fn miss(app: &App, chat: Chat) -> Result<Chat, Problem> {
    let Some(missed) = app.records.end_chat(chat.id, EndedAs::Missed, app.clock.now()).await? else { return Ok(chat) };
    app.announce(News::ChatMoved(Arc::new(missed.clone())));
    log_chat(app, &missed).await;
    Ok(missed)
}

/// The chat as it stands, and whether `made` changed it.
async fn make(app: &App, id: ChatId, made: Move) -> Result<(Chat, bool), Problem> {
    match app.records.move_chat(id, made, app.clock.now()).await?.ok_or_else(no_such_chat)? {
        MoveChat::Stands(chat) => Ok((*chat, false)),
        MoveChat::Moved(moved) => {
            let (chat, notice) = *moved;
            announce_move(app, &chat, notice);
            Ok((chat, true))
        }
    }
}

/// To everybody whom it concerns, and then into the agents' transcript.
pub(super) fn announce_move(app: &App, chat: &Chat, notice: Option<Message>) {
    app.announce(News::ChatMoved(Arc::new(chat.clone())));
    if let Some(notice) = notice {
        app.announce(News::MessageSaid(Arc::new(notice)));
    }
}

fn no_such_chat() -> Problem {
    Problem::NotFound("no such chat".to_owned())
}
