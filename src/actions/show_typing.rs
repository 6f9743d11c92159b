//! Somebody is writing, and the other side is told so. Nothing of it is stored or logged.

use super::problem::Problem;
use super::say::{chat_of_agent, chat_of_visitor, shown_as};
use crate::app::App;
use crate::domain::agent::Agent;
use crate::domain::ids::{ChatId, VisitorKey};
use crate::domain::message::LONGEST;
use crate::domain::news::News;
use crate::domain::text::clean;

/// Tells the agents that the visitor is writing; with `text`, what stands in the composer, where the site shows it.
///
/// # Errors
/// Not this visitor's chat.
pub async fn type_as_visitor(app: &App, visitor: VisitorKey, id: ChatId, text: Option<String>) -> Result<(), Problem> {
    let chat = chat_of_visitor(app, visitor, id).await?;
    let shown = app.live.sites.get(&chat.site).is_some_and(|site| site.settings.preview_typing);
    let text = text.filter(|_| shown).map(|text| clean(&text, LONGEST, true).into());
    let owner = chat.agent.map(|(id, _)| id);
    app.announce(News::Typing { chat: id, visitor, owner, agent: None, name: chat.visitor_name.into(), text });
    Ok(())
}

/// Tells the visitor that the agent is writing.
///
/// # Errors
/// Not this agent's chat.
pub async fn type_as_agent(app: &App, agent: &Agent, id: ChatId) -> Result<(), Problem> {
    let chat = chat_of_agent(app, agent, id).await?;
    let name = shown_as(app, &chat, agent).unwrap_or_else(|| agent.name.clone()).into();
    let (owner, agent) = (Some(agent.id), Some(agent.id));
    app.announce(News::Typing { chat: id, visitor: chat.visitor, owner, agent, name, text: None });
    Ok(())
}
