//! News from the bus to whom it concerns on this node: the live row, the visitor's pages, the agents' consoles.

use tokio_util::sync::CancellationToken;

use super::console::colleague::OfferWire;
use super::console::offline::offline_message_moved;
use super::console::rooms::{room_read, room_said};
use super::console::told::{InvitationWire, MessageWire, hello};
use super::spread_chat::{chat_moved, chat_told, colleague_moved, ring_anew};
use super::visitor::told::{card_frame, chat_frame, invitation_frame, marks_frame, message_frame};
use super::wire::{typing, written};
use crate::actions::block_visitor::reload_blocks;
use crate::actions::manage_sites::reload_sites;
use crate::actions::manage_webhooks::reload_webhooks;
use crate::actions::problem::Problem;
use crate::actions::reload_invitation_rules::reload_invitation_rules;
use crate::actions::reload_rules::reload_rules;
use crate::app::App;
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
                rules_changed(&app).await;
                logged(reload_invitation_rules(&app).await, "the rules that invite could not be read");
                app.live.consoles.lag_all();
            }
        }
    }
}

async fn spread(app: &App, news: News) {
    match news {
        News::InvitationMoved(invitation) => invitation_moved(app, &invitation),
        News::ChatMoved(chat) => logged(chat_moved(app, &chat).await, "a chat moved and its agents could not be found"),
        News::OfferMoved(offer) => {
            let frame = Frame::from(written(&OfferWire::of(&offer)));
            app.live.consoles.send(&frame, |agent| offer.concerns(agent));
        }
        News::ChatMarked { chat, by_agent } => {
            if by_agent {
                app.live.doorways.send(chat.visitor, &Frame::from(marks_frame(&chat)));
            }
            logged(chat_told(app, &chat).await, "a chat was read and its agents could not be found");
        }
        News::ChatRated(chat) => {
            app.live.doorways.send(chat.visitor, &Frame::from(chat_frame(&chat, &[])));
            logged(chat_told(app, &chat).await, "a chat was rated and its agents could not be found");
        }
        News::ChatDescribed(chat) => {
            logged(chat_told(app, &chat).await, "a chat was described and its agents could not be found");
        }
        News::MessageSaid(message) => message_said(app, &message),
        News::Typing { chat, visitor, agent, name, text, .. } => {
            let frame = Frame::from(typing(chat, &name, text.as_deref()));
            if agent.is_some() {
                app.live.doorways.send(visitor, &frame);
            } else {
                let hearers = app.live.audiences.hearers(chat);
                app.live.consoles.send(&frame, |agent| hearers.contains(&agent));
            }
        }
        News::AgentMoved { agent, .. } => {
            agent_moved(app, agent).await;
            logged(colleague_moved(app, agent).await, "an agent moved and could not be read");
            logged(ring_anew(app, agent).await, "what rings could not be read");
        }
        News::ColleagueMoved { agent } => {
            logged(colleague_moved(app, agent).await, "an agent moved and could not be read");
        }
        News::OfflineMessageMoved(message) => offline_message_moved(app, &message).await,
        News::BlocksChanged => logged(reload_blocks(app).await, "the blocks changed and could not be read"),
        News::WebhooksChanged => logged(reload_webhooks(app).await, "the webhooks changed and could not be read"),
        News::RoomSaid { message, members } => room_said(app, &message, &members).await,
        News::RoomRead { room, agent } => room_read(app, room, agent).await,
        News::SitesChanged => logged(reload_sites(app).await, "the sites changed and could not be read"),
        News::RulesChanged => rules_changed(app).await,
        News::InvitationRulesChanged => {
            logged(reload_invitation_rules(app).await, "the rules that invite changed and could not be read");
        }
    }
}

/// What was not told heals by the next look: it is said in the log.
fn logged(result: Result<(), Problem>, what: &str) {
    if let Err(error) = result {
        tracing::warn!(%error, "{what}");
    }
}

/// All consoles of one agent show the same status.
async fn agent_moved(app: &App, id: AgentId) {
    match app.records.agent(id).await {
        Ok(Some(agent)) if agent.active => app.live.consoles.send(&Frame::from(hello(app, &agent)), |to| to == id),
        Ok(_) => app.live.consoles.close_all_of(id),
        Err(error) => tracing::warn!(%error, "an agent's status changed and could not be read"),
    }
}

async fn rules_changed(app: &App) {
    logged(reload_rules(app).await, "the rules changed and could not be read");
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

fn message_said(app: &App, message: &Message) {
    if let Some(frame) = message_frame(message) {
        app.live.doorways.send(message.visitor, &Frame::from(frame));
    }
    let hearers = app.live.audiences.hearers(message.chat);
    app.live.consoles.send(&Frame::from(written(&MessageWire::of(message))), |agent| hearers.contains(&agent));
    if message.from == From::Visitor {
        app.live.whos_on.be_active(message.visitor, app.clock.now());
    }
}
