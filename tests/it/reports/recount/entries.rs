//! What made-up visits are in the visit log.

use parlour::domain::ids::{BeaconId, PageViewId, SiteKey};
use parlour::domain::log_entry::{
    BotEntry, ChatEntry, EventEntry, LeftPage, LogEntry, PageLeaveEntry, PageViewEntry, VisitEntry,
};
use parlour::domain::moment::Moment;
use uuid::Uuid;

use super::traffic::{View, Visit, url};

/// In milliseconds.
const SUMMER: i64 = 1_750_000_000_000;

impl Visit {
    /// All of it, as it would come; what is said twice is said wrong at first.
    pub(super) fn entries(&self) -> Vec<LogEntry> {
        let e = &self.entry;
        let early =
            VisitEntry { pages: 1, ended: e.started, exit_url: e.entry_url.clone(), version: e.started, ..e.clone() };
        let mut entries = vec![LogEntry::Visit(Box::new(early)), LogEntry::Visit(Box::new(e.clone()))];
        for view in &self.views {
            entries.push(self.seen(view));
            let halves =
                view.visible.into_iter().flat_map(|ms| [ms / 2, ms].into_iter().skip(usize::from(ms % 60 > 0)));
            entries.extend(halves.enumerate().map(|(nth, ms)| self.left(view, ms, nth == 0)));
        }
        entries.extend(self.events.iter().enumerate().map(|(n, event)| self.told(n, *event)));
        entries.extend(self.invitation.iter().map(|one| LogEntry::Invitation(Box::new(one.clone()))));
        if let Some(chat) = &self.chat {
            let unrated = ChatEntry { rating: None, version: chat.ended, ..chat.clone() };
            entries.extend([unrated, chat.clone()].map(|chat| LogEntry::Chat(Box::new(chat))));
        }
        entries.extend(self.lots.iter().map(|one| LogEntry::Assignment(Box::new(one.clone()))));
        entries
    }

    fn seen(&self, view: &View) -> LogEntry {
        let e = &self.entry;
        LogEntry::PageView(Box::new(PageViewEntry {
            site: e.site.clone(),
            at: Moment(view.at),
            visitor: e.visitor,
            visit: e.visit,
            page_view: PageViewId(view.id),
            url: url(&view.path),
            path: view.path.as_str().into(),
            title: format!("Title of {}", view.path).into(),
            referrer: e.referrer.clone(),
            campaign: e.campaign.clone(),
            place: e.place.clone(),
            device: e.device.clone(),
            language: e.language.clone(),
            time_zone: "UTC".into(),
            screen: "1x1".into(),
            ip: String::new(),
            privacy: false,
            simulated: e.simulated,
        }))
    }

    /// In spring no leave says which page it was, in autumn the first of a page does.
    fn left(&self, view: &View, visible_ms: u32, first: bool) -> LogEntry {
        let e = &self.entry;
        let page = || LeftPage { path: view.path.as_str().into(), opened: Moment(view.at) };
        LogEntry::PageLeave(PageLeaveEntry {
            site: e.site.clone(),
            at: Moment(view.at + i64::from(visible_ms)),
            beacon: BeaconId(view.id),
            visitor: e.visitor,
            visit: e.visit,
            page_view: PageViewId(view.id),
            page: (first && view.at > SUMMER).then(page),
            visible_ms,
        })
    }

    fn told(&self, n: usize, (at, name, value): (i64, &str, f64)) -> LogEntry {
        let e = &self.entry;
        let beacon = BeaconId(Uuid::from_u64_pair(e.visit.0.as_u64_pair().1, n as u64));
        LogEntry::Event(EventEntry {
            site: e.site.clone(),
            at: Moment(at),
            beacon,
            visitor: e.visitor,
            visit: e.visit,
            page_view: None,
            name: name.to_owned(),
            value,
        })
    }
}

/// A bot's request, which counts nowhere.
pub(super) fn bot(site: &SiteKey, at: i64) -> LogEntry {
    LogEntry::Bot(Box::new(BotEntry {
        site: site.clone(),
        at: Moment(at),
        id: Uuid::from_u64_pair(at.cast_unsigned(), 7),
        reason: "user_agent".into(),
        url: "https://shop.example/".into(),
        user_agent: "Examplebot/1".into(),
        ip: String::new(),
        country: "DE".into(),
    }))
}
