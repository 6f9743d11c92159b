//! What can be done: one verb a file.

pub mod admit;
mod arrive;
pub mod import_access_log;
pub mod open_doorway;
pub mod receive_beacon;
pub mod see_page;
