//! The visit log in the real engine.

mod contract;
mod old;
mod once;

use std::path::{Path, PathBuf};
use std::process::Stdio;

use parlour::domain::device::{Device, DeviceKind};
use parlour::domain::ids::{AgentId, BeaconId, ChatId, InvitationId, PageViewId, VisitId};
use parlour::domain::log_entry::{
    AssignmentEntry, BotEntry, ChatEntry, EventEntry, InvitationEntry, LeftPage, LogEntry, PageLeaveEntry,
    PageViewEntry, VisitEntry,
};
use parlour::domain::moment::{MINUTE, Moment};
use parlour::domain::origin::{Campaign, Referrer};
use parlour::domain::place::Place;
use parlour::engines::clickhouse::engine::{EmbeddedEngine, EngineProgram, find_library};
use parlour::engines::clickhouse::{VisitLog, parcels};
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
        page: Some(LeftPage { path: format!("/lamps/{page_view}").into(), opened: NOW.plus(MINUTE) }),
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
