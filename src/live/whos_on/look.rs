//! Looking at Who's On: nothing here changes it.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use tokio::sync::watch;

use super::WhosOn;
use crate::domain::ids::{SiteKey, VisitId, VisitorKey};
use crate::domain::moment::Moment;
use crate::domain::presence::Presence;
use crate::domain::window::{Selection, Versioned, Window, select_from};

impl WhosOn {
    /// The visitor's row.
    pub fn get(&self, key: VisitorKey) -> Option<Arc<Presence>> {
        self.rows.get(&key).map(|row| row.presence.clone())
    }

    /// The visitor's row, or what is left of their visit while it may still go on.
    pub fn visit_of(&self, key: VisitorKey) -> Option<Arc<Presence>> {
        self.get(key).or_else(|| self.departed.get(&key.log_id()).map(|presence| presence.clone()))
    }

    /// The present visitor of this visit.
    pub fn by_visit(&self, visit: VisitId) -> Option<Arc<Presence>> {
        self.rows.iter().find(|row| row.presence.visit == visit).map(|row| row.presence.clone())
    }

    /// The visitor's row with its version.
    pub fn versioned(&self, key: VisitorKey) -> Option<Versioned> {
        self.rows.get(&key).map(|row| (row.version, row.presence.clone()))
    }

    /// The key of the visitor with this public name at `site`, when present.
    pub fn by_name(&self, site: &SiteKey, name: &str) -> Option<VisitorKey> {
        let found = self.rows.iter().find(|row| row.presence.site == *site && *row.presence.public_name == *name);
        found.map(|row| row.presence.key)
    }

    /// What `window` holds at `now`.
    pub fn select(&self, window: &Window, now: Moment) -> Selection {
        select_from(self.rows.iter().map(|row| (row.version, row.presence.clone())), window, now)
    }

    /// Rows of `window` that arrived after `since` and so wait to be shown.
    pub fn waiting(&self, window: &Window, since: Moment, now: Moment) -> usize {
        let filter = window.filter.trim().to_lowercase();
        let fits = |row: &Presence| row.arrived > since && window.covers(row) && window.lets_through(row, &filter, now);
        self.rows.iter().filter(|row| fits(&row.presence)).count()
    }

    /// Everyone present at `site` (everywhere when `None`), in no order.
    pub fn everyone(&self, site: Option<&SiteKey>) -> Vec<Arc<Presence>> {
        let here = |row: &Presence| site.is_none_or(|site| *site == row.site);
        self.rows.iter().filter(|row| here(&row.presence)).map(|row| row.presence.clone()).collect()
    }

    /// How many rows there are, bots included.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether nobody is here.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Grows with every change of any row.
    pub(super) fn version(&self) -> u64 {
        self.version.load(Ordering::Relaxed)
    }

    /// Wakes after every change of any row.
    pub fn subscribe(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }
}
