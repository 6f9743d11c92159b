//! Rules that invite by themselves, from their creation to a card on a real page.

mod budget;
mod lots;
mod manage;
mod past;
mod turns;
mod why_not;

use parlour::actions::problem::Problem;
use parlour::domain::ids::{RuleId, VisitorKey};
use parlour::domain::invitation_rule::limits::Invited;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Agent, House, Socket, Visitor, eventually};

/// An agent with a console, and an administrator who makes rules.
struct Scene {
    house: House,
    ada: Agent,
    console: Socket,
    admin: Agent,
}

impl Scene {
    async fn open() -> Self {
        let house = House::open().await;
        let (ada, admin) = (house.agent("Ada").await, house.admin().await);
        let console = ada.console().await;
        Self { house, ada, console, admin }
    }

    /// A rule of the shop that invites whoever fits, as Ada, and leaves nobody alone; `more` says what is otherwise.
    #[expect(clippy::needless_pass_by_value, reason = "JSON as it comes")]
    fn draft(&self, when: Value, more: Value) -> Value {
        let mut rule = json!({
            "site": self.house.site, "name": "May I help", "on": true, "when": when, "as": {"agent": self.ada.id()},
            "holdout": 0, "variants": [{"id": "a", "name": "Plain", "weight": 1, "texts": {"": "May I help, #name|you#?"}}],
        });
        let (Value::Object(rule_of), Value::Object(more)) = (&mut rule, more) else { panic!("objects") };
        rule_of.extend(more);
        rule
    }

    /// Makes a rule; its id.
    async fn rule(&self, when: Value, more: Value) -> String {
        let (status, rule) = self.admin.post("/rules", &self.draft(when, more)).await;
        assert_eq!(status, StatusCode::CREATED, "{rule}");
        rule["id"].as_str().expect("an id").to_owned()
    }

    /// The rules as the console lists them.
    async fn rules(&self) -> Value {
        self.admin.get(&format!("/rules?site={}", self.house.site)).await["rules"].take()
    }

    /// What *Why not?* says of a visitor.
    async fn why_not(&self, visitor: &Visitor) -> Value {
        self.admin.get(&format!("/rules/why-not?site={}&visitor={}", self.house.site, visitor.handle())).await["rules"]
            .take()
    }

    async fn attention(&self, per_day: u32, gap_seconds: u32, manual_holdout: u8) {
        let budget = json!({"per_day": per_day, "gap_seconds": gap_seconds, "manual_holdout": manual_holdout});
        let (status, told) = self.admin.put(&format!("/attention?site={}", self.house.site), &budget).await;
        assert_eq!((status, &told), (StatusCode::OK, &budget));
    }

    /// What a visitor has been sent.
    async fn had(&self, visitor: VisitorKey) -> Vec<Invited> {
        self.house.running.app.records.invited(visitor).await.expect("records")
    }

    /// Waits until the rules have looked at the visitor and found them not to be invited; `because` stands in the sentence.
    async fn not_invited(&self, visitor: &Visitor, because: &str) {
        let settled =
            eventually("the records know them", async || self.house.row(visitor).filter(|row| row.settled)).await;
        self.look(settled.key).await;
        let rules = self.why_not(visitor).await;
        let sentence = rules[0]["sentence"].as_str().expect("a sentence");
        assert!(sentence.contains(because), "{sentence}");
        assert_eq!(self.house.row(visitor).expect("here").invitation, None);
    }

    /// The rules look at a visitor now, as they do by themselves.
    async fn look(&self, visitor: VisitorKey) {
        use parlour::actions::invite_by_rule::{Round, invite_by_rule};
        let looked: Result<(), Problem> = invite_by_rule(&self.house.running.app, &mut Round::default(), visitor).await;
        looked.expect("looked");
    }

    /// Lets time pass, and has the rules look at a visitor.
    async fn pass(&self, visitor: &Visitor, ms: i64) {
        self.house.clock.advance(ms);
        self.look(visitor.key).await;
    }
}

/// Everybody.
fn all() -> Value {
    json!({"all": []})
}

fn on(path: &str) -> Value {
    json!({"field": "page", "is": "matches", "value": path})
}

fn id(rule: &str) -> RuleId {
    rule.parse().expect("an id")
}

