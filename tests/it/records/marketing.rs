//! What marketers keep: goals, funnels, rules and their lots, filters, reports that are sent by themselves.

use parlour::domain::goal::{Funnel, Goal, Target, TargetKind};
use parlour::domain::ids::{FilterId, FunnelId, GoalId, RuleId, ScheduledReportId};
use parlour::domain::invitation::State;
use parlour::domain::invitation_rule::Rule;
use parlour::domain::invitation_rule::limits::Attention;
use parlour::domain::moment::{DAY, HOUR, Moment};
use parlour::domain::presence::Person;
use parlour::domain::saved_filter::SavedFilter;
use parlour::domain::scheduled_report::{Every, Schedule, ScheduledReport};
use parlour::engines::records::{RecordsError, VisitorNote};
use serde_json::json;

use super::outgoing::mail_about;
use super::samples::{Fixture, START, site, visitor};

pub(super) async fn a_goal_is_kept_as_it_is(fixture: &Fixture) {
    let records = &fixture.records;
    let target = Target { kind: TargetKind::Page, pattern: "/order/*".into() };
    let goal = Goal {
        id: GoalId(fixture.clock.id()),
        site: site(),
        name: "Größe".into(),
        target,
        value: Some(49.5),
        made: START,
    };
    records.add_goal(&goal).await.expect("added");
    let same_name = Goal { id: GoalId(fixture.clock.id()), ..goal.clone() };
    assert!(matches!(records.add_goal(&same_name).await, Err(RecordsError::Taken)));
    assert_eq!(records.goal(goal.id).await.expect("asked").as_ref(), Some(&goal));
    let told = Target { kind: TargetKind::Event, pattern: "ordered".into() };
    let changed = Goal { target: told, value: None, ..goal.clone() };
    assert!(records.change_goal(&changed).await.expect("changed"));
    assert_eq!(records.goals(&site()).await.expect("asked"), [changed]);
    assert!(records.delete_goal(goal.id).await.expect("deleted"));
    assert!(!records.change_goal(&goal).await.expect("asked") && !records.delete_goal(goal.id).await.expect("asked"));
}

pub(super) async fn a_funnel_keeps_its_steps_in_order(fixture: &Fixture) {
    let records = &fixture.records;
    let step = |kind, pattern: &str| Target { kind, pattern: pattern.into() };
    let steps = vec![step(TargetKind::Page, "/"), step(TargetKind::Event, "it's"), step(TargetKind::Page, "/order/*")];
    let id = FunnelId(fixture.clock.id());
    let funnel = Funnel { id, site: site(), name: "To the order".into(), within: 1_440, steps, made: START };
    records.add_funnel(&funnel).await.expect("added");
    assert_eq!(records.funnels(&site()).await.expect("asked"), std::slice::from_ref(&funnel));
    let changed = Funnel { within: 3, steps: funnel.steps[1..].to_vec(), ..funnel.clone() };
    assert!(records.change_funnel(&changed).await.expect("changed"));
    assert_eq!(records.funnel(id).await.expect("asked"), Some(changed));
    assert!(records.delete_funnel(id).await.expect("deleted") && !records.delete_funnel(id).await.expect("asked"));
}

fn rule(fixture: &Fixture, name: &str) -> Rule {
    let rule = json!({
        "id": RuleId(fixture.clock.id()), "site": site(), "name": name, "on": true,
        "when": {"any": [{"field": "page", "is": "matches", "value": "/basket*"}, {"not": {"field": "known", "is": "yes"}}]},
        "as": {"agent": fixture.agent.id}, "delay": 0, "often": {}, "quiet_after_refusal": 60, "holdout": 10, "goal": null,
        "goal_within": 7, "variants": [{"id": "a", "name": "Plain", "weight": 1, "texts": {"": "Hello", "de": "Grüezi"}}],
    });
    serde_json::from_value(rule).expect("a rule")
}

