//! What all consoles were told of each agent, so that only what changed is told.

use dashmap::DashMap;

use super::doorways::Frame;
use crate::domain::ids::AgentId;

/// The last frame about each agent.
#[derive(Default)]
pub struct Colleagues(DashMap<AgentId, Frame>);

impl Colleagues {
    /// Notes what is told of `agent`; whether it is anything new.
    pub fn is_new(&self, agent: AgentId, frame: &Frame) -> bool {
        self.0.insert(agent, frame.clone()).as_ref() != Some(frame)
    }
}
