//! Pure words and rules. No clock, no I/O, no async: time is a [`moment::Moment`] handed in, ids are made elsewhere.

pub mod access_log;
pub mod agent;
pub mod beacon;
pub mod chat;
pub mod client_address;
pub mod density;
pub mod device;
pub mod gate;
pub mod ids;
pub mod invitation;
pub mod link;
pub mod log_entry;
pub mod message;
pub mod moment;
pub mod news;
pub mod origin;
pub mod place;
pub mod presence;
pub mod public_name;
pub mod room;
pub mod site;
pub mod template;
pub mod text;
pub mod visit;
pub mod window;
