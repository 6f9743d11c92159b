//! Traffic made up by dice, and its entries in the visit log.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use parlour::domain::device::{Device, DeviceKind};
use parlour::domain::ids::{AgentId, ChatId, InvitationId, RuleId, SiteKey, TemplateId, VisitId};
use parlour::domain::log_entry::{AssignmentEntry, ChatEntry, InvitationEntry, VisitEntry};
use parlour::domain::moment::{DAY, HOUR, MINUTE, Moment, SECOND};
use parlour::domain::origin::{Campaign, Referrer};
use parlour::domain::place::Place;
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use uuid::Uuid;

pub(super) const TEMPLATE: TemplateId = TemplateId(Uuid::from_u128(0x0193_b0a8_5c00_7000_8000_0000_0000_0002));
const ENDINGS: [&str; 6] = ["accepted", "declined", "expired", "undelivered", "withdrawn", "superseded"];
const CITIES: [[&str; 3]; 7] = [
    ["DE", "Bavaria", "Munich"],
    ["DE", "Berlin", "Berlin"],
    ["FR", "Brittany", "Brest"],
    ["BY", "Brest", "Brest"],
    ["GB", "England", "London"],
    ["US", "", ""],
    ["", "", ""],
];
/// Referrer, source, medium.
const ORIGINS: [[&str; 3]; 7] = [
    ["", "", ""],
    ["google.com", "", ""],
    ["google.com", "adwords", "cpc"],
    ["blog.example", "", ""],
    ["", "letter", "email"],
    ["facebook.com", "", ""],
    ["", "poster", "print"],
];

/// One page seen.
#[derive(Debug, Clone)]
pub(super) struct View {
    pub(super) at: i64,
    pub(super) path: String,
    pub(super) visible: Option<u32>,
    pub(super) id: Uuid,
}

/// One visit with all that happened in it.
#[derive(Debug, Clone)]
pub(super) struct Visit {
    pub(super) entry: VisitEntry,
    pub(super) views: Vec<View>,
    /// When, name, value.
    pub(super) events: Vec<(i64, &'static str, f64)>,
    pub(super) invitation: Option<InvitationEntry>,
    pub(super) chat: Option<ChatEntry>,
    pub(super) lots: Vec<AssignmentEntry>,
}

/// Whose names invitations bear.
#[derive(Clone, Copy)]
pub(super) struct Senders<'a> {
    pub(super) agents: &'a [AgentId],
    pub(super) rule: RuleId,
}

/// The dice, and ids that are never the same.
struct Dice {
    random: SmallRng,
    ids: u64,
}

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.random.random_range(0..most)
    }

    fn one_in(&mut self, most: usize) -> bool {
        self.below(most) == 0
    }

    fn ms(&mut self, from: i64, to: i64) -> i64 {
        self.random.random_range(from..to)
    }

    fn id(&mut self, at: i64) -> Uuid {
        self.ids += 1;
        Uuid::from_u64_pair((at.cast_unsigned() << 16) | 0x7000, (1 << 63) | self.ids)
    }
}

/// `count` visits of `site` that begin in these spans; a tenth of them shortly before a midnight of `zone`.
pub(super) fn traffic(
    site: &SiteKey,
    zone: &str,
    spans: &[(i64, i64)],
    senders: Senders<'_>,
    count: usize,
) -> Vec<Visit> {
    let mut dice =
        Dice { random: SmallRng::seed_from_u64(count as u64 ^ zone.len() as u64), ids: zone.len() as u64 * 1_000_000 };
    let zone = TimeZone::get(zone).expect("a zone");
    let mut visits: Vec<_> = (0..count)
        .map(|n| {
            let (from, to) = spans[n % spans.len()];
            let started = beginning(&mut dice, &zone, from, to);
            one(&mut dice, site, senders, started)
        })
        .collect();
    visits.sort_by_key(|visit| visit.entry.started);
    let mut seen: HashMap<u64, u32> = HashMap::new();
    for visit in &mut visits {
        let number = seen.entry(visit.entry.visitor).or_insert(0);
        *number += 1;
        visit.entry.number = *number;
    }
    visits
}

