//! Canned responses.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, query};

use super::row::{Read, id, id_or_none, text};
use super::{Records, RecordsError};
use crate::domain::canned_response::CannedResponse;
use crate::domain::ids::{AgentId, CannedId};

impl Records {
    /// What this agent may use: the shared ones and their own, by short-cut; of two with one short-cut their own comes first.
    pub async fn canned_of(&self, agent: AgentId) -> Result<Vec<CannedResponse>, RecordsError> {
        let find =
            query("SELECT * FROM canned WHERE owner IS NULL OR owner = $1 ORDER BY shortcut, COALESCE(owner, '') DESC");
        find.bind(agent.to_string()).fetch_all(&self.read).await?.iter().map(read).collect()
    }

    /// Adds a response.
    ///
    /// # Errors
    /// [`RecordsError::Taken`] when the short-cut is in use, among the shared ones or its owner's.
    pub async fn add_canned(&self, canned: &CannedResponse) -> Result<(), RecordsError> {
        let mut transaction = self.begin().await?;
        free(&mut transaction, canned).await?;
        insert(&mut transaction, canned).await?;
        Ok(transaction.commit().await?)
    }

    /// Replaces short-cut, title, text and owner of a response; false when there is none.
    ///
    /// # Errors
    /// [`RecordsError::Taken`] when the short-cut is in use, among the shared ones or its owner's.
    pub async fn change_canned(&self, canned: &CannedResponse) -> Result<bool, RecordsError> {
        let mut transaction = self.begin().await?;
        free(&mut transaction, canned).await?;
        let update = query("UPDATE canned SET owner = $2, shortcut = $3, title = $4, text = $5 WHERE id = $1");
        let changed = bound(update, canned).execute(&mut *transaction).await?.rows_affected() == 1;
        transaction.commit().await?;
        Ok(changed)
    }

    /// Deletes a response; false when there is none.
    pub async fn delete_canned(&self, canned: CannedId) -> Result<bool, RecordsError> {
        let delete = query("DELETE FROM canned WHERE id = $1").bind(canned.to_string());
        Ok(delete.execute(&self.write).await?.rows_affected() == 1)
    }
}

/// Whoever types the short-cut must mean this one.
async fn free(connection: &mut AnyConnection, canned: &CannedResponse) -> Read<()> {
    let find = query(
        "SELECT id FROM canned WHERE shortcut = $1 AND id <> $2 AND (owner IS NULL OR COALESCE(owner, '') = $3) LIMIT 1",
    );
    let owner = canned.owner.map_or_else(String::new, |owner| owner.to_string());
    let find = find.bind(canned.shortcut.clone()).bind(canned.id.to_string()).bind(owner);
    if find.fetch_optional(connection).await?.is_some() { Err(RecordsError::Taken) } else { Ok(()) }
}

pub(super) async fn insert(connection: &mut AnyConnection, canned: &CannedResponse) -> Read<()> {
    let insert = query("INSERT INTO canned (id, owner, shortcut, title, text) VALUES ($1, $2, $3, $4, $5)");
    bound(insert, canned).execute(connection).await?;
    Ok(())
}

type Query<'q> = query::Query<'q, sqlx::Any, <sqlx::Any as sqlx::Database>::Arguments>;

fn bound<'q>(statement: Query<'q>, canned: &CannedResponse) -> Query<'q> {
    statement
        .bind(canned.id.to_string())
        .bind(canned.owner.map(|owner| owner.to_string()))
        .bind(canned.shortcut.clone())
        .bind(canned.title.clone())
        .bind(canned.text.clone())
}

fn read(row: &AnyRow) -> Read<CannedResponse> {
    Ok(CannedResponse {
        id: id(row, "id")?,
        owner: id_or_none(row, "owner")?,
        shortcut: text(row, "shortcut")?,
        title: text(row, "title")?,
        text: text(row, "text")?,
    })
}
