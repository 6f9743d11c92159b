//! Who's On: one row for each visitor present now, and those whose visit may still go on.

mod look;
mod pane;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, Weak};

use dashmap::DashMap;
use dashmap::mapref::entry::Entry;
use tokio::sync::watch;

pub use self::pane::Pane;
use crate::domain::ids::{PageViewId, VisitorKey};
use crate::domain::log_entry::LeftPage;
use crate::domain::moment::Moment;
use crate::domain::presence::{
    ChatBrief, GONE_AFTER_DOORWAY, GONE_AFTER_SILENCE, IDLE_AFTER, InvitationBrief, Person, Presence, VISIT_ENDS_AFTER,
};
use crate::domain::visit::Arrival;
use crate::live::touched::Touched;

struct Row {
    presence: Arc<Presence>,
    version: u64,
    idle: bool,
    /// Since when there has been no doorway, once there was one.
    alone_since: Option<Moment>,
}

/// The live table. Rows are immutable; a change makes a new one, so that whoever looks keeps what they saw.
pub struct WhosOn {
    rows: DashMap<VisitorKey, Row>,
    /// Visitors who left less than 30 minutes ago: their visit goes on if they return.
    /// By the visit log's id, which is all that is known of them after a restart.
    departed: DashMap<u64, Arc<Presence>>,
    version: AtomicU64,
    changed: watch::Sender<u64>,
    panes: Mutex<Vec<Weak<Pane>>>,
    /// Whose rows changed.
    pub touched: Touched,
}

/// What an arrival did.
#[derive(Debug)]
pub struct Arrived {
    /// The visitor as they are now.
    pub presence: Arc<Presence>,
    /// A new visit began.
    pub opened: bool,
    /// The row was not in the table before.
    pub entered: bool,
    /// The visit was read back after a restart, without the visitor's name and history.
    pub recovered: bool,
    /// The visit before, which ended by 30 minutes of silence and had not been noticed yet.
    pub ended: Option<Arc<Presence>>,
}

/// What the records know of a visitor.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are those of `Presence`")]
pub struct Remembered {
    pub public_name: Arc<str>,
    pub person: Option<Arc<Person>>,
    pub visits_before: u32,
    pub chats_before: u32,
    pub first_seen: Option<Moment>,
    pub last_visit: Option<Moment>,
}

/// What a sweep found.
#[derive(Debug, Default)]
pub struct Swept {
    /// Rows that left the table.
    pub gone: Vec<Arc<Presence>>,
    /// Visits that ended.
    pub ended: Vec<Arc<Presence>>,
}

impl Default for WhosOn {
    fn default() -> Self {
        Self {
            rows: DashMap::new(),
            departed: DashMap::new(),
            version: AtomicU64::new(1),
            changed: watch::channel(0).0,
            panes: Mutex::default(),
            touched: Touched::default(),
        }
    }
}

impl WhosOn {
    /// A page was opened: continues the visitor's visit or opens one.
    pub fn arrive(&self, arrival: &Arrival) -> Arrived {
        let arrived = match self.rows.entry(arrival.key) {
            Entry::Occupied(mut row) => self.see_page(row.get_mut(), arrival),
            Entry::Vacant(place) => {
                let arrived = self.return_or_begin(arrival);
                let presence = arrived.presence.clone();
                place.insert(Row { presence, version: self.next(), idle: false, alone_since: None });
                arrived
            }
        };
        self.tell_of(arrival.key);
        arrived
    }

    fn see_page(&self, row: &mut Row, arrival: &Arrival) -> Arrived {
        row.version = self.next();
        row.idle = false;
        row.alone_since = row.alone_since.filter(|_| row.presence.tabs > 0);
        if arrival.at.since(row.presence.active) >= VISIT_ENDS_AFTER {
            let begun = Arc::new(begin_after(arrival, &row.presence));
            let ended = std::mem::replace(&mut row.presence, begun);
            return Arrived {
                presence: row.presence.clone(),
                opened: true,
                entered: false,
                recovered: false,
                ended: Some(ended),
            };
        }
        Arc::make_mut(&mut row.presence).arrive_again(arrival);
        Arrived { presence: row.presence.clone(), opened: false, entered: false, recovered: false, ended: None }
    }

    fn return_or_begin(&self, arrival: &Arrival) -> Arrived {
        let entered = |presence| Arrived { presence, opened: true, entered: true, recovered: false, ended: None };
        match self.departed.remove(&arrival.key.log_id()) {
            None => entered(Arc::new(arrival.begin())),
            Some((_, before)) if arrival.at.since(before.active) >= VISIT_ENDS_AFTER => {
                Arrived { ended: Some(before.clone()), ..entered(Arc::new(begin_after(arrival, &before))) }
            }
            Some((_, mut before)) => {
                let recovered = before.public_name.is_empty();
                Arc::make_mut(&mut before).arrive_again(arrival);
                Arrived { opened: false, recovered, ..entered(before) }
            }
        }
    }

    /// Changes one visitor's row; whether there was one.
    pub fn change(&self, key: VisitorKey, change: impl FnOnce(&mut Presence)) -> bool {
        let Some(mut row) = self.rows.get_mut(&key) else { return false };
        change(Arc::make_mut(&mut row.presence));
        row.version = self.next();
        drop(row);
        self.tell_of(key);
        true
    }