#[tokio::test]
async fn a_rule_invites_by_itself_in_the_visitors_language_and_the_reply_is_its_agents_chat() {
    let mut scene = Scene::open().await;
    let texts = json!({"": "May I help, #name|you#?", "de": "Guten Tag, #operator# hier."});
    let variants = json!([{"id": "a", "name": "Plain", "weight": 1, "texts": texts}]);
    let rule = scene.rule(on("/lamp*"), json!({"variants": variants})).await;
    let visitor = scene.house.visitor();
    let page = uuid::Uuid::now_v7();
    let mut seen = visitor.page_view(page, "/lamps");
    seen["language"] = json!("de-AT");
    visitor.send(seen).await;
    let (mut doorway, _) = visitor.doorway(page).await;
    let card = doorway.hear("invitation").await;
    assert_eq!((&card["text"], &card["agent"]["name"]), (&json!("Guten Tag, Ada hier."), &json!("Ada")));
    let told = scene.console.hear("invitation").await;
    assert_eq!(told["rule"], json!({"id": rule, "name": "May I help"}));
    doorway.say(json!({"type": "viewed", "invitation": card["id"]})).await;
    doorway.say(json!({"type": "reply", "invitation": card["id"], "text": "Ja bitte", "client_id": "c-1"})).await;
    doorway.hear("ack").await;
    let chats = scene.ada.get("/chats").await["chats"].clone();
    assert_eq!((&chats[0]["agent"]["name"], &chats[0]["state"]), (&json!("Ada"), &json!("active")));
    let state = scene.rules().await[0]["state"].clone();
    assert_eq!((&state["open"], &state["sent_today"], &state["acceptance"]), (&json!(0), &json!(1), &json!(1.0)));
    scene.house.logged(|counts| counts.invitations == 1).await;
    scene.house.close().await;
}

#[tokio::test]
async fn conditions_over_time_hold_when_they_hold_and_the_delay_is_waited_out() {
    let scene = Scene::open().await;
    let when = json!({"all": [on("/lamps"), {"field": "seconds_on_page", "is": "at_least", "value": 60}]});
    scene.rule(when, json!({"delay": 10})).await;
    let visitor = scene.house.visitor();
    let mut doorway = visitor.come_in().await;
    scene.not_invited(&visitor, "Waits: Time on the page is at least 60 seconds; found: 0 seconds.").await;
    scene.pass(&visitor, 60_000).await;
    scene.not_invited(&visitor, "must for 10 seconds more").await;
    // They look at another page and come back: the time on the page and the delay begin anew.
    visitor.visit("/chairs").await;
    scene.look(visitor.key).await;
    visitor.visit("/lamps").await;
    scene.pass(&visitor, 20_000).await;
    scene.not_invited(&visitor, "found: 20 seconds").await;
    scene.pass(&visitor, 40_000).await;
    scene.pass(&visitor, 9_999).await;
    scene.not_invited(&visitor, "must for 1 seconds more").await;
    // Nobody says anything any more: the clock alone brings it.
    scene.house.clock.advance(1);
    doorway.hear("invitation").await;
    scene.house.close().await;
}

#[tokio::test]
async fn a_pointer_towards_the_cross_and_an_event_are_heard_at_once() {
    let scene = Scene::open().await;
    let event = json!({"field": "event", "is": "is", "value": "add_to_basket"});
    scene.rule(json!({"all": [event, {"field": "exit_intent", "is": "yes"}]}), json!({})).await;
    let visitor = scene.house.visitor();
    let page = visitor.visit("/lamps").await;
    let (mut doorway, _) = visitor.doorway(page).await;
    doorway.say(json!({"type": "exit_intent"})).await;
    eventually("it is noted", async || scene.house.row(&visitor)?.leaving).await;
    scene.not_invited(&visitor, "An event in this visit (name) is “add_to_basket”; found: nothing").await;
    let event = json!({"site": scene.house.site, "id": uuid::Uuid::now_v7(), "type": "event", "visitor": visitor.id,
        "page_view": page, "name": "add_to_basket"});
    assert_eq!(visitor.send(event).await, StatusCode::NO_CONTENT);
    doorway.hear("invitation").await;
    scene.house.close().await;
}
