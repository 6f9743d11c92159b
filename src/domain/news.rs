//! (to come)
/// Placeholder.
#[derive(Debug, Clone)]
pub enum News {}
