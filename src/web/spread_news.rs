//! News from the bus to whom it concerns on this node: the live row, the visitor's pages, the agents' consoles.

use tokio_util::sync::CancellationToken;

use super::console::chat::ChatWire;
use super::console::rooms::{room_read, room_said};
use super::console::told::{InvitationWire, MessageWire, hello};
use super::visitor::told::{card_frame, chat_frame, invitation_frame, marks_frame, message_frame};
use super::wire::{typing, written};
use crate::actions::manage_sites::reload_sites;
use crate::actions::manage_webhooks::reload_webhooks;
use crate::app::App;
use crate::domain::chat::{self, Chat};
use crate::domain::ids::AgentId;
use crate::domain::invitation::{Invitation, State};
use crate::domain::message::{From, Message};
use crate::domain::news::News;
use crate::engines::bus::{Silence, Subscription};
use crate::live::doorways::Frame;

/// Runs until `stop`, or until the bus closes.
pub async fn spread_news(app: App, mut news: Subscription, stop: CancellationToken) {
    loop {
        let next = tokio::select! {
            () = stop.cancelled() => return,
            next = news.next() => next,
        };
        match next {
            Ok(news) => spread(&app, news).await,
            Err(Silence::Closed) => return,
            Err(Silence::Lagged(missed)) => {
                app.metrics.news_missed.inc_by(missed);
                app.live.consoles.lag_all();
            }
        }
    }
}

async fn spread(app: &App, news: News) {
    match news {
        News::InvitationMoved(invitation) => invitation_moved(app, &invitation),
        News::ChatMoved(chat) => chat_moved(app, &chat),
        News::ChatMarked { chat, by_agent } => {
            if by_agent {
                app.live.doorways.send(chat.visitor, &Frame::from(marks_frame(&chat)));
            }
            tell_consoles(app, &chat);
        }
        News::ChatRated(chat) => {
            app.live.doorways.send(chat.visitor, &Frame::from(chat_frame(&chat, &[])));
            tell_consoles(app, &chat);
        }
        News::ChatDescribed(chat) => tell_consoles(app, &chat),
        News::MessageSaid(message) => message_said(app, &message),
        News::Typing { chat, visitor, owner, agent, name, text } => {
            let frame = Frame::from(typing(chat, &name, text.as_deref()));
            match agent {
                Some(_) => app.live.doorways.send(visitor, &frame),
                None => app.live.consoles.send(&frame, |agent| Some(agent) == owner),
            }
        }
        News::AgentMoved { agent, .. } => agent_moved(app, agent).await,
        News::WebhooksChanged => {
            if let Err(error) = reload_webhooks(app).await {
                tracing::warn!(%error, "the webhooks changed and could not be read");
            }
        }
        News::RoomSaid { message, members } => room_said(app, &message, &members).await,
        News::RoomRead { room, agent } => room_read(app, room, agent).await,
        News::SitesChanged => {
            if let Err(error) = reload_sites(app).await {
                tracing::warn!(%error, "the sites changed and could not be read");
            }
        }
    }
}

/// All consoles of one agent show the same status.
async fn agent_moved(app: &App, id: AgentId) {
    match app.records.agent(id).await {
        Ok(Some(agent)) => app.live.consoles.send(&Frame::from(hello(app, &agent)), |to| to == id),
        Ok(None) => {}
        Err(error) => tracing::warn!(%error, "an agent's status changed and could not be read"),
    }
}

fn invitation_moved(app: &App, invitation: &Invitation) {
    let brief = invitation.brief();
    app.live.engaged.set_invitation(invitation.visitor, brief.clone());
    app.live.whos_on.set_invitation(invitation.visitor, brief);
    let to_page =
        if invitation.state == State::Sent { card_frame(app, invitation) } else { invitation_frame(app, invitation) };
    if invitation.state != State::Delivered {
        app.live.doorways.send(invitation.visitor, &Frame::from(to_page));
    }
    let to_console = written(&InvitationWire::of(app, invitation));
    app.live.consoles.send(&Frame::from(to_console), |_| true);
}

fn chat_moved(app: &App, chat: &Chat) {
    let brief = chat.brief();
    app.live.engaged.set_chat(chat.visitor, brief.clone());
    app.live.whos_on.set_chat(chat.visitor, brief);
    app.live.doorways.send(chat.visitor, &Frame::from(chat_frame(chat, &[])));
    tell_consoles(app, chat);
}

fn tell_consoles(app: &App, chat: &Chat) {
    // Who else may take it must see that somebody has it.
    let rings = |agent: AgentId| chat.state == chat::State::Ringing && !chat.declined.contains(&agent);
    app.live.consoles.send(&Frame::from(written(&ChatWire::of(chat, true))), rings);
    app.live.consoles.send(&Frame::from(written(&ChatWire::of(chat, false))), |agent| !rings(agent));
}

fn message_said(app: &App, message: &Message) {
    if let Some(frame) = message_frame(message) {
        app.live.doorways.send(message.visitor, &Frame::from(frame));
    }
    let owner =
        app.live.engaged.chat(message.visitor).filter(|chat| chat.id == message.chat).and_then(|chat| chat.agent);
    let concerns = |agent: AgentId| owner.as_ref().is_none_or(|owner| owner.id == agent);
    app.live.consoles.send(&Frame::from(written(&MessageWire::of(message))), concerns);
    if message.from == From::Visitor {
        app.live.whos_on.be_active(message.visitor, app.clock.now());
    }
}
