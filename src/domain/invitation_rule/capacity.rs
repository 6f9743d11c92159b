//! Whether somebody could answer: a rule never invites when nobody could.

/// Before anything is known one in five is accepted, as sure as ten invitations make one.
const PRIOR: (f64, f64) = (2.0, 10.0);
/// Chats an agent without a limit is taken to bear at once.
const WITHOUT_LIMIT: u32 = 5;

/// The share of a rule's invitations that are accepted, learned from those that have ended; 0 to 1.
pub fn acceptance(accepted: u32, ended: u32) -> f64 {
    (f64::from(accepted) + PRIOR.0) / (f64::from(ended) + PRIOR.1)
}

/// Chats an agent could take now, who has `chats` and takes `most` at once.
pub fn room(most: Option<u32>, chats: usize) -> u32 {
    most.unwrap_or(WITHOUT_LIMIT).saturating_sub(u32::try_from(chats).unwrap_or(u32::MAX))
}

/// Whether one more invitation may go: those that are `open` are expected to fill less than the `room` there is.
pub fn somebody_could_answer(open: usize, acceptance: f64, room: u32) -> bool {
    let open = f64::from(u32::try_from(open).unwrap_or(u32::MAX));
    open * acceptance < f64::from(room)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_learned_outweighs_what_was_thought() {
        assert!((acceptance(0, 0) - 0.2).abs() < 1e-9);
        assert!((acceptance(1, 1) - 3.0 / 11.0).abs() < 1e-9);
        assert!((acceptance(500, 1_000) - 0.5).abs() < 0.01);
        assert!(acceptance(0, 1_000) < 0.01);
    }

    #[test]
    fn nobody_free_means_no_invitation() {
        for (open, rate, room, may) in [
            (0, 0.2, 0, false),
            (0, 0.2, 1, true),
            (4, 0.2, 1, true),
            (5, 0.2, 1, false),
            (9, 0.2, 2, true),
            (10, 0.2, 2, false),
            (1, 1.0, 1, false),
        ] {
            assert_eq!(somebody_could_answer(open, rate, room), may, "{open} open, {rate}, room for {room}");
        }
        assert_eq!((room(None, 0), room(None, 9), room(Some(2), 1), room(Some(0), 0)), (5, 0, 1, 0));
    }
}
