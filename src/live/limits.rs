//! How often outsiders may ask, counted in memory.

use std::net::IpAddr;
use std::num::NonZeroU32;

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::domain::ids::{AgentId, VisitorKey};

/// Token buckets by what asks.
pub struct Limits {
    visitors: DefaultKeyedRateLimiter<VisitorKey>,
    files: DefaultKeyedRateLimiter<VisitorKey>,
    addresses: DefaultKeyedRateLimiter<IpAddr>,
    sign_ins: DefaultKeyedRateLimiter<IpAddr>,
    secrets: DefaultKeyedRateLimiter<AgentId>,
    calls: DefaultKeyedRateLimiter<VisitorKey>,
    offline_messages: DefaultKeyedRateLimiter<VisitorKey>,
}

const fn quota(per_second: u32, burst: u32) -> Quota {
    let (Some(rate), Some(burst)) = (NonZeroU32::new(per_second), NonZeroU32::new(burst)) else {
        panic!("a quota is not zero");
    };
    Quota::per_second(rate).allow_burst(burst)
}

impl Default for Limits {
    fn default() -> Self {
        let (Some(thirty), Some(ten), Some(five)) = (NonZeroU32::new(30), NonZeroU32::new(10), NonZeroU32::new(5))
        else {
            unreachable!("none is zero")
        };
        Self {
            visitors: RateLimiter::keyed(quota(30, 60)),
            files: RateLimiter::keyed(Quota::per_minute(five)),
            addresses: RateLimiter::keyed(quota(300, 600)),
            sign_ins: RateLimiter::keyed(Quota::per_minute(thirty)),
            secrets: RateLimiter::keyed(Quota::per_minute(ten)),
            calls: RateLimiter::keyed(Quota::per_minute(ten)),
            offline_messages: RateLimiter::keyed(Quota::per_minute(five)),
        }
    }
}

impl Limits {
    /// Whether this visitor may send one more beacon (30 a second, bursts of 60).
    pub fn visitor(&self, visitor: VisitorKey) -> bool {
        self.visitors.check_key(&visitor).is_ok()
    }

    /// Whether this visitor may send one more file (5 a minute).
    pub fn file(&self, visitor: VisitorKey) -> bool {
        self.files.check_key(&visitor).is_ok()
    }

    /// Whether this address may send one more beacon (300 a second, bursts of 600).
    pub fn address(&self, address: IpAddr) -> bool {
        self.addresses.check_key(&address).is_ok()
    }

    /// Whether this address may try one more password (30 a minute).
    pub fn sign_in(&self, address: IpAddr) -> bool {
        self.sign_ins.check_key(&address).is_ok()
    }

    /// Whether one more code or password of this account may be tried (10 a minute), by whomever.
    pub fn secret(&self, agent: AgentId) -> bool {
        self.secrets.check_key(&agent).is_ok()
    }

    /// Whether this visitor may call once more (10 a minute): each call rings at many.
    pub fn call(&self, visitor: VisitorKey) -> bool {
        self.calls.check_key(&visitor).is_ok()
    }

    /// Whether this visitor may leave one more offline message (5 a minute).
    pub fn offline_message(&self, visitor: VisitorKey) -> bool {
        self.offline_messages.check_key(&visitor).is_ok()
    }

    /// Forgets those who have been quiet.
    pub fn sweep(&self) {
        self.visitors.retain_recent();
        self.files.retain_recent();
        self.addresses.retain_recent();
        self.sign_ins.retain_recent();
        self.secrets.retain_recent();
        self.calls.retain_recent();
        self.offline_messages.retain_recent();
    }
}
