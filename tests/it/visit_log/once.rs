//! Once, whoever dies on the way.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

use parlour::domain::moment::{DAY, SECOND};
use parlour::engines::clickhouse::VisitLog;
use parlour::engines::spool::Spool;
use parlour::tasks::write_visits::{Written, write_visits};
use rand::{Rng, RngExt, SeedableRng};

use super::*;

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
