//! (to come)
pub mod write_visits;
