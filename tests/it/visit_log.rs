//! The visit log in the real engine: what goes in comes out, once, whoever dies on the way.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

use parlour::domain::device::{Device, DeviceKind};
use parlour::domain::ids::{AgentId, BeaconId, ChatId, InvitationId, PageViewId, SiteKey, VisitId};
use parlour::domain::log_entry::{
    AssignmentEntry, BotEntry, ChatEntry, EventEntry, InvitationEntry, LogEntry, PageLeaveEntry, PageViewEntry,
    VisitEntry,
};
use parlour::domain::moment::{DAY, MINUTE, Moment, SECOND};
use parlour::domain::origin::{Campaign, Referrer};
use parlour::domain::place::Place;
use parlour::engines::clickhouse::engine::{EmbeddedEngine, EngineProgram, find_library};
use parlour::engines::clickhouse::{BotCount, VisitLog, VisitLogError, parcels};
use parlour::engines::spool::Spool;
use parlour::tasks::write_visits::{Written, write_visits};
use rand::{Rng, RngExt, SeedableRng};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, Command};
use uuid::Uuid;

const NOW: Moment = Moment(1_763_000_000_000);

fn library() -> PathBuf {
    find_library(None).expect("npm install has been run")
}

fn program(data: &Path) -> EngineProgram {
    EngineProgram { program: env!("CARGO_BIN_EXE_parlour").into(), data: data.to_owned(), library: library() }
}

async fn log(data: &Path) -> (EmbeddedEngine, VisitLog) {
    let engine = EmbeddedEngine::start(program(data));
    let log = VisitLog::embedded(&engine);
    log.ready().await;
    log.migrate().await.expect("migrated");
    (engine, log)
}

fn id(number: u64) -> Uuid {
    Uuid::from_u64_pair(0x0193_B0A8_5C00_7000 + number, number)
}

fn place() -> Place {
    Place { country: "PL".into(), region: "Mazovia".into(), city: "Warsaw".into(), coordinates: Some((52.25, 21.0)) }
}

fn device() -> Device {
    let (browser, system) = ("Firefox".into(), "Windows 11".into());
    Device { browser, browser_version: "145".into(), system, kind: DeviceKind::Desktop }
}

fn campaign() -> Campaign {
    Campaign { source: "letter".into(), campaign: "autumn".into(), ..Campaign::default() }
}

fn referrer() -> Referrer {
    Referrer { url: "https://www.google.com/".into(), domain: "google.com".into() }
}

fn page_view(site: &str, number: u64, visit: u64, at: Moment) -> LogEntry {
    LogEntry::PageView(Box::new(PageViewEntry {
        site: site.into(),
        at,
        visitor: visit * 7,
        visit: VisitId(id(visit)),
        page_view: PageViewId(id(number)),
        url: format!("https://shop.example/lamps/{number}").into(),
        path: format!("/lamps/{number}").into(),
        title: "Lamps".into(),
        referrer: referrer().into(),
        campaign: campaign().into(),
        place: place().into(),
        device: device().into(),
        language: "pl-PL".into(),
        time_zone: "Europe/Warsaw".into(),
        screen: "1920x1080".into(),
        ip: "192.0.2.0".into(),
        privacy: false,
        simulated: true,
    }))
}

fn event(site: &str, number: u64, at: Moment, name: &str) -> LogEntry {
    LogEntry::Event(EventEntry {
        site: site.into(),
        at,
        beacon: BeaconId(id(number)),
        visitor: number,
        visit: VisitId(id(number)),
        page_view: number.is_multiple_of(2).then_some(PageViewId(id(number))),
        name: name.to_owned(),
        value: 394.0,
    })
}

fn visit(site: &str, number: u64, ended: Moment, version: Moment) -> VisitEntry {
    VisitEntry {
        site: site.into(),
        visit: VisitId(id(number)),
        visitor: 7,
        started: NOW.plus(number.cast_signed() * MINUTE),
        ended,
        version,
        number: u32::try_from(number).expect("small"),
        pages: 2,
        entry_url: "https://shop.example/".into(),
        exit_url: "https://shop.example/basket".into(),
        referrer: referrer().into(),
        campaign: campaign().into(),
        place: Place { coordinates: None, ..place() }.into(),
        device: device().into(),
        language: "pl-PL".into(),
        simulated: false,
        privacy: true,
        identified: true,
    }
}

fn invitation(site: &str, number: u64, visit: u64, ending: &str) -> LogEntry {
    LogEntry::Invitation(Box::new(InvitationEntry {
        site: site.into(),
        invitation: InvitationId(id(number)),
        visitor: 7,
        visit: VisitId(id(visit)),
        agent: AgentId(id(901)),
        group: None,
        rule: Some(id(903)),
        variant: Some("a".into()),
        template: None,
        ending: ending.into(),
        sent: NOW.plus(2 * MINUTE),
        delivered: Some(NOW.plus(2 * MINUTE + 1)),
        viewed: None,
        ended: NOW.plus(3 * MINUTE),
        url: "https://shop.example/lamps".into(),
        chat: Some(ChatId(id(902))),
    }))
}

