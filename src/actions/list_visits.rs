//! Visits, line by line: a page of them, or all of them page after page.

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
use crate::engines::clickhouse::{VisitsAsked, VisitsTotal};

/// Visits of a file read at once.
const CHUNK: u32 = 1_000;

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
    let (lines, next) = page(app, which, after, limit).await?;
    Ok(VisitsPage { total, lines, next })
}

/// All visits, a part at a time, so that any number of them fits into the memory.
#[derive(Debug)]
pub struct AllVisits {
    which: Which,
    after: Option<Place>,
    over: bool,
}

impl AllVisits {
    /// From the newest.
    pub fn of(which: Which) -> Self {
        Self { which, after: None, over: false }
    }

    /// The next of them; `None` at the end.
    ///
    /// # Errors
    /// An engine failed.
    pub async fn next(&mut self, app: &App) -> Result<Option<Vec<VisitLine>>, Problem> {
        if self.over {
            return Ok(None);
        }
        let (lines, next) = page(app, &self.which, self.after, CHUNK).await?;
        (self.after, self.over) = (next, next.is_none());
        Ok(Some(lines))
    }
}

async fn page(
    app: &App,
    which: &Which,
    after: Option<Place>,
    limit: u32,
) -> Result<(Vec<VisitLine>, Option<Place>), Problem> {
    let visits = app.visit_log.visits(&which.asked(), after, limit).await?;
    let last = visits.last().map(|visit| (visit.started, visit.visit));
    let next = last.filter(|_| visits.len() == limit as usize);
    Ok((visit_lines(app, &which.site, visits).await?, next))
}