pub(super) async fn rules_keep_their_order_and_lots_fall_once(fixture: &Fixture) {
    let (records, key) = (&fixture.records, visitor());
    let (mut one, two) = (rule(fixture, "One"), rule(fixture, "Two"));
    records.add_invitation_rule(&one).await.expect("added");
    records.add_invitation_rule(&two).await.expect("added");
    one.on = false;
    assert!(records.change_invitation_rule(&one).await.expect("changed"));
    assert_eq!(records.invitation_rules().await.expect("asked"), [one.clone(), two.clone()]);
    records.order_invitation_rules(&[two.id, one.id]).await.expect("ordered");
    assert_eq!(records.invitation_rules().await.expect("asked"), [two.clone(), one.clone()]);
    let keep = |rule, arm| records.keep_lot(rule, key, arm, START);
    let (here, there) = tokio::join!(keep(Some(one.id), "a"), keep(Some(one.id), "held_out"));
    let (here, there) = (here.expect("kept"), there.expect("kept"));
    assert_eq!((here.1 != there.1, &here.0), (true, &there.0), "one of them is new, and it counts for both");
    assert_eq!(keep(None, "invited").await.expect("kept"), ("invited".to_owned(), true));
    assert_eq!(records.lot(one.id, key).await.expect("asked"), Some(here.0));
    assert!(records.delete_invitation_rule(one.id).await.expect("deleted"));
    assert_eq!(records.lot(one.id, key).await.expect("asked"), None);
    assert_eq!(keep(None, "held_out").await.expect("kept"), ("invited".to_owned(), false));
    assert!(records.delete_invitation_rule(two.id).await.expect("deleted"));
}

pub(super) async fn what_a_rule_has_done_is_counted(fixture: &Fixture) {
    let (records, id) = (&fixture.records, RuleId(fixture.clock.id()));
    let by_rule = |visitor, state, sent: Moment| {
        let (rule, variant) = (Some(id), Some("a".to_owned()));
        let ended = Some(sent.plus(9)).filter(|_| matches!(state, State::Accepted | State::Declined));
        parlour::domain::invitation::Invitation { rule, variant, state, sent, ended, ..fixture.invitation(visitor) }
    };
    let (marta, other) = (visitor(), visitor());
    let sent = [
        by_rule(marta, State::Declined, START.plus(-3 * DAY)),
        by_rule(marta, State::Accepted, START.plus(HOUR)),
        by_rule(other, State::Viewed, START.plus(2 * HOUR)),
    ];
    for one in &sent {
        records.add_invitation(one).await.expect("stored");
    }
    let record = records.rule_records(START.plus(-7 * DAY), START).await.expect("asked")[&id];
    assert_eq!((record.open, record.sent_today, record.last), (1, 2, Some(START.plus(2 * HOUR))));
    assert_eq!((record.accepted, record.seen, record.ended), (1, 2, 2));
    assert!(!records.rule_records(START.plus(DAY), START).await.expect("asked").contains_key(&id));
    let had = records.invited(marta).await.expect("asked");
    let told: Vec<_> = had.iter().map(|one| (one.rule, one.path.as_str(), one.state, one.ended.is_some())).collect();
    let so = |state| (Some(id), "/lamps", state, true);
    assert_eq!(told, [so(State::Declined), so(State::Accepted)]);
    let then = records.invitations_then(&site(), START.plus(3 * HOUR)).await.expect("asked");
    assert!(then.contains(&sent[2]) && !then.contains(&sent[1]), "{then:?}");
}

pub(super) async fn attention_is_said_once_more(fixture: &Fixture) {
    for per_day in [3, 9] {
        let said = Attention { per_day, gap_seconds: 60, manual_holdout: 20 };
        fixture.records.set_attention(&site(), &said).await.expect("said");
        assert_eq!(fixture.records.attention().await.expect("asked")[&site()], said);
    }
}

pub(super) async fn a_filter_is_its_agents_or_everybodys(fixture: &Fixture) {
    let records = &fixture.records;
    let bea = fixture.another_agent("filters@shop.example").await;
    let filter = |name: &str, shared| SavedFilter {
        id: FilterId(fixture.clock.id()),
        agent: fixture.agent.id,
        name: name.into(),
        query: "f=city:is:K%C3%B6ln".into(),
        columns: vec!["page".into(), "city".into()],
        shared,
    };
    let (own, shared) = (filter("own", false), filter("Shared", true));
    for one in [&shared, &own] {
        records.add_filter(one, START).await.expect("added");
    }
    let again = SavedFilter { id: FilterId(fixture.clock.id()), ..own.clone() };
    assert!(matches!(records.add_filter(&again, START).await, Err(RecordsError::Taken)));
    assert_eq!(records.filters_of(fixture.agent.id).await.expect("asked"), [own.clone(), shared.clone()]);
    assert_eq!(records.filters_of(bea.id).await.expect("asked"), std::slice::from_ref(&shared));
    let changed = SavedFilter { shared: false, columns: vec![], ..shared.clone() };
    assert!(records.change_filter(&changed).await.expect("changed"));
    assert_eq!(records.filters_of(bea.id).await.expect("asked"), []);
    assert!(
        records.delete_filter(own.id).await.expect("deleted") && !records.delete_filter(own.id).await.expect("asked")
    );
}

