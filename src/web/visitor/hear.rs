//! What a visitor's frame does: each calls one action and answers with frames.

use super::calls::{called, desk};
use super::heard::{Heard, Hello, Offline};
use super::told::{card_frame, chat_frame, invitation_frame, transcript_sent, welcome as welcome_frame};
use crate::actions::amend_message::{Change, amend_as_visitor};
use crate::actions::answer_invitation::{Reply, answer_invitation, decline_invitation};
use crate::actions::leave_message::{Left, leave_message};
use crate::actions::mark_chat::see_messages;
use crate::actions::move_invitation::Moved;
use crate::actions::note_invitation::{note_delivery, note_view};
use crate::actions::open_doorway::{Doorway, Opening};
use crate::actions::problem::Problem;
use crate::actions::rate_chat::rate_chat;
use crate::actions::say::say_as_visitor;
use crate::actions::see_page::{be_active, see_page, seem_to_leave};
use crate::actions::show_typing::type_as_visitor;
use crate::actions::tend_chat::{chat_as_visitor, end_chat_as_visitor};
use crate::actions::who_is_there::url_of;
use crate::actions::write_transcript::mail_as_visitor;
use crate::app::App;
use crate::domain::beacon::PageViewSaid;
use crate::domain::ids::{ChatId, PageViewId, VisitorKey};
use crate::domain::presence::Page;
use crate::domain::text::line;
use crate::web::wire::{ack, ack_outside, refused};

impl Hello {
    /// What the first frame says, checked.
    pub(super) fn opening(self) -> Result<Opening, String> {
        Ok(Opening {
            visitor: self.visitor.parse()?,
            page_view: PageViewId(self.page_view),
            page: PageViewSaid {
                url: page_url(&self.url)?,
                title: line(&self.title, 512),
                referrer: line(&self.referrer, 2048),
                language: line(&self.language, 35),
                time_zone: line(&self.time_zone, 64),
                screen: line(&self.screen, 16),
            },
            simulated: self.simulated,
            site: self.site.as_str().into(),
        })
    }
}

pub(super) fn page_url(text: &str) -> Result<url::Url, String> {
    let url = url::Url::parse(&line(text, 2048)).map_err(|_| "url: not an address".to_owned())?;
    if matches!(url.scheme(), "http" | "https") { Ok(url) } else { Err("url: not http or https".to_owned()) }
}

/// What a page is told when its doorway opens.
pub(super) async fn welcome(app: &App, doorway: &Doorway) -> Vec<String> {
    let open = match app.live.engaged.chat(doorway.key) {
        Some(chat) => chat_as_visitor(app, doorway.key, chat.id, 0).await.ok(),
        None => None,
    };
    let row = app.live.whos_on.get(doorway.key);
    let language = row.as_ref().map(|row| &*row.language).unwrap_or_default();
    let mut frames = vec![welcome_frame(&doorway.site, language, open.as_ref())];
    if app.live.engaged.invitation(doorway.key).is_some()
        && let Ok(Some(invitation)) = app.records.open_invitation(doorway.key).await
    {
        frames.push(card_frame(app, &invitation));
    }
    frames
}

