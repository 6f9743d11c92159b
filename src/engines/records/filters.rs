//! Saved filters.

use sqlx::any::AnyRow;
use sqlx::query;

use super::row::{Read, document, id, json, number, text};
use super::{Records, RecordsError};
use crate::domain::ids::{AgentId, FilterId};
use crate::domain::moment::Moment;
use crate::domain::saved_filter::SavedFilter;

impl Records {
    /// This agent's filters and the shared ones, by name.
    pub async fn filters_of(&self, agent: AgentId) -> Result<Vec<SavedFilter>, RecordsError> {
        let find = query("SELECT * FROM filters WHERE agent = $1 OR shared = 1 ORDER BY LOWER(name), id");
        find.bind(agent.to_string()).fetch_all(&self.read).await?.iter().map(read).collect()
    }

    /// Adds a filter.
    ///
    /// # Errors
    /// [`RecordsError::Taken`] when its agent has one of this name.
    pub async fn add_filter(&self, filter: &SavedFilter, made: Moment) -> Result<(), RecordsError> {
        query(
            "INSERT INTO filters (id, agent, shared, name, query, columns, made) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(filter.id.to_string())
        .bind(filter.agent.to_string())
        .bind(i64::from(filter.shared))
        .bind(filter.name.clone())
        .bind(filter.query.clone())
        .bind(json(&filter.columns)?)
        .bind(made.0)
        .execute(&self.write)
        .await?;
        Ok(())
    }

    /// Replaces a filter; false when there is none of its id.
    ///
    /// # Errors
    /// [`RecordsError::Taken`] when its agent has another of this name.
    pub async fn change_filter(&self, filter: &SavedFilter) -> Result<bool, RecordsError> {
        let update = query("UPDATE filters SET shared = $2, name = $3, query = $4, columns = $5 WHERE id = $1")
            .bind(filter.id.to_string())
            .bind(i64::from(filter.shared))
            .bind(filter.name.clone())
            .bind(filter.query.clone())
            .bind(json(&filter.columns)?);
        Ok(update.execute(&self.write).await?.rows_affected() == 1)
    }

    /// Deletes a filter; false when there is none of this id.
    pub async fn delete_filter(&self, filter: FilterId) -> Result<bool, RecordsError> {
        let delete = query("DELETE FROM filters WHERE id = $1").bind(filter.to_string());
        Ok(delete.execute(&self.write).await?.rows_affected() == 1)
    }
}

fn read(row: &AnyRow) -> Read<SavedFilter> {
    Ok(SavedFilter {
        id: id(row, "id")?,
        agent: id(row, "agent")?,
        name: text(row, "name")?,
        query: text(row, "query")?,
        columns: document(row, "columns")?,
        shared: number(row, "shared")? != 0,
    })
}
