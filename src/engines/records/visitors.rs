//! Visitors: their public names, who they said they are, and how often they came.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, query};

use super::row::{Read, count, document_or_none, id, json, moment, text};
use super::{Records, RecordsError};
use crate::domain::ids::{SiteKey, VisitorKey};
use crate::domain::moment::Moment;
use crate::domain::presence::Person;
use crate::domain::public_name;

/// A visitor whose visit begins.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Arriving {
    pub site: SiteKey,
    pub key: VisitorKey,
    pub at: Moment,
}

/// What the records know of a visitor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// The visitor.
    pub key: VisitorKey,
    /// A bird and digits, unique within the site, the same for ever.
    pub public_name: String,
    /// What the visitor told of themselves.
    pub person: Option<Person>,
    /// The start of the first visit; `None` when there was none.
    pub first_seen: Option<Moment>,
    /// The start of the latest visit; `None` when there was none.
    pub last_visit: Option<Moment>,
    /// Visits so far.
    pub visits_before: u32,
    /// Chats that have ended.
    pub chats_before: u32,
}

/// Names tried for one visitor; the last of them has 15 digits.
const NAMES_TRIED: u32 = 14;

impl Records {
    /// Counts a visit of each of these visitors, all or none, and says what was known of them before it. The answers are
    /// ordered by key.
    pub async fn settle(&self, mut arriving: Vec<Arriving>) -> Result<Vec<Settled>, RecordsError> {
        // Two batches that lock their rows in one order cannot wait for each other.
        arriving.sort_by_key(|one| one.key);
        let mut settled = Vec::with_capacity(arriving.len());
        let mut transaction = self.begin().await?;
        for one in &arriving {
            let row = known_or_new(&mut transaction, &one.site, one.key, one.at).await?;
            count_visit(&mut transaction, one).await?;
            settled.push(read(&row)?);
        }
        transaction.commit().await?;
        Ok(settled)
    }

    /// Keeps what a visitor told of themselves, in place of what they told before.
    pub async fn identify(
        &self,
        site: &SiteKey,
        key: VisitorKey,
        person: &Person,
        at: Moment,
    ) -> Result<(), RecordsError> {
        let person = json(person)?;
        let mut transaction = self.begin().await?;
        known_or_new(&mut transaction, site, key, at).await?;
        let update = query("UPDATE visitors SET person = $2 WHERE key = $1").bind(key.to_string()).bind(person);
        update.execute(&mut *transaction).await?;
        Ok(transaction.commit().await?)
    }

    /// What is known of a visitor, all their visits counted.
    pub async fn visitor(&self, key: VisitorKey) -> Result<Option<Settled>, RecordsError> {
        let mut connection = self.read.acquire().await?;
        find(&mut connection, key).await?.as_ref().map(read).transpose()
    }

    /// The visitor of this public name.
    pub async fn visitor_named(&self, site: &SiteKey, name: &str) -> Result<Option<VisitorKey>, RecordsError> {
        let find = query("SELECT key FROM visitors WHERE site = $1 AND public_name = $2");
        let found = find.bind(site.to_string()).bind(name.to_owned()).fetch_optional(&self.read).await?;
        found.as_ref().map(|row| id(row, "key")).transpose()
    }
}

/// Counts a chat of this visitor.
pub(super) async fn count_chat(connection: &mut AnyConnection, key: VisitorKey) -> Result<(), RecordsError> {
    let update = query("UPDATE visitors SET chats = chats + 1 WHERE key = $1").bind(key.to_string());
    update.execute(connection).await?;
    Ok(())
}

/// The visitor's row, made with the first name that is free when there is none. Somebody else may make it, or take the
/// name, between the look and the insert: then the next turn sees it.
async fn known_or_new(connection: &mut AnyConnection, site: &SiteKey, key: VisitorKey, at: Moment) -> Read<AnyRow> {
    for attempt in 0..NAMES_TRIED {
        if let Some(known) = find(connection, key).await? {
            return Ok(known);
        }
        if let Some(new) = insert(connection, site, key, public_name::candidate(key, attempt), at).await? {
            return Ok(new);
        }
    }
    Err(RecordsError::Taken)
}

async fn find(connection: &mut AnyConnection, key: VisitorKey) -> Read<Option<AnyRow>> {
    Ok(query("SELECT * FROM visitors WHERE key = $1").bind(key.to_string()).fetch_optional(connection).await?)
}

async fn insert(
    connection: &mut AnyConnection,
    site: &SiteKey,
    key: VisitorKey,
    name: String,
    at: Moment,
) -> Read<Option<AnyRow>> {
    let inserted = query(
        "INSERT INTO visitors (key, site, public_name, first_seen, last_seen, visits, chats)
         VALUES ($1, $2, $3, $4, $4, 0, 0) ON CONFLICT DO NOTHING RETURNING *",
    );
    let inserted = inserted.bind(key.to_string()).bind(site.to_string()).bind(name).bind(at.0);
    Ok(inserted.fetch_optional(connection).await?)
}

async fn count_visit(connection: &mut AnyConnection, one: &Arriving) -> Result<(), RecordsError> {
    let update = query("UPDATE visitors SET visits = visits + 1, last_seen = $2 WHERE key = $1");
    update.bind(one.key.to_string()).bind(one.at.0).execute(connection).await?;
    Ok(())
}

fn read(row: &AnyRow) -> Read<Settled> {
    let visits_before = count(row, "visits")?;
    let seen = |column| moment(row, column).map(|at| (visits_before > 0).then_some(at));
    Ok(Settled {
        key: id(row, "key")?,
        public_name: text(row, "public_name")?,
        person: document_or_none(row, "person")?,
        first_seen: seen("first_seen")?,
        last_visit: seen("last_seen")?,
        visits_before,
        chats_before: count(row, "chats")?,
    })
}
