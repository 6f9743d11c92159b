//! Every figure of every report, as the question answers it and as one reckons it from the raw traffic: each day of each site, spans of
//! days, and filters.

mod case;
mod differences;
mod entries;
mod reference;
mod shop;
mod traffic;

use futures_util::StreamExt;
use futures_util::future::LocalBoxFuture;
use futures_util::stream;
use jiff::Timestamp;
use parlour::actions::read_help::Lots;
use parlour::domain::interval::Interval;
use parlour::domain::log_entry::LogEntry;
use parlour::domain::report::{By, Report};
use parlour::engines::clickhouse::parcels;

use self::case::Case;
use self::differences::Differences;
use self::reference::{Passes, Reference, local};
use self::shop::Shop;
use self::traffic::Visit;
use crate::support::House;

/// Summer time begins in London on 30 March and ends at Lord Howe (by half an hour) on 6 April; it ends in Berlin on 26 October and in New York
/// on 2 November.
const SPANS: [(&str, &str); 2] =
    [("2025-03-28T00:00:00Z", "2025-04-08T00:00:00Z"), ("2025-10-24T00:00:00Z", "2025-11-05T00:00:00Z")];
const PERIODS: [(&str, &str); 2] = [("2025-03-28", "2025-04-08"), ("2025-10-24", "2025-11-05")];
/// The period before it has traffic, too.
const FILTERED: (&str, &str) = ("2025-10-30", "2025-11-05");
const ZONES: [&str; 4] = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"];
/// Of each site; with some 4.4 page views each there are 200,000.
const VISITS: usize = 11_500;
/// Questions that are asked at a time.
const AT_ONCE: usize = 4;

fn ms(text: &str) -> i64 {
    text.parse::<Timestamp>().expect("a moment").as_millisecond()
}

/// Written a table at a time, so that there are few parcels.
async fn write(house: &House, entries: &mut [LogEntry]) {
    entries.sort_by_key(kind);
    for (n, some) in entries.chunks(16_000).enumerate() {
        for parcel in parcels((n as u64 + 1) << 15, some) {
            house.running.app.visit_log.write(&parcel).await.expect("written");
        }
    }
}

const fn kind(entry: &LogEntry) -> u8 {
    match entry {
        LogEntry::PageView(_) => 0,
        LogEntry::PageLeave(_) => 1,
        LogEntry::Event(_) => 2,
        LogEntry::Visit(_) => 3,
        LogEntry::Invitation(_) => 4,
        LogEntry::Chat(_) => 5,
        LogEntry::Assignment(_) => 6,
        LogEntry::Bot(_) => 7,
    }
}

fn everybody(_: &Reference<'_>, _: &Visit) -> bool {
    true
}

/// Filters, and what they mean.
const FILTERS: [(&[&str], Passes); 3] = [
    (&["country:is:DE|FR", "device:is_not:phone"], |_, visit| {
        matches!(visit.entry.place.country.as_str(), "DE" | "FR") && visit.entry.device.kind.word() != "phone"
    }),
    (&["new:is:no", "weekday:at_least:6"], |reference, visit| {
        let began = local(visit.entry.started.0, &reference.period.zone);
        visit.entry.number > 1 && began.weekday().to_monday_one_offset() >= 6
    }),
    (&["page:is:/basket", "simulated:is:no"], |_, visit| {
        visit.views.iter().any(|view| view.path == "/basket") && !visit.entry.simulated
    }),
];

fn all_reports() -> impl Iterator<Item = Report> {
    let invitations = By::ALL.into_iter().map(Report::Invitations);
    Report::ALL.into_iter().filter(|report| !matches!(report, Report::Invitations(_))).chain(invitations)
}

/// Every report of a case, its overview in pieces of `interval`.
async fn every_report(case: &Case<'_>, interval: Interval) -> Differences {
    let lots = [Lots::Manual, Lots::Rule(case.shop.rule.id)];
    let mut asked: Vec<LocalBoxFuture<'_, Differences>> = Vec::new();
    for report in all_reports() {
        asked.push(Box::pin(case.table(report)));
    }
    asked.push(Box::pin(case.overview(interval)));
    asked.push(Box::pin(case.week()));
    asked.push(Box::pin(case.ways("/basket")));
    asked.push(Box::pin(case.became(None)));
    for funnel in &case.shop.funnels {
        asked.push(Box::pin(case.funnel(funnel)));
    }
    for lots in lots {
        asked.push(Box::pin(case.help(lots)));
        // Of a day the same stands in the table of invitations by rule.
        if interval != Interval::Hour {
            asked.push(Box::pin(case.became(Some(lots))));
        }
    }
    stream::iter(asked).buffer_unordered(AT_ONCE).fold(Differences::default(), async |all, one| all.with(one)).await
}

/// Both spans of a shop as a whole, and each of their days.
async fn every_day(house: &House, shop: &Shop) -> Differences {
    let mut differences = Differences::default();
    for (from, to) in PERIODS {
        let whole = shop.which(house, from, to, &[]).await;
        let mut spans = vec![(whole.clone(), Interval::Day)];
        for start in Interval::Day.starts(&whole.period).1 {
            let day = local(start.0, &shop.site.time_zone).date().to_string();
            spans.push((shop.which(house, &day, &day, &[]).await, Interval::Hour));
        }
        for (which, interval) in spans {
            let case = Case { house, shop, which, passes: everybody, compare: false };
            differences = differences.with(every_report(&case, interval).await);
        }
    }
    differences
}

#[tokio::test]
async fn every_figure_is_what_the_raw_traffic_says() {
    let house = House::open().await;
    let mut agents = Vec::new();
    for name in ["Ada", "Ben", "Cara"] {
        agents.push(house.agent(name).await.id().parse().expect("an id"));
    }
    let mut shops = Vec::new();
    for zone in ZONES {
        shops.push(Shop::open(&house, zone, &agents).await);
    }
    let mut entries: Vec<_> = shops.iter().flat_map(Shop::entries).collect();
    let views = entries.iter().filter(|entry| matches!(entry, LogEntry::PageView(_))).count();
    assert!(views >= 200_000, "{views}");
    write(&house, &mut entries).await;
    drop(entries);
    let mut differences = Differences::default();
    for shop in &shops {
        differences = differences.with(every_day(&house, shop).await);
    }
    for (shop, (filter, passes)) in shops.iter().cycle().zip(FILTERS) {
        let which = shop.which(&house, FILTERED.0, FILTERED.1, filter).await;
        let case = Case { house: &house, shop, which, passes, compare: true };
        differences = differences.with(every_report(&case, Interval::Week).await);
    }
    differences.none();
    assert!(differences.figures > 200_000, "{}", differences.figures);
    house.close().await;
}
