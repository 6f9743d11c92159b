//! A page said something: it is kept, or dropped with a reason from a closed set.

use std::sync::Arc;

use super::admit::{Claim, Envelope, Guest, admit};
use super::arrive::arrive;
use crate::app::App;
use crate::domain::beacon::{Beacon, PageViewSaid, Said};
use crate::domain::client_address::kept;
use crate::domain::gate::DropReason;
use crate::domain::ids::{BeaconId, PageViewId, VisitId, VisitorKey};
use crate::domain::log_entry::{BotEntry, EventEntry, LogEntry, PageLeaveEntry, PageViewEntry};
use crate::domain::presence::Person;
use crate::domain::text::line;
use crate::domain::visit::Arrival;
use crate::live::installs::BeaconSeen;
use crate::live::repeats::Known;

/// What became of a beacon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Received {
    /// On disk.
    Kept,
    /// Not kept; the line says why in words.
    Dropped(DropReason, String),
    /// It could not be written: the page must keep it.
    NotDurable,
}

impl Received {
    /// The word it is counted under.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Dropped(reason, _) => reason.word(),
            Self::NotDurable => "not_durable",
        }
    }
}

/// Receives one beacon as it came over the wire. Never fails: what goes wrong is an outcome.
pub async fn receive_beacon(app: &App, body: &[u8], envelope: Envelope<'_>) -> Received {
    let received = match Beacon::parse(body) {
        Ok(beacon) => receive(app, beacon, envelope).await,
        Err(why) => Received::Dropped(DropReason::Malformed, why.to_string()),
    };
    app.metrics.count_beacon(received.word());
    received
}

/// Receives a page view without JavaScript: a picture was asked for from the page at `address`.
pub async fn receive_picture(app: &App, site: &str, address: &str, envelope: Envelope<'_>) -> Received {
    let id = BeaconId(app.clock.id());
    let received = match Beacon::from_picture(site.into(), id, address) {
        Ok(beacon) => receive(app, beacon, envelope).await,
        Err(why) => Received::Dropped(DropReason::Malformed, why.to_string()),
    };
    app.metrics.count_beacon(received.word());
    received
}

async fn receive(app: &App, beacon: Beacon, envelope: Envelope<'_>) -> Received {
    let Beacon { site, id, visitor, privacy, simulated, age, dropped, said, new: _ } = beacon;
    app.metrics.given_up.inc_by(u64::from(dropped));
    let claim = Claim { site, visitor, privacy, simulated, at: app.clock.now().plus(-age) };
    match admit(app, &claim, envelope) {
        Ok(guest) => {
            note_installed(app, &guest, &said);
            keep_once(app, &guest, id, &said).await
        }
        Err((reason, why)) => Received::Dropped(reason, why),
    }
}

fn note_installed(app: &App, guest: &Guest<'_>, said: &Said) {
    let now = app.clock.now();
    if app.live.installs.beacon_due(&guest.site.key, now) {
        let url = if let Said::PageView(said) = said { line(said.url.as_str(), 300) } else { String::new() };
        let origin = guest.envelope.origin.unwrap_or_default().to_owned();
        app.live.installs.note_beacon(&guest.site.key, BeaconSeen { at: now, url, origin });
    }
}

/// The address as the visit log may have it.
fn kept_address(guest: &Guest<'_>) -> String {
    kept(guest.envelope.address, guest.site.settings.whole_addresses, guest.privacy)
}

async fn keep_once(app: &App, guest: &Guest<'_>, id: BeaconId, said: &Said) -> Received {
    match app.live.repeats.begin(id.0, app.clock.now()) {
        Known::Durable => return Received::Dropped(DropReason::Repeat, "counted already".to_owned()),
        Known::Pending => return Received::NotDurable,
        Known::Fresh => {}
    }
    if !keep(app, guest, id, said).await {
        app.live.repeats.forget(id.0);
        return Received::NotDurable;
    }
    app.live.repeats.settle(id.0);
    guest.reading.bot.map_or(Received::Kept, |reason| Received::Dropped(DropReason::Bot, reason.to_owned()))
}