/// Does what `heard` says; what to answer.
pub(super) async fn hear(app: &App, doorway: &Doorway, heard: Heard) -> Vec<String> {
    let key = doorway.key;
    match heard {
        Heard::Page { page_view, url, title } => page(app, doorway, PageViewId(page_view), &url, &title),
        Heard::Activity { visible } => {
            if visible {
                be_active(app, doorway);
            }
            Vec::new()
        }
        Heard::ExitIntent => {
            seem_to_leave(app, doorway);
            Vec::new()
        }
        Heard::Desk => desk(app, doorway).await,
        Heard::Call(said) => called(app, doorway, said).await,
        Heard::Typing { chat, text } => silent(type_as_visitor(app, key, chat, text).await),
        Heard::Delivered { invitation } => moved(app, note_delivery(app, key, invitation).await),
        Heard::Viewed { invitation } => moved(app, note_view(app, key, invitation).await),
        Heard::Decline { invitation } => moved(app, decline_invitation(app, key, invitation).await),
        Heard::Reply { invitation, text, client_id } => {
            let reply = Reply { visitor: key, invitation, text, client_id: client_id.clone() };
            match answer_invitation(app, reply).await {
                Ok(answered) => replied(app, doorway, answered.chat.id, answered.seq, &client_id).await,
                Err(problem) => vec![refused(Some(&client_id), &problem.to_string())],
            }
        }
        Heard::Say { chat, text, client_id } => match say_as_visitor(app, key, chat, &text, &client_id).await {
            Ok(message) => vec![ack(&client_id, chat, message.seq)],
            Err(problem) => vec![refused(Some(&client_id), &problem.to_string())],
        },
        Heard::Edit { chat, seq, text } => amend(app, key, Change { chat, seq, text: Some(text) }).await,
        Heard::Delete { chat, seq } => amend(app, key, Change { chat, seq, text: None }).await,
        Heard::Seen { chat, delivered, read } => silent(see_messages(app, key, chat, delivered, read).await),
        Heard::Rate { chat, stars, comment } => silent(rate_chat(app, key, chat, stars, &comment).await),
        Heard::Resume { chat, after } => resume(app, doorway, chat, after).await,
        Heard::End { chat } => silent(end_chat_as_visitor(app, key, chat).await.map(drop)),
        Heard::Offline(offline) => leave(app, doorway, offline).await,
        Heard::EmailTranscript { chat, to } => match mail_as_visitor(app, key, chat, &to).await {
            Ok(mail) => vec![transcript_sent(chat, &mail.to)],
            Err(problem) => vec![refused(None, &problem.to_string())],
        },
        Heard::Bye => Vec::new(),
    }
}

async fn leave(app: &App, doorway: &Doorway, offline: Offline) -> Vec<String> {
    let Offline { name, email, text, department, chat, client_id } = offline;
    let url = url_of(app, doorway.key);
    let left = Left { name, email, text, department, chat, url, client_id: client_id.clone() };
    match leave_message(app, &doorway.site, doorway.key, left).await {
        Ok(()) => vec![ack_outside(&client_id)],
        Err(problem) => vec![refused(Some(&client_id), &problem.to_string())],
    }
}

fn page(app: &App, doorway: &Doorway, page_view: PageViewId, url: &str, title: &str) -> Vec<String> {
    match page_url(url) {
        Ok(url) => {
            let page = Page { url: url.as_str().into(), path: url.path().into(), title: line(title, 512).into() };
            see_page(app, doorway, page_view, page);
            Vec::new()
        }
        Err(why) => vec![refused(None, &why)],
    }
}

async fn amend(app: &App, key: VisitorKey, change: Change) -> Vec<String> {
    silent(amend_as_visitor(app, key, change).await)
}

fn silent(result: Result<(), Problem>) -> Vec<String> {
    match result {
        Ok(()) => Vec::new(),
        Err(problem) => vec![refused(None, &problem.to_string())],
    }
}

/// A page that says something of an invitation that has ended is told so; everything else is news to all its pages anyway.
fn moved(app: &App, result: Result<Moved, Problem>) -> Vec<String> {
    match result {
        Ok(Moved::Stands(_)) => Vec::new(),
        Ok(Moved::Refused(_, invitation)) => vec![invitation_frame(app, &invitation)],
        Err(problem) => vec![refused(None, &problem.to_string())],
    }
}

async fn replied(app: &App, doorway: &Doorway, chat: ChatId, seq: i64, client_id: &str) -> Vec<String> {
    let mut frames = vec![ack(client_id, chat, seq)];
    frames.extend(resume(app, doorway, chat, 0).await);
    frames
}

async fn resume(app: &App, doorway: &Doorway, chat: ChatId, after: i64) -> Vec<String> {
    match chat_as_visitor(app, doorway.key, chat, after).await {
        Ok((chat, messages)) => vec![chat_frame(&chat, &messages)],
        Err(problem) => vec![refused(None, &problem.to_string())],
    }
}
