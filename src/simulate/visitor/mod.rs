//! One visit of a simulated visitor: pages and pauses.

mod conversation;

use std::sync::Arc;
use std::time::Duration;

use rand::RngExt;
use rand::rngs::StdRng;
use serde_json::{Value, json};
use tokio::task::JoinSet;
use tokio::time::Instant;
use url::Url;

use crate::simulate::agenda::{Agenda, Deed};
use crate::simulate::doorway::Doorway;
use crate::simulate::profile::Profile;
use crate::simulate::shop::{self, ShopPage};
use crate::simulate::{MEAN_STAY, World, exponential};
use conversation::Talk;

/// Seconds on a page, on average.
const MEAN_DWELL: f64 = 35.0;

/// A visitor during one visit.
pub(super) struct Visitor {
    world: Arc<World>,
    profile: Profile,
    rng: StdRng,
    agenda: Agenda,
    tab: String,
    page: Standing,
    doorway: Option<Doorway>,
    second_tab: JoinSet<()>,
    /// The invitation that has been thought about.
    invitation: Option<String>,
    chat: Option<Talk>,
    said: u32,
}

/// The page they are on.
struct Standing {
    page: &'static ShopPage,
    url: Url,
    referrer: String,
    page_view: String,
    since: Instant,
}

impl Visitor {
    pub(super) fn new(world: Arc<World>, profile: Profile, mut rng: StdRng) -> Self {
        let (page, url, referrer) = shop::landing(&world.options.url, &mut rng);
        let since = Instant::now();
        Self {
            page: Standing { page, url, referrer: referrer.to_owned(), page_view: String::new(), since },
            tab: format!("{:08x}", rng.random::<u32>()),
            world,
            profile,
            rng,
            agenda: Agenda::default(),
            doorway: None,
            second_tab: JoinSet::new(),
            invitation: None,
            chat: None,
            said: 0,
        }
    }

    /// Comes, stays, and goes.
    pub(super) async fn visit(mut self) {
        let stay = self.chance(MEAN_STAY);
        self.agenda.plan(stay, Deed::Leave);
        if self.profile.user.is_some() {
            let soon = self.between(2.0, 20.0);
            self.agenda.plan(soon, Deed::Introduce);
        }
        self.arrive().await;
        if self.has_doorway() && self.rng.random_bool(0.08) {
            self.open_second_tab();
        }
        loop {
            tokio::select! {
                deed = self.agenda.next() => if self.perform(deed).await.is_none() { break },
                frame = hear(&mut self.doorway) => self.heard(frame).await,
            }
        }
        self.depart().await;
    }

    /// Does what was planned; `None` when that was to leave.
    async fn perform(&mut self, deed: Deed) -> Option<()> {
        match deed {
            Deed::Leave if self.is_busy() => self.later(Deed::Leave),
            Deed::Move if self.is_busy() => self.later(Deed::Move),
            Deed::Leave => return None,
            Deed::Move => self.go_on().await,
            Deed::Stir => self.stir().await,
            Deed::Buy => self.buy().await,
            Deed::Introduce => self.introduce().await,
            Deed::Knock => self.knock().await,
            Deed::View(invitation) => self.view(invitation).await,
            Deed::Reply(invitation) => self.reply(&invitation).await,
            Deed::Decline(invitation) => self.decline(&invitation).await,
            Deed::Type(chat) => self.begin_to_type(chat).await,
            Deed::Say(chat) => self.say_a_line(&chat).await,
            Deed::End(chat) => self.end(&chat).await,
        }
        Some(())
    }

    /// As soon as a browser tries again.
    fn soon(&mut self, deed: Deed) {
        let soon = self.between(0.5, 3.0);
        self.agenda.plan(soon, deed);
    }

    fn later(&mut self, deed: Deed) {
        let later = self.between(8.0, 20.0);
        self.agenda.plan(later, deed);
    }

    /// Nobody walks away from a chat, or with an answer in mind.
    fn is_busy(&self) -> bool {
        self.chat.is_some() || self.agenda.plans(|deed| matches!(deed, Deed::Reply(_) | Deed::Decline(_)))
    }

    fn has_doorway(&self) -> bool {
        self.profile.visitor.is_some() && !self.profile.browser.is_bot
    }

    async fn arrive(&mut self) {
        let mut said = self.page_said();
        said["type"] = json!("page_view");
        self.page.page_view = self.world.beacons.send(&self.profile, said, &self.world.tally).await;
        self.page.since = Instant::now();
        self.knock().await;
        let dwell = self.chance(MEAN_DWELL) + self.between(2.0, 6.0);
        self.agenda.plan(dwell, Deed::Move);
        if self.page.page.price().is_some() && self.rng.random_bool(0.2) {
            self.agenda.plan(dwell / 2, Deed::Buy);
        }
        if self.rng.random_bool(0.06) { self.doze() } else { self.later(Deed::Stir) }
    }

