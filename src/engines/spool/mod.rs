//! (to come: the durable queue in front of ClickHouse)
use crate::domain::log_entry::LogEntry;
/// Placeholder until the spool lands.
#[derive(Clone, Default)]
pub struct Spool;
/// Why not.
#[derive(Debug, thiserror::Error)]
#[error("the spool cannot be written")]
pub struct SpoolError;
impl Spool {
    /// Appends durably.
    pub async fn append(&self, _entries: Vec<LogEntry>) -> Result<(), SpoolError> { Ok(()) }
}
