//! A guest is on a page: the live table shows it, and the records are asked who it is.

use std::sync::Arc;

use crate::app::App;
use crate::domain::log_entry::LogEntry;
use crate::domain::presence::Presence;
use crate::domain::visit::Arrival;
use crate::live::whos_on::Arrived;

/// Shows `arrival` on the live table; the presence it belongs to, and what the visit log must hear of visits that ended.
pub(super) fn arrive(app: &App, arrival: &Arrival) -> (Arc<Presence>, Option<LogEntry>) {
    let Arrived { presence, opened, entered, ended } = app.live.whos_on.arrive(arrival);
    if entered {
        resume_conversation(app, &presence);
    }
    if opened && presence.bot.is_none() {
        remember(app, &presence);
    }
    let ended = ended.filter(|before| before.bot.is_none());
    (presence, ended.map(|before| LogEntry::Visit(Box::new(before.visit_entry(app.clock.now())))))
}

/// A visitor who comes back finds the invitation and the chat that were open.
fn resume_conversation(app: &App, presence: &Presence) {
    if let Some(invitation) = app.live.engaged.invitation(presence.key) {
        app.live.whos_on.set_invitation(presence.key, Some(invitation));
    }
    if let Some(chat) = app.live.engaged.chat(presence.key) {
        app.live.whos_on.set_chat(presence.key, Some(chat));
    }
}

/// Has the records settle who this is. When they are behind, the name stays provisional and the history unknown.
fn remember(app: &App, presence: &Arc<Presence>) {
    if !presence.privacy && app.unsettled.try_send(presence.clone()).is_err() {
        app.metrics.visitors_unsettled.inc();
    }
}
