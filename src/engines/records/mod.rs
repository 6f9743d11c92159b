//! (to come)
/// Placeholder until the records land.
#[derive(Clone)]
pub struct Records;
