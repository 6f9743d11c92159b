//! Everything an action may use: the engines, what is live, and the clock.

use std::ops::Deref;
use std::sync::Arc;

use tokio::sync::mpsc;

use crate::config::Config;
use crate::domain::ids::{SiteKey, VisitId, VisitorKey};
use crate::domain::moment::Moment;
use crate::domain::news::News;
use crate::engines::bus::Bus;
use crate::engines::clickhouse::VisitLog;
use crate::engines::clock::Clock;
use crate::engines::documents::Documents;
use crate::engines::geo::Geo;
use crate::engines::hooks::Hooks;
use crate::engines::mail::Mailer;
use crate::engines::metrics::Metrics;
use crate::engines::records::Records;
use crate::engines::spool::Spool;
use crate::engines::user_agent::UserAgents;
use crate::live::Live;

/// A visit whose visitor the records are to be asked about. It does not hold the row, which changes while it waits.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are those of `Presence`")]
pub struct Unsettled {
    pub key: VisitorKey,
    pub site: SiteKey,
    pub visit: VisitId,
    pub arrived: Moment,
    /// It has just begun; otherwise it goes on after a restart.
    pub began: bool,
}

/// The service's hands, shared: every request takes a clone. Actions take a reference to it; only `start` makes one.
#[derive(Clone)]
pub struct App(Arc<Hands>);

/// What an [`App`] holds.
#[expect(missing_docs, reason = "each field is named after its engine")]
pub struct Hands {
    pub config: Arc<Config>,
    pub clock: Clock,
    pub records: Records,
    pub visit_log: VisitLog,
    pub spool: Spool,
    pub bus: Bus,
    pub geo: Arc<Geo>,
    pub user_agents: Arc<UserAgents>,
    pub documents: Arc<Documents>,
    pub mailer: Mailer,
    pub hooks: Hooks,
    pub metrics: Arc<Metrics>,
    pub live: Arc<Live>,
    /// New visits whose visitor the records have not settled yet. When it is full the name stays provisional and the history
    /// unknown.
    pub unsettled: mpsc::Sender<Unsettled>,
}

impl Deref for App {
    type Target = Hands;

    fn deref(&self) -> &Hands {
        &self.0
    }
}

impl From<Hands> for App {
    fn from(hands: Hands) -> Self {
        Self(Arc::new(hands))
    }
}

impl App {
    /// Tells every node, this one included, what happened. Only what is already stored is announced; a lost announcement
    /// heals by the next snapshot.
    pub fn announce(&self, news: News) {
        self.bus.publish(news);
    }
}
