//! A page changed its address without being loaded anew, or its visitor did something.

use super::open_doorway::Doorway;
use crate::app::App;
use crate::domain::ids::PageViewId;
use crate::domain::presence::{Page, PageSeen, Presence};

/// The visitor is on another page of the same document. The beacon of the same page view counts it.
pub fn see_page(app: &App, doorway: &Doorway, page_view: PageViewId, page: Page) {
    let at = app.clock.now();
    let seen = PageSeen { page_view, page, at, logged: None, visible_ms: None };
    app.live.whos_on.change(doorway.key, |row| row.see_page(seen));
}

/// The visitor seems about to leave the page they are on.
pub fn seem_to_leave(app: &App, doorway: &Doorway) {
    let page = |row: &mut Presence| row.leaving = row.pages.back().map(|seen| seen.page_view);
    app.live.whos_on.change(doorway.key, page);
}

/// The visitor did something.
pub fn be_active(app: &App, doorway: &Doorway) {
    app.live.whos_on.be_active(doorway.key, app.clock.now());
}