fn chat(site: &str, number: u64, visit: u64) -> LogEntry {
    LogEntry::Chat(Box::new(ChatEntry {
        site: site.into(),
        chat: ChatId(id(number)),
        visitor: 7,
        visit: VisitId(id(visit)),
        agent: Some(AgentId(id(901))),
        department: None,
        invitation: Some(InvitationId(id(900))),
        asked: NOW.plus(2 * MINUTE),
        answered: Some(NOW.plus(2 * MINUTE)),
        first_reply: None,
        ended: NOW.plus(4 * MINUTE),
        version: NOW.plus(4 * MINUTE),
        outcome: "answered".into(),
        messages: 6,
        rating: Some(5),
    }))
}

fn lot(site: &str, visit: u64) -> LogEntry {
    LogEntry::Assignment(Box::new(AssignmentEntry {
        site: site.into(),
        rule: None,
        visitor: 7,
        visit: VisitId(id(visit)),
        at: NOW.plus(2 * MINUTE),
        arm: "held_out".into(),
        url: "https://shop.example/lamps".into(),
    }))
}

fn bot(site: &str, number: u64) -> LogEntry {
    LogEntry::Bot(Box::new(BotEntry {
        site: site.into(),
        at: NOW,
        id: id(number),
        reason: "user_agent".into(),
        url: "https://shop.example/".into(),
        user_agent: "Examplebot/1".into(),
        ip: "192.0.2.0".into(),
        country: "PL".into(),
    }))
}

fn leave(site: &str, number: u64, visit: u64, page_view: u64, at: Moment) -> LogEntry {
    LogEntry::PageLeave(PageLeaveEntry {
        site: site.into(),
        at,
        beacon: BeaconId(id(number)),
        visitor: visit * 7,
        visit: VisitId(id(visit)),
        page_view: PageViewId(id(page_view)),
        visible_ms: 8_400,
    })
}

async fn write_all(log: &VisitLog, batch: u64, entries: &[LogEntry]) {
    for parcel in parcels(batch << 15, entries) {
        assert!(!log.present(&parcel).await.expect("asked"));
        log.write(&parcel).await.expect("written");
        assert!(log.present(&parcel).await.expect("asked"));
    }
}

/// What every visit log does, wherever it runs.
async fn contract(log: &VisitLog) {
    log.migrate().await.expect("migrated again");
    let site = SiteKey::from("contract");
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
    answers(log, &site, &ended).await;
}

