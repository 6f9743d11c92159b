//! The agents' console: its page, its socket, what it is told.

pub(crate) mod chat;
pub(crate) mod colleague;
mod hear;
mod heard;
pub(crate) mod offline;
pub(crate) mod page;
mod panel;
mod places;
pub(crate) mod rooms;
pub(crate) mod row;
mod screen;
pub(crate) mod socket;
pub(crate) mod told;
