//! Pure words and rules. No clock, no I/O, no async: time is a [`moment::Moment`] handed in, ids are made elsewhere.

pub mod access_log;
pub mod agent;
pub mod beacon;
pub mod chat;
pub mod client_address;
pub mod density;
pub mod device;
pub mod dispatch;
pub mod gate;
pub mod hook;
pub mod ids;
pub mod invitation;
pub mod log_entry;
pub mod mail;
pub mod message;
pub mod moment;
pub mod news;
pub mod origin;
pub mod place;
pub mod presence;
pub mod public_name;
pub mod site;
pub mod template;
pub mod text;
pub mod visit;
pub mod window;
