//! What last came of each site's tracking code, for who is just putting it in. One entry a site, and only of sites we know.

use std::sync::Arc;

use dashmap::DashMap;

use crate::domain::ids::SiteKey;
use crate::domain::moment::{Moment, SECOND};

/// What was last heard from a site's pages.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Install {
    pub beacon: Option<Arc<BeaconSeen>>,
    pub refused: Option<Arc<Refusal>>,
    /// When a doorway was last opened.
    pub doorway: Option<Moment>,
}

/// A beacon that was taken.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct BeaconSeen {
    pub at: Moment,
    pub url: String,
    pub origin: String,
}

/// Something that was not let in.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Refusal {
    pub at: Moment,
    pub why: String,
    pub origin: String,
}

/// A beacon is noted at most this often (milliseconds): not every one should write here.
const EVERY: i64 = SECOND;

/// By site.
#[derive(Default)]
pub struct Installs(DashMap<SiteKey, Install>);

impl Installs {
    /// What was last heard from a site.
    pub fn get(&self, site: &SiteKey) -> Install {
        self.0.get(site).map(|install| install.clone()).unwrap_or_default()
    }

    /// Whether a beacon of `site` is worth noting at `now`.
    pub fn beacon_due(&self, site: &SiteKey, now: Moment) -> bool {
        let known = self.0.get(site);
        known.and_then(|install| install.beacon.as_ref().map(|seen| seen.at)).is_none_or(|at| now.since(at) >= EVERY)
    }

    /// A beacon was taken.
    pub fn note_beacon(&self, site: &SiteKey, seen: BeaconSeen) {
        self.0.entry(site.clone()).or_default().beacon = Some(Arc::new(seen));
    }

    /// Something was not let in.
    pub fn note_refusal(&self, site: &SiteKey, refusal: Refusal) {
        self.0.entry(site.clone()).or_default().refused = Some(Arc::new(refusal));
    }

    /// A doorway was opened.
    pub fn note_doorway(&self, site: &SiteKey, at: Moment) {
        self.0.entry(site.clone()).or_default().doorway = Some(at);
    }

    /// Forgets sites that are gone.
    pub fn keep(&self, is_known: impl Fn(&SiteKey) -> bool) {
        self.0.retain(|site, _| is_known(site));
    }
}
