//! A visitor's page opens its doorway, and later closes it.

use std::sync::Arc;

use super::admit::{Claim, Envelope, admit};
use super::arrive::arrive;
use crate::app::App;
use crate::domain::beacon::PageViewSaid;
use crate::domain::ids::{PageViewId, SiteKey, VisitorId, VisitorKey};
use crate::domain::log_entry::LogEntry;
use crate::domain::site::Site;
use crate::live::doorways::Opened;

/// What the page says when it opens the doorway.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the words of PROTOCOL")]
pub struct Opening {
    pub site: SiteKey,
    pub visitor: VisitorId,
    pub page_view: PageViewId,
    pub page: PageViewSaid,
    pub simulated: bool,
}

/// An open doorway.
#[expect(missing_docs, reason = "the fields say it")]
pub struct Doorway {
    pub site: Arc<Site>,
    pub key: VisitorKey,
    pub line: Opened,
}

/// Opens a doorway. The visitor's row appears with it when the beacon has not come first (or this node has just started).
///
/// # Errors
/// A sentence for the page: unknown site, foreign origin, a bot, cookieless, too many.
pub async fn open_doorway(app: &App, opening: Opening, envelope: Envelope<'_>) -> Result<Doorway, String> {
    let now = app.clock.now();
    let Opening { site, visitor, page_view, page, simulated } = opening;
    let claim = Claim { site, visitor: Some(visitor), privacy: false, simulated, at: now };
    let guest = admit(app, &claim, envelope).map_err(|(_, why)| why)?;
    if guest.privacy || guest.reading.bot.is_some() {
        return Err("no doorway without an id".to_owned());
    }
    let line = app.live.doorways.open(guest.key).ok_or("too many open pages")?;
    let (_, ended) = arrive(app, &guest.arrival(app, page_view, &page));
    app.live.whos_on.set_tabs(guest.key, app.live.doorways.of(guest.key), now);
    app.live.installs.note_doorway(&guest.site.key, now);
    note_end(app, ended).await;
    Ok(Doorway { site: guest.site, key: guest.key, line })
}

/// Closes a doorway. The row stays for 30 seconds: navigation must not flicker.
pub fn close_doorway(app: &App, key: VisitorKey, id: u64) {
    let left = app.live.doorways.close(key, id);
    app.live.whos_on.set_tabs(key, left, app.clock.now());
}

/// The visit before has ended; the doorway does not wait for that to be written.
async fn note_end(app: &App, ended: Option<LogEntry>) {
    let Some(entry) = ended else { return };
    if let Err(error) = app.spool.append(vec![entry]).await {
        tracing::warn!(%error, "the end of a visit could not be written");
    }
}