async fn answers(log: &VisitLog, site: &SiteKey, ended: &VisitEntry) {
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

/// The child program by itself, with a key of our choosing.
async fn child(data: &Path) -> (Child, u16) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parlour"));
    command.arg("engine").arg("--data").arg(data).arg("--library").arg(library()).args(["--listen", "127.0.0.1:0"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true);
    let mut child = command.spawn().expect("runs");
    child.stdin.as_mut().expect("piped").write_all(b"open-sesame\n").await.expect("told");
    let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
    let port = lines.next_line().await.expect("readable").expect("a line").parse().expect("a port");
    (child, port)
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

#[tokio::test]
async fn no_byte_of_twenty_thousand_random_rows_is_taken_for_an_end() {
    let folder = tempfile::tempdir().expect("a folder");
    let (engine, log) = log(folder.path()).await;
    let mut random = rand::rngs::StdRng::seed_from_u64(20_000);
    for batch in 1..=2 {
        let entries: Vec<_> = (0..10_000).map(|_| random_event(&mut random)).collect();
        write_all(&log, batch, &entries).await;
    }
    assert_eq!(log.counts(&"random".into()).await.expect("asked").events, 20_000);
    engine.stop().await;
}

fn random_event(random: &mut impl Rng) -> LogEntry {
    let blank = 0x0A0A_0A0A_0A0A_0A0A;
    let number = if random.random_bool(0.1) { blank } else { random.random() };
    LogEntry::Event(EventEntry {
        site: "random".into(),
        at: NOW.plus(random.random_range(0..DAY)),
        beacon: BeaconId(Uuid::from_u64_pair(number, random.random())),
        visitor: number,
        visit: VisitId(Uuid::from_u64_pair(random.random(), number)),
        page_view: None,
        name: "\n\n".repeat(random.random_range(0..3)),
        value: f64::from_bits(blank),
    })
}

/// A spool with `count` events of which the first batch has been written but not confirmed: the writer died in between.
async fn died_before_the_cursor(folder: &Path, log: &VisitLog, site: &str, count: u64) {
    let (spool, mut reader) = Spool::open(folder).expect("opens");
    for number in 0..count {
        spool.append(vec![event(site, number, NOW.plus(SECOND), "x")]).await.expect("kept");
    }
    spool.flush();
    let batch = reader.next().await.expect("readable").expect("a batch");
    assert!(!batch.doubtful);
    for parcel in parcels(batch.id, &batch.entries) {
        log.write(&parcel).await.expect("written");
    }
    spool.append(vec![event(site, count, NOW.plus(SECOND), "x")]).await.expect("kept");
    spool.close().await;
}

async fn drain(folder: &Path, log: &VisitLog) -> Arc<Written> {
    let (spool, reader) = Spool::open(folder).expect("opens");
    let written = Arc::new(Written::default());
    spool.close().await;
    write_visits(reader, log.clone(), folder.join("dead"), written.clone()).await;
    assert_eq!(spool.depth(), 0);
    written
}

#[tokio::test]
async fn a_writer_that_dies_before_its_cursor_writes_nothing_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let (engine, log) = log(&folder.path().join("log")).await;

    let spool = folder.path().join("checked");
    died_before_the_cursor(&spool, &log, "checked", 100).await;
    drain(&spool, &log).await;
    assert_eq!(log.counts(&"checked".into()).await.expect("asked").events, 101);

    // The same without asking whether the batch is there already: this test would notice.
    let spool = folder.path().join("unchecked");
    died_before_the_cursor(&spool, &log, "unchecked", 100).await;
    let (_, mut reader) = Spool::open(&spool).expect("opens");
    let again = reader.next().await.expect("readable").expect("the same batch");
    assert!(again.doubtful);
    for parcel in parcels(again.id, &again.entries) {
        assert!(log.present(&parcel).await.expect("asked"));
        log.write(&parcel).await.expect("written");
    }
    assert_eq!(log.counts(&"unchecked".into()).await.expect("asked").events, 200);
    engine.stop().await;
}

#[tokio::test]
async fn what_the_engine_never_takes_is_put_aside_and_the_rest_arrives() {
    let folder = tempfile::tempdir().expect("a folder");
    let (engine, log) = log(&folder.path().join("log")).await;
    let path = folder.path().join("spool");
    let (spool, reader) = Spool::open(&path).expect("opens");
    let ending = |number| if number == 617 { "vanished" } else { "declined" };
    let invitations = (0..1_000).map(|number| invitation("poison", number, number, ending(number)));
    let moments = [NOW, Moment(9_000_000_000_000), Moment(i64::MIN)];
    let events = (0..).zip(moments).map(|(number, at)| event("poison", number, at, "x"));
    spool.append(invitations.chain(events).collect()).await.expect("kept");
    spool.close().await;
    let written = Arc::new(Written::default());
    write_visits(reader, log.clone(), path.join("dead"), written.clone()).await;
    let counts = log.counts(&"poison".into()).await.expect("asked");
    assert_eq!((counts.invitations, counts.events), (999, 1));
    assert_eq!((written.entries.load(Relaxed), written.dead.load(Relaxed)), (1_000, 3));
    let files: Vec<_> = fs::read_dir(path.join("dead")).expect("a folder").flatten().collect();
    assert_eq!(files.len(), 3);
    let lines: String = files.iter().map(|file| fs::read_to_string(file.path()).expect("readable")).collect();
    assert!(lines.contains("vanished") && lines.contains("9000000000000"), "{lines}");
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_or_doubled_when_the_engine_is_killed() {
    let folder = tempfile::tempdir().expect("a folder");
    let (engine, log) = log(&folder.path().join("log")).await;
    let path = folder.path().join("spool");
    let (spool, reader) = Spool::open(&path).expect("opens");
    let written = Arc::new(Written::default());
    let writer = tokio::spawn(write_visits(reader, log.clone(), path.join("dead"), written.clone()));
    for round in 0..4 {
        for number in 0..500 {
            spool.append(vec![event("killed", round * 500 + number, NOW, "x")]).await.expect("kept");
            if number % 100 == 0 {
                spool.flush();
            }
        }
        kill(&engine).await;
    }
    spool.close().await;
    tokio::time::timeout(Duration::from_mins(2), writer).await.expect("in time").expect("no panic");
    assert_eq!(spool.depth(), 0);
    assert_eq!(log.counts(&"killed".into()).await.expect("asked").events, 2_000);
    assert_eq!(written.dead.load(Relaxed), 0);
    engine.stop().await;
}

async fn kill(engine: &EmbeddedEngine) {
    let Some(process) = engine.process() else { return };
    let killed = Command::new("kill").args(["-9", &process.to_string()]).status().await.expect("runs");
    assert!(killed.success());
}
