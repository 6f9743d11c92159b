//! A visitor leaves a message when nobody can take a chat. It is stored together with the e-mails about it, before it is acknowledged.

use std::sync::Arc;

use super::admit::{Claim, Envelope, admit};
use super::block_visitor::refuse_blocked;
use super::problem::Problem;
use super::queue_mail::{address, new_mail};
use super::say::{chat_of_visitor, kept_id, words};
use crate::app::App;
use crate::domain::agent::{Agent, Role};
use crate::domain::gate::DropReason;
use crate::domain::ids::{ChatId, DepartmentId, OfflineMessageId, SiteKey, VisitorKey};
use crate::domain::local_time::written;
use crate::domain::mail::{About, Mail};
use crate::domain::news::News;
use crate::domain::offline_message::OfflineMessage;
use crate::domain::site::Site;
use crate::domain::text::line;
use crate::engines::documents::OfflineLetter;

/// Characters of a name.
const LONGEST_NAME: usize = 80;

/// What the visitor leaves.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the words of DESK")]
pub struct Left {
    pub name: String,
    pub email: String,
    pub text: String,
    pub department: Option<DepartmentId>,
    /// A missed chat of this visitor.
    pub chat: Option<ChatId>,
    /// The page they are on; empty where it is not known.
    pub url: String,
    pub client_id: String,
}

/// Leaves a message for a visitor who is not followed: they have no id and no doorway, only what the day's salt makes of where they
/// come from, which is forgotten with it.
///
/// # Errors
/// Not let in, and why; then as [`leave_message`].
pub async fn leave_without_id(app: &App, site: SiteKey, envelope: Envelope<'_>, left: Left) -> Result<(), Problem> {
    let claim = Claim { site, visitor: None, privacy: true, simulated: false, at: app.clock.now() };
    let guest = admit(app, &claim, envelope).map_err(|(reason, why)| match reason {
        DropReason::TooMany => Problem::TooMany(why),
        _ => Problem::Forbidden(why),
    })?;
    if guest.reading.bot.is_some() {
        return Err(Problem::Forbidden("a bot leaves no message".to_owned()));
    }
    leave_message(app, &guest.site, guest.key, left).await
}

/// Stores a message and queues the e-mails about it. The same `client_id` again is the same message.
///
/// # Errors
/// A field is wrong; not this visitor's chat; the visitor is blocked, or leaves too many; an engine failed.
pub async fn leave_message(app: &App, site: &Site, visitor: VisitorKey, left: Left) -> Result<(), Problem> {
    refuse_blocked(app, &site.key, visitor)?;
    if !app.live.limits.offline_message(visitor) {
        return Err(Problem::TooMany("That is a lot of messages; please wait a minute.".to_owned()));
    }
    let message = message(app, site, visitor, left).await?;
    let mails = mails(app, site, &message).await?;
    if app.records.add_offline_message(&message, &mails).await? {
        app.live.wakes.mail.notify_one();
        app.announce(News::OfflineMessageMoved(Arc::new(message)));
    }
    Ok(())
}

async fn message(app: &App, site: &Site, visitor: VisitorKey, left: Left) -> Result<OfflineMessage, Problem> {
    let email = address("email", &left.email)?;
    let text = words(&left.text)?;
    if let Some(chat) = left.chat {
        chat_of_visitor(app, visitor, chat).await?;
    }
    let visitor_name = app.live.whos_on.get(visitor).map(|row| row.name().to_owned()).unwrap_or_default();
    let name = Some(line(&left.name, LONGEST_NAME)).filter(|name| !name.is_empty());
    Ok(OfflineMessage {
        id: OfflineMessageId(app.clock.id()),
        site: site.key.clone(),
        visitor,
        client_id: kept_id(&left.client_id),
        name: name.unwrap_or_else(|| email.clone()),
        visitor_name,
        email,
        department: department(app, left.department).await?,
        text,
        url: left.url,
        chat: left.chat,
        at: app.clock.now(),
        handled: None,
        handled_by: None,
    })
}

/// Its name; a department that is no more is none.
async fn department(app: &App, id: Option<DepartmentId>) -> Result<Option<String>, Problem> {
    let Some(id) = id else { return Ok(None) };
    let departments = app.records.departments().await?;
    Ok(departments.into_iter().find(|department| department.id == id).map(|department| department.name))
}

/// An e-mail to each recipient; an answer to it goes to the visitor.
async fn mails(app: &App, site: &Site, message: &OfflineMessage) -> Result<Vec<Mail>, Problem> {
    let letter = app.documents.offline_letter(&OfflineLetter {
        site: &site.name,
        name: &message.name,
        email: &message.email,
        department: message.department.as_deref(),
        text: &message.text,
        url: &message.url,
        at: &written(message.at, &site.time_zone),
        console: &format!("{}/settings/offline", app.config.public_url),
    })?;
    let mail = |to: Agent| {
        let mail = new_mail(app, About::OfflineMessage, Some(message.id.0), &to.email, letter.clone());
        Mail { reply_to: Some(message.email.clone()), ..mail }
    };
    Ok(recipients(app).await?.into_iter().map(mail).collect())
}

/// The chosen agents who are active; where there are none, the active Administrators.
async fn recipients(app: &App) -> Result<Vec<Agent>, Problem> {
    let chosen = app.records.desk_settings().await?.offline_recipients;
    let active: Vec<Agent> = app.records.agents().await?.into_iter().filter(|agent| agent.active).collect();
    let (told, others): (Vec<_>, Vec<_>) = active.into_iter().partition(|agent| chosen.contains(&agent.id));
    if told.is_empty() {
        return Ok(others.into_iter().filter(|agent| agent.role == Role::Administrator).collect());
    }
    Ok(told)
}

/// Notes that a message is handled, or that it is not after all.
///
/// # Errors
/// No such message; an engine failed.
pub async fn handle_offline_message(
    app: &App,
    agent: &Agent,
    id: OfflineMessageId,
    handled: bool,
) -> Result<OfflineMessage, Problem> {
    let by = handled.then_some((app.clock.now(), agent.name.as_str()));
    let message = app.records.handle_offline_message(id, by).await?;
    let message = message.ok_or_else(|| Problem::NotFound("no such offline message".to_owned()))?;
    app.announce(News::OfflineMessageMoved(Arc::new(message.clone())));
    Ok(message)
}
