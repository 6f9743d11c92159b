//! What a chat was about, for who looks for it later.

use std::sync::Arc;

use super::manage_sites::may_converse;
use super::problem::Problem;
use super::tend_chat::chat_with_messages;
use crate::app::App;
use crate::domain::agent::Agent;
use crate::domain::chat::Chat;
use crate::domain::ids::ChatId;
use crate::domain::news::News;
use crate::domain::note::{sound_note, sound_tags};

/// Replaces a chat's tags and note. Tags are kept in their order, each once.
///
/// # Errors
/// No such chat, or not one this agent may see; too many tags, or too long.
pub async fn describe_chat(app: &App, agent: &Agent, id: ChatId, tags: &[String], note: &str) -> Result<Chat, Problem> {
    may_converse(agent)?;
    let (chat, _) = chat_with_messages(app, agent, id, i64::MAX).await?;
    let tags = sound_tags(tags).map_err(|why| Problem::invalid("tags", why))?;
    let note = sound_note(note).map_err(|why| Problem::invalid("note", why))?;
    let described = app.records.describe_chat(chat.id, &tags, &note).await?;
    let described = described.ok_or_else(|| Problem::NotFound("no such chat".to_owned()))?;
    app.announce(News::ChatDescribed(Arc::new(described.clone())));
    Ok(described)
}
