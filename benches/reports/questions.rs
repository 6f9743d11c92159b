//! The questions, and the same asked of the page views alone.

use parlour::domain::goal::{Funnel, Target, TargetKind};
use parlour::domain::ids::{FunnelId, SiteKey};
use parlour::domain::interval::Interval;
use parlour::domain::moment::Moment;
use parlour::domain::period::Period;
use parlour::domain::report::Report;
use parlour::domain::visit_filter::{KnownFilter, VisitFilter};
use parlour::engines::clickhouse::{Question, VisitLog, VisitsAsked};
use uuid::Uuid;

use crate::engine::Engine;

pub(crate) const QUESTIONS: [&str; 6] = [
    "overview, 30 days",
    "pages, 30 days",
    "referrers, 30 days",
    "funnel of three steps, 30 days",
    "visits list with three filters, 30 days",
    "one visitor's history",
];

/// Written by hand for a table of page views and nothing else, and answering less: no times, no chats, no goals.
pub(crate) const RAW: [&str; 6] = [
    "SELECT toDate(began, 'Europe/London') AS day, count(), uniqExact(visitor), sum(pages), quantileExact(lasted), countIf(pages = 1)
     FROM (SELECT visit, any(visitor) AS visitor, min(at) AS began, count() AS pages, max(at) - min(at) AS lasted FROM parlour.page_views
           WHERE site = 'bench-one' AND at >= '2026-10-02' AND at < '2026-11-01' GROUP BY visit) GROUP BY day ORDER BY day",
    "SELECT path, count() AS views, uniqExact(visit), uniqExact(visitor) FROM parlour.page_views
     WHERE site = 'bench-one' AND at >= '2026-10-02' AND at < '2026-11-01' GROUP BY path ORDER BY views DESC LIMIT 50",
    "SELECT referrer, count(), uniqExact(visitor), sum(pages), countIf(pages = 1)
     FROM (SELECT visit, any(visitor) AS visitor, argMin(referrer_domain, at) AS referrer, count() AS pages FROM parlour.page_views
           WHERE site = 'bench-one' AND at >= '2026-10-02' AND at < '2026-11-01' GROUP BY visit) GROUP BY referrer ORDER BY count() DESC",
    "SELECT level, count() FROM (
         SELECT windowFunnel(86400000)(toUInt64(toUnixTimestamp64Milli(at)), path = '/', path = '/basket', path = '/order') AS level
         FROM parlour.page_views WHERE site = 'bench-one' AND at >= '2026-10-02' AND at < '2026-11-01' GROUP BY visit) GROUP BY level",
    "SELECT visit, min(at) AS began, count(), argMin(url, at), argMax(url, at) FROM parlour.page_views
     WHERE site = 'bench-one' AND at >= '2026-10-02' AND at < '2026-11-01' AND country = 'DE' AND device = 'phone'
     GROUP BY visit HAVING countIf(position(path, 'category') > 0) > 0 ORDER BY began DESC LIMIT 50",
    "SELECT visit, min(at) AS began, count() FROM parlour.page_views WHERE site = 'bench-one'
     AND visitor = (SELECT visitor FROM parlour.made WHERE number = 1000) GROUP BY visit ORDER BY began DESC LIMIT 50",
];

/// What is asked about.
pub(crate) struct Asked {
    site: SiteKey,
    period: Period,
    days: Vec<Moment>,
    everybody: KnownFilter,
    some: KnownFilter,
    funnel: Funnel,
    visitor: u64,
}

impl Asked {
    pub(crate) async fn new(engine: &Engine) -> Self {
        let period =
            Period::read(Some("2026-10-02"), Some("2026-10-31"), "Europe/London", Moment(0)).expect("a period");
        let (_, days) = Interval::Day.starts(&period);
        let filter = VisitFilter::parse(["country:is:DE", "device:is:phone", "page:contains:category"]);
        let zone = period.zone.clone();
        let some = KnownFilter { filter: filter.expect("a filter"), zone: zone.clone(), ..KnownFilter::default() };
        let visitor = engine.run("SELECT visitor FROM parlour.made WHERE number = 1000").await;
        Self {
            site: "bench-one".into(),
            period,
            days,
            everybody: KnownFilter { zone, ..KnownFilter::default() },
            some,
            funnel: funnel(),
            visitor: visitor.trim().parse().expect("a number"),
        }
    }

    fn question(&self) -> Question<'_> {
        let Self { site, period, days, everybody, .. } = self;
        Question { site, period, filter: everybody, starts: days, goals: &[], open: &[] }
    }

    /// Asks one of the [`QUESTIONS`].
    pub(crate) async fn ask(&self, log: &VisitLog, question: usize) {
        let asked = VisitsAsked { site: &self.site, from: self.period.start, to: self.period.end, filter: &self.some };
        let found = match question {
            0 => log.overview(&self.question()).await.expect("answered").len(),
            1 => log.report(Report::Pages, &self.question()).await.expect("answered").len(),
            2 => log.report(Report::Referrers, &self.question()).await.expect("answered").len(),
            3 => log.funnel(&self.funnel, &self.question()).await.expect("answered").len(),
            4 => log.visits(&asked, None, 50).await.expect("answered").len(),
            _ => log.visitor_visits(&self.site, self.visitor, self.period.end, 50).await.expect("answered").len(),
        };
        assert!(found > 0, "{}", QUESTIONS[question]);
    }
}

fn funnel() -> Funnel {
    let page = |pattern: &str| Target { kind: TargetKind::Page, pattern: pattern.to_owned() };
    let steps = vec![page("/"), page("/basket"), page("/order")];
    let (site, name) = (SiteKey::from("bench-one"), "To the order".to_owned());
    Funnel { id: FunnelId(Uuid::nil()), site, name, within: 1_440, steps, made: Moment(0) }
}
