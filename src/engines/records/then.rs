//! What was open at a moment of the past.

use sqlx::query;

use super::{Records, RecordsError, chats, invitations};
use crate::domain::chat::Chat;
use crate::domain::ids::{SiteKey, VisitorKey};
use crate::domain::invitation::Invitation;
use crate::domain::moment::{DAY, Moment};

impl Records {
    /// The invitations of a site that were open at `at`.
    pub async fn invitations_then(&self, site: &SiteKey, at: Moment) -> Result<Vec<Invitation>, RecordsError> {
        let find = query(
            "SELECT * FROM invitations WHERE site = $1 AND sent > $2 AND sent <= $3 AND (ended IS NULL OR ended > $3)",
        );
        let find = find.bind(site.to_string()).bind(at.plus(-DAY).0).bind(at.0);
        find.fetch_all(&self.read).await?.iter().map(invitations::read).collect()
    }

    /// The chats of a site that were open at `at`.
    pub async fn chats_then(&self, site: &SiteKey, at: Moment) -> Result<Vec<Chat>, RecordsError> {
        let find = query(
            "SELECT * FROM chats WHERE site = $1 AND started > $2 AND started <= $3 AND (ended IS NULL OR ended > $3)",
        );
        let find = find.bind(site.to_string()).bind(at.plus(-DAY).0).bind(at.0);
        find.fetch_all(&self.read).await?.iter().map(chats::read).collect()
    }

    /// The newest invitations of a visitor, at most 100.
    pub async fn invitations_with(&self, visitor: VisitorKey) -> Result<Vec<Invitation>, RecordsError> {
        let find = query("SELECT * FROM invitations WHERE visitor = $1 ORDER BY sent DESC, id DESC LIMIT 100");
        find.bind(visitor.to_string()).fetch_all(&self.read).await?.iter().map(invitations::read).collect()
    }
}
