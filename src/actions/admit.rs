//! Who is at the door: known site, allowed origin, not too many, what device, which visitor. The same steps for a beacon and
//! for a doorway's first word; they need nothing but memory.

use std::net::IpAddr;
use std::sync::Arc;

use crate::app::App;
use crate::domain::beacon::PageViewSaid;
use crate::domain::gate::{self, DropReason};
use crate::domain::ids::{PageViewId, SiteKey, VisitId, VisitorId, VisitorKey};
use crate::domain::moment::Moment;
use crate::domain::origin::{Campaign, Referrer};
use crate::domain::place::Place;
use crate::domain::presence::Page;
use crate::domain::public_name;
use crate::domain::site::Site;
use crate::domain::visit::Arrival;
use crate::engines::user_agent::{ClientHints, Reading};
use crate::live::installs::Refusal;

/// What came with the request, beside its body.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are the request's own headers")]
pub struct Envelope<'a> {
    pub address: IpAddr,
    pub origin: Option<&'a str>,
    /// A page of our own asks, the hosted chat page: it may speak for every site.
    pub own_page: bool,
    pub user_agent: &'a str,
    pub hints: ClientHints<'a>,
    /// `Sec-GPC: 1` or `DNT: 1`.
    pub privacy: bool,
}

/// What the body says of who speaks.
#[derive(Debug, Clone)]
pub(super) struct Claim {
    pub(super) site: SiteKey,
    pub(super) visitor: Option<VisitorId>,
    pub(super) privacy: bool,
    pub(super) simulated: bool,
    pub(super) at: Moment,
}

/// Somebody who may come in.
pub(super) struct Guest<'a> {
    pub(super) site: Arc<Site>,
    pub(super) key: VisitorKey,
    pub(super) privacy: bool,
    pub(super) simulated: bool,
    pub(super) at: Moment,
    pub(super) reading: Arc<Reading>,
    pub(super) envelope: Envelope<'a>,
}

/// Lets somebody in, or says in words why not, also to who checks the site's installation.
pub(super) fn admit<'a>(app: &App, claim: &Claim, envelope: Envelope<'a>) -> Result<Guest<'a>, (DropReason, String)> {
    let admitted = look_at(app, claim, envelope);
    if let Err((reason, why)) = &admitted
        && *reason != DropReason::UnknownSite
    {
        let origin = envelope.origin.unwrap_or_default().to_owned();
        app.live.installs.note_refusal(&claim.site, Refusal { at: app.clock.now(), why: why.clone(), origin });
    }
    admitted
}

fn look_at<'a>(app: &App, claim: &Claim, envelope: Envelope<'a>) -> Result<Guest<'a>, (DropReason, String)> {
    let site = app.live.sites.get(&claim.site);
    let site = site.ok_or_else(|| (DropReason::UnknownSite, format!("no site has the key “{}”", claim.site)))?;
    if !envelope.own_page {
        gate::check_origin(&site, envelope.origin).map_err(|reason| {
            (reason, format!("pages of {} do not belong to this site", envelope.origin.unwrap_or("nowhere")))
        })?;
    }
    let privacy = claim.privacy || (envelope.privacy && site.settings.respect_gpc);
    let cookieless = || app.live.cookieless.visitor(&site.key, envelope.address, envelope.user_agent, app.clock.now());
    let visitor = claim.visitor.filter(|_| !privacy).unwrap_or_else(cookieless);
    let key = VisitorKey::of(&site.key, visitor);
    if !app.live.limits.address(envelope.address) || !app.live.limits.visitor(key) {
        return Err((DropReason::TooMany, "too many; try again in a second".to_owned()));
    }
    let reading = app.user_agents.read(envelope.user_agent, &envelope.hints);
    Ok(Guest { site, key, privacy, simulated: claim.simulated, at: claim.at, reading, envelope })
}

impl Guest<'_> {
    /// This guest on a page. In cookieless mode only the country is looked up and no address is kept. What the row knows already
    /// is taken from there.
    pub(super) fn arrival(&self, app: &App, page_view: PageViewId, said: &PageViewSaid) -> Arrival {
        let address = self.envelope.address;
        let row = app.live.whos_on.get(self.key);
        let row = row.as_deref();
        let same = |known: Option<&Arc<str>>, said: &str| {
            known.filter(|known| ***known == *said).cloned().unwrap_or_else(|| said.into())
        };
        let name = || public_name::candidate(self.key, 0).into();
        Arrival {
            key: self.key,
            site: self.site.key.clone(),
            public_name: row.map_or_else(name, |row| row.public_name.clone()),
            visit: VisitId(app.clock.id()),
            page_view,
            page: Page {
                url: said.url.as_str().into(),
                path: said.url.path().into(),
                title: said.title.as_str().into(),
            },
            at: self.at,
            logged: false,
            referrer: Arc::new(Referrer::of(&said.referrer, &said.url)),
            campaign: Arc::new(Campaign::of(&said.url)),
            place: row.filter(|row| row.ip == Some(address)).map_or_else(|| self.place(app), |row| row.place.clone()),
            device: self.reading.device.clone(),
            language: same(row.map(|row| &row.language), &said.language),
            time_zone: same(row.map(|row| &row.time_zone), &said.time_zone),
            screen: same(row.map(|row| &row.screen), &said.screen),
            ip: (!self.privacy).then_some(address),
            privacy: self.privacy,
            simulated: self.simulated,
            bot: self.reading.bot,
        }
    }

    fn place(&self, app: &App) -> Arc<Place> {
        let address = self.envelope.address;
        Arc::new(if self.privacy { app.geo.country_of(address) } else { app.geo.locate(address) })
    }
}
