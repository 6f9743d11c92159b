//! What goes in comes out, wherever the engine runs.

use parlour::domain::ids::{ChatId, SiteKey, VisitId};
use parlour::domain::log_entry::{LogEntry, VisitEntry};
use parlour::domain::moment::{DAY, MINUTE};
use parlour::engines::clickhouse::{BotCount, VisitLog, VisitLogError};

use super::*;

/// What every visit log does, wherever it runs.
async fn contract(log: &VisitLog) {
    log.migrate().await.expect("migrated again");
    let ended = entries(log).await;
    answers(log, &"contract".into(), &ended).await;
}

/// Writes something of everything; the visit that ended.
pub(super) async fn entries(log: &VisitLog) -> VisitEntry {
    let began = visit("contract", 1, NOW.plus(MINUTE), NOW.plus(MINUTE));
    let ended = VisitEntry { ended: NOW.plus(4 * MINUTE), version: NOW.plus(4 * MINUTE), ..began.clone() };
    let entries = [
        page_view("contract", 10, 1, NOW.plus(MINUTE)),
        page_view("contract", 11, 1, NOW.plus(2 * MINUTE)),
        leave("contract", 12, 1, 10, NOW.plus(2 * MINUTE)),
        event("contract", 14, NOW.plus(2 * MINUTE), "add_to_basket"),
        LogEntry::Visit(Box::new(began)),
        LogEntry::Visit(Box::new(visit("contract", 2, NOW.plus(5 * MINUTE), NOW))),
        invitation("contract", 900, 1, "accepted"),
        chat("contract", 902, 1),
        lot("contract", 1),
        bot("contract", 20),
        bot("contract", 21),
    ];
    write_all(log, 1, &entries).await;
    write_all(log, 2, &[LogEntry::Visit(Box::new(ended.clone()))]).await;
    ended
}

pub(super) async fn answers(log: &VisitLog, site: &SiteKey, ended: &VisitEntry) {
    let counts = log.counts(site).await.expect("asked");
    let bots = vec![BotCount { reason: "user_agent".into(), requests: 2 }];
    assert_eq!((counts.page_views, counts.visits, counts.events), (2, 2, 1));
    assert_eq!((counts.page_leaves, counts.invitations, counts.bots), (1, 1, bots));

    let found = log.visit(site, ended.visit).await.expect("asked").expect("there");
    assert_eq!((found.ended, found.started, found.visitor), (ended.ended, ended.started, 7));
    assert_eq!((&found.referrer, &found.campaign), (&*ended.referrer, &*ended.campaign));
    assert_eq!((&found.place, &found.device), (&*ended.place, &*ended.device));
    assert!(found.privacy && !found.simulated);
    assert_eq!(log.visit(site, VisitId(id(999))).await.expect("asked"), None);

    let pages = log.visit_pages(site, ended.visit, found.started, found.ended).await.expect("asked");
    let shown: Vec<_> = pages.iter().map(|page| (page.path.as_str(), page.visible_ms)).collect();
    assert_eq!(shown, [("/lamps/10", Some(8_400)), ("/lamps/11", None)]);

    let history = log.visitor_visits(site, 7, NOW.plus(DAY), 50).await.expect("asked");
    let shown: Vec<_> = history.iter().map(|visit| (visit.number, visit.ending.as_deref(), visit.chat)).collect();
    assert_eq!(shown, [(2, None, None), (1, Some("accepted"), Some(ChatId(id(902))))]);
    assert_eq!(log.visitor_visits(site, 7, ended.started.plus(1), 50).await.expect("asked").len(), 1);

    let open = log.open_visits(NOW.plus(2 * MINUTE)).await.expect("asked");
    let open = open.iter().find(|open| &open.site == site && open.visit == ended.visit).expect("still open");
    assert_eq!((open.started, open.last, open.page_count), (NOW.plus(MINUTE), NOW.plus(2 * MINUTE), 2));
    let shown: Vec<_> = open.pages.iter().map(|seen| (&*seen.page.path, seen.visible_ms)).collect();
    assert_eq!(shown, [("/lamps/10", Some(8_400)), ("/lamps/11", None)]);
    assert_eq!((&*open.entry.path, open.place.city.as_str()), ("/lamps/10", "Warsaw"));
    assert_eq!((open.referrer.domain.as_str(), open.campaign.source.as_str()), ("google.com", "letter"));
    assert_eq!((&open.device, open.place.coordinates), (&device(), Some((52.25, 21.0))));

    let ids = log.recent_beacon_ids(NOW.plus(2 * MINUTE), 10).await.expect("asked");
    assert_eq!(ids.len(), 3);
    assert!(ids.contains(&id(11)) && ids.contains(&id(12)) && ids.contains(&id(14)));
}

#[tokio::test]
async fn the_embedded_engine_keeps_the_contract() {
    let folder = tempfile::tempdir().expect("a folder");
    let (engine, log) = log(folder.path()).await;
    contract(&log).await;
    engine.stop().await;
    assert!(matches!(log.counts(&"contract".into()).await, Err(VisitLogError::Away(_))));
}

#[tokio::test]
async fn a_server_by_url_keeps_the_contract_and_its_key() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut child, port) = child(folder.path()).await;
    let at = |key: &str| format!("http://parlour:{key}@127.0.0.1:{port}/").parse().expect("an address");
    contract(&VisitLog::connect(&at("open-sesame"))).await;
    let stranger = VisitLog::connect(&at("guess")).counts(&"contract".into()).await;
    assert!(matches!(&stranger, Err(VisitLogError::Away(why)) if why.contains("516")), "{stranger:?}");
    drop(child.stdin.take());
    assert!(child.wait().await.expect("left").success());
}