/// Shows the beacon on the live table and writes it down; whether it is durable.
async fn keep(app: &App, guest: &Guest<'_>, id: BeaconId, said: &Said) -> bool {
    match said {
        Said::PageView(said) => page_view(app, guest, id, said).await,
        Said::Event { page_view, name, value } => event(app, guest, id, *page_view, (name, *value)).await,
        Said::Goodbye { page_view, visible_ms } => goodbye(app, guest, id, *page_view, *visible_ms).await,
        Said::Identify(person) => identify(app, guest, person).await,
    }
}

async fn page_view(app: &App, guest: &Guest<'_>, id: BeaconId, said: &PageViewSaid) -> bool {
    let arrival = Arrival { logged: true, ..guest.arrival(app, PageViewId(id.0), said) };
    let (visit, ended) = arrive(app, &arrival);
    let entry = match guest.reading.bot {
        Some(reason) => LogEntry::Bot(Box::new(bot_entry(guest, &arrival, reason))),
        None => LogEntry::PageView(Box::new(page_view_entry(guest, &arrival, visit))),
    };
    write(app, ended.into_iter().chain([entry]).collect()).await
}

async fn event(
    app: &App,
    guest: &Guest<'_>,
    beacon: BeaconId,
    page_view: Option<PageViewId>,
    told: (&str, f64),
) -> bool {
    let (name, value) = told;
    app.live.whos_on.change(guest.key, |row| row.note_event(name, value, guest.at));
    let (site, visitor, visit) = (guest.site.key.clone(), guest.key.log_id(), visit(app, guest.key));
    let entry = EventEntry { site, at: guest.at, beacon, visitor, visit, page_view, name: name.to_owned(), value };
    guest.reading.bot.is_some() || write(app, vec![LogEntry::Event(entry)]).await
}

async fn goodbye(app: &App, guest: &Guest<'_>, beacon: BeaconId, page_view: PageViewId, visible_ms: u32) -> bool {
    let page = app.live.whos_on.say_goodbye(guest.key, page_view, visible_ms, guest.at);
    let (site, visitor, visit) = (guest.site.key.clone(), guest.key.log_id(), visit(app, guest.key));
    let entry = PageLeaveEntry { site, at: guest.at, beacon, visitor, visit, page_view, page, visible_ms };
    guest.reading.bot.is_some() || write(app, vec![LogEntry::PageLeave(entry)]).await
}

/// Names are kept in the records, not in the visit log. In cookieless mode they are not kept at all.
async fn identify(app: &App, guest: &Guest<'_>, person: &Person) -> bool {
    if guest.privacy || guest.reading.bot.is_some() {
        return true;
    }
    let stored = app.records.identify(&guest.site.key, guest.key, person, guest.at).await;
    app.live.whos_on.identify(guest.key, Arc::new(person.clone()));
    stored.inspect_err(|error| tracing::warn!(%error, "a visitor's name could not be stored")).is_ok()
}

/// The visit this visitor is on; nil when the page speaks before any page view (after a restart).
fn visit(app: &App, key: VisitorKey) -> VisitId {
    app.live.whos_on.visit_of(key).map_or(VisitId(uuid::Uuid::nil()), |presence| presence.visit)
}

async fn write(app: &App, entries: Vec<LogEntry>) -> bool {
    app.spool.append(entries).await.is_ok()
}

fn page_view_entry(guest: &Guest<'_>, arrival: &Arrival, visit: VisitId) -> PageViewEntry {
    PageViewEntry {
        site: arrival.site.clone(),
        at: arrival.at,
        visitor: arrival.key.log_id(),
        visit,
        page_view: arrival.page_view,
        url: arrival.page.url.clone(),
        path: arrival.page.path.clone(),
        title: arrival.page.title.clone(),
        referrer: arrival.referrer.clone(),
        campaign: arrival.campaign.clone(),
        place: arrival.place.clone(),
        device: arrival.device.clone(),
        language: arrival.language.clone(),
        time_zone: arrival.time_zone.clone(),
        screen: arrival.screen.clone(),
        ip: kept_address(guest),
        privacy: arrival.privacy,
        simulated: arrival.simulated,
    }
}

fn bot_entry(guest: &Guest<'_>, arrival: &Arrival, reason: &str) -> BotEntry {
    BotEntry {
        site: arrival.site.clone(),
        at: arrival.at,
        id: arrival.page_view.0,
        reason: reason.to_owned(),
        url: arrival.page.url.to_string(),
        user_agent: line(guest.envelope.user_agent, 512),
        ip: kept_address(guest),
        country: arrival.place.country.clone(),
    }
}
