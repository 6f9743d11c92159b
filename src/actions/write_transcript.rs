//! A chat is written down: to be saved, or to be sent by e-mail.

use super::problem::Problem;
use super::queue_mail::{address, new_mail, queue_mail};
use super::tend_chat::{chat_as_visitor, chat_with_messages};
use crate::app::App;
use crate::domain::agent::Agent;
use crate::domain::chat::Chat;
use crate::domain::ids::{ChatId, VisitorKey};
use crate::domain::mail::{About, Mail};
use crate::domain::message::{From, Message};
use crate::domain::site::Site;
use crate::domain::transcript::{Reader, transcript};
use crate::engines::documents::Letter;
use crate::engines::mail::Draft;

/// Transcripts a visitor may have sent of one chat.
const BY_VISITOR: i64 = 3;

/// As what a transcript is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words of DESK")]
pub enum Format {
    Text,
    Html,
    Eml,
}

/// A file to save.
#[derive(Debug)]
pub struct Saved {
    /// Letters, digits, dots and hyphens only.
    pub name: String,
    /// Its media type.
    pub kind: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// A chat as an agent saves it, whispers included. An `eml` opens in a mail program as a new e-mail to `to`.
///
/// # Errors
/// Not this agent's to read; `to` is no address; an engine failed.
pub async fn save_as_agent(
    app: &App,
    agent: &Agent,
    id: ChatId,
    format: Format,
    to: Option<&str>,
) -> Result<Saved, Problem> {
    let (chat, messages) = chat_with_messages(app, agent, id, 0).await?;
    let (letter, date) = written(app, &chat, &messages, Reader::Agent)?;
    match format {
        Format::Text | Format::Html => Ok(plain(letter, &date, format)),
        Format::Eml => {
            let to = to.filter(|to| !to.trim().is_empty()).map(|to| address("to", to)).transpose()?;
            let reader = reader_at(app, to.as_deref()).await?;
            draft(app, written(app, &chat, &messages, reader)?, to.as_deref())
        }
    }
}

/// A chat as its visitor saves it.
///
/// # Errors
/// Not this visitor's chat; an engine failed.
pub async fn save_as_visitor(app: &App, visitor: VisitorKey, id: ChatId, format: Format) -> Result<Saved, Problem> {
    let (chat, messages) = chat_as_visitor(app, visitor, id, 0).await?;
    let (letter, date) = written(app, &chat, &messages, Reader::Visitor)?;
    match format {
        Format::Text | Format::Html => Ok(plain(letter, &date, format)),
        Format::Eml => Err(Problem::invalid("format", "A transcript is saved as text or html.")),
    }
}

/// An agent sends a chat by e-mail.
///
/// # Errors
/// Not this agent's to read; `to` is no address; an engine failed.
pub async fn mail_as_agent(app: &App, agent: &Agent, id: ChatId, to: &str) -> Result<Mail, Problem> {
    let to = address("to", to)?;
    let (chat, messages) = chat_with_messages(app, agent, id, 0).await?;
    let reader = reader_at(app, Some(&to)).await?;
    let (letter, _) = written(app, &chat, &messages, reader)?;
    let mail = new_mail(app, About::Transcript, Some(chat.id.0), &to, letter);
    queue_mail(app, Mail { by: Some(agent.id), ..mail }).await
}

/// The visitor has their chat sent; three times at most, and not before an agent has said something, so that nobody uses us to write
/// to strangers.
///
/// # Errors
/// Not this visitor's chat; nothing to send; too many; `to` is no address; an engine failed.
pub async fn mail_as_visitor(app: &App, visitor: VisitorKey, id: ChatId, to: &str) -> Result<Mail, Problem> {
    let (chat, messages) = chat_as_visitor(app, visitor, id, 0).await?;
    let to = address("to", to)?;
    if !messages.iter().any(|message| message.from == From::Agent) {
        return Err(Problem::Conflict("Nobody has answered in this chat yet.".to_owned()));
    }
    let (letter, _) = written(app, &chat, &messages, Reader::Visitor)?;
    let mail = new_mail(app, About::Transcript, Some(chat.id.0), &to, letter);
    if !app.records.add_visitors_transcript(&mail, BY_VISITOR).await? {
        return Err(Problem::TooMany(format!("This chat has been sent {BY_VISITOR} times already.")));
    }
    app.live.wakes.mail.notify_one();
    Ok(mail)
}

/// What leaves the house is what the visitor may read; only to an agent's own address go whispers.
async fn reader_at(app: &App, to: Option<&str>) -> Result<Reader, Problem> {
    let Some(to) = to else { return Ok(Reader::Visitor) };
    let ours = app.records.agents().await?.iter().any(|agent| agent.active && agent.email.eq_ignore_ascii_case(to));
    Ok(if ours { Reader::Agent } else { Reader::Visitor })
}

/// The transcript, and its date.
fn written(app: &App, chat: &Chat, messages: &[Message], reader: Reader) -> Result<(Letter, String), Problem> {
    let site = app.live.sites.get(&chat.site).map_or_else(|| gone(chat), |site| Site::clone(&site));
    let transcript = transcript(&site, chat, messages, reader);
    Ok((app.documents.transcript(&transcript)?, transcript.date))
}

/// A site that was deleted; its chats are kept.
fn gone(chat: &Chat) -> Site {
    Site { key: chat.site.clone(), name: chat.site.to_string(), time_zone: "UTC".to_owned(), ..Site::demo() }
}

fn plain(letter: Letter, date: &str, format: Format) -> Saved {
    let (kind, suffix, text) = match format {
        Format::Html => ("text/html; charset=utf-8", "html", letter.html),
        Format::Text | Format::Eml => ("text/plain; charset=utf-8", "txt", letter.text),
    };
    Saved { name: format!("chat-{date}.{suffix}"), kind, bytes: text.into_bytes() }
}

fn draft(app: &App, (letter, date): (Letter, String), to: Option<&str>) -> Result<Saved, Problem> {
    let draft = Draft { to, subject: &letter.subject, text: &letter.text, html: &letter.html };
    let bytes = app.mailer.draft(&draft, app.clock.now()).map_err(|why| Problem::invalid("to", why.to_string()))?;
    Ok(Saved { name: format!("chat-{date}.eml"), kind: "message/rfc822", bytes })
}
