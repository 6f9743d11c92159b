//! New visits get their visitor's settled name and history from the records, many in one transaction; then the visit log hears
//! that they began. Visits that go on after a restart get theirs back.

use std::sync::Arc;

use tokio::sync::mpsc;

use crate::app::{App, Unsettled};
use crate::domain::log_entry::LogEntry;
use crate::domain::presence::Presence;
use crate::engines::records::{Arriving, RecordsError, Settled};
use crate::live::whos_on::Remembered;

/// Visitors settled in one transaction, at most.
const AT_ONCE: usize = 500;

/// Runs until the service closes the channel.
pub async fn settle_visitors(app: App, mut unsettled: mpsc::Receiver<Unsettled>) {
    let mut visits = Vec::with_capacity(AT_ONCE);
    while unsettled.recv_many(&mut visits, AT_ONCE).await > 0 {
        let _copying = app.live.copying.read().await;
        let (began, going_on): (Vec<_>, Vec<_>) =
            visits.drain(..).filter(|one| visit_of(&app, one).is_some()).partition(|one| one.began);
        remember(&app, settle(&app, &began).await, began.len());
        remember(&app, look_up(&app, &going_on).await, going_on.len());
        note_beginnings(&app, &began).await;
    }
}

async fn settle(app: &App, visits: &[Unsettled]) -> Result<Vec<Settled>, RecordsError> {
    let arriving = visits.iter().map(|one| Arriving { site: one.site.clone(), key: one.key, at: one.arrived });
    app.records.settle(arriving.collect()).await
}

/// Those who are known already, with the present visit counted among those of the records.
async fn look_up(app: &App, visits: &[Unsettled]) -> Result<Vec<Settled>, RecordsError> {
    let mut known = Vec::with_capacity(visits.len());
    for one in visits {
        let found = app.records.visitor(one.key).await?;
        known.extend(found.map(|one| Settled { visits_before: one.visits_before.saturating_sub(1), ..one }));
    }
    Ok(known)
}

fn remember(app: &App, settled: Result<Vec<Settled>, RecordsError>, asked: usize) {
    match settled {
        Ok(settled) => settled.into_iter().for_each(|one| app.live.whos_on.remember(one.key, &remembered(one))),
        Err(error) => {
            app.metrics.visitors_unsettled.inc_by(asked as u64);
            tracing::warn!(%error, visitors = asked, "visitors' histories could not be looked up");
        }
    }
}

/// The visit as the live table has it; none once it has ended, or when its visitor has been erased.
fn visit_of(app: &App, one: &Unsettled) -> Option<Arc<Presence>> {
    app.live.whos_on.visit_of(one.key).filter(|now| now.visit == one.visit)
}

/// A visit that has ended meanwhile needs none: its end says all.
async fn note_beginnings(app: &App, visits: &[Unsettled]) {
    let now = app.clock.now();
    let visits = visits.iter().filter_map(|one| visit_of(app, one));
    let entries: Vec<_> = visits.map(|visit| LogEntry::Visit(Box::new(visit.visit_entry(now)))).collect();
    if entries.is_empty() {
        return;
    }
    if let Err(error) = app.spool.append(entries).await {
        tracing::warn!(%error, "beginnings of visits could not be written; their ends will be");
    }
}

fn remembered(settled: Settled) -> Remembered {
    Remembered {
        public_name: settled.public_name.into(),
        person: settled.person.map(Arc::new),
        visits_before: settled.visits_before,
        chats_before: settled.chats_before,
        first_seen: settled.first_seen,
        last_visit: settled.last_visit,
    }
}
