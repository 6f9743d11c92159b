//! What simulated visitors say when somebody talks to them.

use rand::rngs::StdRng;
use rand::seq::IndexedRandom;

const REPLIES: [&str; 12] = [
    "Yes please. Is the brass reading lamp in stock?",
    "Hello! How long does delivery take at the moment?",
    "Oh, a real person. I can't decide between the Windsor and the ladder-back.",
    "Hi, I was wondering whether the linen shade comes in a larger size.",
    "Good timing. Do you deliver to an upper floor?",
    "Yes. Can I return a lamp if it doesn't suit the room?",
    "Hello, is the oak oiled or varnished?",
    "I need eight chairs by the end of the month. Is that possible?",
    "Hi! Is there a discount for trade customers?",
    "Just looking, but I do have a question about the fabric.",
    "Is the reading armchair sold in a darker green?",
    "Hello. My basket keeps the old price, is that right?",
];

const LINES: [&str; 14] = [
    "That sounds good.",
    "It's for my mother's birthday, so it should be there by Friday.",
    "And what would the delivery cost?",
    "The room is rather small, about three metres by four.",
    "I see. Does it come with a bulb?",
    "Could you hold one for me?",
    "Let me measure, one moment.",
    "The ceiling is low, 2.3 metres.",
    "Is the cable long enough for two metres?",
    "Which one would you take?",
    "Can I pay by invoice?",
    "I would collect it myself, if that is quicker.",
    "Is there a guarantee on the spring?",
    "Perfect, that helps a lot.",
];

const THANKS: [&str; 4] = [
    "Thank you, I will order it now.",
    "Thanks for your help.",
    "Great, thank you. I'll think it over tonight.",
    "Lovely, thank you. Goodbye.",
];

/// The answer to an invitation.
pub(super) fn reply(rng: &mut StdRng) -> &'static str {
    REPLIES.choose(rng).copied().unwrap_or(REPLIES[0])
}

/// The next line of a chat in which `left` more will follow.
pub(super) fn line(rng: &mut StdRng, left: u32) -> &'static str {
    let lines: &[&str] = if left == 0 { &THANKS } else { &LINES };
    lines.choose(rng).copied().unwrap_or(THANKS[0])
}
