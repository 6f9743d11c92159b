//! Brings the visit log's tables up to what this program needs.

use super::{VisitLog, VisitLogError};

/// The changes in order; a change that has been published is never edited.
const CHANGES: [(u32, &str); 4] = [
    (1, include_str!("../../../schema/visit_log/0001_tables.sql")),
    (2, include_str!("../../../schema/visit_log/0002_reports.sql")),
    (3, include_str!("../../../schema/visit_log/0003_paths.sql")),
    (4, include_str!("../../../schema/visit_log/0004_leaves.sql")),
];

const PREPARE: &str = "
CREATE DATABASE IF NOT EXISTS parlour ENGINE = Atomic;
CREATE TABLE IF NOT EXISTS parlour.schema_changes (number UInt32, at DateTime('UTC') DEFAULT now())
ENGINE = MergeTree ORDER BY number SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
";

impl VisitLog {
    /// Makes the database and applies the changes it has not had. Every change may be applied twice.
    pub async fn migrate(&self) -> Result<(), VisitLogError> {
        self.run(PREPARE).await?;
        let had: Vec<u32> = self.client()?.query("SELECT number FROM parlour.schema_changes").fetch_all().await?;
        for (number, change) in CHANGES.iter().filter(|(number, _)| !had.contains(number)) {
            self.run(change).await?;
            self.run(&format!("INSERT INTO parlour.schema_changes (number) SELECT {number}")).await?;
        }
        Ok(())
    }

    async fn run(&self, statements: &str) -> Result<(), VisitLogError> {
        for statement in statements.split(";\n").filter(|statement| !statement.trim().is_empty()) {
            self.client()?.query_raw(statement).execute().await?;
        }
        Ok(())
    }
}
