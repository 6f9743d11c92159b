//! Reads a web server's access log into the visit log, through the steps a beacon goes: locate, read the device, tell
//! bots apart, find the visit.

mod ids;
mod report;
mod visits;

use std::collections::{HashMap, HashSet};
use std::io::{self, BufRead};
use std::net::IpAddr;
use std::sync::Arc;

use url::Url;
use uuid::Uuid;

pub use report::Report;

use crate::domain::access_log::{Line, Refusal};
use crate::domain::client_address::truncate;
use crate::domain::ids::{PageViewId, SiteKey, VisitId};
use crate::domain::log_entry::{BotEntry, LogEntry};
use crate::domain::moment::{DAY, Moment};
use crate::domain::place::Place;
use crate::domain::presence::Page;
use crate::domain::text;
use crate::engines::geo::Geo;
use crate::engines::user_agent::{ClientHints, Reading, UserAgents};
use ids::LineIds;
use visits::{Request, find_visits};

/// Entries stored together: 250 of the longest are still less than 4 MiB, the most the spool takes at once.
const MOST_AT_ONCE: usize = 250;

/// What is no ASCII takes up to nine letters in an address; longer ones are nobody's page.
const MOST_URL: usize = 4_096;

/// What an import needs beside the file.
pub struct Import<'a> {
    /// Whose visits these are.
    pub site: &'a SiteKey,
    /// Where the site is: a log says only paths.
    pub address: &'a Url,
    /// For places.
    pub geo: &'a Geo,
    /// For devices and bots.
    pub user_agents: &'a UserAgents,
}

/// A log read to its end, not yet stored.
pub struct Imported {
    views: Vec<LogEntry>,
    visits: Vec<LogEntry>,
    report: Report,
}

impl Import<'_> {
    /// Reads the whole log; lines may be out of order. `progress` is told the bytes of each line. Page views stay in
    /// memory until the end, about 500 bytes each.
    ///
    /// # Errors
    /// The log cannot be read.
    pub fn read(&self, mut log: impl BufRead, mut progress: impl FnMut(u64)) -> io::Result<Imported> {
        let mut reader = Reader::new(self);
        let mut bytes = Vec::new();
        while log.read_until(b'\n', &mut bytes)? > 0 {
            reader.take(String::from_utf8_lossy(&bytes).trim_end_matches(['\r', '\n']));
            progress(bytes.len() as u64);
            bytes.clear();
        }
        Ok(reader.finish())
    }
}

struct Reader<'a> {
    import: &'a Import<'a>,
    ids: LineIds,
    places: HashMap<IpAddr, Arc<Place>>,
    requests: Vec<Request>,
    bots: Vec<LogEntry>,
    report: Report,
}

impl<'a> Reader<'a> {
    fn new(import: &'a Import<'a>) -> Self {
        Self {
            import,
            ids: LineIds::new(import.site),
            places: HashMap::new(),
            requests: Vec::new(),
            bots: Vec::new(),
            report: Report::default(),
        }
    }

    fn take(&mut self, text: &str) {
        self.report.lines += 1;
        let read = Line::parse(text).and_then(|line| Ok((line, page_of(self.import.address, &line)?)));
        match read {
            Err(refusal) => Report::count(&mut self.report.refused, refusal.word()),
            Ok((line, page)) => match line.is_page() {
                Err(why) => Report::count(&mut self.report.not_pages, why.word()),
                Ok(()) => self.take_page(text, &line, page),
            },
        }
    }

    fn take_page(&mut self, text: &str, line: &Line<'_>, page: Url) {
        let id = self.ids.next(text, line.at);
        let place = self.place(line.address);
        let reading = self.import.user_agents.read(line.user_agent, &ClientHints::default());
        match reading.bot {
            Some(reason) => self.take_bot(id, reason, line, &page, &place),
            None => self.requests.push(self.request(id, line, page, place, &reading)),
        }
    }

    fn place(&mut self, address: IpAddr) -> Arc<Place> {
        let geo = self.import.geo;
        self.places.entry(address).or_insert_with(|| Arc::new(geo.locate(address))).clone()
    }

