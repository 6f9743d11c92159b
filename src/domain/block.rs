//! A visitor who may not chat for the rest of the day.

use super::ids::{AgentId, BlockId, ChatId, SiteKey, VisitorKey};
use super::moment::Moment;

/// Characters of a reason.
pub const LONGEST_REASON: usize = 500;

/// One block.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of DESK")]
pub struct Block {
    pub id: BlockId,
    pub site: SiteKey,
    pub visitor: VisitorKey,
    pub visitor_name: String,
    /// The visitor's address with its last bits cut off; `None` when it was not known.
    pub network: Option<String>,
    pub agent: AgentId,
    pub agent_name: String,
    pub chat: Option<ChatId>,
    pub reason: String,
    pub made: Moment,
    /// The end of the day in the site's time zone.
    pub until: Moment,
    pub lifted: Option<Moment>,
    pub lifted_by: Option<String>,
}

impl Block {
    /// Whether it holds now.
    pub fn stands(&self, now: Moment) -> bool {
        self.lifted.is_none() && now < self.until
    }

    /// Whether it is about this visitor of the site, or about where they come from.
    pub fn covers(&self, site: &SiteKey, visitor: VisitorKey, network: Option<&str>) -> bool {
        let same_network = self.network.as_deref().zip(network).is_some_and(|(blocked, network)| blocked == network);
        self.site == *site && (self.visitor == visitor || same_network)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::VisitorId;

    fn key(bits: u8) -> VisitorKey {
        VisitorKey::of(&"shop".into(), VisitorId::from_bits([bits; 16]))
    }

    fn block(network: Option<&str>) -> Block {
        Block {
            id: BlockId(uuid::Uuid::nil()),
            site: "shop".into(),
            visitor: key(1),
            visitor_name: "Linnet 482".into(),
            network: network.map(str::to_owned),
            agent: AgentId(uuid::Uuid::nil()),
            agent_name: "Ada".into(),
            chat: None,
            reason: String::new(),
            made: Moment(0),
            until: Moment(10),
            lifted: None,
            lifted_by: None,
        }
    }

    #[test]
    fn it_covers_the_visitor_and_their_network_at_this_site() {
        let (near, unknown) = (block(Some("203.0.113.0")), block(None));
        let shop = SiteKey::from("shop");
        assert!(near.covers(&shop, key(1), None) && near.covers(&shop, key(2), Some("203.0.113.0")));
        assert!(!near.covers(&shop, key(2), Some("203.0.114.0")) && !near.covers(&shop, key(2), None));
        assert!(unknown.covers(&shop, key(1), Some("203.0.113.0")) && !unknown.covers(&shop, key(2), None));
        assert!(!near.covers(&"other".into(), key(1), Some("203.0.113.0")));
    }

    #[test]
    fn it_stands_until_the_day_ends_or_somebody_lifts_it() {
        assert!(block(None).stands(Moment(9)) && !block(None).stands(Moment(10)));
        assert!(!Block { lifted: Some(Moment(5)), ..block(None) }.stands(Moment(6)));
    }
}
