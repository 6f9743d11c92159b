//! A file is sent in a chat: stored in the records together with the message that tells of it.

use std::sync::Arc;

use super::problem::Problem;
use super::say::{chat_of_agent, chat_of_visitor, kept_id, message, of_agent};
use crate::app::App;
use crate::domain::agent::Agent;
use crate::domain::chat::{Chat, State};
use crate::domain::gate::check_origin;
use crate::domain::ids::{ChatId, FileId, SiteKey, VisitorId, VisitorKey};
use crate::domain::message::{Attached, File, From, Message};
use crate::domain::news::News;
use crate::domain::upload::{MOST_BYTES, file_name, media_type};
use crate::engines::records::{Say, StoredFile, file_token};

/// Who wants to send a file, before its bytes are read.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the words of PROTOCOL")]
pub struct Sender {
    pub site: SiteKey,
    pub visitor: VisitorId,
    pub origin: Option<String>,
    /// It is sent by a page of ours: the hosted chat, which may speak for every site.
    pub own_page: bool,
    pub chat: ChatId,
}

/// A file as it came.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the words of PROTOCOL")]
pub struct Upload {
    pub name: String,
    pub bytes: Vec<u8>,
    pub client_id: String,
    pub whisper: bool,
}

/// Whether this visitor may send a file now; asked before the bytes are read.
///
/// # Errors
/// No such site, a foreign page, not this visitor's open chat, a site that takes no files, too many (5 a minute).
pub async fn may_send_file(app: &App, sender: &Sender) -> Result<Chat, Problem> {
    let site = app.live.sites.get(&sender.site);
    let site = site.ok_or_else(|| Problem::NotFound(format!("no site has the key “{}”", sender.site)))?;
    let foreign = |_| Problem::Forbidden("this page does not belong to the site".to_owned());
    if !sender.own_page {
        check_origin(&site, sender.origin.as_deref()).map_err(foreign)?;
    }
    let visitor = VisitorKey::of(&site.key, sender.visitor);
    let chat = open(chat_of_visitor(app, visitor, sender.chat).await?)?;
    if !site.settings.visitor_files {
        return Err(Problem::Forbidden("files are not taken here".to_owned()));
    }
    if !app.live.limits.file(visitor) {
        return Err(Problem::TooMany("that is many files; wait a minute".to_owned()));
    }
    Ok(chat)
}

/// The visitor sends a file.
///
/// # Errors
/// It is empty or over 10 MB; the chat has ended.
pub async fn send_file_as_visitor(app: &App, chat: &Chat, upload: Upload) -> Result<Message, Problem> {
    let name = app.live.whos_on.get(chat.visitor).map_or(chat.visitor_name.clone(), |row| row.name().to_owned());
    let said = message(app, chat, From::Visitor, name, String::new(), &upload.client_id);
    send(app, said, upload).await
}

/// An agent sends a file.
///
/// # Errors
/// Not this agent's chat; it is empty or over 10 MB; the chat has ended.
pub async fn send_file_as_agent(app: &App, agent: &Agent, id: ChatId, upload: Upload) -> Result<Message, Problem> {
    let chat = open(chat_of_agent(app, agent, id).await?)?;
    let said = of_agent(app, &chat, agent, String::new(), &upload.client_id);
    send(app, Message { whisper: upload.whisper, ..said }, upload).await
}

fn open(chat: Chat) -> Result<Chat, Problem> {
    if chat.state == State::Ended { Err(Problem::Conflict("this chat has ended".to_owned())) } else { Ok(chat) }
}

async fn send(app: &App, said: Message, upload: Upload) -> Result<Message, Problem> {
    if upload.bytes.is_empty() || upload.bytes.len() > MOST_BYTES {
        return Err(Problem::invalid("file", "A file has at least one byte and at most 10 MB."));
    }
    let about = File {
        id: FileId(app.clock.id()),
        name: file_name(&upload.name),
        size: i64::try_from(upload.bytes.len()).unwrap_or(i64::MAX),
        r#type: media_type(&upload.bytes).to_owned(),
        token: file_token(),
    };
    let (text, attached) = (about.name.clone(), Some(Attached::File(about.clone())));
    let said = Message { text, attached, client_id: Some(kept_id(&upload.client_id)), ..said };
    let file = StoredFile { about, made: app.clock.now(), bytes: upload.bytes };
    match app.records.say_with(&said, Some(&file)).await? {
        Say::Said(message) => {
            app.announce(News::MessageSaid(Arc::new(message.clone())));
            Ok(message)
        }
        Say::Repeated(message) => Ok(message),
        Say::Over => Err(Problem::Conflict("this chat has ended".to_owned())),
    }
}