    fn take_bot(&mut self, id: Uuid, reason: &'static str, line: &Line<'_>, page: &Url, place: &Place) {
        Report::count(&mut self.report.bots, reason);
        self.bots.push(LogEntry::Bot(Box::new(BotEntry {
            site: self.import.site.clone(),
            at: line.at,
            id,
            reason: reason.to_owned(),
            url: page.to_string(),
            user_agent: text::line(line.user_agent, 512),
            ip: truncate(line.address),
            country: place.country.clone(),
        })));
    }

    fn request(&self, id: Uuid, line: &Line<'_>, url: Url, place: Arc<Place>, reading: &Reading) -> Request {
        Request {
            visitor: ids::visitor(self.import.site, line.address, line.user_agent),
            page_view: PageViewId(id),
            at: line.at,
            page: Page { url: url.as_str().into(), path: url.path().into(), title: "".into() },
            url,
            referrer: text::line(line.referrer, 2048),
            place,
            device: reading.device.clone(),
            address: line.address,
        }
    }

    fn finish(self) -> Imported {
        let mut report = self.report;
        report.addresses = self.places.len() as u64;
        report.located = self.places.values().filter(|place| place.coordinates.is_some()).count() as u64;
        let (mut views, visits) = find_visits(self.import.site, self.requests, &mut report);
        views.extend(self.bots);
        views.sort_by_key(LogEntry::at);
        Imported { views, visits, report }
    }
}

impl Imported {
    /// Stores what the visit log does not have yet, a day and at most 250 entries at a time. `present` tells which of the ids of page views and
    /// bots' requests from the first moment until before the second are there already; `store` keeps entries for good.
    ///
    /// # Errors
    /// Those of `present` and `store`. What was stored is recognised the next time.
    pub async fn store<E>(
        self,
        mut present: impl AsyncFnMut(Moment, Moment) -> Result<HashSet<Uuid>, E>,
        mut store: impl AsyncFnMut(Vec<LogEntry>) -> Result<(), E>,
    ) -> Result<Report, E> {
        let mut report = self.report;
        let mut touched = HashSet::new();
        for day in self.views.chunk_by(|a, b| day_of(a) == day_of(b)) {
            let start = Moment(day.first().map(day_of).unwrap_or_default() * DAY);
            let there = present(start, start.plus(DAY)).await?;
            let new: Vec<_> = day.iter().filter(|entry| !there.contains(&id_of(entry))).cloned().collect();
            report.already_present += (day.len() - new.len()) as u64;
            touched.extend(new.iter().filter_map(visit_of));
            in_batches(&new, &mut store).await?;
        }
        let is_touched = |visit: &LogEntry| matches!(visit, LogEntry::Visit(visit) if touched.contains(&visit.visit));
        in_batches(&self.visits.into_iter().filter(is_touched).collect::<Vec<_>>(), &mut store).await?;
        Ok(report)
    }
}

async fn in_batches<E>(
    entries: &[LogEntry],
    store: &mut impl AsyncFnMut(Vec<LogEntry>) -> Result<(), E>,
) -> Result<(), E> {
    for batch in entries.chunks(MOST_AT_ONCE) {
        store(batch.to_vec()).await?;
    }
    Ok(())
}

fn day_of(entry: &LogEntry) -> i64 {
    entry.at().0.div_euclid(DAY)
}

fn id_of(entry: &LogEntry) -> Uuid {
    match entry {
        LogEntry::PageView(view) => view.page_view.0,
        LogEntry::Bot(bot) => bot.id,
        LogEntry::PageLeave(leave) => leave.beacon.0,
        LogEntry::Event(event) => event.beacon.0,
        LogEntry::Visit(visit) => visit.visit.0,
        LogEntry::Invitation(invitation) => invitation.invitation.0,
        LogEntry::Chat(chat) => chat.chat.0,
        LogEntry::Assignment(lot) => lot.visit.0,
    }
}

fn visit_of(entry: &LogEntry) -> Option<VisitId> {
    if let LogEntry::PageView(view) = entry { Some(view.visit) } else { None }
}

/// The target is appended, not joined: one like `//other.example/` would lead elsewhere.
fn page_of(address: &Url, line: &Line<'_>) -> Result<Url, Refusal> {
    let target: String = line.target.chars().take(2048).collect();
    let page = Url::parse(&format!("{}{target}", address.origin().ascii_serialization())).ok();
    page.filter(|page| page.as_str().len() <= MOST_URL).ok_or(Refusal::NoRequest)
}