fn beginning(dice: &mut Dice, zone: &TimeZone, from: i64, to: i64) -> i64 {
    let at = dice.ms(from, to);
    if !dice.one_in(10) {
        return at;
    }
    let day = Timestamp::from_millisecond(at).expect("a moment").to_zoned(zone.clone());
    let midnight = day.tomorrow().and_then(|day| day.start_of_day()).expect("a midnight").timestamp().as_millisecond();
    midnight - dice.ms(1, 20 * MINUTE)
}

fn one(dice: &mut Dice, site: &SiteKey, senders: Senders<'_>, started: i64) -> Visit {
    let (visit, visitor) = (VisitId(dice.id(started)), 1 + dice.below(6_000) as u64);
    let views = views(dice, started);
    let last = views.last().expect("a page").at;
    let entry = entry(dice, site, visit, visitor, &views, last);
    let events = events(dice, &views);
    let invitation = dice.one_in(6).then(|| invitation(dice, &entry, senders));
    let accepted = invitation.as_ref().is_some_and(|one| one.ending == "accepted");
    let chat = (accepted || dice.one_in(12)).then(|| chat(dice, &entry, invitation.as_ref(), senders.agents));
    let mut invitation = invitation;
    if let Some(invitation) = invitation.as_mut().filter(|_| accepted) {
        invitation.chat = chat.as_ref().map(|chat| chat.chat);
    }
    let lots = (0..dice.below(4).saturating_sub(1)).map(|n| lot(dice, &entry, senders, n)).collect();
    Visit { entry, views, events, invitation, chat, lots }
}

fn views(dice: &mut Dice, started: i64) -> Vec<View> {
    let pages = if dice.one_in(3) { 1 } else { 2 + dice.below(9) };
    let mut at = started;
    let mut made = Vec::with_capacity(pages);
    for _ in 0..pages {
        let gap = if dice.one_in(15) { 25 * MINUTE } else { dice.ms(2 * SECOND, 100 * SECOND) };
        let visible = (!dice.one_in(6)).then(|| u32::try_from(dice.ms(0, gap)).expect("short"));
        made.push(View { at, path: path(dice), visible, id: dice.id(at) });
        at += gap + 1_000;
    }
    made
}

fn path(dice: &mut Dice) -> String {
    match dice.below(10) {
        0..3 => "/".to_owned(),
        3 => "/basket".to_owned(),
        4 => format!("/order/{}", dice.below(3)),
        _ => format!("/lamps/{}", dice.below(4) * dice.below(8)),
    }
}

pub(super) fn url(path: &str) -> Arc<str> {
    format!("https://shop.example{path}?colour=red").into()
}

fn entry(dice: &mut Dice, site: &SiteKey, visit: VisitId, visitor: u64, views: &[View], last: i64) -> VisitEntry {
    let [country, region, city] = CITIES[dice.below(7)].map(str::to_owned);
    let [domain, source, medium] = ORIGINS[dice.below(7)].map(str::to_owned);
    let campaign = if source.is_empty() { String::new() } else { format!("autumn-{}", dice.below(3)) };
    let browser = ["Firefox", "Chrome", ""][dice.below(3)].to_owned();
    let system = ["Linux", "Windows 11", "iOS 19"][dice.below(3)].to_owned();
    let kind = [DeviceKind::Desktop, DeviceKind::Phone, DeviceKind::Other][dice.below(3)];
    VisitEntry {
        site: site.clone(),
        visit,
        visitor,
        started: Moment(views[0].at),
        ended: Moment(last + dice.ms(0, 5 * MINUTE)),
        version: Moment(last + HOUR),
        number: 1,
        pages: u32::try_from(views.len()).expect("few"),
        entry_url: url(&views[0].path),
        exit_url: url(&views[views.len() - 1].path),
        referrer: Referrer { url: String::new(), domain }.into(),
        campaign: Campaign { source, medium, campaign, ..Campaign::default() }.into(),
        place: Place { country, region, city, coordinates: None }.into(),
        device: Device { browser, browser_version: "145".into(), system, kind }.into(),
        language: ["de-DE", "en-GB", ""][dice.below(3)].into(),
        simulated: dice.one_in(5),
        privacy: false,
        identified: dice.one_in(8),
    }
}

