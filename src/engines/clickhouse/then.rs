//! Who was on at a moment of the past.

use clickhouse::Row;
use serde::Deserialize;
use uuid::Uuid;

use super::{VisitLog, VisitLogError};
use crate::domain::ids::{PageViewId, SiteKey, VisitId};
use crate::domain::moment::Moment;
use crate::domain::place::Place;
use crate::domain::presence_then::{Sign, SignKind};

/// A visit as it stood at a moment.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are the words of REPORTS")]
pub struct VisitThen {
    pub visit: VisitId,
    pub visitor: u64,
    pub arrived: Moment,
    /// Seen until then.
    pub pages: u32,
    pub path: String,
    pub title: String,
    pub place: Place,
    pub browser: String,
    pub device: String,
}

#[derive(Row, Deserialize)]
struct SignFound {
    #[serde(with = "clickhouse::serde::uuid")]
    visit: Uuid,
    at: i64,
    kind: u8,
    #[serde(with = "clickhouse::serde::uuid")]
    page_view: Uuid,
}

#[derive(Row, Deserialize)]
struct ThenFound {
    #[serde(with = "clickhouse::serde::uuid")]
    visit: Uuid,
    visitor: u64,
    arrived: i64,
    pages: u32,
    path: String,
    title: String,
    country: String,
    city: String,
    latitude: Option<f32>,
    longitude: Option<f32>,
    browser: String,
    device: String,
}

impl VisitLog {
    /// Hands the signs of life from `from` until before `to` to `visit`, all of one visit at a time and in order.
    pub async fn signs(
        &self,
        site: &SiteKey,
        from: Moment,
        to: Moment,
        mut of_visit: impl FnMut(VisitId, &[Sign]),
    ) -> Result<(), VisitLogError> {
        let query = self.ask(sql!("signs"))?.param("site", site.as_str()).param("from", from.0).param("to", to.0);
        let mut found = query.fetch::<SignFound>()?;
        let (mut visit, mut signs) = (Uuid::nil(), Vec::new());
        while let Some(next) = found.next().await? {
            if next.visit != visit {
                of_visit(VisitId(visit), &signs);
                (visit, signs) = (next.visit, Vec::new());
            }
            signs.push(sign(&next));
        }
        of_visit(VisitId(visit), &signs);
        Ok(())
    }

    /// The visits as they stood at `at`, the first to arrive first.
    pub async fn visits_then(
        &self,
        site: &SiteKey,
        visits: &[VisitId],
        at: Moment,
    ) -> Result<Vec<VisitThen>, VisitLogError> {
        let ids: Vec<_> = visits.iter().map(ToString::to_string).collect();
        let query = self.ask(sql!("visits_then"))?.param("site", site.as_str()).param("visits", ids).param("at", at.0);
        Ok(query.fetch_all::<ThenFound>().await?.into_iter().map(VisitThen::from).collect())
    }

    /// When the first page of a site was seen, as far as it is kept.
    pub async fn oldest(&self, site: &SiteKey) -> Result<Option<Moment>, VisitLogError> {
        let query = self.ask(sql!("oldest"))?.param("site", site.as_str());
        Ok(query.fetch_optional::<Option<i64>>().await?.flatten().map(Moment))
    }
}

fn sign(found: &SignFound) -> Sign {
    let page_view = PageViewId(found.page_view);
    let kind = match found.kind {
        0 => SignKind::Opened(page_view),
        1 => SignKind::Event,
        _ => SignKind::Left(page_view),
    };
    Sign { at: Moment(found.at), kind }
}

impl From<ThenFound> for VisitThen {
    fn from(row: ThenFound) -> Self {
        let coordinates = row.latitude.zip(row.longitude).map(|(north, east)| (north.into(), east.into()));
        Self {
            visit: VisitId(row.visit),
            visitor: row.visitor,
            arrived: Moment(row.arrived),
            pages: row.pages,
            path: row.path,
            title: row.title,
            place: Place { country: row.country, region: String::new(), city: row.city, coordinates },
            browser: row.browser,
            device: row.device,
        }
    }
}
