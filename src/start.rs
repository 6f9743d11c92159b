//! Composition: opens the engines, starts the tasks, opens the door, and closes in order. The only file that knows them all.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::app::App;
use crate::config::{Config, VisitLogPlace};
use crate::engines::bus::{Bus, UnknownBus};
use crate::engines::clickhouse::engine::{EmbeddedEngine, EngineProgram, NoLibrary, find_library};
use crate::engines::clickhouse::{VisitLog, VisitLogError};
use crate::engines::clock::Clock;
use crate::engines::documents::{DocumentError, Documents};
use crate::engines::geo::{Geo, GeoError, find_city_files};
use crate::engines::metrics::Metrics;
use crate::engines::records::{Records, RecordsError};
use crate::engines::spool::{Spool, SpoolError, SpoolReader};
use crate::engines::user_agent::UserAgents;
use crate::live::Live;
use crate::tasks::recover::recover;
use crate::tasks::settle_visitors::settle_visitors;
use crate::tasks::sweep_presence::sweep_presence;
use crate::tasks::write_visits::write_visits;
use crate::tasks::{every, expire_invitations};
use crate::web::router::router;
use crate::web::server::serve;
use crate::web::spread_news::spread_news;
use crate::web::stop::Stop;

/// Open connections have this long to end when the service goes away.
const FAREWELL: Duration = Duration::from_secs(8);
/// New visits waiting for the records; beyond it names stay provisional.
const UNSETTLED: usize = 8_192;
/// A visit log that does not answer for so long at the start is left for later: the door opens all the same.
const RECOVERY: Duration = Duration::from_secs(20);

/// Why the service cannot start, in one line.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum StartError {
    #[error("the data folder {path}: {why}")]
    Data { path: String, why: std::io::Error },
    #[error("cannot listen on {address}: {why}")]
    Listen { address: SocketAddr, why: std::io::Error },
    #[error(transparent)]
    Library(#[from] NoLibrary),
    #[error("the program's own file cannot be found: {0}")]
    Program(std::io::Error),
    #[error("the visit log: {0}")]
    VisitLog(#[from] VisitLogError),
    #[error("the records: {0}")]
    Records(#[from] RecordsError),
    #[error("the spool: {0}")]
    Spool(#[from] SpoolError),
    #[error(transparent)]
    Geo(#[from] GeoError),
    #[error(transparent)]
    Bus(#[from] UnknownBus),
    #[error(transparent)]
    Documents(#[from] DocumentError),
}