    /// A page was left at `now`: which, if it is known and was not left before. A visitor without a doorway may be gone with it.
    pub fn say_goodbye(
        &self,
        key: VisitorKey,
        page_view: PageViewId,
        visible_ms: u32,
        now: Moment,
    ) -> Option<LeftPage> {
        if let Some(mut row) = self.rows.get_mut(&key) {
            let alone =
                row.presence.tabs == 0 && row.presence.pages.back().is_some_and(|seen| seen.page_view == page_view);
            row.alone_since = row.alone_since.or(alone.then_some(now));
        }
        let mut left = None;
        if !self.change(key, |row| left = row.leave_page(page_view, visible_ms))
            && let Some(mut departed) = self.departed.get_mut(&key.log_id())
        {
            left = Arc::make_mut(&mut departed).leave_page(page_view, visible_ms);
        }
        left
    }

    /// The visitor did something at `now`. A row that had gone for its silence comes back.
    pub fn be_active(&self, key: VisitorKey, now: Moment) {
        if let Some(mut row) = self.rows.get_mut(&key) {
            Arc::make_mut(&mut row.presence).active = now;
            row.idle = false;
            row.version = self.next();
        }
        self.tell_of(key);
    }

    /// The visitor told who they are.
    pub fn identify(&self, key: VisitorKey, person: Arc<Person>) {
        self.change(key, |row| row.person = Some(person));
    }

    /// The records have settled a visitor's name and history.
    pub fn remember(&self, key: VisitorKey, remembered: &Remembered) {
        self.change(key, |row| {
            row.public_name = remembered.public_name.clone();
            row.person = row.person.take().or_else(|| remembered.person.clone());
            row.visits_before = remembered.visits_before;
            row.chats_before = remembered.chats_before;
            row.first_seen = remembered.first_seen;
            row.last_visit = remembered.last_visit;
            row.settled = true;
        });
    }

    /// The visitor's open invitation, or none.
    pub fn set_invitation(&self, key: VisitorKey, invitation: Option<InvitationBrief>) {
        self.change(key, |row| row.invitation = invitation);
    }

    /// The chat the visitor is in, or none.
    pub fn set_chat(&self, key: VisitorKey, chat: Option<ChatBrief>) {
        self.change(key, |row| row.chat = chat);
    }

    /// The visitor has `tabs` doorways open at `now`; without any the row goes after 30 seconds.
    pub fn set_tabs(&self, key: VisitorKey, tabs: usize, now: Moment) {
        if let Some(mut row) = self.rows.get_mut(&key) {
            row.alone_since = (tabs == 0).then_some(now);
            row.version = self.next();
            Arc::make_mut(&mut row.presence).tabs = u16::try_from(tabs).unwrap_or(u16::MAX);
        }
        self.tell_of(key);
    }

    /// The visitor is to be forgotten, and whatever may go on of their visit.
    pub fn forget(&self, key: VisitorKey) {
        self.rows.remove(&key);
        self.departed.remove(&key.log_id());
        self.next();
        self.tell();
    }

    /// Takes out who has gone by `now`, marks who became idle, and ends visits that have been silent for 30 minutes.
    pub fn sweep(&self, now: Moment) -> Swept {
        let mut swept = Swept::default();
        let before = self.version.load(Ordering::Relaxed);
        self.rows.retain(|_, row| {
            let stays = !has_gone(row, now);
            if !stays {
                self.next();
                swept.gone.push(row.presence.clone());
            } else if !row.idle && now.since(row.presence.active) >= IDLE_AFTER {
                row.idle = true;
                row.version = self.next();
            }
            stays
        });
        for presence in &swept.gone {
            self.touched.note(presence.key);
            self.departed.insert(presence.key.log_id(), presence.clone());
        }
        self.departed.retain(|_, presence| {
            let goes_on = now.since(presence.active) < VISIT_ENDS_AFTER;
            if !goes_on {
                swept.ended.push(presence.clone());
            }
            goes_on
        });
        // Who is woken in vain hears of the next change later.
        if self.version.load(Ordering::Relaxed) != before {
            self.tell();
        }
        swept
    }

    /// Every visit that has not ended, as the service closes or for a count.
    pub fn open_visits(&self) -> usize {
        self.rows.len() + self.departed.len()
    }

    /// Visits that were going on when the service stopped: they go on if their visitors return in time.
    pub fn restore(&self, visits: Vec<Presence>) {
        for presence in visits {
            if !self.rows.contains_key(&presence.key) {
                self.departed.insert(presence.key.log_id(), Arc::new(presence));
            }
        }
    }

    fn next(&self) -> u64 {
        self.version.fetch_add(1, Ordering::Relaxed)
    }

    fn tell_of(&self, key: VisitorKey) {
        self.touched.note(key);
        self.tell();
    }

    fn tell(&self) {
        self.changed.send_replace(self.version.load(Ordering::Relaxed));
    }
}

fn begin_after(arrival: &Arrival, before: &Presence) -> Presence {
    Presence {
        public_name: before.public_name.clone(),
        person: before.person.clone(),
        visits_before: before.visits_before + 1,
        chats_before: before.chats_before,
        first_seen: before.first_seen.or(Some(before.arrived)),
        last_visit: Some(before.active),
        tabs: before.tabs,
        settled: before.settled,
        invitation: before.invitation.clone(),
        chat: before.chat.clone(),
        ..arrival.begin()
    }
}

fn has_gone(row: &Row, now: Moment) -> bool {
    let left = row.alone_since.is_some_and(|since| now.since(since) >= GONE_AFTER_DOORWAY);
    let silent = now.since(row.presence.active) >= GONE_AFTER_SILENCE;
    left || (silent && row.presence.chat.is_none())
}

#[cfg(test)]
mod tests;
