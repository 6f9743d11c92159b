//! One visit and one visitor: what happened, where it began, everything there is.

use std::collections::HashMap;

use clickhouse::Row;
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use super::answers::Visit;
use super::found::VisitFound;
use super::visits::ids;
use super::windows::Windows;
use super::{VisitLog, VisitLogError};
use crate::domain::ids::{SiteKey, VisitId};
use crate::domain::moment::Moment;

/// The tables in which a visitor has rows.
pub const TABLES: [&str; 7] = ["visits", "page_views", "page_leaves", "events", "invitations", "chats", "assignments"];

/// An event of a visit.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are the words of the visit log")]
pub struct EventOfVisit {
    pub at: Moment,
    pub name: String,
    pub value: f64,
}

#[derive(Row, Deserialize)]
struct EventFound {
    at: i64,
    name: String,
    value: f64,
}

#[derive(Row, Deserialize)]
struct PathFound {
    #[serde(with = "clickhouse::serde::uuid")]
    visit: Uuid,
    path: String,
    times: u32,
}

impl VisitLog {
    /// The events of one visit, in order.
    pub async fn visit_events(&self, visit: &Visit) -> Result<Vec<EventOfVisit>, VisitLogError> {
        let windows = Windows::of(std::slice::from_ref(visit));
        let query = self.ask(&windows.within(sql!("visit_happened")))?.param("site", visit.site.as_str());
        let found = windows.bind(query).param("visit", visit.visit.to_string()).fetch_all::<EventFound>().await?;
        let event = |EventFound { at, name, value }| EventOfVisit { at: Moment(at), name, value };
        Ok(found.into_iter().map(event).collect())
    }

    /// A visitor's first visit.
    pub async fn first_visit(&self, site: &SiteKey, visitor: u64) -> Result<Option<Visit>, VisitLogError> {
        let query = self.ask(sql!("visitor_first"))?.param("site", site.as_str()).param("visitor", visitor);
        Ok(query.fetch_optional::<VisitFound>().await?.map(Visit::from))
    }

    /// The paths one visitor saw in each of `visits`, in the order in which they first did, and how often.
    pub async fn visitor_paths(
        &self,
        site: &SiteKey,
        visitor: u64,
        visits: &[Visit],
    ) -> Result<HashMap<VisitId, Vec<(String, u32)>>, VisitLogError> {
        let windows = Windows::of(visits);
        let query = self.ask(&windows.within(sql!("visitor_paths")))?.param("site", site.as_str());
        let query = windows.bind(query).param("visitor", visitor).param("visits", ids(visits));
        let mut paths: HashMap<VisitId, Vec<_>> = HashMap::new();
        for PathFound { visit, path, times } in query.fetch_all().await? {
            paths.entry(VisitId(visit)).or_default().push((path, times));
        }
        Ok(paths)
    }

    /// Every row of a visitor in `table`, one of [`TABLES`], column by column.
    pub async fn rows_of(&self, table: &str, site: &SiteKey, visitor: u64) -> Result<Vec<Value>, VisitLogError> {
        let sql = format!(
            "SELECT * EXCEPT (batch, came, visitor) FROM parlour.{table} \
             WHERE site = {{site:String}} AND visitor = {{visitor:UInt64}}"
        );
        let query = self.ask(&sql)?.param("site", site.as_str()).param("visitor", visitor);
        let lines = query.fetch_bytes("JSONEachRow")?.collect().await?;
        let rows = lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        let rows: Result<Vec<_>, _> = rows.map(serde_json::from_slice).collect();
        rows.map_err(|error| VisitLogError::Away(error.to_string()))
    }

    /// Takes every row of a visitor out of `table`, one of [`TABLES`], and says how many there were. None is left when it returns.
    pub async fn erase(&self, table: &str, site: &SiteKey, visitor: u64) -> Result<u64, VisitLogError> {
        let of_them = "site = {site:String} AND visitor = {visitor:UInt64}";
        let count = self.ask(&format!("SELECT count() FROM parlour.{table} WHERE {of_them}"))?;
        let count: u64 = count.param("site", site.as_str()).param("visitor", visitor).fetch_one().await?;
        if count > 0 {
            let delete = self.client()?.query_raw(&format!("ALTER TABLE parlour.{table} DELETE WHERE {of_them}"));
            let delete = delete.param("site", site.as_str()).param("visitor", visitor);
            delete.with_setting("mutations_sync", "2").execute().await?;
        }
        Ok(count)
    }
}
