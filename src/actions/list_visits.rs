//! Visits, line by line: a page of them, or all of them page after page.

use std::collections::VecDeque;
use std::sync::Arc;

use super::problem::Problem;
use super::visit_lines::visit_lines;
use crate::app::App;
use crate::domain::ids::VisitId;
use crate::domain::moment::Moment;
use crate::domain::period::Period;
use crate::domain::site::Site;
use crate::domain::visit_filter::KnownFilter;
use crate::domain::visit_line::VisitLine;
use crate::engines::clickhouse::{Visit, VisitsAsked, VisitsTotal};

/// Visits of a file read at once: to find where they begin the log looks through all of the period's.
const READ: u32 = 20_000;
/// Lines of a file made at once.
const CHUNK: usize = 1_000;

/// Where a page of the list ended.
pub type Place = (Moment, VisitId);

/// Which visits: a site, a period, a filter.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Which {
    pub site: Arc<Site>,
    pub period: Period,
    pub filter: KnownFilter,
}

impl Which {
    fn asked(&self) -> VisitsAsked<'_> {
        VisitsAsked { site: &self.site.key, from: self.period.start, to: self.period.end, filter: &self.filter }
    }
}

/// A page of visits.
#[derive(Debug)]
pub struct VisitsPage {
    /// All visits there are, on this page or not.
    pub total: VisitsTotal,
    /// Newest first.
    pub lines: Vec<VisitLine>,
    /// Where the next page begins; `None`: there is none.
    pub next: Option<Place>,
}

/// A page of at most `limit` visits, after the place where the one before ended.
///
/// # Errors
/// An engine failed.
pub async fn list_visits(app: &App, which: &Which, after: Option<Place>, limit: u32) -> Result<VisitsPage, Problem> {
    let total = app.visit_log.visits_total(&which.asked()).await?;
    let (visits, next) = read(app, which, after, limit).await?;
    Ok(VisitsPage { total, lines: visit_lines(app, &which.site, visits).await?, next })
}

/// All visits, a part at a time, so that any number of them fits into the memory.
#[derive(Debug)]
pub struct AllVisits {
    which: Which,
    after: Option<Place>,
    over: bool,
    /// Read, and not told yet.
    waiting: VecDeque<Visit>,
}

impl AllVisits {
    /// From the newest.
    pub fn of(which: Which) -> Self {
        Self { which, after: None, over: false, waiting: VecDeque::new() }
    }

    /// The next of them; `None` at the end.
    ///
    /// # Errors
    /// An engine failed.
    pub async fn next(&mut self, app: &App) -> Result<Option<Vec<VisitLine>>, Problem> {
        if self.waiting.is_empty() && !self.over {
            let (visits, next) = read(app, &self.which, self.after, READ).await?;
            (self.after, self.over, self.waiting) = (next, next.is_none(), visits.into());
        }
        if self.waiting.is_empty() {
            return Ok(None);
        }
        let some = self.waiting.drain(..self.waiting.len().min(CHUNK)).collect();
        Ok(Some(visit_lines(app, &self.which.site, some).await?))
    }
}

/// At most `limit` visits, and where the next ones begin, if there may be any.
async fn read(
    app: &App,
    which: &Which,
    after: Option<Place>,
    limit: u32,
) -> Result<(Vec<Visit>, Option<Place>), Problem> {
    let visits = app.visit_log.visits(&which.asked(), after, limit).await?;
    let last = visits.last().map(|visit| (visit.started, visit.visit));
    let next = last.filter(|_| visits.len() == limit as usize);
    Ok((visits, next))
}