    /// Leaves the page open and does something else for a while.
    fn doze(&mut self) {
        self.agenda.drop_all(|deed| matches!(deed, Deed::Move | Deed::Leave | Deed::Buy));
        let away = self.between(360.0, 720.0);
        self.agenda.plan(away, Deed::Leave);
    }

    async fn go_on(&mut self) {
        self.leave_page().await;
        let page = shop::next(&mut self.rng, self.page.page);
        let referrer = self.page.url.to_string();
        let url = page.url(&self.world.options.url);
        self.page = Standing { page, url, referrer, page_view: String::new(), since: Instant::now() };
        self.arrive().await;
    }

    async fn leave_page(&mut self) {
        self.agenda.drop_all(|deed| matches!(deed, Deed::Move | Deed::Stir | Deed::Buy | Deed::Knock | Deed::View(_)));
        if !self.profile.browser.is_bot {
            let visible_ms = u64::try_from(self.page.since.elapsed().as_millis()).unwrap_or_default();
            let goodbye = json!({"type": "goodbye", "page_view": self.page.page_view, "visible_ms": visible_ms});
            self.world.beacons.send(&self.profile, goodbye, &self.world.tally).await;
        }
        if let Some(doorway) = self.doorway.take() {
            doorway.close().await;
        }
    }

    async fn depart(&mut self) {
        self.second_tab.abort_all();
        self.leave_page().await;
    }

    async fn stir(&mut self) {
        self.say(json!({"type": "activity", "visible": true})).await;
        let next = self.between(30.0, 60.0);
        self.agenda.plan(next, Deed::Stir);
    }

    async fn buy(&mut self) {
        let value = self.page.page.price();
        let event = json!({"type": "event", "page_view": self.page.page_view, "name": "add_to_basket", "value": value});
        self.world.beacons.send(&self.profile, event, &self.world.tally).await;
    }

    async fn introduce(&mut self) {
        let said = json!({"type": "identify", "user": self.profile.user});
        self.world.beacons.send(&self.profile, said, &self.world.tally).await;
    }

    /// Opens the doorway; when it stays shut, tries again later.
    async fn knock(&mut self) {
        if !self.has_doorway() {
            return;
        }
        let hello = self.hello(&self.tab);
        self.doorway = Doorway::open(&self.world.options.url, &self.profile, &hello).await.ok();
        match self.doorway {
            Some(_) => self.world.tally.doorway(),
            None => self.soon(Deed::Knock),
        }
    }

    /// A second tab on the same page, which only listens.
    fn open_second_tab(&mut self) {
        let tab = format!("{:08x}", self.rng.random::<u32>());
        let hello = self.hello(&tab);
        let (world, profile) = (self.world.clone(), self.profile.clone());
        self.second_tab.spawn(async move {
            if let Ok(mut doorway) = Doorway::open(&world.options.url, &profile, &hello).await {
                world.tally.doorway();
                while doorway.hear().await.is_some() {}
            }
        });
    }

    fn page_said(&self) -> Value {
        json!({
            "url": self.page.url.as_str(), "title": self.page.page.title(), "referrer": self.page.referrer,
            "language": self.profile.language, "time_zone": self.profile.time_zone, "screen": self.profile.screen,
        })
    }

    fn hello(&self, tab: &str) -> Value {
        let mut hello = self.page_said();
        hello["type"] = json!("hello");
        hello["site"] = json!(self.world.options.site);
        hello["visitor"] = json!(self.profile.visitor);
        hello["tab"] = json!(tab);
        hello["page_view"] = json!(self.page.page_view);
        hello["visible"] = json!(true);
        hello["simulated"] = json!(true);
        hello
    }

    /// A frame that cannot be said is lost: the doorway's end is heard next.
    async fn say(&mut self, frame: Value) {
        if let Some(doorway) = &mut self.doorway {
            let _ = doorway.say(&frame).await;
        }
    }

    fn client_id(&mut self) -> String {
        self.said += 1;
        format!("{}-{}", self.tab, self.said)
    }

    /// A span of `mean` seconds on average, at this world's pace.
    fn chance(&mut self, mean: f64) -> Duration {
        exponential(&mut self.rng, mean / self.world.options.rate)
    }

    /// A span of so many seconds, at this world's pace.
    fn between(&mut self, least: f64, most: f64) -> Duration {
        Duration::from_secs_f64(self.rng.random_range(least..most) / self.world.options.rate)
    }
}

/// What comes through the doorway; nothing ever while there is none.
async fn hear(doorway: &mut Option<Doorway>) -> Option<Value> {
    match doorway {
        Some(doorway) => doorway.hear().await,
        None => std::future::pending().await,
    }
}
