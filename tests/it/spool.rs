//! What is accepted is on disk, comes back once, and damage costs no more than what it hit.

use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::{FileExt, symlink};
use std::path::{Path, PathBuf};

use parlour::domain::ids::{BeaconId, VisitId};
use parlour::domain::log_entry::{EventEntry, LogEntry};
use parlour::domain::moment::Moment;
use parlour::engines::spool::{Batch, Spool, SpoolError, SpoolReader};
use rand::{RngExt, SeedableRng};
use uuid::Uuid;

fn event(number: u32) -> LogEntry {
    LogEntry::Event(EventEntry {
        site: "shop".into(),
        at: Moment(1_760_000_000_000 + i64::from(number)),
        beacon: BeaconId(Uuid::from_u128(u128::from(number))),
        visitor: 7,
        visit: VisitId(Uuid::nil()),
        page_view: None,
        name: format!("event {number} \n with a line break"),
        value: f64::from(number),
    })
}

fn number(entry: &LogEntry) -> u32 {
    let LogEntry::Event(event) = entry else { panic!("only events were appended") };
    u32::try_from(event.beacon.0.as_u128()).expect("small")
}

fn numbers(batch: &Batch) -> Vec<u32> {
    batch.entries.iter().map(number).collect()
}

async fn rest(reader: &mut SpoolReader) -> Vec<u32> {
    let mut seen = Vec::new();
    while let Some(batch) = reader.next().await.expect("readable") {
        seen.extend(numbers(&batch));
        reader.confirm(&batch).await.expect("confirmed");
    }
    seen
}

/// A closed spool of `count` appends; its only segment.
async fn filled(folder: &Path, count: u32) -> PathBuf {
    let (spool, _reader) = Spool::open(folder).expect("opens");
    for number in 0..count {
        spool.append(vec![event(number)]).await.expect("kept");
    }
    spool.close().await;
    folder.join("0000000001.segment")
}

async fn reopened(folder: &Path) -> (Vec<u32>, u64) {
    let (spool, mut reader) = Spool::open(folder).expect("opens");
    spool.close().await;
    let seen = rest(&mut reader).await;
    assert_eq!((spool.depth(), spool.bytes()), (0, 0));
    (seen, spool.damaged())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_thousand_callers_append_comes_back_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let (spool, mut reader) = Spool::open(folder.path()).expect("opens");
    let calls = (0..1_000).map(|caller| {
        let spool = spool.clone();
        tokio::spawn(async move {
            for turn in 0..3 {
                spool.append(vec![event(caller * 6 + turn * 2), event(caller * 6 + turn * 2 + 1)]).await.expect("kept");
            }
        })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await.expect("no panic");
    }
    assert_eq!(spool.depth(), 6_000);
    spool.close().await;
    assert!(matches!(spool.append(vec![event(0)]).await, Err(SpoolError::Closed)));
    let mut seen = rest(&mut reader).await;
    seen.sort_unstable();
    assert_eq!(seen, (0..6_000).collect::<Vec<_>>());
    assert_eq!((spool.depth(), spool.damaged()), (0, 0));
}

#[tokio::test]
async fn a_batch_keeps_its_bounds_over_a_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    let (spool, mut reader) = Spool::open(folder.path()).expect("opens");
    spool.append((0..5).map(event).collect()).await.expect("kept");
    spool.flush();
    let before = reader.next().await.expect("readable").expect("a batch");
    assert!(!before.doubtful);
    spool.append(vec![event(5)]).await.expect("kept");
    spool.close().await;
    drop(reader);

    let (spool, mut reader) = Spool::open(folder.path()).expect("opens");
    assert_eq!(spool.depth(), 6);
    let again = reader.next().await.expect("readable").expect("the same batch");
    assert!(again.doubtful);
    assert_eq!((again.id, numbers(&again)), (before.id, numbers(&before)));
    reader.confirm(&again).await.expect("confirmed");
    spool.append(vec![event(6)]).await.expect("kept");
    spool.close().await;
    assert_eq!(rest(&mut reader).await, [5, 6]);
    assert_eq!(reopened(folder.path()).await, (vec![], 0));
}

