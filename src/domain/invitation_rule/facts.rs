//! What is known of a visitor when a rule looks at them.

use crate::domain::moment::Moment;
use crate::domain::origin::channel;
use crate::domain::presence::{Person, Presence};
use crate::domain::text::line;

/// A visitor on a page, now or in the past.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the words of REPORTS")]
pub struct Facts<'a> {
    /// Path.
    pub page: &'a str,
    pub page_title: &'a str,
    /// Since when the visitor has been on this page.
    pub page_since: Moment,
    pub arrived: Moment,
    pub pages: u32,
    /// Paths of this visit, this page included.
    pub seen: Vec<&'a str>,
    /// Domain; empty: direct.
    pub referrer: &'a str,
    pub channel: &'a str,
    pub source: &'a str,
    pub medium: &'a str,
    pub campaign: &'a str,
    pub country: &'a str,
    pub region: &'a str,
    pub city: &'a str,
    pub device: &'a str,
    pub browser: &'a str,
    pub system: &'a str,
    pub language: &'a str,
    pub visits_before: u32,
    /// By name.
    pub known: bool,
    /// Names.
    pub events: Vec<&'a str>,
    /// The site's time zone, as an IANA name.
    pub zone: &'a str,
    /// `None`: the visit is over, and the visit log does not know.
    pub present: Option<Present<'a>>,
}

/// What is known only of those who are here.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are the words of REPORTS")]
pub struct Present<'a> {
    pub chats_before: u32,
    /// The last activity.
    pub active: Moment,
    pub person: Option<&'a Person>,
    /// The pointer left this page upwards.
    pub exit_intent: bool,
    /// Somebody who may answer could take one more chat.
    pub agent_free: bool,
}

impl<'a> Facts<'a> {
    /// What is known of who is here, at a site of this time zone.
    pub fn of(row: &'a Presence, zone: &'a str, agent_free: bool) -> Self {
        let last = row.pages.back();
        Self {
            page: &row.page().path,
            page_title: &row.page().title,
            page_since: last.map_or(row.arrived, |seen| seen.at),
            arrived: row.arrived,
            pages: row.page_count,
            seen: row.pages.iter().map(|seen| &*seen.page.path).chain([&*row.entry.path]).collect(),
            referrer: &row.referrer.domain,
            channel: channel(&row.referrer, &row.campaign).word(),
            source: &row.campaign.source,
            medium: &row.campaign.medium,
            campaign: &row.campaign.campaign,
            country: &row.place.country,
            region: &row.place.region,
            city: &row.place.city,
            device: row.device.kind.word(),
            browser: &row.device.browser,
            system: &row.device.system,
            language: &row.language,
            visits_before: row.visits_before,
            known: row.person.as_ref().is_some_and(|person| person.known_as().is_some()),
            events: row.events.iter().map(|(name, _, _)| &**name).collect(),
            zone,
            present: Some(Present {
                chats_before: row.chats_before,
                active: row.active,
                person: row.person.as_deref(),
                exit_intent: last.is_some_and(|seen| row.leaving == Some(seen.page_view)),
                agent_free,
            }),
        }
    }

    /// An attribute of who is here; empty when they told none.
    pub(super) fn attribute(&self, name: &str) -> Option<&'a str> {
        let present = self.present.as_ref()?;
        let value = present.person.and_then(|person| person.attributes.get(name));
        Some(value.map_or("", String::as_str))
    }
}

/// Strangers' words for a sentence: one line, not too long.
pub(super) fn told(words: &str) -> String {
    if words.is_empty() { "nothing".to_owned() } else { format!("“{}”", line(words, 80)) }
}
