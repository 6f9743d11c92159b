//! Rooms of agents: a pair's or a department's, with what was said in them.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row, query};

use super::row::{Read, id, moment, number, text};
use super::{Records, RecordsError};
use crate::domain::ids::{AgentId, DepartmentId, RoomId};
use crate::domain::moment::Moment;
use crate::domain::room::{Room, RoomMessage, RoomOf};

/// What came of saying something in a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SayInRoom {
    /// It is stored, with its number.
    Said(RoomMessage),
    /// It was stored before, as this.
    Repeated(RoomMessage),
}

/// A room with its name as agent `$1` sees it, and how far they have read.
const SEEN_BY: &str =
    "SELECT rooms.*, COALESCE(departments.name, other.name, '') AS name, COALESCE(room_reads.seq, 0) AS read_seq
     FROM rooms
     LEFT JOIN departments ON departments.id = rooms.department
     LEFT JOIN agents other ON rooms.department IS NULL AND other.id <> $1
         AND (rooms.of = other.id || ' ' || $1 OR rooms.of = $1 || ' ' || other.id)
     LEFT JOIN room_reads ON room_reads.room = rooms.id AND room_reads.agent = $1";

/// Whether agent `$1` is a member: of the pair, or of a group of the department.
const IS_MEMBER: &str = "(other.id IS NOT NULL OR rooms.department IN
     (SELECT groups.department FROM groups JOIN members ON members.group_id = groups.id WHERE members.agent = $1))";

impl Records {
    /// Makes the room of `of` unless it is there; `id` is a new room's.
    pub async fn ensure_room(&self, id: RoomId, of: RoomOf, at: Moment) -> Result<(), RecordsError> {
        let department = if let RoomOf::Department(id) = of { Some(id.to_string()) } else { None };
        query(
            "INSERT INTO rooms (id, of, department, last_seq, last_text, last_at) VALUES ($1, $2, $3, 0, '', $4)
             ON CONFLICT (of) DO NOTHING",
        )
        .bind(id.to_string())
        .bind(of.to_string())
        .bind(department)
        .bind(at.0)
        .execute(&self.write)
        .await?;
        Ok(())
    }

    /// The departments of an agent that have no room yet.
    pub async fn departments_without_room(&self, agent: AgentId) -> Result<Vec<DepartmentId>, RecordsError> {
        let find = query(
            "SELECT DISTINCT groups.department AS id FROM groups JOIN members ON members.group_id = groups.id
             WHERE members.agent = $1 AND groups.department NOT IN (SELECT department FROM rooms WHERE department IS NOT NULL)",
        );
        find.bind(agent.to_string()).fetch_all(&self.read).await?.iter().map(|row| id(row, "id")).collect()
    }

    /// The rooms of an agent, the one last spoken in first.
    pub async fn rooms_of(&self, agent: AgentId) -> Result<Vec<Room>, RecordsError> {
        let find = format!("{SEEN_BY} WHERE {IS_MEMBER} ORDER BY last_at DESC, rooms.id");
        let rows = query(sqlx::AssertSqlSafe(find)).bind(agent.to_string()).fetch_all(&self.read).await?;
        rows.iter().map(read).collect()
    }

    /// A room as `agent` sees it; `None` when there is none, or they are no member.
    pub async fn room(&self, agent: AgentId, room: RoomId) -> Result<Option<Room>, RecordsError> {
        self.one_room(agent, "rooms.id", room.to_string()).await
    }

    /// The room of `of` as `agent` sees it.
    pub async fn room_of(&self, agent: AgentId, of: RoomOf) -> Result<Option<Room>, RecordsError> {
        self.one_room(agent, "rooms.of", of.to_string()).await
    }

    async fn one_room(&self, agent: AgentId, column: &str, value: String) -> Result<Option<Room>, RecordsError> {
        let find = format!("{SEEN_BY} WHERE {column} = $2 AND {IS_MEMBER}");
        let find = query(sqlx::AssertSqlSafe(find)).bind(agent.to_string()).bind(value);
        find.fetch_optional(&self.read).await?.as_ref().map(read).transpose()
    }

