//! The visitor's side: the doorway over WebSocket, or over long polls where those are blocked.

mod calls;
mod hear;
mod heard;
pub(crate) mod offline;
pub(crate) mod poll;
pub mod polls;
pub(crate) mod socket;
pub(crate) mod told;
pub(crate) mod transcript;
pub(super) mod upload;
