//! The report of pages. Its times come from leaves that say which page they were; those of the few visitors of whom one does not are put
//! beside the page views first.

use clickhouse::query::Query;

use super::Question;
use crate::engines::clickhouse::{VisitLog, VisitLogError};

/// Visitors named one by one: their numbers travel in an address, which has at most 64 KB.
const NAMED: usize = 1_000;
const DOUBTFUL: &str = sql!("reports/doubtful");

impl VisitLog {
    pub(super) async fn ask_pages(&self, question: &Question<'_>) -> Result<Query, VisitLogError> {
        let some = format!("{DOUBTFUL} LIMIT {}", NAMED + 1);
        let doubtful: Vec<u64> = self.ask_report(&some, question)?.fetch_all().await?;
        let (sure, unsure) = match doubtful.len() {
            0 => (String::new(), "AND 0".to_owned()),
            1..=NAMED => told_apart("{doubtful:Array(UInt64)}"),
            _ => told_apart(&format!("({DOUBTFUL})")),
        };
        let sql = sql!("reports/pages").replace("/* sure */", &sure).replace("/* doubtful */", &unsure);
        let query = self.ask_report(&sql, question)?;
        Ok(if (1..=NAMED).contains(&doubtful.len()) { query.param("doubtful", doubtful) } else { query })
    }
}

fn told_apart(doubtful: &str) -> (String, String) {
    (format!("AND visitor NOT IN {doubtful}"), format!("AND visitor IN {doubtful}"))
}
