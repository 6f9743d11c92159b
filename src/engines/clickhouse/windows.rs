//! When some visits were: tables that are ordered by time are read there only.

use clickhouse::query::Query;

use super::answers::Visit;
use crate::domain::moment::{DAY, MINUTE, Moment};

const MARKER: &str = "/* at: {windows} */";

/// Spans of time without an overlap, both ends included, in order.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Windows(Vec<(Moment, Moment)>);

impl Windows {
    /// From the beginning of each visit to its end. The log hears late how a visit ends: the newest go on for a day.
    pub(super) fn of(visits: &[Visit]) -> Self {
        let newest = visits.iter().map(|visit| visit.ended).max().unwrap_or_default();
        let goes_on = |visit: &Visit| if newest.since(visit.ended) < DAY { DAY } else { MINUTE };
        Self::joined(
            visits.iter().map(|visit| (visit.started.plus(-MINUTE), visit.ended.plus(goes_on(visit)))).collect(),
        )
    }

    fn joined(mut spans: Vec<(Moment, Moment)>) -> Self {
        spans.sort_unstable();
        let mut joined: Vec<(Moment, Moment)> = Vec::new();
        for (from, to) in spans {
            match joined.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                _ => joined.push((from, to)),
            }
        }
        Self(joined)
    }

    /// `sql` with these spans as its condition on `at`.
    pub(super) fn within(&self, sql: &str) -> String {
        let moment = |name: String| format!("fromUnixTimestamp64Milli({{{name}:Int64}})");
        let span = |n: usize| format!("at BETWEEN {} AND {}", moment(format!("from_{n}")), moment(format!("to_{n}")));
        let spans: Vec<_> = (0..self.0.len()).map(span).collect();
        sql.replace(MARKER, &if spans.is_empty() { "0".to_owned() } else { spans.join(" OR ") })
    }

    /// Binds them.
    pub(super) fn bind(&self, query: Query) -> Query {
        self.0.iter().enumerate().fold(query, |query, (n, (from, to))| {
            query.param(&format!("from_{n}"), from.0).param(&format!("to_{n}"), to.0)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_that_touch_are_one() {
        let spans = [(50, 60), (1, 5), (5, 9), (2, 3), (20, 30)].map(|(from, to)| (Moment(from), Moment(to)));
        let joined = [(1, 9), (20, 30), (50, 60)].map(|(from, to)| (Moment(from), Moment(to)));
        assert_eq!(Windows::joined(spans.into()), Windows(joined.into()));
    }
}
