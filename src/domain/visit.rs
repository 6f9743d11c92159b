//! Coming and going: what a page view or a doorway's first word says of a visitor, and what it does to a presence.

use std::net::IpAddr;
use std::sync::Arc;

use super::device::Device;
use super::ids::{PageViewId, SiteKey, VisitId, VisitorKey};
use super::log_entry::{LeftPage, VisitEntry};
use super::moment::Moment;
use super::origin::{Campaign, Referrer};
use super::place::Place;
use super::presence::{PAGES_KEPT, Page, PageSeen, Presence};

/// Events of one visit kept in memory.
const EVENTS_KEPT: usize = 20;

/// A page was opened: by beacon, or told by the doorway that stands on it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the words of PROTOCOL")]
pub struct Arrival {
    pub key: VisitorKey,
    pub site: SiteKey,
    /// The name to begin with, until the records have settled it.
    pub public_name: Arc<str>,
    /// The visit to open when there is none to continue.
    pub visit: VisitId,
    pub page_view: PageViewId,
    pub page: Page,
    pub at: Moment,
    /// The visit log gets the page view, at that moment.
    pub logged: bool,
    pub referrer: Arc<Referrer>,
    pub campaign: Arc<Campaign>,
    pub place: Arc<Place>,
    pub device: Arc<Device>,
    pub language: Arc<str>,
    pub time_zone: Arc<str>,
    pub screen: Arc<str>,
    pub ip: Option<IpAddr>,
    pub privacy: bool,
    pub simulated: bool,
    pub bot: Option<&'static str>,
}

impl Arrival {
    /// The presence this arrival begins.
    pub fn begin(&self) -> Presence {
        Presence {
            key: self.key,
            site: self.site.clone(),
            public_name: self.public_name.clone(),
            person: None,
            visit: self.visit,
            arrived: self.at,
            active: self.at,
            visits_before: 0,
            chats_before: 0,
            first_seen: None,
            last_visit: None,
            page_count: 1,
            pages: [self.page_seen()].into(),
            entry: self.page.clone(),
            referrer: self.referrer.clone(),
            campaign: self.campaign.clone(),
            place: self.place.clone(),
            device: self.device.clone(),
            language: self.language.clone(),
            time_zone: self.time_zone.clone(),
            screen: self.screen.clone(),
            ip: self.ip,
            tabs: 0,
            privacy: self.privacy,
            simulated: self.simulated,
            bot: self.bot,
            events: Vec::new(),
            leaving: None,
            settled: false,
            invitation: None,
            chat: None,
        }
    }

    fn page_seen(&self) -> PageSeen {
        PageSeen {
            page_view: self.page_view,
            page: self.page.clone(),
            at: self.at,
            logged: self.logged.then_some(self.at),
            visible_ms: None,
        }
    }
}

impl Presence {
    /// An arrival goes on with this visit.
    pub fn arrive_again(&mut self, arrival: &Arrival) {
        // What was read back from the visit log after a restart knows only half of the key, and no name.
        self.key = arrival.key;
        if self.public_name.is_empty() {
            self.public_name = arrival.public_name.clone();
        }
        if arrival.ip.is_some() && arrival.ip != self.ip {
            self.ip = arrival.ip;
            // An address that is nowhere (a private network, a new range) does not unlearn where the visitor is.
            if *arrival.place != Place::default() {
                self.place = arrival.place.clone();
            }
        }
        self.simulated |= arrival.simulated;
        self.see_page(arrival.page_seen());
    }

    /// One more page of this visit. A page view that is known already (a repeat, or told by beacon and doorway) changes
    /// nothing but the activity.
    pub fn see_page(&mut self, seen: PageSeen) {
        self.active = self.active.max(seen.at);
        if let Some(known) = self.pages.iter_mut().rev().find(|known| known.page_view == seen.page_view) {
            known.logged = seen.logged.filter(|_| known.page.path == seen.page.path).or(known.logged);
            return;
        }
        if self.pages.len() == PAGES_KEPT {
            self.pages.pop_front();
        }
        self.pages.push_back(seen);
        self.page_count += 1;
    }

    /// A page was left after being visible for so many milliseconds: which, if the visit log has it and it was not left before.
    pub fn leave_page(&mut self, page_view: PageViewId, visible_ms: u32) -> Option<LeftPage> {
        let seen = self.pages.iter_mut().rev().find(|seen| seen.page_view == page_view)?;
        let first = seen.visible_ms.replace(visible_ms).is_none();
        seen.logged.filter(|_| first).map(|opened| LeftPage { path: seen.page.path.clone(), opened })
    }

    /// The page told of something.
    pub fn note_event(&mut self, name: &str, value: f64, at: Moment) {
        self.active = self.active.max(at);
        if self.events.len() == EVENTS_KEPT {
            self.events.remove(0);
        }
        self.events.push((name.into(), value, at));
    }

    /// This visit as the visit log counts it at `version`.
    pub fn visit_entry(&self, version: Moment) -> VisitEntry {
        VisitEntry {
            site: self.site.clone(),
            visit: self.visit,
            visitor: self.key.log_id(),
            started: self.arrived,
            ended: self.active,
            version,
            number: self.visits_before + 1,
            pages: self.page_count,
            entry_url: self.entry.url.clone(),
            exit_url: self.page().url.clone(),
            referrer: self.referrer.clone(),
            campaign: self.campaign.clone(),
            place: self.place.clone(),
            device: self.device.clone(),
            language: self.language.clone(),
            simulated: self.simulated,
            privacy: self.privacy,
            identified: self.person.as_ref().is_some_and(|person| person.known_as().is_some()),
        }
    }
}
