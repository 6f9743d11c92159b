//! Visits made up by dice, their entries in the visit log, and what a filter means for them, said slowly.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use parlour::domain::device::{Device, DeviceKind};
use parlour::domain::ids::{AgentId, BeaconId, ChatId, InvitationId, PageViewId, SiteKey, VisitId, VisitorKey};
use parlour::domain::log_entry::{
    ChatEntry, EventEntry, InvitationEntry, LogEntry, PageLeaveEntry, PageViewEntry, VisitEntry,
};
use parlour::domain::moment::{DAY, MINUTE, Moment, SECOND};
use parlour::domain::origin::{Campaign, Referrer, channel};
use parlour::domain::place::Place;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use uuid::Uuid;

use crate::support::NOW;

/// The agents and rules there are.
pub(super) fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x0193_b0a8_5c00_7000_8000_0000_0000_0000 + number)
}

/// A visit with all that happened in it.
#[derive(Debug, Clone)]
pub(super) struct Made {
    pub(super) visit: VisitEntry,
    /// Path, when.
    pub(super) pages: Vec<(&'static str, Moment)>,
    /// Name, value, when.
    pub(super) events: Vec<(&'static str, f64, Moment)>,
    /// Agent, rule, ending, chat.
    pub(super) invitations: Vec<(Uuid, Option<Uuid>, &'static str, bool)>,
    /// Agents.
    pub(super) chats: Vec<Option<Uuid>>,
}

const PATHS: [&str; 8] = ["/", "/lamps", "/Lamps/Floor", "/basket", "/order/done", "/%C3%BCber", "/a_b", "/a%7Cb"];
const EVENTS: [&str; 5] = ["basket", "Ordered", "größe", "it's \\ \"odd\"|\t", "video"];
const CITIES: [(&str, &str, &str); 6] = [
    ("GB", "England", "London"),
    ("DE", "Bavaria", "München"),
    ("DE", "Berlin", "Berlin"),
    ("FR", "Île-de-France", "Paris"),
    ("US", "New York", "New York"),
    ("", "", ""),
];
const ENDINGS: [&str; 6] = ["accepted", "declined", "expired", "undelivered", "withdrawn", "superseded"];

/// `count` visits of `site` that began in the four weeks until now; the same seed makes the same.
pub(super) fn made(site: &SiteKey, seed: u64, count: usize) -> Vec<Made> {
    let mut dice = StdRng::seed_from_u64(seed);
    (0..count).map(|n| one(site, n, &mut dice)).collect()
}

fn pick<T: Copy>(dice: &mut StdRng, from: &[T]) -> T {
    from[dice.random_range(0..from.len())]
}

fn one(site: &SiteKey, n: usize, dice: &mut StdRng) -> Made {
    // Some begin at the same millisecond, so that the order among them matters.
    let started = NOW.plus(-dice.random_range(0..28 * 24) * 60 * MINUTE + dice.random_range(0..3) * 20 * MINUTE);
    let mut at = started;
    let pages: Vec<_> = (0..dice.random_range(1..6))
        .map(|_| {
            let page = (pick(dice, &PATHS), at);
            at = at.plus(dice.random_range(1..200) * SECOND + 137);
            page
        })
        .collect();
    let events: Vec<_> = (0..dice.random_range(0..3))
        .map(|_| (pick(dice, &EVENTS), f64::from(dice.random_range(0..50_u8)), pages[0].1.plus(SECOND)))
        .collect();
    let invited = if dice.random_bool(0.3) { dice.random_range(1..3) } else { 0 };
    let invitations = (0..invited).map(|_| {
        let ending = pick(dice, &ENDINGS);
        let rule = dice.random_bool(0.5).then(|| id(dice.random_range(20..22)));
        (id(dice.random_range(10..13)), rule, ending, ending == "accepted")
    });
    let invitations = invitations.collect();
    let chats =
        (0..usize::from(dice.random_bool(0.2))).map(|_| dice.random_bool(0.7).then(|| id(dice.random_range(10..13))));
    let chats = chats.collect();
    Made { visit: visit(site, n, dice, &pages), pages, events, invitations, chats }
}

fn visit(site: &SiteKey, n: usize, dice: &mut StdRng, pages: &[(&'static str, Moment)]) -> VisitEntry {
    let (country, region, city) = pick(dice, &CITIES);
    let (browser, system, kind) = pick(
        dice,
        &[
            ("Firefox", "Windows 11", DeviceKind::Desktop),
            ("Chrome", "Android 16", DeviceKind::Phone),
            ("Safari", "iOS 19", DeviceKind::Tablet),
        ],
    );
    let domain = pick(dice, &["", "google.com", "blog.example", "t.co"]);
    let medium = pick(dice, &["", "", "", "email", "cpc", "banner"]);
    let campaign = if medium.is_empty() { "" } else { pick(dice, &["autumn", "Spring Sale", "100%_off"]) };
    let (started, last) = (pages[0].1, pages.last().expect("a page"));
    VisitEntry {
        site: site.clone(),
        visit: VisitId(id(1_000 + n as u128)),
        visitor: visitor(site, dice.random_range(0..60)).log_id(),
        started,
        ended: last.1,
        version: last.1,
        number: dice.random_range(1..5),
        pages: u32::try_from(pages.len()).expect("few"),
        entry_url: url(pages[0].0),
        exit_url: url(last.0),
        referrer: Referrer { url: String::new(), domain: domain.into() }.into(),
        campaign: Campaign {
            source: if medium.is_empty() { "" } else { pick(dice, &["letter", "Google"]) }.into(),
            medium: medium.into(),
            campaign: campaign.into(),
            term: if medium == "cpc" { "floor lamp" } else { "" }.into(),
            content: if medium == "banner" { "top" } else { "" }.into(),
        }
        .into(),
        place: Place { country: country.into(), region: region.into(), city: city.into(), coordinates: None }.into(),
        device: Device { browser: browser.into(), browser_version: "1".into(), system: system.into(), kind }.into(),
        language: pick(dice, &["en-GB", "de", "fr-FR"]).into(),
        simulated: dice.random_bool(0.1),
        privacy: false,
        identified: dice.random_bool(0.2),
    }
}

/// One of sixty visitors.
pub(super) fn visitor(site: &SiteKey, n: u8) -> VisitorKey {
    VisitorKey::of(site, parlour::domain::ids::VisitorId::from_bits([n; 16]))
}

pub(super) fn url(path: &str) -> Arc<str> {
    format!("https://shop.example{path}").into()
}

impl Made {
    /// Its entries, as the service writes them: when it began, and when it was over.
    pub(super) fn entries(&self) -> Vec<LogEntry> {
        let began = VisitEntry {
            ended: self.visit.started,
            version: self.visit.started.plus(-1),
            pages: 1,
            exit_url: self.visit.entry_url.clone(),
            ..self.visit.clone()
        };
        let mut entries = vec![LogEntry::Visit(Box::new(began))];
        entries.extend(self.pages.iter().flat_map(|page| self.page(page)));
        entries.extend(self.events.iter().map(|event| self.event(event)));
        entries.extend((0..).zip(&self.invitations).map(|(n, invitation)| self.invitation(n, *invitation)));
        entries.extend(self.chats.iter().map(|agent| self.chat(*agent)));
        entries.push(LogEntry::Visit(Box::new(self.visit.clone())));
        entries
    }

    fn page(&self, (path, at): &(&'static str, Moment)) -> [LogEntry; 2] {
        let visit = &self.visit;
        let page_view = PageViewId(Uuid::now_v7());
        let view = PageViewEntry {
            site: visit.site.clone(),
            at: *at,
            visitor: visit.visitor,
            visit: visit.visit,
            page_view,
            url: url(path),
            path: (*path).into(),
            title: "A page".into(),
            referrer: visit.referrer.clone(),
            campaign: visit.campaign.clone(),
            place: visit.place.clone(),
            device: visit.device.clone(),
            language: visit.language.clone(),
            time_zone: "Europe/London".into(),
            screen: "1920x1080".into(),
            ip: "192.0.2.0".into(),
            privacy: visit.privacy,
            simulated: visit.simulated,
        };
        let leave = PageLeaveEntry {
            site: visit.site.clone(),
            at: at.plus(SECOND),
            beacon: BeaconId(Uuid::now_v7()),
            visitor: visit.visitor,
            visit: visit.visit,
            page_view,
            page: None,
            visible_ms: 1_000,
        };
        [LogEntry::PageView(Box::new(view)), LogEntry::PageLeave(leave)]
    }

    fn event(&self, (name, value, at): &(&'static str, f64, Moment)) -> LogEntry {
        LogEntry::Event(EventEntry {
            site: self.visit.site.clone(),
            at: *at,
            beacon: BeaconId(Uuid::now_v7()),
            visitor: self.visit.visitor,
            visit: self.visit.visit,
            page_view: None,
            name: (*name).to_owned(),
            value: *value,
        })
    }

    fn invitation(&self, n: i64, (agent, rule, ending, chat): (Uuid, Option<Uuid>, &str, bool)) -> LogEntry {
        let sent = self.visit.started.plus(n * SECOND);
        LogEntry::Invitation(Box::new(InvitationEntry {
            site: self.visit.site.clone(),
            invitation: InvitationId(Uuid::now_v7()),
            visitor: self.visit.visitor,
            visit: self.visit.visit,
            agent: AgentId(agent),
            group: None,
            rule,
            variant: None,
            template: None,
            ending: ending.to_owned(),
            sent,
            delivered: None,
            viewed: None,
            ended: sent.plus(MINUTE),
            url: self.visit.entry_url.to_string(),
            chat: chat.then(|| ChatId(Uuid::now_v7())),
        }))
    }

    fn chat(&self, agent: Option<Uuid>) -> LogEntry {
        LogEntry::Chat(Box::new(ChatEntry {
            site: self.visit.site.clone(),
            chat: ChatId(Uuid::now_v7()),
            visitor: self.visit.visitor,
            visit: self.visit.visit,
            agent: agent.map(AgentId),
            department: None,
            invitation: None,
            asked: self.visit.started.plus(SECOND),
            answered: None,
            first_reply: None,
            ended: self.visit.started.plus(MINUTE),
            version: self.visit.started.plus(MINUTE),
            outcome: "missed".into(),
            messages: 1,
            rating: None,
        }))
    }

    fn words(&self, field: &str) -> Vec<String> {
        let visit = &self.visit;
        let word = match field {
            "page" => return self.pages.iter().map(|(path, _)| (*path).to_owned()).collect(),
            "event" => return self.events.iter().map(|(name, ..)| (*name).to_owned()).collect(),
            "entry" => self.pages[0].0,
            "exit" => self.pages.last().expect("a page").0,
            "referrer" => &visit.referrer.domain,
            "channel" => channel(&visit.referrer, &visit.campaign).word(),
            "source" => &visit.campaign.source,
            "medium" => &visit.campaign.medium,
            "campaign" => &visit.campaign.campaign,
            "term" => &visit.campaign.term,
            "content" => &visit.campaign.content,
            "country" => &visit.place.country,
            "region" => &visit.place.region,
            "city" => &visit.place.city,
            "browser" => &visit.device.browser,
            "system" => &visit.device.system,
            "device" => visit.device.kind.word(),
            "language" => &visit.language,
            other => panic!("{other} is no word"),
        };
        vec![word.to_owned()]
    }

    fn number(&self, field: &str) -> i64 {
        let zone = TimeZone::get("Europe/London").expect("a zone");
        let local = Timestamp::from_millisecond(self.visit.started.0).expect("a moment").to_zoned(zone);
        match field {
            "duration" => self.visit.ended.since(self.visit.started) / SECOND,
            "pages" => self.visit.pages.into(),
            "number" => self.visit.number.into(),
            "weekday" => local.weekday().to_monday_one_offset().into(),
            "hour" => local.hour().into(),
            other => panic!("{other} is no number"),
        }
    }

    fn chatted(&self) -> bool {
        !self.chats.is_empty() || self.invitations.iter().any(|(.., chat)| *chat)
    }

    fn flag(&self, field: &str) -> bool {
        match field {
            "new" => self.visit.number == 1,
            "identified" => self.visit.identified,
            "invited" => !self.invitations.is_empty(),
            "chatted" => self.chatted(),
            "simulated" => self.visit.simulated,
            other => panic!("{other} is no flag"),
        }
    }

    fn choice(&self, field: &str, value: &str) -> bool {
        let is = |id: Uuid| id.to_string() == value;
        match field {
            "outcome" => self.invitations.iter().any(|(_, _, ending, _)| *ending == value),
            "agent" => {
                self.invitations.iter().any(|(agent, ..)| is(*agent))
                    || self.chats.iter().flatten().any(|agent| is(*agent))
            }
            "rule" => self.invitations.iter().any(|(_, rule, ..)| rule.is_some_and(is)),
            other => panic!("{other} is no choice"),
        }
    }

    /// Whether a condition holds; values without bars and backslashes.
    pub(super) fn passes(&self, field: &str, is: &str, values: &[&str]) -> bool {
        let word = |test: fn(&str, &str) -> bool| {
            let holds =
                |value: &str| self.words(field).iter().any(|word| test(&word.to_lowercase(), &value.to_lowercase()));
            values.iter().any(|value| holds(value))
        };
        let number = |test: fn(&i64, &i64) -> bool| {
            values.iter().any(|value| test(&self.number(field), &value.parse().expect("a number")))
        };
        match (field, is) {
            ("new" | "identified" | "invited" | "chatted" | "simulated", _) => self.flag(field) == (values == ["yes"]),
            ("outcome" | "agent" | "rule", "is") => values.iter().any(|value| self.choice(field, value)),
            ("outcome" | "agent" | "rule", _) => !values.iter().any(|value| self.choice(field, value)),
            ("duration" | "pages" | "number" | "weekday" | "hour", "is") => number(i64::eq),
            (_, "at_least") => number(i64::ge),
            (_, "at_most") => number(i64::le),
            (_, "is") => word(|a, b| a == b),
            (_, "is_not") => !word(|a, b| a == b),
            (_, "contains") => word(|a, b| a.contains(b)),
            (_, "contains_not") => !word(|a, b| a.contains(b)),
            (_, "starts") => word(|a, b| a.starts_with(b)),
            other => panic!("{other:?} is no comparison"),
        }
    }

    /// Whether it began in the last `days` days, with today, in London.
    pub(super) fn began_within(&self, midnight: Moment, days: i64) -> bool {
        (midnight.plus(-days * DAY)..midnight).contains(&self.visit.started)
    }
}
