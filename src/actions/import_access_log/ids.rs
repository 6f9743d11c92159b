//! Ids made from the log itself, so that the same log read again gives the same ones.

use std::collections::HashMap;
use std::net::IpAddr;

use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

use crate::domain::ids::{SiteKey, VisitId, VisitorId, VisitorKey};
use crate::domain::moment::Moment;

/// Ids of lines. Two requests may well leave the same line: each is told by how many times it came before.
pub(super) struct LineIds {
    site: SiteKey,
    times: HashMap<[u8; 16], u32>,
}

impl LineIds {
    pub(super) fn new(site: &SiteKey) -> Self {
        Self { site: site.clone(), times: HashMap::new() }
    }

    pub(super) fn next(&mut self, line: &str, at: Moment) -> Uuid {
        let digest = digest(&[self.site.as_str().as_bytes(), line.as_bytes()]);
        let times = self.times.entry(first(digest)).or_default();
        *times += 1;
        timed(at, &[&digest, &times.to_be_bytes()])
    }
}

/// The visit that `visitor` began at `started`.
pub(super) fn visit(visitor: VisitorKey, started: Moment) -> VisitId {
    VisitId(timed(started, &[b"visit", visitor.to_string().as_bytes()]))
}

/// A log knows no cookies: the same address and user agent is the same visitor.
pub(super) fn visitor(site: &SiteKey, address: IpAddr, user_agent: &str) -> VisitorKey {
    let bits = digest(&[site.as_str().as_bytes(), address.to_string().as_bytes(), user_agent.as_bytes()]);
    VisitorKey::of(site, VisitorId::from_bits(first(bits)))
}

/// A `UUIDv7` of that moment whose random part is a hash.
fn timed(at: Moment, parts: &[&[u8]]) -> Uuid {
    let millis = u64::try_from(at.0).unwrap_or_default();
    Builder::from_unix_timestamp_millis(millis, &first(digest(parts))).into_uuid()
}

fn digest(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

fn first<const N: usize>(digest: [u8; 32]) -> [u8; N] {
    std::array::from_fn(|at| digest[at])
}
