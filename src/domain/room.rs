//! Where agents talk among themselves: a pair of them, or a department.

use std::fmt;
use std::str::FromStr;

use super::ids::{AgentId, DepartmentId, RoomId};
use super::moment::Moment;

/// Whose room it is. As text: the department's id, or the two agents' ids in order with a space between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoomOf {
    /// Two agents; the smaller id first.
    Pair(AgentId, AgentId),
    /// Everybody in the department's groups.
    Department(DepartmentId),
}

impl RoomOf {
    /// The room of two agents, whoever is named first; `None` for one and the same.
    pub fn pair(one: AgentId, other: AgentId) -> Option<Self> {
        (one != other).then(|| Self::Pair(one.min(other), one.max(other)))
    }

    /// The other one of a pair.
    pub fn other(self, agent: AgentId) -> Option<AgentId> {
        match self {
            Self::Pair(a, b) if a == agent => Some(b),
            Self::Pair(a, b) if b == agent => Some(a),
            Self::Pair(..) | Self::Department(_) => None,
        }
    }
}

impl fmt::Display for RoomOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pair(a, b) => write!(f, "{a} {b}"),
            Self::Department(id) => id.fmt(f),
        }
    }
}

impl FromStr for RoomOf {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WRONG: &str = "a room is a department's or a pair's";
        match text.split_once(' ') {
            Some((a, b)) => Self::pair(a.parse().map_err(|_| WRONG)?, b.parse().map_err(|_| WRONG)?).ok_or(WRONG),
            None => text.parse().map(Self::Department).map_err(|_| WRONG),
        }
    }
}

/// A room as one of its members sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of DESK")]
pub struct Room {
    pub id: RoomId,
    pub of: RoomOf,
    /// The other's name, or the department's.
    pub name: String,
    pub last_seq: i64,
    pub last_text: String,
    pub last_at: Moment,
    /// The last message this member has read.
    pub read_seq: i64,
}

/// What an agent said to the others of a room. It is stored before anybody hears of it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of DESK")]
pub struct RoomMessage {
    pub room: RoomId,
    /// From 1, without gaps.
    pub seq: i64,
    pub agent: AgentId,
    pub name: String,
    pub text: String,
    pub at: Moment,
    /// Made by the sender; the same one again is the same message.
    pub client_id: String,
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_pair_has_one_room_whoever_opens_it() {
        let (ada, ben) = (AgentId(Uuid::from_u128(2)), AgentId(Uuid::from_u128(1)));
        let room = RoomOf::pair(ada, ben).expect("two");
        assert_eq!(RoomOf::pair(ben, ada), Some(room));
        assert_eq!((room.other(ada), room.other(ben)), (Some(ben), Some(ada)));
        assert_eq!(room.other(AgentId(Uuid::from_u128(3))), None);
        assert_eq!(RoomOf::pair(ada, ada), None);
    }

    #[test]
    fn it_reads_back() {
        let pair = RoomOf::pair(AgentId(Uuid::from_u128(1)), AgentId(Uuid::from_u128(2))).expect("two");
        for room in [pair, RoomOf::Department(DepartmentId(Uuid::from_u128(7)))] {
            assert_eq!(room.to_string().parse(), Ok(room));
        }
        for wrong in ["", "x", "x y", &format!("{0} {0}", Uuid::nil())] {
            assert!(wrong.parse::<RoomOf>().is_err(), "{wrong}");
        }
    }
}
