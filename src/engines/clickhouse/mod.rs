//! (to come)
/// Placeholder until the visit log lands.
#[derive(Clone, Default)]
pub struct VisitLog;