    /// Everybody who is in the groups of a department.
    pub async fn members_of(&self, department: DepartmentId) -> Result<Vec<AgentId>, RecordsError> {
        let find = query(
            "SELECT DISTINCT members.agent AS id FROM members JOIN groups ON groups.id = members.group_id
             WHERE groups.department = $1",
        );
        find.bind(department.to_string()).fetch_all(&self.read).await?.iter().map(|row| id(row, "id")).collect()
    }

    /// Stores a message as the next of its room; the number it carries does not matter.
    pub async fn say_in_room(&self, message: &RoomMessage) -> Result<SayInRoom, RecordsError> {
        let mut transaction = self.begin().await?;
        let next = next_seq(&mut transaction, message).await?;
        if let Some(stored) = repeated(&mut transaction, message).await? {
            return Ok(SayInRoom::Repeated(stored));
        }
        let message = RoomMessage { seq: next, ..message.clone() };
        insert(&mut transaction, &message).await?;
        transaction.commit().await?;
        Ok(SayInRoom::Said(message))
    }

    /// The messages of a room whose number is greater than `after`, in order.
    pub async fn room_messages(&self, room: RoomId, after: i64) -> Result<Vec<RoomMessage>, RecordsError> {
        let find = query("SELECT * FROM room_messages WHERE room = $1 AND seq > $2 ORDER BY seq");
        find.bind(room.to_string()).bind(after).fetch_all(&self.read).await?.iter().map(read_message).collect()
    }

    /// Notes that a member has read a room up to `seq`; an earlier one than before changes nothing.
    pub async fn read_room(&self, room: RoomId, agent: AgentId, seq: i64) -> Result<(), RecordsError> {
        query(
            "INSERT INTO room_reads (room, agent, seq) VALUES ($1, $2, $3)
             ON CONFLICT (room, agent) DO UPDATE SET seq = excluded.seq WHERE room_reads.seq < excluded.seq",
        )
        .bind(room.to_string())
        .bind(agent.to_string())
        .bind(seq)
        .execute(&self.write)
        .await?;
        Ok(())
    }
}

async fn next_seq(connection: &mut AnyConnection, message: &RoomMessage) -> Result<i64, RecordsError> {
    let update = query(
        "UPDATE rooms SET last_seq = last_seq + 1, last_text = $2, last_at = $3 WHERE id = $1 RETURNING last_seq",
    );
    let update = update.bind(message.room.to_string()).bind(message.text.clone()).bind(message.at.0);
    Ok(update.fetch_one(connection).await?.try_get(0)?)
}

async fn repeated(connection: &mut AnyConnection, message: &RoomMessage) -> Read<Option<RoomMessage>> {
    let find = query("SELECT * FROM room_messages WHERE room = $1 AND agent = $2 AND client_id = $3");
    let find = find.bind(message.room.to_string()).bind(message.agent.to_string()).bind(message.client_id.clone());
    find.fetch_optional(connection).await?.as_ref().map(read_message).transpose()
}

async fn insert(connection: &mut AnyConnection, message: &RoomMessage) -> Result<(), RecordsError> {
    query(
        "INSERT INTO room_messages (room, seq, agent, name, text, at, client_id) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(message.room.to_string())
    .bind(message.seq)
    .bind(message.agent.to_string())
    .bind(message.name.clone())
    .bind(message.text.clone())
    .bind(message.at.0)
    .bind(message.client_id.clone())
    .execute(connection)
    .await?;
    Ok(())
}

fn read(row: &AnyRow) -> Read<Room> {
    Ok(Room {
        id: id(row, "id")?,
        of: id(row, "of")?,
        name: text(row, "name")?,
        last_seq: number(row, "last_seq")?,
        last_text: text(row, "last_text")?,
        last_at: moment(row, "last_at")?,
        read_seq: number(row, "read_seq")?,
    })
}

fn read_message(row: &AnyRow) -> Read<RoomMessage> {
    Ok(RoomMessage {
        room: id(row, "room")?,
        seq: number(row, "seq")?,
        agent: id(row, "agent")?,
        name: text(row, "name")?,
        text: text(row, "text")?,
        at: moment(row, "at")?,
        client_id: text(row, "client_id")?,
    })
}
