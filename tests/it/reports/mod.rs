//! What marketers read, and what they keep for it.

mod goals;
mod recount;
mod scheduled;
mod wire;
