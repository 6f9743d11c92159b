//! A chat is accepted, read, ended.

use std::sync::Arc;

use super::log_chat::log_chat;
use super::manage_sites::may_converse;
use super::pass_on_chat::drop_offers;
use super::problem::Problem;
use super::say::{chat_of_visitor, own_chat, shown_name};
use super::who_is_there::takers;
use crate::app::App;
use crate::domain::agent::{Agent, Right};
use crate::domain::chat::{Chat, EndedAs, Happening, State, Step};
use crate::domain::ids::{ChatId, VisitorKey};
use crate::domain::message::Message;
use crate::domain::news::News;
use crate::domain::routing::{Because, MayTake};
use crate::engines::records::{AcceptChat, Taker};

/// Accepts a ringing chat. The first one wins.
///
/// # Errors
/// Somebody else has it, and who; no such chat; it may not be this agent's, and why.
pub async fn accept_chat(app: &App, agent: &Agent, id: ChatId) -> Result<Chat, Problem> {
    may_converse(agent)?;
    let chat = app.records.chat(id).await?.ok_or_else(no_such_chat)?;
    if chat.state == State::Ringing {
        may_take(app, agent, &chat).await?;
    }
    let (name, face) = (agent.name.clone(), shown_name(app, &chat.site, &agent.name));
    let taker = Taker { agent: agent.id, name, face, at: app.clock.now() };
    match app.records.accept_chat(id, &taker).await?.ok_or_else(no_such_chat)? {
        AcceptChat::Won(chat) => {
            app.announce(News::ChatMoved(Arc::new(chat.clone())));
            Ok(chat)
        }
        AcceptChat::Lost(chat) => match &chat.agent {
            Some((owner, _)) if *owner == agent.id && chat.ended.is_none() => Ok(chat),
            Some((_, name)) => Err(Problem::Conflict(format!("{name} has this chat"))),
            None => Err(Problem::Conflict("this chat has ended".to_owned())),
        },
    }
}

/// Whether a chat may be this agent's. Who is in the room is asked nothing more.
pub(super) async fn may_take(app: &App, agent: &Agent, chat: &Chat) -> Result<(), Problem> {
    let takers = takers(app, chat).await?;
    let judged = takers.iter().find(|(taker, _)| taker.id == agent.id).map(|(_, may)| may);
    match judged {
        None | Some(MayTake::No(Because::Inactive | Because::OnlyReads)) => {
            Err(Problem::Forbidden(why_not(&Because::OnlyReads)))
        }
        Some(MayTake::No(because)) if !chat.has_guest(agent.id) => Err(Problem::Forbidden(why_not(because))),
        Some(_) => Ok(()),
    }
}

fn why_not(because: &Because) -> String {
    match because {
        Because::Inactive => "this account is not active".to_owned(),
        Because::OnlyReads => "a marketer reads, and does not chat".to_owned(),
        Because::Administrator | Because::Site => "no department of yours serves this site".to_owned(),
        Because::Department(name) => format!("this chat is for {name}"),
        Because::Rule(pattern) => format!("chats from {pattern} are for others"),
    }
}

/// An agent ends their chat.
///
/// # Errors
/// Not this agent's chat.
pub async fn end_chat_as_agent(app: &App, agent: &Agent, id: ChatId) -> Result<Chat, Problem> {
    let chat = own_chat(app, agent, id).await?;
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

/// A blocked visitor's chat ends, wherever it stands.
pub(super) async fn end_blocked(app: &App, chat: Chat) -> Result<Chat, Problem> {
    end(app, chat, Happening::VisitorBlocked).await
}

/// Ends a chat however it stands; what was offered of it is gone.
pub(super) async fn end(app: &App, chat: Chat, happening: Happening) -> Result<Chat, Problem> {
    let mut chat = chat;
    loop {
        let how: EndedAs = match chat.state.step(happening) {
            Step::Moved(_, Some(how)) => how,
            Step::Moved(_, None) | Step::Unchanged => return Ok(chat),
            Step::Refused => return Err(Problem::Conflict("accept this chat first".to_owned())),
        };
        if let Some(ended) = app.records.end_chat(chat.id, how, app.clock.now()).await? {
            app.announce(News::ChatMoved(Arc::new(ended.clone())));
            log_chat(app, &ended).await;
            drop_offers(app, ended.id).await?;
            return Ok(ended);
        }
        // Somebody accepted it, or ended it, in between.
        chat = app.records.chat(chat.id).await?.ok_or_else(no_such_chat)?;
    }
}

/// A chat with its messages after `after`, for an agent who may read it: their own, one in whose room they are, one that may be theirs
/// and is nobody's, or anybody's for who sees others'.
///
/// # Errors
/// No such chat; somebody else's.
pub async fn chat_with_messages(
    app: &App,
    agent: &Agent,
    id: ChatId,
    after: i64,
) -> Result<(Chat, Vec<Message>), Problem> {
    let chat = app.records.chat(id).await?.ok_or_else(no_such_chat)?;
    if !may_read(app, agent, &chat).await? {
        return Err(Problem::Forbidden("other agents' chats are not yours to read".to_owned()));
    }
    let messages = app.records.messages(id, after).await?;
    Ok((chat, messages))
}

async fn may_read(app: &App, agent: &Agent, chat: &Chat) -> Result<bool, Problem> {
    if chat.is_of(agent.id) || chat.has_guest(agent.id) || agent.role.may(Right::SeeOthersChats) {
        return Ok(true);
    }
    Ok(chat.agent.is_none() && takers(app, chat).await?.iter().any(|(one, may)| one.id == agent.id && may.may()))
}

fn no_such_chat() -> Problem {
    Problem::NotFound("no such chat".to_owned())
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
