//! Names for things: the site's public key, the visitor's secret id, and the handles made from them.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A site's public key, as it stands in the snippet. Public: it names a site, it proves nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SiteKey(pub Arc<str>);

impl SiteKey {
    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for SiteKey {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for SiteKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The 128 random bits a browser keeps. A secret: it opens that visitor's chat. It is never stored, logged or shown;
/// everything behind the edge uses [`VisitorKey`].
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct VisitorId([u8; 16]);

impl VisitorId {
    /// An id from its bits (a cookieless one is computed, not sent).
    pub const fn from_bits(bits: [u8; 16]) -> Self {
        Self(bits)
    }
}

impl fmt::Debug for VisitorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VisitorId(***)")
    }
}

impl FromStr for VisitorId {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut bits = [0; 16];
        hex::decode_to_slice(text, &mut bits).map_err(|_| "a visitor id is 32 hex digits")?;
        Ok(Self(bits))
    }
}

/// The handle of a visitor of one site: SHA-256 over site key and visitor id, cut to 128 bits. Agents, records and the
/// visit log see only this.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VisitorKey(u128);

impl VisitorKey {
    /// The handle of `visitor` at `site`.
    pub fn of(site: &SiteKey, visitor: VisitorId) -> Self {
        let digest = Sha256::new().chain_update(site.0.as_bytes()).chain_update([0]).chain_update(visitor.0).finalize();
        let mut bits = [0; 16];
        bits.copy_from_slice(&digest[..16]);
        Self(u128::from_be_bytes(bits))
    }

    /// A key of which only the visit log's half is known; it stands for the visitor until they speak again.
    pub const fn from_log_id(id: u64) -> Self {
        Self((id as u128) << 64)
    }

    /// The 64 bits by which the visit log knows this visitor (8 bytes a row instead of 16).
    pub const fn log_id(self) -> u64 {
        (self.0 >> 64) as u64
    }
}

impl fmt::Display for VisitorKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Debug for VisitorKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VisitorKey({self})")
    }
}

impl FromStr for VisitorKey {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let well_formed = text.len() == 32 && text.bytes().all(|b| b.is_ascii_hexdigit());
        if !well_formed {
            return Err("a visitor's key is 32 hex digits");
        }
        u128::from_str_radix(text, 16).map(Self).map_err(|_| "a visitor's key is 32 hex digits")
    }
}

impl Serialize for VisitorKey {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for VisitorKey {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

macro_rules! uuid_ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )*};
}

uuid_ids! {
    /// One stay of a visitor. `UUIDv7`, so that the visit log stores it in few bytes.
    VisitId;
    /// One page seen; made by the page, which is why it is only as unique as the page is honest.
    PageViewId;
    /// A beacon's own id: the same one again counts once.
    BeaconId;
    /// One invitation.
    InvitationId;
    /// One conversation.
    ChatId;
    /// An operator's account.
    AgentId;
    /// A department.
    DepartmentId;
    /// A group of agents inside a department.
    GroupId;
    /// An invitation's template.
    TemplateId;
    /// A rule that invites by itself.
    RuleId;
    /// What a site hopes its visitors do.
    GoalId;
    /// Steps in order.
    FunnelId;
    /// A report that is sent by itself.
    ScheduledReportId;
    /// An e-mail in the outbox.
    MailId;
    /// What a visitor left when nobody was there.
    OfflineMessageId;
    /// A visitor's block.
    BlockId;
    /// A webhook.
    WebhookId;
    /// One happening on its way to one webhook.
    DeliveryId;
    /// A file sent in a chat.
    FileId;
    /// A transfer or an invitation into the room.
    OfferId;
    /// A canned response.
    CannedId;
    /// Where agents talk among themselves.
    RoomId;
    /// A saved filter.
    FilterId;
    /// A token for the agent interface; not the secret itself.
    TokenId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_differs_by_site_and_reads_back() {
        let visitor: VisitorId = "00112233445566778899aabbccddeeff".parse().expect("32 hex digits");
        let here = VisitorKey::of(&"here".into(), visitor);
        assert_ne!(here, VisitorKey::of(&"there".into(), visitor));
        assert_eq!(here.to_string().parse(), Ok(here));
    }

    #[test]
    fn a_visitor_id_never_prints_itself() {
        let visitor: VisitorId = "00112233445566778899aabbccddeeff".parse().expect("32 hex digits");
        assert_eq!(format!("{visitor:?}"), "VisitorId(***)");
        assert!("0011".parse::<VisitorId>().is_err());
        assert!("zz112233445566778899aabbccddeeff".parse::<VisitorId>().is_err());
    }
}
