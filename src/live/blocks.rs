//! The blocks that hold, so that a blocked visitor is refused without a question to the records.

use std::sync::{Arc, PoisonError, RwLock};

use crate::domain::block::Block;
use crate::domain::ids::{SiteKey, VisitorKey};
use crate::domain::moment::Moment;

/// All blocks that held when they were read; there are as many as agents lose their patience with in a day.
#[derive(Default)]
pub struct Blocks(RwLock<Arc<[Block]>>);

impl Blocks {
    /// The block that keeps this visitor out now.
    pub fn of(&self, site: &SiteKey, visitor: VisitorKey, network: Option<&str>, now: Moment) -> Option<Block> {
        let blocks = self.0.read().unwrap_or_else(PoisonError::into_inner).clone();
        blocks.iter().find(|block| block.stands(now) && block.covers(site, visitor, network)).cloned()
    }

    /// Replaces all that is known.
    pub fn set(&self, blocks: Vec<Block>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = blocks.into();
    }
}
