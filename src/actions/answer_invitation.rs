//! The visitor answers an invitation: the reply, the chat and its assignment to the inviting agent are one transaction. A reply
//! that comes too late is not lost: it becomes an ordinary ringing chat, or a missed one where nobody is there.

use std::sync::Arc;

use super::block_visitor::refuse_blocked;
use super::move_invitation::{Moved, announce, at, find, happen};
use super::pass_on_chat::miss;
use super::problem::Problem;
use super::say::{kept_id, nameless, say_as_visitor, shown_name, words};
use super::who_is_there::standing;
use crate::app::App;
use crate::domain::chat::{self, Chat};
use crate::domain::ids::{ChatId, InvitationId, VisitorKey};
use crate::domain::invitation::{Happening, Invitation, State, Step};
use crate::domain::message::{From, Message};
use crate::domain::news::News;
use crate::domain::presence::Presence;
use crate::engines::records::{Added, RecordsError};

/// What became of a reply.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct Answered {
    pub chat: Chat,
    /// The reply's number in it.
    pub seq: i64,
}

/// Who replies, and what.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the words of PROTOCOL")]
pub struct Reply {
    pub visitor: VisitorKey,
    pub invitation: InvitationId,
    pub text: String,
    pub client_id: String,
}

/// Takes a reply. The same `client_id` again is the same reply.
///
/// # Errors
/// Not this visitor's invitation; no words; an engine failed.
pub async fn answer_invitation(app: &App, reply: Reply) -> Result<Answered, Problem> {
    let reply = Reply { text: words(&reply.text)?, client_id: kept_id(&reply.client_id), ..reply };
    loop {
        let invitation = find(app, reply.visitor, reply.invitation).await?;
        refuse_blocked(app, &invitation.site, reply.visitor)?;
        if invitation.remaining(app.clock.now(), &app.clock.steady()) == Some(0) && invitation.state.is_open() {
            happen(app, invitation.id, Happening::DeadlinePassed).await?;
            continue;
        }
        match invitation.state.step(Happening::Replied) {
            Step::Moved(next) => {
                if let Some(answered) = accept(app, &reply, &invitation, next).await? {
                    return Ok(answered);
                }
            }
            Step::Unchanged | Step::Refused(_) => return too_late(app, &reply, &invitation).await,
        }
    }
}

/// Accepts in one transaction; `None` when somebody else moved the invitation first.
async fn accept(app: &App, reply: &Reply, invitation: &Invitation, next: State) -> Result<Option<Answered>, Problem> {
    let id = ChatId(app.clock.id());
    let mut chat = new_chat(app, invitation, id, reply);
    chat.state = chat::State::Active;
    chat.agent = Some((invitation.agent, invitation.agent_name.clone()));
    (chat.invitation, chat.last_seq, chat.read_seq) = (Some(invitation.id), 2, 1);
    let face = shown_name(app, &invitation.site, &invitation.agent_name);
    (chat.rings_until, chat.accepted, chat.face) = (None, Some(chat.started), Some(face));
    let messages = [invited(app, invitation, id), replied(app, reply, invitation, id, 2)];
    let moved = Invitation { chat: Some(id), ..at(app, invitation.clone(), next) };
    match app.records.accept_invitation(&moved, invitation.state, &chat, &messages).await {
        Ok(false) => return Ok(None),
        Ok(true) => {}
        // The visitor is in a chat by now: the reply belongs there.
        Err(RecordsError::Taken) => return too_late(app, reply, invitation).await.map(Some),
        Err(error) => return Err(error.into()),
    }
    app.announce(News::ChatMoved(Arc::new(chat.clone())));
    announce(app, &moved).await;
    for message in messages {
        app.announce(News::MessageSaid(Arc::new(message)));
    }
    Ok(Some(Answered { chat, seq: 2 }))
}

/// The invitation is over, or the visitor is in a chat: the words go there, or ring.
async fn too_late(app: &App, reply: &Reply, invitation: &Invitation) -> Result<Answered, Problem> {
    let id = ChatId(app.clock.id());
    let chat = Chat { last_seq: 1, ..new_chat(app, invitation, id, reply) };
    let message = replied(app, reply, invitation, id, 1);
    if let Some(open) = answered_already(app, reply, invitation).await? {
        return Ok(open);
    }
    match app.records.add_chat(&chat, std::slice::from_ref(&message)).await? {
        Added::AlreadyOpen(open) => {
            let said = say_as_visitor(app, reply.visitor, open.id, &reply.text, &reply.client_id).await?;
            Ok(Answered { chat: *open, seq: said.seq })
        }
        Added::Stored => {
            app.announce(News::ChatMoved(Arc::new(chat.clone())));
            app.announce(News::MessageSaid(Arc::new(message)));
            Ok(Answered { chat: ring_or_miss(app, chat).await?, seq: 1 })
        }
    }
}

/// Where nobody is whom it could ring at, it is missed at once: the visitor leaves the words as a message.
async fn ring_or_miss(app: &App, chat: Chat) -> Result<Chat, Problem> {
    if standing(app, &chat).await?.rings.is_empty() { miss(app, chat).await } else { Ok(chat) }
}

/// The same reply came before, and is in a chat.
async fn answered_already(app: &App, reply: &Reply, invitation: &Invitation) -> Result<Option<Answered>, Problem> {
    let said = app.records.said_before(reply.visitor, &reply.client_id, invitation.sent).await?;
    let Some(message) = said else { return Ok(None) };
    let chat = app.records.chat(message.chat).await?;
    Ok(chat.map(|chat| Answered { chat, seq: message.seq }))
}

fn new_chat(app: &App, invitation: &Invitation, id: ChatId, reply: &Reply) -> Chat {
    let (site, name) = (invitation.site.clone(), name_of(app, invitation));
    let chat = Chat::ringing(id, site, invitation.visitor, name, app.clock.now());
    let here = app.live.whos_on.get(invitation.visitor);
    let visit = here.as_ref().map_or(invitation.visit, |row| row.visit);
    let email = here.and_then(|row| row.person.as_ref().map(|person| person.email.clone()));
    Chat {
        last_text: reply.text.clone(),
        url: invitation.url.clone(),
        visit: Some(visit),
        email: email.filter(|email| !email.is_empty()),
        ..chat
    }
}

fn name_of(app: &App, invitation: &Invitation) -> String {
    let here = app.live.whos_on.get(invitation.visitor);
    here.as_deref().map_or_else(|| invitation.visitor_name.clone(), |visitor: &Presence| visitor.name().to_owned())
}

/// The invitation's own words are the chat's first message.
fn invited(app: &App, invitation: &Invitation, chat: ChatId) -> Message {
    let (name, text) = (invitation.agent_name.clone(), invitation.text.clone());
    let said = Message::new(chat, invitation.visitor, From::Agent, name, text, invitation.sent);
    Message { seq: 1, agent: Some(invitation.agent), shown_as: nameless(app, &invitation.site), ..said }
}

fn replied(app: &App, reply: &Reply, invitation: &Invitation, chat: ChatId, seq: i64) -> Message {
    let (name, text) = (name_of(app, invitation), reply.text.clone());
    let said = Message::new(chat, invitation.visitor, From::Visitor, name, text, app.clock.now());
    Message { seq, client_id: Some(reply.client_id.clone()), ..said }
}

/// The visitor says no.
///
/// # Errors
/// Not this visitor's invitation; an engine failed.
pub async fn decline_invitation(app: &App, visitor: VisitorKey, id: InvitationId) -> Result<Moved, Problem> {
    find(app, visitor, id).await?;
    happen(app, id, Happening::Declined).await
}