#[tokio::test]
async fn segments_are_left_behind_when_they_have_been_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let (spool, mut reader) = Spool::open(folder.path()).expect("opens");
    for part in 0..10 {
        let many = (part * 9_000..(part + 1) * 9_000).map(event).collect();
        spool.append(many).await.expect("kept");
    }
    spool.close().await;
    let seen = rest(&mut reader).await;
    assert_eq!(seen, (0..90_000).collect::<Vec<_>>());
    let files = fs::read_dir(folder.path()).expect("a folder").count();
    assert!(files <= 3, "the cursor, the last segment and the one ahead, not {files} files");
}

#[tokio::test]
async fn a_torn_tail_costs_the_last_append_only() {
    let source = tempfile::tempdir().expect("a folder");
    let whole = fs::read(filled(source.path(), 20).await).expect("a segment");
    let begins: Vec<_> = (0..whole.len()).filter(|at| whole[*at..].starts_with(&[0xFF, b'P', b'L', 1])).collect();
    for torn in 1..=256 {
        let folder = tempfile::tempdir().expect("a folder");
        let kept = whole.len() - torn;
        fs::write(folder.path().join("0000000001.segment"), &whole[..kept]).expect("written");
        let intact = begins.iter().filter(|begin| **begin <= kept).count() - 1;
        let (seen, damaged) = reopened(folder.path()).await;
        assert_eq!(seen.len(), intact, "{torn} bytes torn off");
        assert_eq!(damaged, u64::from(!begins.contains(&kept)), "{torn} bytes torn off");
    }
}

#[tokio::test]
async fn two_hundred_flipped_bits_cost_at_most_what_they_hit() {
    let source = tempfile::tempdir().expect("a folder");
    let whole = fs::read(filled(source.path(), 50).await).expect("a segment");
    let mut random = rand::rngs::StdRng::seed_from_u64(1);
    for round in 0..200 {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("0000000001.segment");
        fs::write(&path, &whole).expect("written");
        let at = random.random_range(0..whole.len());
        let file = OpenOptions::new().write(true).open(&path).expect("opens");
        file.write_all_at(&[whole[at] ^ 1 << random.random_range(0..8)], at as u64).expect("written");
        let (seen, damaged) = reopened(folder.path()).await;
        assert_eq!((seen.len(), damaged), (49, 1), "round {round}, byte {at}");
    }
}

#[tokio::test]
async fn garbage_is_stepped_over() {
    let folder = tempfile::tempdir().expect("a folder");
    filled(folder.path(), 3).await;
    let mut noise = vec![0; 100_000];
    rand::rngs::StdRng::seed_from_u64(2).fill(&mut noise[..]);
    fs::write(folder.path().join("0000000002.segment"), noise).expect("written");
    File::create(folder.path().join("0000000003.segment")).expect("made");
    fs::write(folder.path().join("cursor"), [7; 9_000]).expect("written");
    let (seen, damaged) = reopened(folder.path()).await;
    assert_eq!(seen, [0, 1, 2]);
    assert_eq!(damaged, 1);
}

#[tokio::test]
async fn a_full_disk_is_told_and_gets_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let (spool, mut reader) = Spool::open(folder.path()).expect("opens");
    let segment = folder.path().join("0000000001.segment");
    symlink("/dev/full", &segment).expect("a device without room");
    for _ in 0..3 {
        let told = spool.append(vec![event(1)]).await;
        assert!(matches!(&told, Err(SpoolError::Unwritable(why)) if why.contains("No space")), "{told:?}");
        assert!(!spool.writable());
    }
    fs::remove_file(&segment).expect("room again");
    spool.append(vec![event(2)]).await.expect("kept");
    assert!(spool.writable());
    spool.close().await;
    assert_eq!(rest(&mut reader).await, [2]);
}
