//! Files that were sent in a chat, and agents' photos: in the records, so that every node has them.

use sqlx::{AnyConnection, Row, query};

use super::row::{Read, text};
use super::{Records, RecordsError};
use crate::domain::ids::{ChatId, FileId};
use crate::domain::message::File;
use crate::domain::moment::Moment;

/// A file with its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct StoredFile {
    pub about: File,
    pub made: Moment,
    pub bytes: Vec<u8>,
}

/// A file as it is served.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct ServedFile {
    pub name: String,
    /// The media type.
    pub r#type: String,
    pub bytes: Vec<u8>,
}

/// A token for a file: 32 hex digits, a secret.
pub fn file_token() -> String {
    hex::encode(rand::random::<[u8; 16]>())
}

impl Records {
    /// Keeps a file that belongs to no chat.
    pub async fn add_file(&self, file: &StoredFile) -> Result<(), RecordsError> {
        let mut connection = self.write.acquire().await?;
        insert(&mut connection, None, file).await
    }

    /// The file of this id, for who has its token.
    pub async fn file(&self, id: FileId, token: &str) -> Result<Option<ServedFile>, RecordsError> {
        let find = query("SELECT name, type, bytes FROM files WHERE id = $1 AND token = $2");
        let found = find.bind(id.to_string()).bind(token.to_owned()).fetch_optional(&self.read).await?;
        let Some(row) = found else { return Ok(None) };
        let bytes = row.try_get("bytes")?;
        Ok(Some(ServedFile { name: text(&row, "name")?, r#type: text(&row, "type")?, bytes }))
    }

    /// Forgets a file; nothing happens when there is none.
    pub async fn delete_file(&self, id: FileId) -> Result<(), RecordsError> {
        let mut connection = self.write.acquire().await?;
        delete(&mut connection, id).await
    }
}

pub(super) async fn insert(connection: &mut AnyConnection, chat: Option<ChatId>, file: &StoredFile) -> Read<()> {
    let File { id, name, size, r#type, token } = &file.about;
    query("INSERT INTO files (id, chat, token, name, type, size, made, bytes) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
        .bind(id.to_string())
        .bind(chat.map(|chat| chat.to_string()))
        .bind(token.clone())
        .bind(name.clone())
        .bind(r#type.clone())
        .bind(*size)
        .bind(file.made.0)
        .bind(file.bytes.clone())
        .execute(connection)
        .await?;
    Ok(())
}

pub(super) async fn delete(connection: &mut AnyConnection, id: FileId) -> Read<()> {
    query("DELETE FROM files WHERE id = $1").bind(id.to_string()).execute(connection).await?;
    Ok(())
}