fn events(dice: &mut Dice, views: &[View]) -> Vec<(i64, &'static str, f64)> {
    let mut made = Vec::new();
    for view in views {
        let value = f64::from(u32::try_from(dice.below(400)).expect("few")) / 4.0;
        match view.path.as_str() {
            "/basket" if dice.one_in(2) => made.push((view.at + 700, "basket", value)),
            path if path.starts_with("/order") && !dice.one_in(3) => made.push((view.at + 700, "ordered", value)),
            _ => {}
        }
    }
    made
}

fn invitation(dice: &mut Dice, visit: &VisitEntry, Senders { agents, rule }: Senders<'_>) -> InvitationEntry {
    let sent = visit.started.plus(dice.ms(SECOND, 3 * MINUTE));
    let ending = ENDINGS[dice.below(6)];
    let seen = matches!(ending, "declined" | "expired") || ending == "accepted" && !dice.one_in(5);
    let came = seen || ending != "undelivered" && dice.one_in(2);
    let by_rule = dice.one_in(2);
    InvitationEntry {
        site: visit.site.clone(),
        invitation: InvitationId(dice.id(sent.0)),
        visitor: visit.visitor,
        visit: visit.visit,
        agent: agents[dice.below(agents.len())],
        group: None,
        rule: by_rule.then_some(rule.0),
        variant: by_rule.then(|| ["a", "b"][dice.below(2)].to_owned()),
        template: dice.one_in(3).then_some(TEMPLATE),
        ending: ending.to_owned(),
        sent,
        delivered: came.then(|| sent.plus(300)),
        viewed: seen.then(|| sent.plus(2_000)),
        ended: sent.plus(2 * MINUTE),
        url: url(&path(dice)).to_string(),
        chat: None,
    }
}

fn chat(dice: &mut Dice, visit: &VisitEntry, invitation: Option<&InvitationEntry>, agents: &[AgentId]) -> ChatEntry {
    let invitation = invitation.filter(|one| one.ending == "accepted");
    let asked = invitation.map_or(visit.started.plus(dice.ms(0, 8 * MINUTE)), |one| one.ended);
    let outcome = if invitation.is_some() { "answered" } else { ["answered", "missed", "abandoned"][dice.below(3)] };
    let answered = (outcome == "answered").then(|| asked.plus(dice.ms(0, MINUTE)));
    let first_reply = answered.filter(|_| !dice.one_in(6)).map(|at| at.plus(dice.ms(0, MINUTE)));
    ChatEntry {
        site: visit.site.clone(),
        chat: ChatId(dice.id(asked.0)),
        visitor: visit.visitor,
        visit: visit.visit,
        agent: answered.map(|_| agents[dice.below(agents.len())]),
        department: None,
        invitation: invitation.map(|one| one.invitation),
        asked,
        answered,
        first_reply,
        ended: asked.plus(dice.ms(2 * MINUTE, 20 * MINUTE)),
        version: asked.plus(DAY),
        outcome: outcome.to_owned(),
        messages: 4,
        rating: answered.filter(|_| dice.one_in(3)).map(|_| u8::try_from(1 + dice.below(5)).expect("stars")),
    }
}

fn lot(dice: &mut Dice, visit: &VisitEntry, senders: Senders<'_>, n: usize) -> AssignmentEntry {
    let rule = (n == 0).then_some(senders.rule.0);
    let arms: &[&str] = if rule.is_some() { &["held_out", "a", "b", "b"] } else { &["held_out", "invited"] };
    AssignmentEntry {
        site: visit.site.clone(),
        rule,
        visitor: visit.visitor,
        visit: visit.visit,
        at: visit.started.plus(dice.ms(0, 4 * MINUTE)),
        arm: arms[dice.below(arms.len())].to_owned(),
        url: url(&path(dice)).to_string(),
    }
}
