//! Somebody says something in a chat. It is stored before it is acknowledged; the same `client_id` again is the same message.

use std::sync::Arc;

use super::problem::Problem;
use crate::app::App;
use crate::domain::agent::Agent;
use crate::domain::chat::Chat;
use crate::domain::ids::{ChatId, SiteKey, VisitorKey};
use crate::domain::message::{From, LONGEST, Message};
use crate::domain::news::News;
use crate::domain::text::clean;
use crate::engines::records::Say;

/// Characters kept of a sender's own id.
const LONGEST_ID: usize = 64;

/// What can be said: some words, not too many.
pub(super) fn words(text: &str) -> Result<String, Problem> {
    let text = clean(text, usize::MAX, true);
    match text.chars().count() {
        0 => Err(Problem::invalid("text", "Say something.")),
        n if n > LONGEST => Err(Problem::invalid("text", format!("{LONGEST} characters at most; these are {n}."))),
        _ => Ok(text),
    }
}

/// A sender's own id as it is kept: the first characters of it. Replies and messages cut alike, so that a repeat is known for one.
pub(super) fn kept_id(client_id: &str) -> String {
    client_id.chars().take(LONGEST_ID).collect()
}

/// The chat `id`, if it is `visitor`'s.
pub(super) async fn chat_of_visitor(app: &App, visitor: VisitorKey, id: ChatId) -> Result<Chat, Problem> {
    let found = app.records.chat(id).await?;
    found.filter(|chat| chat.visitor == visitor).ok_or_else(no_such_chat)
}

/// The chat `id`, if `agent` may speak in it: its agent, or in its room.
pub(super) async fn chat_of_agent(app: &App, agent: &Agent, id: ChatId) -> Result<Chat, Problem> {
    let chat = app.records.chat(id).await?.ok_or_else(no_such_chat)?;
    if chat.has_guest(agent.id) { Ok(chat) } else { if_own(chat, agent) }
}

/// The chat `id`, if it is `agent`'s.
pub(super) async fn own_chat(app: &App, agent: &Agent, id: ChatId) -> Result<Chat, Problem> {
    if_own(app.records.chat(id).await?.ok_or_else(no_such_chat)?, agent)
}

fn if_own(chat: Chat, agent: &Agent) -> Result<Chat, Problem> {
    match &chat.agent {
        Some((owner, _)) if *owner == agent.id => Ok(chat),
        Some((_, name)) => Err(Problem::Forbidden(format!("this chat is {name}'s"))),
        None => Err(Problem::Conflict("accept this chat first".to_owned())),
    }
}

/// The name a visitor of `site` reads for an agent of this name.
pub fn shown_name(app: &App, site: &SiteKey, name: &str) -> String {
    nameless(app, site).unwrap_or_else(|| name.to_owned())
}

/// What a visitor of `site` reads for every agent, where it does not show their names.
pub(super) fn nameless(app: &App, site: &SiteKey) -> Option<String> {
    let site = app.live.sites.get(site).filter(|site| !site.settings.show_names);
    site.map(|site| site.style().company)
}

fn no_such_chat() -> Problem {
    Problem::NotFound("no such chat".to_owned())
}

/// The visitor says something.
///
/// # Errors
/// Not this visitor's chat; no words or too many; the chat has ended.
pub async fn say_as_visitor(
    app: &App,
    visitor: VisitorKey,
    id: ChatId,
    text: &str,
    client_id: &str,
) -> Result<Message, Problem> {
    let chat = chat_of_visitor(app, visitor, id).await?;
    app.live.whos_on.be_active(visitor, app.clock.now());
    let name = app.live.whos_on.get(visitor).map_or(chat.visitor_name.clone(), |row| row.name().to_owned());
    say(app, message(app, &chat, From::Visitor, name, words(text)?, client_id)).await
}

/// What an agent says.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the words of PROTOCOL")]
pub struct Words {
    pub text: String,
    /// For agents only.
    pub whisper: bool,
    pub client_id: String,
}

/// An agent says something.
///
/// # Errors
/// Not this agent's chat; no words or too many; the chat has ended.
pub async fn say_as_agent(app: &App, agent: &Agent, id: ChatId, said: &Words) -> Result<Message, Problem> {
    let chat = chat_of_agent(app, agent, id).await?;
    let message = of_agent(app, &chat, agent, words(&said.text)?, &said.client_id);
    say(app, Message { whisper: said.whisper, ..message }).await
}

/// A message of an agent that is not stored yet.
pub(super) fn of_agent(app: &App, chat: &Chat, agent: &Agent, text: String, client_id: &str) -> Message {
    let said = message(app, chat, From::Agent, agent.name.clone(), text, client_id);
    Message { agent: Some(agent.id), shown_as: shown_as(app, chat, agent), ..said }
}

/// The name the visitor reads in place of an agent's own.
pub(super) fn shown_as(app: &App, chat: &Chat, agent: &Agent) -> Option<String> {
    if let Some(company) = nameless(app, &chat.site) {
        return Some(company);
    }
    let guest = chat.guests.iter().find(|guest| guest.id == agent.id).map(|guest| &guest.shown);
    guest.or(chat.face.as_ref()).filter(|shown| **shown != agent.name).cloned()
}

/// A message that is not stored yet.
pub(super) fn message(app: &App, chat: &Chat, from: From, name: String, text: String, client_id: &str) -> Message {
    let said = Message::new(chat.id, chat.visitor, from, name, text, app.clock.now());
    Message { client_id: Some(kept_id(client_id)), ..said }
}

/// Stores it, and then tells everybody.
pub(super) async fn say(app: &App, message: Message) -> Result<Message, Problem> {
    match app.records.say(&message).await? {
        Say::Said(message) => {
            app.announce(News::MessageSaid(Arc::new(message.clone())));
            Ok(message)
        }
        Say::Repeated(message) => Ok(message),
        Say::Over => Err(Problem::Conflict("this chat has ended".to_owned())),
    }
}
