//! Templates of invitations.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, query};

use super::row::{Read, id, text};
use super::{Records, RecordsError};
use crate::domain::ids::TemplateId;

/// A template: its name and its text, with variables.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of PROTOCOL")]
pub struct Template {
    pub id: TemplateId,
    pub name: String,
    pub text: String,
}

impl Records {
    /// All templates, by name.
    pub async fn templates(&self) -> Result<Vec<Template>, RecordsError> {
        let rows = query("SELECT * FROM templates ORDER BY name, id").fetch_all(&self.read).await?;
        rows.iter().map(read).collect()
    }

    /// Adds a template.
    pub async fn add_template(&self, template: &Template) -> Result<(), RecordsError> {
        let mut connection = self.write.acquire().await?;
        insert(&mut connection, template).await
    }

    /// Gives a template another name and text; false when there is no such template.
    pub async fn change_template(&self, template: &Template) -> Result<bool, RecordsError> {
        let changed = query("UPDATE templates SET name = $2, text = $3 WHERE id = $1")
            .bind(template.id.to_string())
            .bind(template.name.clone())
            .bind(template.text.clone())
            .execute(&self.write)
            .await?;
        Ok(changed.rows_affected() == 1)
    }

    /// Deletes a template; false when there is no such template.
    pub async fn delete_template(&self, template: TemplateId) -> Result<bool, RecordsError> {
        let delete = query("DELETE FROM templates WHERE id = $1").bind(template.to_string());
        Ok(delete.execute(&self.write).await?.rows_affected() == 1)
    }
}

pub(super) async fn insert(connection: &mut AnyConnection, template: &Template) -> Result<(), RecordsError> {
    query("INSERT INTO templates (id, name, text) VALUES ($1, $2, $3)")
        .bind(template.id.to_string())
        .bind(template.name.clone())
        .bind(template.text.clone())
        .execute(connection)
        .await?;
    Ok(())
}

fn read(row: &AnyRow) -> Read<Template> {
    Ok(Template { id: id(row, "id")?, name: text(row, "name")?, text: text(row, "text")? })
}
