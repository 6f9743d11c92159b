//! Who may take chats, and the desk's settings, so that a call asks no engine for them.

use std::sync::{Arc, PoisonError, RwLock};

use crate::domain::desk_settings::DeskSettings;
use crate::domain::routing::Rules;

/// As last read.
#[derive(Default)]
pub struct LiveRules {
    rules: RwLock<Arc<Rules>>,
    desk: RwLock<Arc<DeskSettings>>,
}

impl LiveRules {
    /// The rules as they are now.
    pub fn get(&self) -> Arc<Rules> {
        self.rules.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The desk's settings as they are now.
    pub fn desk(&self) -> Arc<DeskSettings> {
        self.desk.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Replaces all that is known.
    pub fn set(&self, rules: Rules, desk: DeskSettings) {
        *self.rules.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(rules);
        *self.desk.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(desk);
    }
}
