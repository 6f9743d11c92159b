//! (to come)
/// Placeholder.
#[derive(Default)]
pub struct UserAgents;
