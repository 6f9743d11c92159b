//! The webhooks we know, so that where there are none nothing is asked of the records.

use std::sync::{Arc, PoisonError, RwLock};

use crate::domain::hook::Webhook;

/// All webhooks.
#[derive(Default)]
pub struct Webhooks(RwLock<Arc<[Webhook]>>);

impl Webhooks {
    /// All of them, as they are now.
    pub fn all(&self) -> Arc<[Webhook]> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Replaces all that is known.
    pub fn set(&self, webhooks: Vec<Webhook>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = webhooks.into();
    }
}
