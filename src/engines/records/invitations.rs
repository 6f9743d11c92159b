//! Invitations. A visitor has at most one open one, and whoever moves it says where they saw it stand.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row, query};

use super::row::{Read, id, id_or_none, moment, moment_or_none, number_or_none, text, text_or_none, word};
use super::{Added, Records, RecordsError, chats, messages};
use crate::domain::chat::Chat;
use crate::domain::ids::{AgentId, InvitationId, VisitorKey};
use crate::domain::invitation::{Invitation, State, Viewed};
use crate::domain::message::Message;
use crate::domain::moment::{Moment, Steady};

impl Records {
    /// Adds an invitation, unless its visitor has an open one.
    pub async fn add_invitation(&self, invitation: &Invitation) -> Result<Added<Invitation>, RecordsError> {
        loop {
            if insert(&mut *self.write.acquire().await?, invitation).await? {
                return Ok(Added::Stored);
            }
            // The one in the way may have ended since: then there is room.
            if let Some(open) = self.open_invitation(invitation.visitor).await? {
                return Ok(Added::AlreadyOpen(Box::new(open)));
            }
        }
    }

    /// One invitation.
    pub async fn invitation(&self, invitation: InvitationId) -> Result<Option<Invitation>, RecordsError> {
        let find = query("SELECT * FROM invitations WHERE id = $1").bind(invitation.to_string());
        find.fetch_optional(&self.read).await?.as_ref().map(read).transpose()
    }

    /// The open invitation of a visitor.
    pub async fn open_invitation(&self, visitor: VisitorKey) -> Result<Option<Invitation>, RecordsError> {
        let find = query("SELECT * FROM invitations WHERE visitor = $1 AND state IN ('sent', 'delivered', 'viewed')");
        find.bind(visitor.to_string()).fetch_optional(&self.read).await?.as_ref().map(read).transpose()
    }

    /// All open invitations, oldest first.
    pub async fn open_invitations(&self) -> Result<Vec<Invitation>, RecordsError> {
        let find = query("SELECT * FROM invitations WHERE state IN ('sent', 'delivered', 'viewed') ORDER BY sent, id");
        find.fetch_all(&self.read).await?.iter().map(read).collect()
    }

    /// All invitations that are open, or ended at `since` or later.
    pub async fn invitations_alive_since(&self, since: Moment) -> Result<Vec<Invitation>, RecordsError> {
        let find = query("SELECT * FROM invitations WHERE state IN ('sent', 'delivered', 'viewed') OR ended >= $1");
        find.bind(since.0).fetch_all(&self.read).await?.iter().map(read).collect()
    }

    /// Stores how an invitation that stood at `from` ended and the one that comes in its place, both or neither; false when the
    /// first stands there no more.
    pub async fn replace_invitation(
        &self,
        ended: &Invitation,
        from: State,
        next: &Invitation,
    ) -> Result<bool, RecordsError> {
        let mut transaction = self.begin().await?;
        let replaced = swap(&mut transaction, ended, from).await? && insert(&mut transaction, next).await?;
        if replaced {
            transaction.commit().await?;
        }
        Ok(replaced)
    }

    /// Stores what became of an invitation that stood at `from`; false when it stands there no more, and nothing is written.
    pub async fn move_invitation(&self, moved: &Invitation, from: State) -> Result<bool, RecordsError> {
        let mut connection = self.write.acquire().await?;
        swap(&mut connection, moved, from).await
    }

