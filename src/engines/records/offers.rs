//! Offers: one answer each, and the chat moves with it or not at all.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, query};

use super::chat_moves::{hold, make};
use super::row::{Read, document, id, id_or_none, json, moment, moment_or_none, text, text_or_none, word};
use super::{Records, RecordsError};
use crate::domain::chat::{Chat, Guest, Move};
use crate::domain::ids::{AgentId, ChatId, OfferId};
use crate::domain::message::Message;
use crate::domain::moment::Moment;
use crate::domain::offer::{Happening, Kind, Offer, State, To};

/// What came of saying yes to an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TakeOffer {
    /// The chat has moved with it, and its transcript says so to agents.
    Taken(Box<Offer>, Box<(Chat, Option<Message>)>),
    /// The chat is not its maker's any more: nobody can take it.
    Gone(Box<Offer>),
    /// It was open no more: as it stands.
    TooLate(Box<Offer>),
}

impl Records {
    /// Adds an offer.
    ///
    /// # Errors
    /// [`RecordsError::Taken`] when the chat is being handed over already, or the same is asked already.
    pub async fn add_offer(&self, offer: &Offer) -> Result<(), RecordsError> {
        let (agent, group) = match offer.to {
            To::Agent(agent) => (Some(agent.to_string()), None),
            To::Group(group) => (None, Some(group.to_string())),
        };
        query(
            "INSERT INTO offers (id, chat, kind, from_agent, from_name, to_agent, to_group, to_name, note, made, until, state,
                 visitor_name, asked, declined)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        )
        .bind(offer.id.to_string())
        .bind(offer.chat.to_string())
        .bind(offer.kind.word())
        .bind(offer.from.0.to_string())
        .bind(offer.from.1.clone())
        .bind(agent)
        .bind(group)
        .bind(offer.to_name.clone())
        .bind(offer.note.clone())
        .bind(offer.made.0)
        .bind(offer.until.0)
        .bind(offer.state.word())
        .bind(offer.visitor_name.clone())
        .bind(json(&offer.asked)?)
        .bind(json(&offer.declined)?)
        .execute(&self.write)
        .await?;
        Ok(())
    }

    /// One offer.
    pub async fn offer(&self, offer: OfferId) -> Result<Option<Offer>, RecordsError> {
        let find = query("SELECT * FROM offers WHERE id = $1").bind(offer.to_string());
        find.fetch_optional(&self.read).await?.as_ref().map(read).transpose()
    }

    /// All that wait for an answer, oldest first.
    pub async fn open_offers(&self) -> Result<Vec<Offer>, RecordsError> {
        let find = query("SELECT * FROM offers WHERE state = 'open' ORDER BY made, id");
        find.fetch_all(&self.read).await?.iter().map(read).collect()
    }

    /// What was taken at `since` or later.
    pub async fn offers_taken_since(&self, since: Moment) -> Result<Vec<Offer>, RecordsError> {
        let find = query("SELECT * FROM offers WHERE taken >= $1 ORDER BY taken, id");
        find.bind(since.0).fetch_all(&self.read).await?.iter().map(read).collect()
    }

    /// Ends an offer by `happening`; `None` when it had ended, or there is none.
    pub async fn end_offer(&self, offer: OfferId, happening: Happening) -> Result<Option<Offer>, RecordsError> {
        let mut transaction = self.begin().await?;
        let Some(offer) = hold_offer(&mut transaction, offer).await? else { return Ok(None) };
        let Some(ended) = offer.after(happening) else { return Ok(None) };
        write_offer(&mut transaction, &ended).await?;
        transaction.commit().await?;
        Ok(Some(ended))
    }

    /// Notes that one who is asked said no; `None` when the offer had ended, or they had said so.
    pub async fn decline_offer(&self, offer: OfferId, agent: AgentId) -> Result<Option<Offer>, RecordsError> {
        let mut transaction = self.begin().await?;
        let Some(offer) = hold_offer(&mut transaction, offer).await? else { return Ok(None) };
        let Some(declined) = offer.declined_by(agent) else { return Ok(None) };
        write_offer(&mut transaction, &declined).await?;
        transaction.commit().await?;
        Ok(Some(declined))
    }

    /// Takes an offer for `guest`: the chat is theirs, or they are in its room, in the same transaction. The first one wins;
    /// `None` when there is no such offer.
    pub async fn take_offer(
        &self,
        offer: OfferId,
        guest: &Guest,
        now: Moment,
    ) -> Result<Option<TakeOffer>, RecordsError> {
        let mut transaction = self.begin().await?;
        let Some(offer) = hold_offer(&mut transaction, offer).await? else { return Ok(None) };
        let happening = if offer.until <= now { Happening::TimePassed } else { Happening::Accepted };
        let Some(mut after) = offer.after(happening) else { return Ok(Some(TakeOffer::TooLate(Box::new(offer)))) };
        let taken =
            if after.state == State::Accepted { moved(&mut transaction, &offer, guest, now).await? } else { None };
        match &taken {
            Some(_) => (after.taken_by, after.taken) = (Some((guest.id, guest.name.clone())), Some(now)),
            None if after.state == State::Accepted => after.state = State::Gone,
            None => {}
        }
        write_offer(&mut transaction, &after).await?;
        transaction.commit().await?;
        let after = Box::new(after);
        Ok(Some(match taken {
            Some(chat) => TakeOffer::Taken(after, Box::new(chat)),
            None => TakeOffer::Gone(after),
        }))
    }

    /// The chat is over, or its agent has left it: nobody can take what was offered of it. The offers that ended.
    pub async fn drop_offers(&self, chat: ChatId) -> Result<Vec<Offer>, RecordsError> {
        let drop = query("UPDATE offers SET state = 'gone' WHERE chat = $1 AND state = 'open' RETURNING *");
        drop.bind(chat.to_string()).fetch_all(&self.write).await?.iter().map(read).collect()
    }
}

