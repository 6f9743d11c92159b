//! Somebody takes back, or puts better, what they said last.

use std::sync::Arc;

use super::problem::Problem;
use super::say::{chat_of_agent, chat_of_visitor, words};
use crate::app::App;
use crate::domain::agent::Agent;
use crate::domain::ids::{AgentId, ChatId, VisitorKey};
use crate::domain::message::From;
use crate::domain::news::News;
use crate::engines::records::{Amend, Amendment};

/// What is to become of a message.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the words of PROTOCOL")]
pub struct Change {
    pub chat: ChatId,
    pub seq: i64,
    /// The better words; `None` deletes it.
    pub text: Option<String>,
}

/// The visitor changes what they said last.
///
/// # Errors
/// Not this visitor's chat; not their last message; the chat has ended.
pub async fn amend_as_visitor(app: &App, visitor: VisitorKey, change: Change) -> Result<(), Problem> {
    chat_of_visitor(app, visitor, change.chat).await?;
    amend(app, From::Visitor, None, change).await
}

/// An agent changes what they said last.
///
/// # Errors
/// Not this agent's chat; not their last message; the chat has ended.
pub async fn amend_as_agent(app: &App, agent: &Agent, change: Change) -> Result<(), Problem> {
    chat_of_agent(app, agent, change.chat).await?;
    amend(app, From::Agent, Some(agent.id), change).await
}

async fn amend(app: &App, from: From, agent: Option<AgentId>, change: Change) -> Result<(), Problem> {
    let text = change.text.as_deref().map(words).transpose()?;
    let amendment = Amendment { chat: change.chat, seq: change.seq, from, agent, text, at: app.clock.now() };
    match app.records.amend_message(&amendment).await? {
        Amend::Done(message) => {
            app.announce(News::MessageSaid(Arc::from(message)));
            Ok(())
        }
        Amend::Over => Err(Problem::Conflict("this chat has ended".to_owned())),
        Amend::NotTheLast => Err(Problem::Conflict("only your own last message can be changed".to_owned())),
        Amend::NoWords => Err(Problem::Conflict("only words can be edited; delete it and send another".to_owned())),
    }
}
