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
use crate::domain::text::{clean, line};

/// Tags of one chat.
const MOST_TAGS: usize = 20;
/// Characters of one tag.
const LONGEST_TAG: usize = 40;
/// Characters of a note.
const LONGEST_NOTE: usize = 4_000;

/// Replaces a chat's tags and note. Tags are kept in their order, each once.
///
/// # Errors
/// No such chat, or not one this agent may see; too many tags, or too long.
pub async fn describe_chat(app: &App, agent: &Agent, id: ChatId, tags: &[String], note: &str) -> Result<Chat, Problem> {
    may_converse(agent)?;
    let (chat, _) = chat_with_messages(app, agent, id, i64::MAX).await?;
    let (tags, note) = (sound(tags)?, clean(note, usize::MAX, true));
    if note.chars().count() > LONGEST_NOTE {
        return Err(Problem::invalid("note", format!("A note has at most {LONGEST_NOTE} characters.")));
    }
    let described = app.records.describe_chat(chat.id, &tags, &note).await?;
    let described = described.ok_or_else(|| Problem::NotFound("no such chat".to_owned()))?;
    app.announce(News::ChatDescribed(Arc::new(described.clone())));
    Ok(described)
}

fn sound(tags: &[String]) -> Result<Vec<String>, Problem> {
    let mut kept: Vec<String> = Vec::new();
    for tag in tags.iter().map(|tag| line(tag, usize::MAX)).filter(|tag| !tag.is_empty()) {
        if tag.chars().count() > LONGEST_TAG {
            return Err(Problem::invalid("tags", format!("A tag has at most {LONGEST_TAG} characters.")));
        }
        if !kept.contains(&tag) {
            kept.push(tag);
        }
    }
    if kept.len() > MOST_TAGS {
        return Err(Problem::invalid("tags", format!("A chat has at most {MOST_TAGS} tags.")));
    }
    Ok(kept)
}
