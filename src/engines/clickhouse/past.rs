//! Visits that are over, page by page, for a rule that is tried on them: a piece at a time, so that any number fits into memory.

use std::collections::HashMap;

use clickhouse::Row;
use clickhouse::query::RowCursor;
use serde::Deserialize;
use uuid::Uuid;

use super::answers::Visit;
use super::found::VisitFound;
use super::{VisitLog, VisitLogError};
use crate::domain::ids::SiteKey;
use crate::domain::invitation_rule::past::{PastPage, PastVisit};
use crate::domain::moment::{DAY, MINUTE, Moment};

/// Visits in one piece: their ids travel in an address, which has at most 64 KB.
const PIECE: usize = 1_000;

/// The visits that are tried.
#[derive(Debug, Clone, Copy)]
pub struct Tried<'a> {
    /// Of this site.
    pub site: &'a SiteKey,
    /// Begun at this moment or later …
    pub from: Moment,
    /// … and before this one.
    pub until: Moment,
    /// The newest, at most.
    pub most: u32,
}

/// Visits on their way, oldest first.
pub struct PastVisits {
    log: VisitLog,
    site: SiteKey,
    visits: RowCursor<VisitFound>,
}

#[derive(Row, Deserialize)]
struct StartFound {
    visits: u64,
    first: i64,
}

#[derive(Row, Deserialize)]
struct PageTried {
    #[serde(with = "clickhouse::serde::uuid")]
    visit: Uuid,
    at: i64,
    path: String,
    title: String,
    left_at: Option<i64>,
}

#[derive(Row, Deserialize)]
struct EventTried {
    #[serde(with = "clickhouse::serde::uuid")]
    visit: Uuid,
    at: i64,
    name: String,
}

impl VisitLog {
    /// How many visits there are to try, the oldest beyond `most` included, and the rest on their way.
    pub async fn past_visits(&self, tried: Tried<'_>) -> Result<(u64, PastVisits), VisitLogError> {
        let Tried { site, from, until, most } = tried;
        let asked = |sql| {
            let query = self.ask(sql)?.param("site", site.as_str());
            Ok::<_, VisitLogError>(query.param("until", until.0).param("most", most))
        };
        let start: StartFound = asked(sql!("try_start"))?.param("from", from.0).fetch_one().await?;
        let visits = asked(sql!("try_visits"))?.param("from", start.first.max(from.0)).fetch::<VisitFound>()?;
        Ok((start.visits, PastVisits { log: self.clone(), site: site.clone(), visits }))
    }
}

impl PastVisits {
    /// The next piece; empty when there are no more.
    ///
    /// # Errors
    /// The visit log does not answer.
    pub async fn next(&mut self) -> Result<Vec<PastVisit>, VisitLogError> {
        let mut piece = Vec::with_capacity(PIECE);
        while piece.len() < PIECE
            && let Some(visit) = self.visits.next().await?
        {
            piece.push(Visit::from(visit).into());
        }
        if piece.is_empty() {
            return Ok(piece);
        }
        let places: HashMap<Uuid, usize> =
            piece.iter().enumerate().map(|(place, visit)| (visit.visit.0, place)).collect();
        for page in of_piece::<PageTried>(&self.log, &self.site, sql!("try_pages"), &piece).await? {
            if let Some(place) = places.get(&page.visit) {
                let PageTried { at, path, title, left_at, .. } = page;
                piece[*place].pages.push(PastPage { at: Moment(at), path, title, left: left_at.map(Moment) });
            }
        }
        for event in of_piece::<EventTried>(&self.log, &self.site, sql!("try_events"), &piece).await? {
            if let Some(place) = places.get(&event.visit) {
                piece[*place].events.push((Moment(event.at), event.name));
            }
        }
        Ok(piece)
    }
}

async fn of_piece<T>(log: &VisitLog, site: &SiteKey, sql: &str, piece: &[PastVisit]) -> Result<Vec<T>, VisitLogError>
where
    T: clickhouse::RowOwned + clickhouse::RowRead,
{
    let from = piece.iter().map(|visit| visit.started).min().unwrap_or_default().plus(-MINUTE);
    let until = piece.iter().map(|visit| visit.ended).max().unwrap_or_default().plus(DAY);
    let ids: Vec<String> = piece.iter().map(|visit| visit.visit.to_string()).collect();
    let query = log.ask(sql)?.param("site", site.as_str()).param("visits", ids);
    Ok(query.param("from", from.0).param("until", until.0).fetch_all::<T>().await?)
}

impl From<Visit> for PastVisit {
    fn from(visit: Visit) -> Self {
        Self {
            visit: visit.visit,
            visitor: visit.visitor,
            started: visit.started,
            ended: visit.ended,
            number: visit.number,
            referrer: visit.referrer,
            campaign: visit.campaign,
            place: visit.place,
            device: visit.device,
            language: visit.language,
            known: visit.identified,
            pages: Vec::new(),
            events: Vec::new(),
        }
    }
}
