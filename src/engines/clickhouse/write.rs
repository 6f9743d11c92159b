//! Inserting parcels, and finding out whether one is there already.

use std::time::Duration;

use clickhouse::{Client, RowWrite};

use super::desk_rows::{AssignmentRow, ChatRow};
use super::parcel::{Parcel, Table};
use super::rows::{BotRow, EventRow, InvitationRow, PageLeaveRow, PageViewRow, VisitRow};
use super::{VisitLog, VisitLogError};
use crate::domain::log_entry::LogEntry;

/// The server gives up an insert after this long (seconds) …
const SERVER_PATIENCE: &str = "60";
/// … and only then may we: what we gave up must not be inserted later.
const PATIENCE: Duration = Duration::from_secs(90);

impl VisitLog {
    /// Inserts `parcel`, all of it or nothing; on the engine's disk when it returns. After [`VisitLogError::Away`] nobody
    /// knows whether it was done: ask [`VisitLog::present`] before trying again.
    pub async fn write(&self, parcel: &Parcel<'_>) -> Result<(), VisitLogError> {
        let client =
            self.client()?.with_setting("query_id", parcel.name()).with_setting("max_execution_time", SERVER_PATIENCE);
        match parcel.table {
            Table::PageViews => insert::<PageViewRow<'_>>(&client, parcel, PageViewRow::of).await,
            Table::PageLeaves => insert::<PageLeaveRow<'_>>(&client, parcel, PageLeaveRow::of).await,
            Table::Events => insert::<EventRow<'_>>(&client, parcel, EventRow::of).await,
            Table::Visits => insert::<VisitRow<'_>>(&client, parcel, VisitRow::of).await,
            Table::Invitations => insert::<InvitationRow<'_>>(&client, parcel, InvitationRow::of).await,
            Table::Chats => insert::<ChatRow<'_>>(&client, parcel, ChatRow::of).await,
            Table::Assignments => insert::<AssignmentRow<'_>>(&client, parcel, AssignmentRow::of).await,
            Table::BotViews => insert::<BotRow<'_>>(&client, parcel, BotRow::of).await,
        }
    }

    /// Whether `parcel` has been inserted. A visit's, an invitation's or a chat's row may have been replaced since by a newer one;
    /// inserting it again does no harm then.
    pub async fn present(&self, parcel: &Parcel<'_>) -> Result<bool, VisitLogError> {
        let (table, moment) = (parcel.table.name(), parcel.table.moment());
        let sql = format!(
            "SELECT count() FROM parlour.{table} WHERE batch = {{batch:UInt64}} AND toYYYYMM({moment}) = {{month:UInt32}}"
        );
        let query = self.client()?.query_raw(&sql).param("batch", parcel.id()).param("month", parcel.month);
        Ok(query.with_setting("readonly", "1").fetch_one::<u64>().await? > 0)
    }
}

async fn insert<'e, R: RowWrite>(
    client: &Client,
    parcel: &Parcel<'e>,
    row: impl Fn(&'e LogEntry, u64) -> Option<R::Value<'e>>,
) -> Result<(), VisitLogError> {
    let table = format!("parlour.{}", parcel.table.name());
    let mut insert = client.insert_unescaped::<R>(&table).await?.with_timeouts(Some(PATIENCE), Some(PATIENCE));
    for row in parcel.entries().iter().filter_map(|entry| row(entry, parcel.id())) {
        insert.write(&row).await?;
    }
    Ok(insert.end().await?)
}
