//! How agents come into a chat and go out of it.

use super::{Chat, Guest, RINGS_FOR, State};
use crate::domain::ids::AgentId;
use crate::domain::moment::Moment;

/// What an agent does with a chat, or what is done with theirs. Who takes a ringing one is decided by the records, where the
/// first one wins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Move {
    /// Will not take it while it rings this time.
    Decline(AgentId),
    /// Its agent puts it back; it rings again, at the others.
    Leave(AgentId, Moment),
    /// A colleague comes into the room of its agent (the first).
    Join(AgentId, Guest),
    /// A colleague goes out of the room.
    Quit(AgentId),
    /// Its agent (the first) hands it over.
    Transfer(AgentId, AgentId, String),
}

impl Chat {
    /// The chat after `made`; `None` when that cannot be, or changes nothing.
    #[must_use]
    pub fn after(&self, made: Move) -> Option<Self> {
        match made {
            Move::Decline(agent) => self.declined_by(agent),
            Move::Leave(agent, now) => self.left_by(agent, now),
            Move::Join(owner, guest) => self.joined_by(owner, guest),
            Move::Quit(agent) => self.has_guest(agent).then(|| self.without(agent)),
            Move::Transfer(from, to, name) => self.transferred(from, to, name),
        }
    }

    /// What agents read in the transcript once `made` was made of this chat; nothing where nobody came or went.
    pub fn notice_of(&self, made: &Move) -> Option<String> {
        let owner = self.agent.as_ref().map(|(_, name)| name.as_str()).unwrap_or_default();
        match made {
            Move::Decline(_) => None,
            Move::Leave(..) => Some(format!("{owner} left the chat.")),
            Move::Join(_, guest) => Some(format!("{owner} brought {} into the room.", guest.name)),
            Move::Quit(agent) => {
                let guest = self.guests.iter().find(|guest| guest.id == *agent)?;
                Some(format!("{} left the room.", guest.name))
            }
            Move::Transfer(_, _, name) => Some(format!("{owner} handed the chat over to {name}.")),
        }
    }

    fn declined_by(&self, agent: AgentId) -> Option<Self> {
        let asked = self.state == State::Ringing && !self.declined.contains(&agent);
        let declined = self.declined.iter().copied().chain([agent]).collect();
        asked.then(|| Self { declined, ..self.clone() })
    }

    fn left_by(&self, agent: AgentId, now: Moment) -> Option<Self> {
        (self.state == State::Active && self.is_of(agent)).then(|| Self {
            state: State::Ringing,
            agent: None,
            declined: vec![agent],
            rings_until: Some(now.plus(RINGS_FOR)),
            ..self.clone()
        })
    }

    fn joined_by(&self, owner: AgentId, guest: Guest) -> Option<Self> {
        let open = self.state == State::Active && self.is_of(owner) && guest.id != owner;
        (open && !self.has_guest(guest.id)).then(|| {
            let guests = self.guests.iter().cloned().chain([guest]).collect();
            Self { guests, ..self.clone() }
        })
    }

    fn transferred(&self, from: AgentId, to: AgentId, name: String) -> Option<Self> {
        (self.state == State::Active && self.is_of(from) && from != to)
            .then(|| Self { agent: Some((to, name)), ..self.without(to) })
    }

    /// Without this guest.
    fn without(&self, agent: AgentId) -> Self {
        let guests = self.guests.iter().filter(|guest| guest.id != agent).cloned().collect();
        Self { guests, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::chat::EndedAs;
    use crate::domain::ids::{ChatId, VisitorKey};

    const NOW: Moment = Moment(5_000);

    fn agent(n: u128) -> AgentId {
        AgentId(uuid::Uuid::from_u128(n))
    }

    fn guest(n: u128) -> Guest {
        Guest { id: agent(n), name: "Cara".into(), shown: "Cara".into() }
    }

    fn chats() -> [Chat; 3] {
        let id = ChatId(uuid::Uuid::from_u128(1));
        let ringing = Chat::ringing(id, "shop".into(), VisitorKey::from_log_id(1), "Linnet 482".into(), Moment(0));
        let owner = Some((agent(1), "Ada".to_owned()));
        let (face, guests) = (Some("Ada".to_owned()), vec![guest(3)]);
        let active =
            Chat { state: State::Active, agent: owner, face, guests, accepted: Some(Moment(1)), ..ringing.clone() };
        let ended = Chat { state: State::Ended, ended_as: Some(EndedAs::ByAgent), ..active.clone() };
        [ringing, active, ended]
    }

    /// Ada (1) has the active chat, Cara (3) is in the room, Ben (2) is somebody else.
    fn moves() -> [Move; 11] {
        [
            Move::Decline(agent(2)),
            Move::Leave(agent(1), NOW),
            Move::Leave(agent(2), NOW),
            Move::Join(agent(1), guest(2)),
            Move::Join(agent(1), guest(3)),
            Move::Join(agent(1), guest(1)),
            Move::Join(agent(2), guest(4)),
            Move::Quit(agent(3)),
            Move::Quit(agent(2)),
            Move::Transfer(agent(1), agent(3), "Cara".into()),
            Move::Transfer(agent(2), agent(3), "Cara".into()),
        ]
    }

    #[test]
    fn every_state_and_every_move() {
        let table = [
            [true, false, false, false, false, false, false, false, false, false, false],
            [false, true, false, true, false, false, false, true, false, true, false],
            [false, false, false, false, false, false, false, true, false, false, false],
        ];
        for (chat, row) in chats().iter().zip(table) {
            for (made, expected) in moves().into_iter().zip(row) {
                assert_eq!(chat.after(made.clone()).is_some(), expected, "{:?} {made:?}", chat.state);
            }
        }
    }

    #[test]
    fn agents_read_who_came_and_went() {
        let [_, active, _] = chats();
        let expected = [
            (Move::Leave(agent(1), NOW), Some("Ada left the chat.")),
            (Move::Join(agent(1), Guest { name: "Ben".into(), ..guest(2) }), Some("Ada brought Ben into the room.")),
            (Move::Quit(agent(3)), Some("Cara left the room.")),
            (Move::Transfer(agent(1), agent(2), "Ben".into()), Some("Ada handed the chat over to Ben.")),
            (Move::Decline(agent(2)), None),
        ];
        for (made, words) in expected {
            assert_eq!(active.notice_of(&made).as_deref(), words, "{made:?}");
        }
    }

    #[test]
    fn nothing_of_it_is_seen_by_the_visitor() {
        let [_, active, _] = chats();
        let left = active.after(Move::Leave(agent(1), NOW)).expect("left");
        assert_eq!(
            (left.state, left.shown_state(), left.declined.as_slice()),
            (State::Ringing, State::Active, &[agent(1)][..])
        );
        assert_eq!((left.rings_until, &left.agent, &left.face), (Some(NOW.plus(RINGS_FOR)), &None, &active.face));
        let handed = active.after(Move::Transfer(agent(1), agent(2), "Ben".into())).expect("handed over");
        assert_eq!((handed.shown_state(), &handed.face), (State::Active, &active.face));
        assert!(handed.is_of(agent(2)) && handed.has_guest(agent(3)));
        let to_guest = active.after(Move::Transfer(agent(1), agent(3), "Cara".into())).expect("handed over");
        assert!(to_guest.is_of(agent(3)) && to_guest.guests.is_empty());
    }
}
