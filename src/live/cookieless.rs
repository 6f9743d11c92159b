//! Visitors without an id: recognised for a day by a keyed hash, never longer.

use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::domain::client_address::truncate;
use crate::domain::ids::{SiteKey, VisitorId};
use crate::domain::moment::{DAY, Moment};

/// The day's salt. It lives in memory only: when it is gone, nobody can tell who was who.
pub struct Cookieless {
    salt: Mutex<Salt>,
    make: fn() -> [u8; 32],
}

struct Salt {
    day: i64,
    key: [u8; 32],
}

impl Cookieless {
    /// A fresh salt from `make`, and another one every day (UTC).
    pub fn new(make: fn() -> [u8; 32]) -> Self {
        Self { salt: Mutex::new(Salt { day: i64::MIN, key: [0; 32] }), make }
    }

    /// The id of whoever comes from this network with this browser today: HMAC-SHA256 over site, truncated address and user
    /// agent, keyed with the day's salt.
    pub fn visitor(&self, site: &SiteKey, address: IpAddr, user_agent: &str, now: Moment) -> VisitorId {
        // Any key length is sound for HMAC.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.key_of(now.0.div_euclid(DAY))) else {
            return VisitorId::from_bits([0; 16]);
        };
        for part in [site.as_str(), &truncate(address), user_agent] {
            mac.update(part.as_bytes());
            mac.update(&[0]);
        }
        let mut bits = [0; 16];
        bits.copy_from_slice(&mac.finalize().into_bytes()[..16]);
        VisitorId::from_bits(bits)
    }

    fn key_of(&self, day: i64) -> [u8; 32] {
        let mut salt = self.salt.lock().unwrap_or_else(PoisonError::into_inner);
        if salt.day != day {
            *salt = Salt { day, key: (self.make)() };
        }
        salt.key
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU8, Ordering};

    static SALTS: AtomicU8 = AtomicU8::new(0);

    #[test]
    fn the_same_browser_is_the_same_visitor_for_a_day() {
        let cookieless = Cookieless::new(|| [SALTS.fetch_add(1, Ordering::SeqCst); 32]);
        let (site, at) = (SiteKey::from("site"), |text: &str| text.parse::<IpAddr>().expect("an address"));
        let first = cookieless.visitor(&site, at("203.0.113.7"), "Firefox", Moment(0));
        assert_eq!(first, cookieless.visitor(&site, at("203.0.113.99"), "Firefox", Moment(DAY - 1)));
        assert_ne!(first, cookieless.visitor(&site, at("203.0.114.7"), "Firefox", Moment(1)));
        assert_ne!(first, cookieless.visitor(&site, at("203.0.113.7"), "Firefox", Moment(DAY)));
    }
}
