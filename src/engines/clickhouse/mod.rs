//! The visit log: `ClickHouse`, embedded or a server, always over HTTP.

/// The text of a question.
macro_rules! sql {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/schema/visit_log/queries/", $name, ".sql"))
    };
}

mod answers;
mod desk_rows;
pub mod engine;
mod error;
mod filter;
mod found;
mod migrate;
mod parcel;
mod past;
mod reads;
mod reports;
mod rows;
mod then;
mod visitor;
mod visits;
mod windows;
mod write;

use clickhouse::{Client, Compression};
use tokio::sync::watch;
use url::Url;

pub use self::answers::{BotCount, Counts, OpenVisit, PageOfVisit, Visit, VisitBefore};
pub use self::error::VisitLogError;
pub use self::parcel::{Parcel, parcels};
pub use self::past::{PastVisits, Tried};
pub use self::reports::{CellOfWeek, HelpPiece, Line, Question, Step};
pub use self::then::VisitThen;
pub use self::visitor::{EventOfVisit, TABLES};
pub use self::visits::{GoalReached, VisitMarks, VisitsAsked, VisitsTotal};

/// A handle on the visit log. Cheap to clone.
#[derive(Debug, Clone)]
pub struct VisitLog {
    clients: watch::Receiver<Option<Client>>,
}

impl VisitLog {
    /// The visit log on the server at `url`; a name and a password may stand in it.
    pub fn connect(url: &Url) -> Self {
        let (name, key) = (url.username().to_owned(), url.password().unwrap_or_default().to_owned());
        let mut plain = url.clone();
        // Both fail only for addresses without a host, and then the first request tells.
        let _ = (plain.set_username(""), plain.set_password(None));
        let mut client = Client::default().with_url(plain).with_compression(Compression::None);
        if !name.is_empty() {
            client = client.with_user(name).with_password(key);
        }
        Self { clients: watch::channel(Some(client)).1 }
    }

    /// The visit log in an embedded engine, wherever that listens just now.
    pub fn embedded(engine: &engine::EmbeddedEngine) -> Self {
        Self { clients: engine.clients() }
    }

    /// Waits until there is an engine to talk to.
    pub async fn ready(&self) {
        // An error means that the engine has been stopped for good; the next request tells.
        let _ = self.clients.clone().wait_for(Option::is_some).await;
    }

    fn client(&self) -> Result<Client, VisitLogError> {
        self.clients.borrow().clone().ok_or_else(|| VisitLogError::Away("the engine is not running".to_owned()))
    }
}
