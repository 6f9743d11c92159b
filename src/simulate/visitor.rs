//! One visit of a simulated visitor: pages, pauses, and an answer when somebody invites them.

use std::sync::Arc;
use std::time::Duration;

use rand::RngExt;
use rand::rngs::StdRng;
use serde_json::{Value, json};
use tokio::task::JoinSet;
use tokio::time::Instant;
use url::Url;

use super::agenda::{Agenda, Deed};
use super::doorway::Doorway;
use super::profile::Profile;
use super::shop::{self, ShopPage};
use super::{MEAN_STAY, World, exponential, talk};

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
    page: ShopPage,
    url: Url,
    referrer: String,
    page_view: String,
    since: Instant,
}

/// A chat they are in, and how many lines they have left to say.
struct Talk {
    id: String,
    left: u32,
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
        if self.page.page.price.is_some() && self.rng.random_bool(0.2) {
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
        let url = shop::address(&self.world.options.url, page.path);
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
        let value = self.page.page.price;
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
            None => self.later(Deed::Knock),
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
            "url": self.page.url.as_str(), "title": self.page.page.title, "referrer": self.page.referrer,
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
        hello
    }

    async fn heard(&mut self, frame: Option<Value>) {
        let Some(frame) = frame else {
            self.doorway = None;
            return self.later(Deed::Knock);
        };
        match frame["type"].as_str().unwrap_or_default() {
            "invitation" => self.invited(&frame).await,
            "invitation_gone" => self.forget_invitation(),
            "welcome" => self.chat_stands(&frame["chat"]),
            "chat" => self.chat_stands(&frame),
            "message" if frame["from"] == "agent" => self.spoken_to(text(&frame["chat"])),
            _ => {}
        }
    }

    async fn invited(&mut self, frame: &Value) {
        let id = text(&frame["id"]);
        self.say(json!({"type": "delivered", "invitation": id})).await;
        if frame["viewed"] == true || self.agenda.plans(|deed| matches!(deed, Deed::View(_))) {
            return;
        }
        let glance = Duration::from_millis(self.rng.random_range(1_000..3_000));
        self.agenda.plan(glance, Deed::View(id));
    }

    async fn view(&mut self, id: String) {
        self.say(json!({"type": "viewed", "invitation": id})).await;
        if self.invitation.as_ref() == Some(&id) {
            return;
        }
        self.world.tally.invited();
        self.invitation = Some(id.clone());
        let thought = Duration::from_secs_f64(self.rng.random_range(4.0..25.0));
        if self.rng.random_bool(self.world.options.answer_share.clamp(0.0, 1.0)) {
            self.agenda.plan(thought, Deed::Reply(id));
        } else if self.rng.random_bool(0.5) {
            self.agenda.plan(thought, Deed::Decline(id));
        }
    }

    fn forget_invitation(&mut self) {
        self.agenda.drop_all(|deed| matches!(deed, Deed::View(_) | Deed::Reply(_) | Deed::Decline(_)));
    }

    async fn reply(&mut self, invitation: &str) {
        let text = talk::reply(&mut self.rng);
        let client_id = self.client_id();
        self.say(json!({"type": "reply", "invitation": invitation, "text": text, "client_id": client_id})).await;
        self.world.tally.replied();
    }

    async fn decline(&mut self, invitation: &str) {
        self.say(json!({"type": "decline", "invitation": invitation})).await;
        self.world.tally.declined();
    }

    /// A chat has begun, goes on after a page, or has ended.
    fn chat_stands(&mut self, chat: &Value) {
        if chat.is_null() || chat["state"] == "ended" {
            self.chat = None;
            self.agenda.drop_all(|deed| matches!(deed, Deed::Type(_) | Deed::Say(_) | Deed::End(_)));
            return;
        }
        let id = text(&chat["id"]);
        if self.chat.as_ref().is_none_or(|talk| talk.id != id) {
            self.chat = Some(Talk { id: id.clone(), left: self.rng.random_range(2..6) });
            self.be_patient(id);
        }
    }

    /// Ends the chat when nobody says anything for some minutes.
    fn be_patient(&mut self, chat: String) {
        self.agenda.drop_all(|deed| matches!(deed, Deed::End(_)));
        let patience = Duration::from_secs(self.rng.random_range(180..300));
        self.agenda.plan(patience, Deed::End(chat));
    }

    fn spoken_to(&mut self, chat: String) {
        let is_answering = self.agenda.plans(|deed| matches!(deed, Deed::Type(_) | Deed::Say(_)));
        if is_answering || self.chat.as_ref().is_none_or(|talk| talk.id != chat || talk.left == 0) {
            return;
        }
        self.be_patient(chat.clone());
        let reading = Duration::from_secs_f64(self.rng.random_range(1.0..4.0));
        self.agenda.plan(reading, Deed::Type(chat));
    }

    async fn begin_to_type(&mut self, chat: String) {
        self.say(json!({"type": "typing", "chat": chat})).await;
        let typing = Duration::from_secs_f64(self.rng.random_range(2.0..7.0));
        self.agenda.plan(typing, Deed::Say(chat));
    }

    async fn say_a_line(&mut self, chat: &str) {
        let Some(talk) = &mut self.chat else { return };
        talk.left = talk.left.saturating_sub(1);
        let left = talk.left;
        let text = talk::line(&mut self.rng, left);
        let client_id = self.client_id();
        self.say(json!({"type": "say", "chat": chat, "text": text, "client_id": client_id})).await;
        self.world.tally.said();
        if left == 0 {
            self.agenda.drop_all(|deed| matches!(deed, Deed::End(_)));
            let farewell = Duration::from_secs(self.rng.random_range(20..60));
            self.agenda.plan(farewell, Deed::End(chat.to_owned()));
        }
    }

    async fn end(&mut self, chat: &str) {
        self.say(json!({"type": "end", "chat": chat})).await;
        self.chat = None;
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

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
