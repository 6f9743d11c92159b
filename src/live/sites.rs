//! The sites we know, so that the gate asks no engine.

use std::sync::Arc;

use dashmap::DashMap;

use crate::domain::ids::SiteKey;
use crate::domain::site::Site;

/// Sites by key.
#[derive(Default)]
pub struct Sites(DashMap<SiteKey, Arc<Site>>);

impl Sites {
    /// The site with this key.
    pub fn get(&self, key: &SiteKey) -> Option<Arc<Site>> {
        self.0.get(key).map(|site| site.clone())
    }

    /// The keys of all sites, in no order.
    pub fn keys(&self) -> Vec<SiteKey> {
        self.0.iter().map(|site| site.key().clone()).collect()
    }

    /// Replaces all that is known.
    pub fn set(&self, sites: Vec<Site>) {
        let keys: Vec<SiteKey> = sites.iter().map(|site| site.key.clone()).collect();
        for site in sites {
            self.0.insert(site.key.clone(), Arc::new(site));
        }
        self.0.retain(|key, _| keys.contains(key));
    }
}
