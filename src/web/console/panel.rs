//! One visitor, as the console's panel reads them (`docs/PROTOCOL.md` section 3).

use std::sync::Arc;

use serde::Serialize;

use super::row::{RowWire, some};
use crate::domain::ids::{PageViewId, VisitId, VisitorKey};
use crate::domain::moment::Moment;
use crate::domain::origin::Campaign;
use crate::domain::presence::{PageSeen, Person, Presence};
use crate::web::wire::written;

#[derive(Serialize)]
struct PageSeenWire<'a> {
    page_view: PageViewId,
    url: &'a str,
    path: &'a str,
    title: &'a str,
    at: Moment,
    visible_ms: Option<u32>,
}

#[derive(Serialize)]
struct EventWire<'a> {
    name: &'a str,
    value: f64,
    at: Moment,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "visitor")]
struct VisitorWire<'a> {
    key: VisitorKey,
    row: Option<RowWire<'a>>,
    pages: Vec<PageSeenWire<'a>>,
    events: Vec<EventWire<'a>>,
    user: Option<&'a Person>,
    screen: Option<&'a str>,
    referrer_url: Option<&'a str>,
    campaign: Option<&'a Campaign>,
    visit: Option<VisitId>,
}

fn seen(seen: &PageSeen) -> PageSeenWire<'_> {
    let PageSeen { page_view, page, at, logged: _, visible_ms } = seen;
    PageSeenWire {
        page_view: *page_view,
        url: &page.url,
        path: &page.path,
        title: &page.title,
        at: *at,
        visible_ms: *visible_ms,
    }
}

/// The panel's visitor; `present` is `None` when there is nothing left of the visit, and `here` whether the row is in the table.
pub(crate) fn visitor(key: VisitorKey, present: Option<&Arc<Presence>>, here: bool, now: Moment) -> String {
    written(&VisitorWire {
        key,
        row: present.filter(|_| here).map(|row| RowWire::of(row, false, now)),
        pages: present.map(|row| row.pages.iter().map(seen).collect()).unwrap_or_default(),
        events: present.map(|row| row.events.iter().map(event).collect()).unwrap_or_default(),
        user: present.and_then(|row| row.person.as_deref()),
        screen: present.and_then(|row| some(&row.screen)),
        referrer_url: present.and_then(|row| some(&row.referrer.url)),
        campaign: present.map(|row| &*row.campaign),
        visit: present.map(|row| row.visit),
    })
}

fn event((name, value, at): &(Arc<str>, f64, Moment)) -> EventWire<'_> {
    EventWire { name, value: *value, at: *at }
}
