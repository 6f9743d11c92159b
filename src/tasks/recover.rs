//! What a restart must not forget, before the door opens: visits that were going on, beacons that were counted, invitations and
//! chats that are open.

use std::sync::Arc;

use crate::actions::block_visitor::reload_blocks;
use crate::actions::manage_sites::reload_sites;
use crate::actions::manage_webhooks::reload_webhooks;
use crate::actions::problem::Problem;
use crate::actions::reload_invitation_rules::reload_invitation_rules;
use crate::actions::reload_rules::reload_rules;
use crate::actions::who_is_there::standing;
use crate::app::App;
use crate::domain::ids::VisitorKey;
use crate::domain::moment::DAY;
use crate::domain::presence::{Presence, VISIT_ENDS_AFTER};
use crate::engines::clickhouse::{OpenVisit, VisitLogError};

/// Ids of beacons read back, at most.
const BEACONS: u32 = 500_000;

/// Reads sites, rules, open invitations and open chats from the records.
///
/// # Errors
/// The records failed: the service cannot start without them.
pub async fn recover_records(app: &App) -> Result<(), Problem> {
    reload_sites(app).await?;
    reload_rules(app).await?;
    reload_invitation_rules(app).await?;
    reload_webhooks(app).await?;
    reload_blocks(app).await?;
    for invitation in app.records.open_invitations().await? {
        app.live.engaged.set_invitation(invitation.visitor, invitation.brief());
    }
    for chat in app.records.open_chats().await? {
        app.live.engaged.set_chat(chat.visitor, chat.brief());
        app.live.audiences.set(chat.id, Some(standing(app, &chat).await?.audience));
    }
    Ok(())
}

/// Reads back, from the visit log, visits that may go on and the ids of beacons that may come again.
///
/// # Errors
/// The visit log does not answer: visits begin anew and a repeat may count twice.
pub async fn recover_visits(app: &App) -> Result<(), VisitLogError> {
    let now = app.clock.now();
    let open = app.visit_log.open_visits(now.plus(-VISIT_ENDS_AFTER)).await?;
    app.live.whos_on.restore(open.into_iter().map(presence).collect());
    for id in app.visit_log.recent_beacon_ids(now.plus(-DAY), BEACONS).await? {
        app.live.repeats.begin(id, now);
        app.live.repeats.settle(id);
    }
    Ok(())
}

fn presence(visit: OpenVisit) -> Presence {
    Presence {
        key: VisitorKey::from_log_id(visit.visitor),
        site: visit.site,
        public_name: Arc::default(),
        person: None,
        visit: visit.visit,
        arrived: visit.started,
        active: visit.last,
        visits_before: 0,
        chats_before: 0,
        first_seen: None,
        last_visit: None,
        page_count: visit.page_count,
        pages: visit.pages.into(),
        entry: visit.entry,
        referrer: Arc::new(visit.referrer),
        campaign: Arc::new(visit.campaign),
        place: Arc::new(visit.place),
        device: Arc::new(visit.device),
        language: visit.language.into(),
        time_zone: visit.time_zone.into(),
        screen: visit.screen.into(),
        ip: None,
        tabs: 0,
        privacy: visit.privacy,
        simulated: visit.simulated,
        bot: None,
        events: Vec::new(),
        leaving: None,
        settled: false,
        invitation: None,
        chat: None,
    }
}
