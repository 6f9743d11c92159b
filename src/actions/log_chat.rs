//! A chat that has ended goes into the visit log; again when it is rated after that.

use crate::app::App;
use crate::domain::chat::{Chat, EndedAs};
use crate::domain::ids::VisitId;
use crate::domain::log_entry::{ChatEntry, LogEntry};
use crate::domain::moment::Moment;
use crate::engines::records::Said;

/// Writes down how `chat` stands now, once it has ended.
pub(super) async fn log_chat(app: &App, chat: &Chat) {
    let Some(ended) = chat.ended else { return };
    let said = app.records.said_in(chat.id).await.unwrap_or_else(|error| {
        tracing::warn!(%error, chat = %chat.id, "what was said in a chat could not be counted");
        Said::default()
    });
    let entry = entry(chat, &said, ended, app.clock.now());
    if let Err(error) = app.spool.append(vec![LogEntry::Chat(Box::new(entry))]).await {
        tracing::error!(%error, chat = %chat.id, "a chat's end could not be written into the visit log");
    }
}

fn entry(chat: &Chat, said: &Said, ended: Moment, version: Moment) -> ChatEntry {
    ChatEntry {
        site: chat.site.clone(),
        chat: chat.id,
        visitor: chat.visitor.log_id(),
        visit: chat.visit.unwrap_or(VisitId(uuid::Uuid::nil())),
        agent: chat.agent.as_ref().map(|(agent, _)| *agent),
        department: chat.department.as_ref().map(|(department, _)| *department),
        invitation: chat.invitation,
        asked: chat.started,
        answered: chat.accepted,
        first_reply: said.first_reply,
        ended,
        version,
        outcome: outcome(chat).to_owned(),
        messages: said.messages,
        rating: chat.rating.and_then(|stars| u8::try_from(stars).ok()),
    }
}

/// Who is blocked while it rings has not been missed.
pub(super) fn outcome(chat: &Chat) -> &'static str {
    match (chat.accepted, chat.ended_as) {
        (Some(_), _) => "answered",
        (None, Some(EndedAs::Missed)) => "missed",
        (None, _) => "abandoned",
    }
}
