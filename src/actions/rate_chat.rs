//! What the visitor thought of a chat.

use std::sync::Arc;

use super::log_chat::log_chat;
use super::problem::Problem;
use super::say::chat_of_visitor;
use crate::app::App;
use crate::domain::ids::{ChatId, VisitorKey};
use crate::domain::moment::HOUR;
use crate::domain::news::News;
use crate::domain::text::clean;

/// Characters of a comment.
const LONGEST: usize = 1_000;

/// The visitor gives stars (1 to 5), and perhaps a comment. They may change their mind for an hour after the chat's end.
///
/// # Errors
/// Not this visitor's chat; no such number of stars; nobody took the chat, or it ended long ago.
pub async fn rate_chat(app: &App, visitor: VisitorKey, id: ChatId, stars: i64, comment: &str) -> Result<(), Problem> {
    let chat = chat_of_visitor(app, visitor, id).await?;
    if !(1..=5).contains(&stars) {
        return Err(Problem::invalid("stars", "A rating has 1 to 5 stars."));
    }
    let comment = Some(clean(comment, LONGEST, true)).filter(|comment| !comment.is_empty());
    let since = app.clock.now().plus(-HOUR);
    let rated = app.records.rate_chat(chat.id, stars, comment.as_deref(), since).await?;
    let rated = rated.ok_or_else(|| Problem::Conflict("this chat cannot be rated any more".to_owned()))?;
    log_chat(app, &rated).await;
    app.announce(News::ChatRated(Arc::new(rated)));
    Ok(())
}
