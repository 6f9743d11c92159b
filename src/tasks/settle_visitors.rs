//! New visits get their visitor's settled name and history from the records, many in one transaction; then the visit log hears
//! that they began.

use std::sync::Arc;

use tokio::sync::mpsc;

use crate::app::App;
use crate::domain::log_entry::LogEntry;
use crate::domain::presence::Presence;
use crate::engines::records::{Arriving, Settled};
use crate::live::whos_on::Remembered;

/// Visitors settled in one transaction, at most.
const AT_ONCE: usize = 500;

/// Runs until the service closes the channel.
pub async fn settle_visitors(app: App, mut unsettled: mpsc::Receiver<Arc<Presence>>) {
    let mut visits = Vec::with_capacity(AT_ONCE);
    while unsettled.recv_many(&mut visits, AT_ONCE).await > 0 {
        settle(&app, &visits).await;
        visits.clear();
    }
}

async fn settle(app: &App, visits: &[Arc<Presence>]) {
    let arriving = visits.iter().map(|visit| Arriving { site: visit.site.clone(), key: visit.key, at: visit.arrived });
    let settled = match app.records.settle(arriving.collect()).await {
        Ok(settled) => settled,
        Err(error) => {
            app.metrics.visitors_unsettled.inc_by(visits.len() as u64);
            tracing::warn!(%error, visitors = visits.len(), "visitors' histories could not be looked up");
            Vec::new()
        }
    };
    for visitor in settled {
        app.live.whos_on.remember(visitor.key, &remembered(visitor));
    }
    let now = app.clock.now();
    let current = |visit: &Arc<Presence>| app.live.whos_on.visit_of(visit.key).filter(|now| now.visit == visit.visit);
    let entries = visits.iter().map(|visit| current(visit).unwrap_or_else(|| visit.clone()));
    let entries = entries.map(|visit| LogEntry::Visit(Box::new(visit.visit_entry(now)))).collect();
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
