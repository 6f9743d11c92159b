//! What can go wrong with the records.

use sqlx::migrate::MigrateError;

/// Why the records did not do it. Callers show none of this; only [`RecordsError::Taken`] means anything to them.
#[derive(Debug, thiserror::Error)]
pub enum RecordsError {
    /// Something of which there may be one is there already. Nothing was written.
    #[error("there is one already")]
    Taken,
    /// What stands in this column, or should, makes no sense.
    #[error("unreadable: {0}")]
    Unreadable(&'static str),
    /// A password could not be hashed.
    #[error("the password cannot be hashed")]
    Hashing,
    /// The tables cannot be brought to this version.
    #[error("the tables cannot be brought to this version: {0}")]
    Migration(#[from] MigrateError),
    /// The database does not answer, or refuses.
    #[error("the database: {0}")]
    Unavailable(#[source] sqlx::Error),
}

impl From<sqlx::Error> for RecordsError {
    fn from(error: sqlx::Error) -> Self {
        match error.as_database_error() {
            Some(database) if database.is_unique_violation() => Self::Taken,
            _ => Self::Unavailable(error),
        }
    }
}
