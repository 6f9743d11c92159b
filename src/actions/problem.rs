//! Why something was not done, in words for a person. `web` turns each kind into a status.

use crate::engines::clickhouse::VisitLogError;
use crate::engines::documents::DocumentError;
use crate::engines::records::RecordsError;

/// What went wrong.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the kinds are those of HTTP")]
pub enum Problem {
    #[error("{why}")]
    Invalid { field: &'static str, why: String },
    #[error("{0}")]
    NotFound(String),
    #[error("{0}")]
    Forbidden(String),
    #[error("{0}")]
    Conflict(String),
    #[error("{0}")]
    TooMany(String),
    /// An engine failed; the details are for the log, not for the screen.
    #[error("the records cannot be reached just now; nothing was lost, try again in a moment")]
    Engine(#[from] RecordsError),
    /// The visit log failed; the details are for the log.
    #[error("the visit log does not answer just now; try again in a moment")]
    VisitLog(#[from] VisitLogError),
    /// A mistake of ours; the details are for the log.
    #[error("this cannot be written just now; the mistake is ours, and it is in the service's log")]
    Document(#[from] DocumentError),
}

impl Problem {
    /// Something a person typed is wrong.
    pub fn invalid(field: &'static str, why: impl Into<String>) -> Self {
        Self::Invalid { field, why: why.into() }
    }
}
