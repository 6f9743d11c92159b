//! A chat or a colleague has moved: who is told, and who is told for the last time.

use std::collections::BTreeSet;

use super::console::chat::ChatWire;
use super::console::colleague::colleague_frame;
use super::visitor::told::chat_frame;
use super::wire::written;
use crate::actions::list_colleagues::list_colleagues;
use crate::actions::problem::Problem;
use crate::actions::who_is_there::standing;
use crate::app::App;
use crate::domain::chat::{Chat, State};
use crate::domain::ids::AgentId;
use crate::live::doorways::Frame;

/// To the live row, the visitor's pages when they can see a difference, and the agents who may see it or might until now.
pub(super) async fn chat_moved(app: &App, chat: &Chat) -> Result<(), Problem> {
    let brief = chat.brief();
    app.live.engaged.set_chat(chat.visitor, brief.clone());
    app.live.whos_on.set_chat(chat.visitor, brief);
    let now = standing(app, chat).await?;
    let open = (chat.state != State::Ended).then(|| now.audience.clone());
    let before = app.live.audiences.set(chat.id, open);
    if before.as_ref().is_none_or(|before| before.shown != now.audience.shown) {
        app.live.doorways.send(chat.visitor, &Frame::from(chat_frame(chat, &[])));
    }
    let told = before.as_ref().map(|before| before.sees.clone()).unwrap_or_default();
    tell(app, chat, &now.rings, &told.union(&now.audience.sees).copied().collect());
    let owner_before = before.and_then(|before| before.owner);
    if owner_before != now.audience.owner || chat.state == State::Ended {
        for owner in owner_before.into_iter().chain(now.audience.owner) {
            colleague_moved(app, owner).await?;
        }
    }
    Ok(())
}

/// To the agents who see it: something of it that changes nobody's part in it.
pub(super) async fn chat_told(app: &App, chat: &Chat) -> Result<(), Problem> {
    let now = standing(app, chat).await?;
    tell(app, chat, &now.rings, &now.audience.sees);
    Ok(())
}

fn tell(app: &App, chat: &Chat, rings: &BTreeSet<AgentId>, told: &BTreeSet<AgentId>) {
    let ringing = Frame::from(written(&ChatWire::of(chat, true)));
    let other = Frame::from(written(&ChatWire::of(chat, false)));
    app.live.consoles.send(&ringing, |agent| told.contains(&agent) && rings.contains(&agent));
    app.live.consoles.send(&other, |agent| told.contains(&agent) && !rings.contains(&agent));
}

/// To all consoles, when anything is new of a colleague; and what rings may ring there now, or no more.
pub(super) async fn colleague_moved(app: &App, id: AgentId) -> Result<(), Problem> {
    let colleagues = list_colleagues(app).await?;
    let Some(colleague) = colleagues.iter().find(|colleague| colleague.agent.id == id) else { return Ok(()) };
    let frame = colleague_frame(colleague);
    if app.live.colleagues.is_new(id, &frame) {
        app.live.consoles.send(&frame, |_| true);
        // Only for who cannot take any number of chats does one more or less decide whether others ring.
        if colleague.agent.capacity.is_some() {
            ring_anew(app, id).await?;
        }
    }
    Ok(())
}

/// What rings, as it stands for one agent now.
pub(super) async fn ring_anew(app: &App, id: AgentId) -> Result<(), Problem> {
    if !app.live.engaged.has_ringing() || !app.live.consoles.is_open(id) {
        return Ok(());
    }
    for chat in app.records.open_chats().await?.into_iter().filter(|chat| chat.state == State::Ringing) {
        let now = standing(app, &chat).await?;
        if now.audience.sees.contains(&id) {
            let frame = Frame::from(written(&ChatWire::of(&chat, now.rings.contains(&id))));
            app.live.consoles.send(&frame, |agent| agent == id);
        }
    }
    Ok(())
}
