//! What can be done: one verb a file.

pub mod admit;
pub mod answer_invitation;
mod arrive;
pub mod expire_invitations;
pub mod find_takers;
pub mod import_access_log;
pub mod keep_tokens;
pub mod manage_sites;
pub mod manage_templates;
pub mod move_invitation;
pub mod note_change;
pub mod note_invitation;
pub mod open_doorway;
pub mod preview_invitation;
pub mod problem;
pub mod receive_beacon;
pub mod reload_rules;
pub mod say;
pub mod see_page;
pub mod send_invitation;
pub mod sign_in;
pub mod talk_in_room;
pub mod tend_chat;
pub mod withdraw_invitation;