/// The chat once `guest` has taken what was offered, written; `None` when it is not its maker's any more.
async fn moved(
    connection: &mut AnyConnection,
    offer: &Offer,
    guest: &Guest,
    now: Moment,
) -> Read<Option<(Chat, Option<Message>)>> {
    let made = match offer.kind {
        Kind::Transfer => Move::Transfer(offer.from.0, guest.id, guest.name.clone()),
        Kind::Join => Move::Join(offer.from.0, guest.clone()),
    };
    let Some(chat) = hold(connection, offer.chat).await? else { return Ok(None) };
    make(connection, &chat, made, now).await
}

async fn hold_offer(connection: &mut AnyConnection, offer: OfferId) -> Read<Option<Offer>> {
    let hold = query("UPDATE offers SET state = state WHERE id = $1 RETURNING *").bind(offer.to_string());
    hold.fetch_optional(connection).await?.as_ref().map(read).transpose()
}

async fn write_offer(connection: &mut AnyConnection, offer: &Offer) -> Result<(), RecordsError> {
    query("UPDATE offers SET state = $2, declined = $3, taken_by = $4, taken_name = $5, taken = $6 WHERE id = $1")
        .bind(offer.id.to_string())
        .bind(offer.state.word())
        .bind(json(&offer.declined)?)
        .bind(offer.taken_by.as_ref().map(|(agent, _)| agent.to_string()))
        .bind(offer.taken_by.as_ref().map(|(_, name)| name.clone()))
        .bind(offer.taken.map(|at| at.0))
        .execute(connection)
        .await?;
    Ok(())
}

fn read(row: &AnyRow) -> Read<Offer> {
    let to = match id_or_none(row, "to_agent")? {
        Some(agent) => To::Agent(agent),
        None => To::Group(id(row, "to_group")?),
    };
    Ok(Offer {
        id: id(row, "id")?,
        chat: id(row, "chat")?,
        kind: word(row, "kind", Kind::of_word)?,
        visitor_name: text(row, "visitor_name")?,
        from: (id(row, "from_agent")?, text(row, "from_name")?),
        to,
        to_name: text(row, "to_name")?,
        asked: document(row, "asked")?,
        declined: document(row, "declined")?,
        note: text(row, "note")?,
        made: moment(row, "made")?,
        until: moment(row, "until")?,
        state: word(row, "state", State::of_word)?,
        taken_by: id_or_none(row, "taken_by")?.zip(text_or_none(row, "taken_name")?),
        taken: moment_or_none(row, "taken")?,
    })
}
