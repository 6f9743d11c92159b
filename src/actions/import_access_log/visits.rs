//! Requests of visitors into page views and visits, by the rule the live table follows.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Arc;

use url::Url;

use super::{Report, ids};
use crate::domain::client_address::truncate;
use crate::domain::device::Device;
use crate::domain::ids::{PageViewId, SiteKey, VisitorKey};
use crate::domain::log_entry::{LogEntry, PageViewEntry};
use crate::domain::moment::Moment;
use crate::domain::origin::{Campaign, Referrer};
use crate::domain::place::Place;
use crate::domain::presence::{Page, Presence, VISIT_ENDS_AFTER};
use crate::domain::visit::Arrival;

/// A visitor asked for a page.
pub(super) struct Request {
    pub(super) visitor: VisitorKey,
    pub(super) page_view: PageViewId,
    pub(super) at: Moment,
    pub(super) page: Page,
    pub(super) url: Url,
    pub(super) referrer: String,
    pub(super) place: Arc<Place>,
    pub(super) device: Arc<Device>,
    pub(super) address: IpAddr,
}

/// The page views, and the visits they make. Counts them, and the visitors, in `report`.
pub(super) fn find_visits(
    site: &SiteKey,
    mut requests: Vec<Request>,
    report: &mut Report,
) -> (Vec<LogEntry>, Vec<LogEntry>) {
    requests.sort_by_key(|request| (request.at, request.page_view));
    report.page_views = requests.len() as u64;
    let mut open: HashMap<VisitorKey, Presence> = HashMap::new();
    let mut ended = Vec::new();
    let mut views = Vec::with_capacity(requests.len());
    for request in requests {
        let arrival = request.arrival(site);
        let presence = match open.remove(&request.visitor) {
            Some(before) => next(before, &arrival, &mut ended),
            None => arrival.begin(),
        };
        views.push(LogEntry::PageView(Box::new(request.view(&arrival, &presence))));
        open.insert(request.visitor, presence);
    }
    report.visitors = open.len() as u64;
    ended.extend(open.into_values());
    ended.sort_by_key(|visit| (visit.arrived, visit.visit));
    report.visits = ended.len() as u64;
    (views, ended.iter().map(|visit| LogEntry::Visit(Box::new(visit.visit_entry(visit.active)))).collect())
}

/// The visit goes on, or has ended and another begins.
fn next(mut before: Presence, arrival: &Arrival, ended: &mut Vec<Presence>) -> Presence {
    if arrival.at.since(before.active) < VISIT_ENDS_AFTER {
        before.arrive_again(arrival);
        return before;
    }
    let mut begun = arrival.begin();
    begun.visits_before = before.visits_before + 1;
    ended.push(before);
    begun
}

impl Request {
    fn arrival(&self, site: &SiteKey) -> Arrival {
        Arrival {
            key: self.visitor,
            site: site.clone(),
            public_name: "".into(),
            visit: ids::visit(self.visitor, self.at),
            page_view: self.page_view,
            page: self.page.clone(),
            at: self.at,
            logged: true,
            referrer: Arc::new(Referrer::of(&self.referrer, &self.url)),
            campaign: Arc::new(Campaign::of(&self.url)),
            place: self.place.clone(),
            device: self.device.clone(),
            language: "".into(),
            time_zone: "".into(),
            screen: "".into(),
            ip: None,
            privacy: false,
            simulated: false,
            bot: None,
        }
    }

    fn view(&self, arrival: &Arrival, visit: &Presence) -> PageViewEntry {
        PageViewEntry {
            site: arrival.site.clone(),
            at: self.at,
            visitor: self.visitor.log_id(),
            visit: visit.visit,
            page_view: self.page_view,
            url: self.page.url.clone(),
            path: self.page.path.clone(),
            title: Arc::default(),
            referrer: arrival.referrer.clone(),
            campaign: arrival.campaign.clone(),
            place: self.place.clone(),
            device: self.device.clone(),
            language: Arc::default(),
            time_zone: Arc::default(),
            screen: Arc::default(),
            ip: truncate(self.address),
            privacy: false,
            simulated: false,
        }
    }
}
