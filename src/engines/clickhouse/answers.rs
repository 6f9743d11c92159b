//! What the visit log answers, in plain words.

use crate::domain::device::Device;
use crate::domain::ids::{ChatId, PageViewId, SiteKey, VisitId};
use crate::domain::moment::Moment;
use crate::domain::origin::{Campaign, Referrer};
use crate::domain::place::Place;
use crate::domain::presence::{Page, PageSeen};

/// One visit as last known.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are the words of the visit log")]
pub struct Visit {
    pub site: SiteKey,
    pub visitor: u64,
    pub visit: VisitId,
    pub started: Moment,
    pub ended: Moment,
    /// 1 for a visitor's first visit.
    pub number: u32,
    pub pages: u32,
    pub entry_url: String,
    pub exit_url: String,
    pub entry_path: String,
    pub exit_path: String,
    pub referrer: Referrer,
    pub campaign: Campaign,
    /// `direct`, `search`, `social`, `email`, `paid`, `campaign` or `referral`.
    pub channel: String,
    pub place: Place,
    pub device: Device,
    pub language: String,
    pub simulated: bool,
    /// The visitor had told who they are.
    pub identified: bool,
    pub privacy: bool,
}

/// One page of a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of the visit log")]
pub struct PageOfVisit {
    pub page_view: PageViewId,
    pub url: String,
    pub path: String,
    pub title: String,
    pub at: Moment,
    /// How long it was visible, in milliseconds, once it has been left.
    pub visible_ms: Option<u32>,
}

/// A visit in a visitor's history.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of the visit log")]
pub struct VisitBefore {
    pub visit: VisitId,
    pub started: Moment,
    pub ended: Moment,
    pub number: u32,
    pub pages: u32,
    pub entry_url: String,
    pub exit_url: String,
    /// How the last invitation in this visit ended.
    pub ending: Option<String>,
    pub chat: Option<ChatId>,
}

/// A visit that may still be going on.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are the words of the visit log")]
pub struct OpenVisit {
    pub site: SiteKey,
    pub visitor: u64,
    pub visit: VisitId,
    pub started: Moment,
    /// The last sign of life.
    pub last: Moment,
    /// Page views in this visit (may exceed `pages.len()`).
    pub page_count: u32,
    pub entry: Page,
    /// The newest [`crate::domain::presence::PAGES_KEPT`], oldest first.
    pub pages: Vec<PageSeen>,
    pub referrer: Referrer,
    pub campaign: Campaign,
    pub place: Place,
    pub device: Device,
    pub language: String,
    pub time_zone: String,
    pub screen: String,
    pub privacy: bool,
    pub simulated: bool,
}

/// What the log holds of a site.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the fields are the words of the visit log")]
pub struct Counts {
    pub page_views: u64,
    pub visits: u64,
    pub events: u64,
    pub page_leaves: u64,
    pub invitations: u64,
    /// Most first.
    pub bots: Vec<BotCount>,
}

/// Bots' requests taken for bots' for one reason.
#[derive(Debug, Clone, PartialEq, Eq, clickhouse::Row, serde::Deserialize)]
#[expect(missing_docs, reason = "a reason and a number")]
pub struct BotCount {
    pub reason: String,
    pub requests: u64,
}
