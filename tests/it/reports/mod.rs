//! What marketers read, and what they keep for it.

mod goals;
mod help;
mod recount;
mod scheduled;
mod wire;