    /// Stores that an invitation that stood at `from` was accepted, and its chat with what was said so far: all of it, or
    /// nothing, and then false.
    ///
    /// # Errors
    /// [`RecordsError::Taken`] when the visitor is in another chat; nothing is written.
    pub async fn accept_invitation(
        &self,
        moved: &Invitation,
        from: State,
        chat: &Chat,
        said: &[Message],
    ) -> Result<bool, RecordsError> {
        let mut transaction = self.begin().await?;
        if !swap(&mut transaction, moved, from).await? {
            return Ok(false);
        }
        if !chats::insert(&mut transaction, chat).await? {
            return Err(RecordsError::Taken);
        }
        messages::insert_all(&mut transaction, said).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// How many invitations an agent has sent by hand at `since` or later.
    pub async fn sent_since(&self, agent: AgentId, since: Moment) -> Result<i64, RecordsError> {
        let count = query("SELECT COUNT(*) FROM invitations WHERE agent = $1 AND sent >= $2 AND rule IS NULL");
        Ok(count.bind(agent.to_string()).bind(since.0).fetch_one(&self.read).await?.try_get(0)?)
    }
}

async fn insert(connection: &mut AnyConnection, invitation: &Invitation) -> Result<bool, RecordsError> {
    let viewed = invitation.viewed.as_ref();
    let inserted = query(
        "INSERT INTO invitations (id, site, visitor, visitor_name, visit, agent, agent_name, group_id, text, url, state,
             sent, delivered, viewed_wall, viewed_steady, viewed_boot, ended, chat, rule, variant, template)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
         ON CONFLICT (visitor) WHERE state IN ('sent', 'delivered', 'viewed') DO NOTHING",
    )
    .bind(invitation.id.to_string())
    .bind(invitation.site.to_string())
    .bind(invitation.visitor.to_string())
    .bind(invitation.visitor_name.clone())
    .bind(invitation.visit.to_string())
    .bind(invitation.agent.to_string())
    .bind(invitation.agent_name.clone())
    .bind(invitation.group.map(|group| group.to_string()))
    .bind(invitation.text.clone())
    .bind(invitation.url.clone())
    .bind(invitation.state.word())
    .bind(invitation.sent.0)
    .bind(invitation.delivered.map(|at| at.0))
    .bind(viewed.map(|viewed| viewed.wall.0))
    .bind(viewed.map(|viewed| viewed.steady.at))
    .bind(viewed.map(|viewed| viewed.steady.boot.to_string()))
    .bind(invitation.ended.map(|at| at.0))
    .bind(invitation.chat.map(|chat| chat.to_string()))
    .bind(invitation.rule.map(|rule| rule.to_string()))
    .bind(invitation.variant.clone())
    .bind(invitation.template.map(|template| template.to_string()))
    .execute(connection)
    .await?;
    Ok(inserted.rows_affected() == 1)
}

async fn swap(connection: &mut AnyConnection, moved: &Invitation, from: State) -> Result<bool, RecordsError> {
    let viewed = moved.viewed.as_ref();
    let swapped = query(
        "UPDATE invitations SET state = $3, delivered = $4, viewed_wall = $5, viewed_steady = $6, viewed_boot = $7,
             ended = $8, chat = $9
         WHERE id = $1 AND state = $2",
    )
    .bind(moved.id.to_string())
    .bind(from.word())
    .bind(moved.state.word())
    .bind(moved.delivered.map(|at| at.0))
    .bind(viewed.map(|viewed| viewed.wall.0))
    .bind(viewed.map(|viewed| viewed.steady.at))
    .bind(viewed.map(|viewed| viewed.steady.boot.to_string()))
    .bind(moved.ended.map(|at| at.0))
    .bind(moved.chat.map(|chat| chat.to_string()))
    .execute(connection)
    .await?;
    Ok(swapped.rows_affected() == 1)
}

pub(super) fn read(row: &AnyRow) -> Read<Invitation> {
    Ok(Invitation {
        id: id(row, "id")?,
        site: text(row, "site")?.as_str().into(),
        visitor: id(row, "visitor")?,
        visitor_name: text(row, "visitor_name")?,
        visit: id(row, "visit")?,
        agent: id(row, "agent")?,
        agent_name: text(row, "agent_name")?,
        group: id_or_none(row, "group_id")?,
        rule: id_or_none(row, "rule")?,
        variant: text_or_none(row, "variant")?,
        template: id_or_none(row, "template")?,
        text: text(row, "text")?,
        url: text(row, "url")?,
        state: word(row, "state", State::of_word)?,
        sent: moment(row, "sent")?,
        delivered: moment_or_none(row, "delivered")?,
        viewed: viewed(row)?,
        ended: moment_or_none(row, "ended")?,
        chat: id_or_none(row, "chat")?,
    })
}

fn viewed(row: &AnyRow) -> Read<Option<Viewed>> {
    let wall = moment_or_none(row, "viewed_wall")?;
    let at = number_or_none(row, "viewed_steady")?;
    let boot = text_or_none(row, "viewed_boot")?;
    Ok(wall.zip(at).zip(boot).map(|((wall, at), boot)| Viewed { wall, steady: Steady { boot: boot.into(), at } }))
}
