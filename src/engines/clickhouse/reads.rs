//! Questions to the visit log: one file of SQL each, values bound, nothing can be changed by them.

use std::collections::{HashMap, HashSet};

use clickhouse::query::Query;
use uuid::Uuid;

use super::answers::{BotCount, Counts, OpenVisit, PageOfVisit, Visit, VisitBefore};
use super::found::{CountsFound, IdFound, OpenPageFound, OpenVisitFound, PageFound, VisitBeforeFound, VisitFound};
use super::{VisitLog, VisitLogError};
use crate::domain::ids::{SiteKey, VisitId};
use crate::domain::moment::{DAY, MINUTE, Moment};
use crate::domain::presence::PAGES_KEPT;

impl VisitLog {
    /// One visit as last known.
    pub async fn visit(&self, site: &SiteKey, visit: VisitId) -> Result<Option<Visit>, VisitLogError> {
        let query = self.ask(sql!("visit"))?.param("site", site.as_str()).param("visit", visit.to_string());
        Ok(query.fetch_optional::<VisitFound>().await?.map(Visit::from))
    }

    /// The pages of `visit`, in order. `started` and `ended` need only be near: they spare the search.
    pub async fn visit_pages(
        &self,
        site: &SiteKey,
        visit: VisitId,
        started: Moment,
        ended: Moment,
    ) -> Result<Vec<PageOfVisit>, VisitLogError> {
        let query = self.ask(sql!("visit_pages"))?.param("site", site.as_str()).param("visit", visit.to_string());
        let query = query.param("from", started.plus(-MINUTE).0).param("to", ended.plus(DAY).0);
        Ok(query.fetch_all::<PageFound>().await?.into_iter().map(PageOfVisit::from).collect())
    }

    /// The visits of a visitor (by `VisitorKey::log_id`) that began before `before`, newest first, at most `limit`.
    pub async fn visitor_visits(
        &self,
        site: &SiteKey,
        visitor: u64,
        before: Moment,
        limit: u32,
    ) -> Result<Vec<VisitBefore>, VisitLogError> {
        let query = self.ask(sql!("visitor_visits"))?.param("site", site.as_str()).param("visitor", visitor);
        let query = query.param("before", before.0).param("limit", limit);
        Ok(query.fetch_all::<VisitBeforeFound>().await?.into_iter().map(VisitBefore::from).collect())
    }

    /// Visits of all sites with a sign of life at or after `since`, the one silent for longest first.
    pub async fn open_visits(&self, since: Moment) -> Result<Vec<OpenVisit>, VisitLogError> {
        let visits: Vec<OpenVisitFound> = self.ask(sql!("open_visits"))?.param("since", since.0).fetch_all().await?;
        let pages = self.ask(sql!("open_pages"))?.param("since", since.0).param("pages", PAGES_KEPT);
        let mut by_visit: HashMap<Uuid, Vec<_>> = HashMap::new();
        for page in pages.fetch_all::<OpenPageFound>().await? {
            by_visit.entry(page.visit).or_default().push(page.into());
        }
        let open = |visit: OpenVisitFound| {
            let pages = by_visit.remove(&visit.visit).unwrap_or_default();
            visit.with_pages(pages)
        };
        Ok(visits.into_iter().map(open).collect())
    }

    /// The ids of the newest beacons at or after `since`, newest first, at most `limit`.
    pub async fn recent_beacon_ids(&self, since: Moment, limit: u32) -> Result<Vec<Uuid>, VisitLogError> {
        let query = self.ask(sql!("recent_beacon_ids"))?.param("since", since.0).param("limit", limit);
        Ok(query.fetch_all::<IdFound>().await?.into_iter().map(|found| found.id).collect())
    }

    /// The ids of `site`'s page views and bots' requests from `from` until before `until`.
    pub async fn ids_between(
        &self,
        site: &SiteKey,
        from: Moment,
        until: Moment,
    ) -> Result<HashSet<Uuid>, VisitLogError> {
        let query =
            self.ask(sql!("ids_between"))?.param("site", site.as_str()).param("from", from.0).param("until", until.0);
        Ok(query.fetch_all::<IdFound>().await?.into_iter().map(|found| found.id).collect())
    }

    /// What the log holds of `site`.
    pub async fn counts(&self, site: &SiteKey) -> Result<Counts, VisitLogError> {
        let found: CountsFound = self.ask(sql!("counts"))?.param("site", site.as_str()).fetch_one().await?;
        let bots: Vec<BotCount> = self.ask(sql!("bots"))?.param("site", site.as_str()).fetch_all().await?;
        Ok(found.with_bots(bots))
    }

    /// A question. Rows that replace each other share their month, so that months need not be merged; and a large set is not sorted
    /// for the sake of an index.
    pub(super) fn ask(&self, sql: &str) -> Result<Query, VisitLogError> {
        let query = self.client()?.query_raw(sql).with_setting("readonly", "1");
        let query = query.with_setting("do_not_merge_across_partitions_select_final", "1");
        Ok(query.with_setting("use_index_for_in_with_subqueries_max_values", "10000"))
    }
}
