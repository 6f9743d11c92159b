//! What can be done: one verb a file.

pub mod admit;
pub mod amend_message;
pub mod answer_invitation;
mod arrive;
pub mod expire_invitations;
pub mod import_access_log;
pub mod manage_sites;
pub mod manage_templates;
pub mod move_invitation;
pub mod note_invitation;
pub mod open_doorway;
pub mod preview_invitation;
pub mod problem;
pub mod push_link;
pub mod receive_beacon;
pub mod say;
pub mod see_page;
pub mod send_invitation;
pub mod show_typing;
pub mod sign_in;
pub mod talk_in_room;
pub mod tend_chat;
pub mod withdraw_invitation;
