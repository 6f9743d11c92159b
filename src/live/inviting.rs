//! The rules that invite by themselves, and how far each visitor has come with them on this node.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, PoisonError, RwLock};

use dashmap::DashMap;

use crate::domain::ids::{RuleId, SiteKey, VisitorKey};
use crate::domain::invitation_rule::Rule;
use crate::domain::invitation_rule::limits::Attention;
use crate::domain::moment::Moment;

/// Rules and budgets as last read.
#[derive(Default)]
pub struct Standing {
    /// By priority within each site.
    pub rules: Vec<Arc<Rule>>,
    /// Where it was said.
    pub attention: HashMap<SiteKey, Attention>,
}

/// How far a visitor has come.
#[derive(Debug, Clone, Default)]
pub struct Watched {
    /// Since when the conditions of a rule have held.
    pub since: HashMap<RuleId, Moment>,
    /// Rules that leave them alone, by lot.
    pub left_alone: HashSet<RuleId>,
    /// When time alone may change something.
    pub next: Option<Moment>,
    /// Whether they wait for somebody to be free.
    pub for_agent: bool,
}

/// What the rules know.
#[derive(Default)]
pub struct Inviting {
    standing: RwLock<Arc<Standing>>,
    /// One entry a visitor who is here and may be invited.
    watched: DashMap<VisitorKey, Watched>,
}

impl Inviting {
    /// Replaces all that is known of the rules. Whoever waits begins anew.
    pub fn set(&self, rules: Vec<Rule>, attention: HashMap<SiteKey, Attention>) {
        let standing = Standing { rules: rules.into_iter().map(Arc::new).collect(), attention };
        *self.standing.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(standing);
        self.watched.clear();
    }

    /// The rules of a site, by priority.
    pub fn rules(&self, site: &SiteKey) -> Vec<Arc<Rule>> {
        self.standing().rules.iter().filter(|rule| rule.site == *site).cloned().collect()
    }

    /// One rule.
    pub fn rule(&self, id: RuleId) -> Option<Arc<Rule>> {
        self.standing().rules.iter().find(|rule| rule.id == id).cloned()
    }

    /// Whether any rule is on.
    pub fn any_on(&self) -> bool {
        self.standing().rules.iter().any(|rule| rule.on)
    }

    /// How much attention a site may ask for.
    pub fn attention(&self, site: &SiteKey) -> Attention {
        self.standing().attention.get(site).copied().unwrap_or_default()
    }

    /// How far a visitor has come.
    pub fn watched(&self, visitor: VisitorKey) -> Watched {
        self.watched.get(&visitor).map(|watched| watched.clone()).unwrap_or_default()
    }

    /// Notes how far a visitor has come; `None`: they are not to be invited now.
    pub fn note(&self, visitor: VisitorKey, watched: Option<Watched>) {
        match watched {
            Some(watched) => drop(self.watched.insert(visitor, watched)),
            None => drop(self.watched.remove(&visitor)),
        }
    }

    /// Those for whom time alone may have changed something by `now`; with `freed`, also those who wait for an agent.
    pub fn due(&self, now: Moment, freed: bool) -> Vec<VisitorKey> {
        let is_due = |watched: &Watched| watched.next.is_some_and(|next| next <= now) || (freed && watched.for_agent);
        self.watched.iter().filter(|entry| is_due(entry.value())).map(|entry| *entry.key()).collect()
    }

    fn standing(&self) -> Arc<Standing> {
        self.standing.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
