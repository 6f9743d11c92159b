//! Offline messages as consoles are told of them and as they are listed.

use serde::Serialize;

use crate::actions::problem::Problem;
use crate::app::App;
use crate::domain::agent::Right;
use crate::domain::dispatch::State;
use crate::domain::ids::{AgentId, ChatId, OfflineMessageId, SiteKey, VisitorKey};
use crate::domain::mail::Mail;
use crate::domain::moment::Moment;
use crate::domain::offline_message::OfflineMessage;
use crate::live::doorways::Frame;
use crate::web::wire::written;

/// One message.
#[derive(Serialize)]
pub(crate) struct OfflineWire<'a> {
    r#type: &'static str,
    id: OfflineMessageId,
    site: &'a SiteKey,
    visitor: VisitorKey,
    visitor_name: &'a str,
    name: &'a str,
    email: &'a str,
    department: Option<&'a str>,
    text: &'a str,
    url: &'a str,
    chat: Option<ChatId>,
    at: Moment,
    handled: Option<Moment>,
    handled_by: Option<&'a str>,
    mails: Vec<MailBrief>,
}

/// What became of an e-mail about it.
#[derive(Serialize)]
struct MailBrief {
    to: String,
    state: State,
    error: Option<String>,
}

impl From<Mail> for MailBrief {
    fn from(mail: Mail) -> Self {
        Self { to: mail.to, state: mail.dispatch.state, error: mail.dispatch.error }
    }
}

impl<'a> OfflineWire<'a> {
    /// With the e-mails about it as they stand now.
    pub(crate) async fn of(app: &App, message: &'a OfflineMessage) -> Result<Self, Problem> {
        let mails = app.records.mails_about(message.id.0).await?;
        Ok(Self {
            r#type: "offline_message",
            id: message.id,
            site: &message.site,
            visitor: message.visitor,
            visitor_name: &message.visitor_name,
            name: &message.name,
            email: &message.email,
            department: message.department.as_deref(),
            text: &message.text,
            url: &message.url,
            chat: message.chat,
            at: message.at,
            handled: message.handled,
            handled_by: message.handled_by.as_deref(),
            mails: mails.into_iter().map(Into::into).collect(),
        })
    }
}

/// Tells the consoles of everybody who may chat.
pub(crate) async fn offline_message_moved(app: &App, message: &OfflineMessage) {
    match tell(app, message).await {
        Ok(()) => {}
        Err(error) => tracing::warn!(%error, "an offline message could not be told to the consoles; it is in the list"),
    }
}

async fn tell(app: &App, message: &OfflineMessage) -> Result<(), Problem> {
    let frame = Frame::from(written(&OfflineWire::of(app, message).await?));
    let agents = app.records.agents().await?;
    let may: Vec<AgentId> =
        agents.iter().filter(|agent| agent.role.may(Right::Converse)).map(|agent| agent.id).collect();
    app.live.consoles.send(&frame, |agent| may.contains(&agent));
    Ok(())
}
