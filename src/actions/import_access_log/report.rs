//! What became of an access log's lines.

use std::collections::BTreeMap;

/// Counts of an import. `lines` is the sum of `refused`, `not_pages`, `bots` and `page_views`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Lines in the file.
    pub lines: u64,
    /// Lines that cannot be read, by reason.
    pub refused: BTreeMap<&'static str, u64>,
    /// Requests that are no page views, by reason: `asset`, `method`, `redirect`, `failed`.
    pub not_pages: BTreeMap<&'static str, u64>,
    /// Bots' requests for pages, by reason.
    pub bots: BTreeMap<&'static str, u64>,
    /// Pages seen by visitors.
    pub page_views: u64,
    /// Visits of those visitors: one ends after 30 minutes without a page.
    pub visits: u64,
    /// Different visitors, by address and user agent.
    pub visitors: u64,
    /// Different addresses that asked for pages, bots' included.
    pub addresses: u64,
    /// How many of them have a place on the map.
    pub located: u64,
    /// Page views and bots' requests the visit log had already.
    pub already_present: u64,
}

impl Report {
    pub(super) fn count(counts: &mut BTreeMap<&'static str, u64>, reason: &'static str) {
        *counts.entry(reason).or_default() += 1;
    }
}
