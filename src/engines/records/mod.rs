//! What must not be forgotten: agents, sites, visitors, invitations, chats. `SQLite` or `PostgreSQL`, by one SQL text.

mod accounts;
mod agents;
mod amendments;
mod archive;
mod audit;
mod blocks;
mod canned;
mod chat_marks;
mod chat_moves;
mod chats;
mod deliveries;
mod departments;
mod dispatches;
mod error;
mod files;
mod filters;
mod funnels;
mod goals;
mod groups;
mod invitation_rules;
mod invitations;
mod logged;
mod mails;
mod messages;
mod offers;
mod offline_messages;
mod password;
mod profile;
mod rooms;
mod routing;
mod row;
mod scheduled_reports;
mod seed;
mod sessions;
mod settings;
mod sites;
mod templates;
mod then;
mod tokens;
mod visitor_file;
mod visitors;
mod webhooks;

use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{Any, AnyPool, Executor, Transaction};
use tokio::sync::Semaphore;

pub use accounts::AccountChange;
pub use amendments::{Amend, Amendment};
pub use archive::ArchiveQuery;
pub use audit::{Change, ChangesAsked};
pub use chat_moves::MoveChat;
pub use chats::{AcceptChat, Taker};
pub use error::RecordsError;
pub use files::{ServedFile, StoredFile, file_token};
pub use groups::Group;
pub use invitation_rules::RuleRecord;
pub use logged::Logged;
pub use messages::{Said, Say};
pub use offers::TakeOffer;
pub use password::generated as generate_password;
pub use profile::SecondFactor;
pub use rooms::SayInRoom;
pub use seed::Seeded;
pub use sessions::{NewSession, Session};
pub use templates::Template;
pub use tokens::ApiToken;
pub use visitor_file::VisitorNote;
pub use visitors::{Arriving, Settled};

/// What came of adding something of which a visitor has at most one open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Added<T> {
    /// It is stored.
    Stored,
    /// There is an open one: this. Nothing was written.
    AlreadyOpen(Box<T>),
}

/// The records. Cheap to clone.
#[derive(Clone)]
pub struct Records {
    read: AnyPool,
    write: AnyPool,
    begin: &'static str,
    hashing: Arc<Semaphore>,
}

/// A password hash takes 19 MiB and a core: no more than this many at once.
const HASHES_AT_ONCE: usize = 2;
/// Whoever waits longer than this for a connection is told that the records are unavailable.
const CONNECTION_WITHIN: Duration = Duration::from_secs(10);

impl Records {
    /// Opens `sqlite:PATH` (made when missing) or `postgres://…` and brings its tables to this version.
    ///
    /// # Errors
    /// When the database cannot be reached or its tables are of a newer version.
    pub async fn connect(url: &str) -> Result<Self, RecordsError> {
        sqlx::any::install_default_drivers();
        let records = match url.strip_prefix("sqlite:") {
            Some(path) => Self::sqlite(path).await?,
            None => Self::postgres(url).await?,
        };
        sqlx::migrate!("schema/records").run(&records.write).await?;
        Ok(records)
    }

    /// Closes all connections, after what is under way.
    pub async fn close(&self) {
        self.write.close().await;
        self.read.close().await;
    }

    /// `SQLite` has one writer at a time. One connection that writes makes the others wait their turn here, in order,
    /// rather than fail there; `BEGIN IMMEDIATE` keeps another process from coming between a read and its write.
    async fn sqlite(path: &str) -> Result<Self, RecordsError> {
        let options = AnyConnectOptions::from_str(&sqlite_url(path))?;
        let write = sqlite_pool(1).connect_with(options.clone()).await?;
        let read = sqlite_pool(4).connect_with(options).await?;
        Ok(Self::of(read, write, "BEGIN IMMEDIATE"))
    }

    async fn postgres(url: &str) -> Result<Self, RecordsError> {
        let pool = AnyPoolOptions::new().max_connections(10).acquire_timeout(CONNECTION_WITHIN).connect(url).await?;
        Ok(Self::of(pool.clone(), pool, "BEGIN"))
    }

    fn of(read: AnyPool, write: AnyPool, begin: &'static str) -> Self {
        Self { read, write, begin, hashing: Arc::new(Semaphore::new(HASHES_AT_ONCE)) }
    }

    /// A transaction that writes.
    async fn begin(&self) -> Result<Transaction<'static, Any>, RecordsError> {
        Ok(self.write.begin_with(self.begin).await?)
    }
}

fn sqlite_pool(connections: u32) -> AnyPoolOptions {
    let setting =
        "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON";
    AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(CONNECTION_WITHIN)
        .after_connect(move |connection, _| Box::pin(async move { connection.execute(setting).await.map(drop) }))
}

/// The path may hold characters that mean something in a URL.
fn sqlite_url(path: &str) -> String {
    let path = path.replace('%', "%25").replace('?', "%3F").replace('#', "%23");
    format!("sqlite:{path}?mode=rwc")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_a_path() {
        assert_eq!(sqlite_url("/var/lib/par#lour?.db"), "sqlite:/var/lib/par%23lour%3F.db?mode=rwc");
    }

    #[tokio::test]
    async fn sqlite_keeps_what_it_said_it_has() {
        let folder = tempfile::tempdir().expect("a folder");
        let records = Records::connect(&format!("sqlite:{}", folder.path().join("records.db").display())).await;
        let records = records.expect("connected");
        let mode: String = sqlx::query_scalar("PRAGMA journal_mode").fetch_one(&records.write).await.expect("mode");
        assert_eq!(mode, "wal");
        for (setting, expected) in [("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 5_000)] {
            let pragma = sqlx::AssertSqlSafe(format!("PRAGMA {setting}"));
            let found: i64 = sqlx::query_scalar(pragma).fetch_one(&records.write).await.expect("a number");
            assert_eq!(found, expected, "{setting}");
        }
    }
}
