//! A guest is on a page: the live table shows it, and the records are asked who it is.

use crate::app::{App, Unsettled};
use crate::domain::ids::VisitId;
use crate::domain::log_entry::LogEntry;
use crate::domain::presence::Presence;
use crate::domain::visit::Arrival;
use crate::live::whos_on::Arrived;

/// Shows `arrival` on the live table; the visit it belongs to, and what the visit log must hear of visits that ended.
pub(super) fn arrive(app: &App, arrival: &Arrival) -> (VisitId, Option<LogEntry>) {
    let Arrived { presence, opened, entered, recovered, ended } = app.live.whos_on.arrive(arrival);
    if entered {
        resume_conversation(app, &presence);
    }
    if opened || recovered {
        remember(app, &presence, opened);
    }
    let ended = ended.filter(|before| before.bot.is_none());
    (presence.visit, ended.map(|before| LogEntry::Visit(Box::new(before.visit_entry(app.clock.now())))))
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
fn remember(app: &App, presence: &Presence, began: bool) {
    if presence.privacy || presence.bot.is_some() {
        return;
    }
    let Presence { key, visit, arrived, .. } = *presence;
    if app.unsettled.try_send(Unsettled { key, site: presence.site.clone(), visit, arrived, began }).is_err() {
        app.metrics.visitors_unsettled.inc();
    }
}