pub(super) async fn a_scheduled_report_is_sent_once(fixture: &Fixture) {
    let records = &fixture.records;
    let report = ScheduledReport {
        id: ScheduledReportId(fixture.clock.id()),
        site: site(),
        name: "Monday's".into(),
        schedule: Schedule { every: Every::Week, weekday: 1, hour: 7 },
        recipients: vec!["anna@shop.example".into()],
        filters: vec!["country:is:DE|FR".into()],
        sections: vec!["pages".into(), "channels".into()],
        next: START,
        last: None,
        made: START.plus(-DAY),
    };
    records.add_scheduled_report(&report).await.expect("added");
    assert_eq!(records.scheduled_reports_due(START.plus(-1)).await.expect("asked"), []);
    assert_eq!(records.scheduled_reports_due(START).await.expect("asked"), std::slice::from_ref(&report));
    let (mail, next) = (mail_about(fixture, report.id.0), START.plus(7 * DAY));
    let go = || records.send_scheduled_report(&report, START, next, std::slice::from_ref(&mail));
    let (one, two) = tokio::join!(go(), go());
    assert_ne!(one.expect("sent"), two.expect("asked"), "one of them sends it");
    assert_eq!(records.mails_about(report.id.0).await.expect("asked"), std::slice::from_ref(&mail));
    let sent = ScheduledReport { next, last: Some((START, "sent".into())), ..report.clone() };
    assert_eq!(records.scheduled_report(report.id).await.expect("asked"), Some(sent.clone()));
    let schedule = Schedule { every: Every::Month, weekday: 7, hour: 23 };
    let changed = ScheduledReport { schedule, filters: vec![], ..sent };
    assert!(records.change_scheduled_report(&changed).await.expect("changed"));
    assert_eq!(records.scheduled_reports(&site()).await.expect("asked"), [changed]);
    assert!(records.delete_scheduled_report(report.id).await.expect("deleted"));
}

pub(super) async fn a_visitor_is_noted_handed_out_and_erased(fixture: &Fixture) {
    let (records, key) = (&fixture.records, visitor());
    let note = VisitorNote { note: "Likes brass".into(), tags: vec!["trade".into()] };
    assert!(!records.note_visitor(key, &note).await.expect("asked"));
    let person = Person { name: "Dora".into(), ..Person::default() };
    records.identify(&site(), key, &person, START).await.expect("identified");
    assert!(records.note_visitor(key, &note).await.expect("noted"));
    assert_eq!(records.visitor_note(key).await.expect("asked"), note);
    records.add_invitation(&fixture.invitation(key)).await.expect("stored");
    records.keep_lot(None, key, "invited", START).await.expect("kept");
    let told = records.visitor_rows(key).await.expect("asked");
    assert_eq!(told["visitors"][0]["note"], json!("Likes brass"), "{told:?}");
    assert_eq!(
        (&told["rule_assignments"][0]["at"], told["invitations"].as_array().map(Vec::len)),
        (&json!(START), Some(1))
    );
    let known = records.logged(&site(), &[key.log_id(), 7]).await.expect("asked");
    assert_eq!((known.len(), known[&key.log_id()].key), (1, key));
    assert_eq!(records.invitations_with(key).await.expect("asked").len(), 1);
    assert_eq!(records.chats_then(&site(), START.plus(-3_650 * DAY)).await.expect("asked"), []);
    let erased = records.erase_visitor(key).await.expect("erased");
    let some: Vec<_> = erased.into_iter().filter(|(_, rows)| *rows > 0).collect();
    assert_eq!(some, [("invitations", 1), ("rule_assignments", 1), ("visitors", 1)]);
    assert!(records.visitor_rows(key).await.expect("asked").values().all(|rows| *rows == json!([])));
    assert_eq!(records.logged(&site(), &[key.log_id()]).await.expect("asked").len(), 0);
}
