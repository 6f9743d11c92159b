//! Moves the spool into the visit log: each entry once, in order, however often either of them goes down.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use rand::RngExt;
use serde_json::json;
use tokio::time::sleep;

use crate::engines::clickhouse::{Parcel, VisitLog, VisitLogError, parcels};
use crate::engines::spool::{Batch, SpoolReader};

const SHORTEST_WAIT: Duration = Duration::from_millis(100);
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// How much has been done since the start.
#[derive(Debug, Default)]
pub struct Written {
    /// Entries the visit log has.
    pub entries: AtomicU64,
    /// Entries it will never take; they lie in the folder `dead`.
    pub dead: AtomicU64,
}

/// Writes until the spool is closed and empty. To stop before that, drop it: whatever was under way is looked for at the
/// next start.
pub async fn run(mut reader: SpoolReader, visit_log: VisitLog, dead: PathBuf, written: Arc<Written>) {
    let desk = Desk { visit_log, dead, written };
    loop {
        match reader.next().await {
            Ok(Some(batch)) => {
                desk.settle(&batch).await;
                confirm(&mut reader, &batch).await;
            }
            Ok(None) => return,
            Err(error) => {
                tracing::error!(%error, "the spool cannot be read; trying again");
                sleep(LONGEST_WAIT).await;
            }
        }
    }
}

async fn confirm(reader: &mut SpoolReader, batch: &Batch) {
    while let Err(error) = reader.confirm(batch).await {
        tracing::error!(%error, "the spool's cursor cannot be written; trying again");
        sleep(LONGEST_WAIT).await;
    }
}

struct Desk {
    visit_log: VisitLog,
    dead: PathBuf,
    written: Arc<Written>,
}

impl Desk {
    /// Returns when every entry is in the visit log or among the dead.
    async fn settle(&self, batch: &Batch) {
        if !batch.unreadable.is_empty() {
            let lines = batch.unreadable.iter().map(|line| json!({ "why": "not an entry", "line": line }));
            self.bury(&format!("unreadable-{:016x}", batch.id), lines.collect()).await;
        }
        let mut open = parcels(batch.id, &batch.entries);
        open.reverse();
        while let Some(parcel) = open.pop() {
            let Err(why) = self.deliver(&parcel, batch.doubtful).await else { continue };
            let name = parcel.name();
            match parcel.halves() {
                Ok([first, second]) => open.extend([second, first]),
                Err(entry) => self.bury(&name, vec![json!({ "why": why, "entry": entry })]).await,
            }
        }
    }

    /// Delivers `parcel`, however long it takes; the error says why it never can be.
    async fn deliver(&self, parcel: &Parcel<'_>, mut doubtful: bool) -> Result<(), String> {
        let mut wait = SHORTEST_WAIT;
        let mut told = false;
        loop {
            match self.attempt(parcel, doubtful).await {
                Ok(()) => break,
                Err(VisitLogError::Refused(why)) => return Err(why),
                Err(VisitLogError::Away(why)) => {
                    if !std::mem::replace(&mut told, true) {
                        tracing::warn!(why, "the visit log is away; what is accepted waits in the spool");
                    }
                }
            }
            doubtful = true;
            sleep(jittered(wait)).await;
            wait = (wait * 2).min(LONGEST_WAIT);
        }
        if told {
            tracing::info!("the visit log is back");
        }
        self.written.entries.fetch_add(parcel.entries().len() as u64, Relaxed);
        Ok(())
    }

    async fn attempt(&self, parcel: &Parcel<'_>, doubtful: bool) -> Result<(), VisitLogError> {
        if doubtful && self.visit_log.present(parcel).await? {
            return Ok(());
        }
        self.visit_log.write(parcel).await
    }

    /// Puts lines aside in a file of their own. The same name has the same lines, so a repetition changes nothing.
    async fn bury(&self, name: &str, lines: Vec<serde_json::Value>) {
        self.written.dead.fetch_add(lines.len() as u64, Relaxed);
        tracing::error!(name, count = lines.len(), "the visit log can never take these entries; they are put aside");
        let path = self.dead.join(format!("{name}.jsonl"));
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        while let Err(error) = store(&path, &text) {
            tracing::error!(%error, "entries cannot be put aside; trying again");
            sleep(LONGEST_WAIT).await;
        }
    }
}

/// Half as long up to half as long again, so that nodes do not come back all at once.
fn jittered(wait: Duration) -> Duration {
    wait.mul_f64(rand::rng().random_range(0.5..1.5))
}

fn store(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)?;
    fs::write(path, text)?;
    fs::File::open(path)?.sync_all()?;
    fs::File::open(folder)?.sync_all()
}
