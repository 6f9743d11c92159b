//! An access log becomes visits, once.

use std::collections::{BTreeMap, HashSet};
use std::convert::Infallible;

use parlour::actions::import_access_log::{Import, Imported, Report};
use parlour::domain::ids::SiteKey;
use parlour::domain::log_entry::{LogEntry, PageViewEntry, VisitEntry};
use parlour::domain::moment::MINUTE;
use parlour::engines::geo::{Geo, find_city_files};
use parlour::engines::user_agent::UserAgents;
use url::Url;
use uuid::Uuid;

const LOG: &str = include_str!("../fixtures/access_log.txt");

#[tokio::test]
async fn every_line_is_accounted_for() {
    let (report, _) = store(read(LOG), &[]).await;
    let counts = |pairs: &[(&'static str, u64)]| pairs.iter().copied().collect::<BTreeMap<_, _>>();
    assert_eq!(report.lines, 21);
    assert_eq!(report.refused, counts(&[("no_address", 1), ("no_request", 1), ("not_combined", 1)]));
    assert_eq!(report.not_pages, counts(&[("asset", 3), ("failed", 1), ("method", 1), ("redirect", 1)]));
    assert_eq!(report.bots, counts(&[("declared", 1), ("library", 1)]));
    assert_eq!((report.page_views, report.visits, report.visitors), (10, 5, 4));
    assert_eq!((report.addresses, report.located, report.already_present), (4, 4, 0));
    let parts = [&report.refused, &report.not_pages, &report.bots].map(|part| part.values().sum::<u64>());
    assert_eq!(parts.iter().sum::<u64>() + report.page_views, report.lines);
}

#[tokio::test]
async fn a_visit_ends_after_thirty_minutes_whatever_the_order_of_the_lines() {
    let (_, entries) = store(read(LOG), &[]).await;
    let windows: Vec<_> = visits(&entries).filter(|visit| visit.device.browser == "Firefox").collect();
    let [first, second, night] = windows[..] else { panic!("three visits with Firefox") };
    assert_eq!((first.pages, first.number, first.ended.since(first.started)), (3, 1, 30 * MINUTE - 1_000));
    assert_eq!(
        (&*first.entry_url, &*first.exit_url),
        ("https://shop.example/lamps?utm_source=letter&utm_campaign=autumn", "https://shop.example/chairs",)
    );
    assert_eq!((&*first.referrer.domain, &*first.campaign.campaign), ("google.com", "autumn"));
    assert_eq!((&*first.place.country, second.number, second.pages), ("US", 2, 1));
    assert_eq!((night.pages, &*night.exit_url), (2, "https://shop.example//other.example/lamps"));
    let addresses: HashSet<_> = views(&entries).map(|view| view.ip.as_str()).collect();
    assert_eq!(addresses, HashSet::from(["8.8.8.0", "193.0.6.0", "2a01:4f8::"]));
}

#[tokio::test]
async fn the_same_log_again_adds_nothing() {
    let (once, entries) = store(read(LOG), &[]).await;
    let (again, added) = store(read(LOG), &entries).await;
    assert_eq!(added, []);
    assert_eq!(again.already_present, once.page_views + 2);
    let (other, _) = store(import("https://shop.example", "other", LOG), &entries).await;
    assert_eq!(other.already_present, 0, "another site has its own");
}

#[tokio::test]
async fn a_log_that_grew_adds_what_is_new() {
    let half = LOG.lines().take(7).collect::<Vec<_>>().join("\n");
    let (_, mut stored) = store(read(&half), &[]).await;
    let (_, added) = store(read(LOG), &stored).await;
    stored.extend(added);
    let (_, whole) = store(read(LOG), &[]).await;
    let ids = |entries: &[LogEntry]| views(entries).map(|view| view.page_view).collect::<HashSet<_>>();
    assert_eq!(views(&stored).count(), views(&whole).count());
    assert_eq!(ids(&stored), ids(&whole));
    let newest = |entries: &[LogEntry]| {
        let mut visits: Vec<_> = visits(entries).cloned().collect();
        visits.sort_by_key(|visit| (visit.visit, visit.version));
        visits.into_iter().map(|visit| (visit.visit, visit.pages)).collect::<BTreeMap<_, _>>()
    };
    assert_eq!(newest(&stored), newest(&whole), "the later entry of a visit replaces the earlier");
}

fn views(entries: &[LogEntry]) -> impl Iterator<Item = &PageViewEntry> {
    entries.iter().filter_map(|entry| if let LogEntry::PageView(view) = entry { Some(&**view) } else { None })
}

fn visits(entries: &[LogEntry]) -> impl Iterator<Item = &VisitEntry> {
    entries.iter().filter_map(|entry| if let LogEntry::Visit(visit) = entry { Some(&**visit) } else { None })
}

fn read(log: &str) -> Imported {
    import("https://shop.example", "shop", log)
}

fn import(address: &str, site: &str, log: &str) -> Imported {
    let site = SiteKey::from(site);
    let address = Url::parse(address).expect("an address");
    let geo = Geo::open(&find_city_files()).expect("city databases");
    let import = Import { site: &site, address: &address, geo: &geo, user_agents: &UserAgents::default() };
    let mut bytes = 0;
    let imported = import.read(log.as_bytes(), |read| bytes += read).expect("a log");
    assert_eq!(bytes, log.len() as u64);
    imported
}

/// Stores beside what is `there`, and returns what was added.
async fn store(imported: Imported, there: &[LogEntry]) -> (Report, Vec<LogEntry>) {
    let ids = |from, until| {
        there.iter().filter(move |entry| (from..until).contains(&entry.at())).filter_map(|entry| match entry {
            LogEntry::PageView(view) => Some(view.page_view.0),
            LogEntry::Bot(bot) => Some(bot.id),
            _ => None,
        })
    };
    let mut added = Vec::new();
    let report = imported.store(
        async |from, until| Ok::<HashSet<Uuid>, Infallible>(ids(from, until).collect()),
        async |entries| {
            added.extend(entries);
            Ok(())
        },
    );
    let Ok(report) = report.await;
    (report, added)
}
