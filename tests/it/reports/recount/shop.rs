//! A site with its traffic in the visit log, and what its records know.

use std::sync::Arc;

use parlour::actions::know_filter::know_filter;
use parlour::actions::list_visits::Which;
use parlour::actions::manage_sites::{SiteDraft, add_site};
use parlour::domain::goal::{Funnel, Goal, Target, TargetKind};
use parlour::domain::ids::{AgentId, FunnelId, GoalId, InvitationId, RuleId, SiteKey, VisitorKey};
use parlour::domain::invitation::{Invitation, State, Viewed};
use parlour::domain::invitation_rule::Rule;
use parlour::domain::log_entry::LogEntry;
use parlour::domain::moment::{HOUR, Moment};
use parlour::domain::period::Period;
use parlour::domain::site::Site;
use parlour::domain::visit_filter::VisitFilter;
use serde_json::json;

use super::entries::bot;
use super::reference::{Facts, Passes, Reference};
use super::traffic::{Senders, TEMPLATE, Visit, traffic};
use super::{SPANS, VISITS, ms};
use crate::support::House;

pub(super) struct Shop {
    pub(super) site: Arc<Site>,
    pub(super) facts: Facts,
    pub(super) funnels: Vec<Funnel>,
    pub(super) rule: Rule,
}

impl Shop {
    pub(super) async fn open(house: &House, zone: &str, agents: &[AgentId]) -> Self {
        let draft =
            SiteDraft { name: zone.into(), origins: vec![], time_zone: zone.into(), style: None, settings: None };
        let site = Arc::new(add_site(&house.running.app, None, draft).await.expect("a site"));
        let spans = SPANS.map(|(from, to)| (ms(from), ms(to)));
        let senders = Senders { agents, rule: RuleId(house.clock.id()) };
        let visits = traffic(&site.key, zone, &spans, senders, VISITS);
        let goals = goals(house, &site.key).await;
        let funnels = funnels(house, &site.key).await;
        let rule = rule(house, &site.key, senders, goals[2].id).await;
        let open = open_invitations(house, &site.key, &visits, senders).await;
        Self { site, facts: Facts::of(visits, goals, open), funnels, rule }
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = LogEntry> {
        let bots = SPANS.iter().flat_map(|(from, _)| (0..500).map(|n| bot(&self.site.key, ms(from) + n * HOUR / 2)));
        self.facts.visits().iter().flat_map(Visit::entries).chain(bots)
    }

    pub(super) async fn which(&self, house: &House, from: &str, to: &str, filter: &[&str]) -> Which {
        let period = Period::read(Some(from), Some(to), &self.site.time_zone, Moment(0)).expect("a period");
        let filter = VisitFilter::parse(filter.iter().copied()).expect("a filter");
        let filter = know_filter(&house.running.app, &self.site, filter).await.expect("known");
        Which { site: self.site.clone(), period, filter }
    }

    pub(super) fn reference<'a>(&'a self, period: &'a Period, passes: Passes) -> Reference<'a> {
        Reference { facts: &self.facts, period, passes }
    }
}

async fn goals(house: &House, site: &SiteKey) -> Vec<Goal> {
    let goal = |name: &str, kind, pattern: &str, value| Goal {
        id: GoalId(house.clock.id()),
        site: site.clone(),
        name: name.into(),
        target: Target { kind, pattern: pattern.into() },
        value,
        made: Moment(0),
    };
    let goals = vec![
        goal("Far lamps", TargetKind::Page, "/lamps/2*", None),
        goal("Nothing", TargetKind::Event, "nothing", Some(7.0)),
        goal("Ordered", TargetKind::Page, "/order/*", Some(49.5)),
        goal("Told", TargetKind::Event, "ordered", None),
    ];
    for goal in &goals {
        house.running.app.records.add_goal(goal).await.expect("a goal");
    }
    goals
}

/// One to walk through within a day, and one within three minutes.
async fn funnels(house: &House, site: &SiteKey) -> Vec<Funnel> {
    let page = |pattern: &str| Target { kind: TargetKind::Page, pattern: pattern.into() };
    let told = |pattern: &str| Target { kind: TargetKind::Event, pattern: pattern.into() };
    let ways = [
        (1_440, vec![page("/"), page("/basket"), told("basket"), page("/order/*")]),
        (3, vec![page("/lamps/*"), told("ordered")]),
    ];
    let mut made = Vec::new();
    for (within, steps) in ways {
        let name = format!("{} steps", steps.len());
        let id = FunnelId(house.clock.id());
        let funnel = Funnel { id, site: site.clone(), name, within, steps, made: Moment(0) };
        house.running.app.records.add_funnel(&funnel).await.expect("a funnel");
        made.push(funnel);
    }
    made
}

/// Its goal counts for so long that some who were drawn still wait when the house opens.
async fn rule(house: &House, site: &SiteKey, senders: Senders<'_>, goal: GoalId) -> Rule {
    let variant =
        |id: &str, weight: u32| json!({"id": id, "name": id, "weight": weight, "texts": {"": "Good evening"}});
    let rule = json!({
        "id": senders.rule, "site": site, "name": "Good evening", "on": false, "when": {"all": []},
        "as": {"agent": senders.agents[0]}, "delay": 0, "often": {}, "quiet_after_refusal": 0, "holdout": 25, "goal": goal,
        "goal_within": 14, "variants": [variant("a", 1), variant("b", 2)],
    });
    let rule: Rule = serde_json::from_value(rule).expect("a rule");
    house.running.app.records.add_invitation_rule(&rule).await.expect("stored");
    rule
}

/// Invitations that have not ended, which only the records know.
async fn open_invitations(house: &House, site: &SiteKey, visits: &[Visit], senders: Senders<'_>) -> Vec<Invitation> {
    let mut open = Vec::new();
    let states = [State::Sent, State::Delivered, State::Viewed];
    for (n, visit) in visits.iter().filter(|visit| visit.entry.number == 1).step_by(400).take(12).enumerate() {
        let by_rule = n % 2 == 0;
        let one = Invitation {
            id: InvitationId(house.clock.id()),
            site: site.clone(),
            visitor: VisitorKey::from_log_id(visit.entry.visitor),
            visitor_name: "Linnet 482".into(),
            visit: visit.entry.visit,
            agent: senders.agents[n % senders.agents.len()],
            agent_name: "Ada".into(),
            group: None,
            rule: by_rule.then_some(senders.rule),
            variant: by_rule.then(|| "b".to_owned()),
            template: (n % 4 == 1).then_some(TEMPLATE),
            text: "Good evening".into(),
            url: "https://shop.example/it's?x=%5C".into(),
            state: states[n % 3],
            sent: visit.entry.started.plus(1_000),
            delivered: None,
            viewed: (n % 3 == 2).then(|| Viewed { wall: house.clock.now(), steady: house.clock.steady() }),
            ended: None,
            chat: None,
        };
        house.running.app.records.add_invitation(&one).await.expect("stored");
        open.push(one);
    }
    open
}
