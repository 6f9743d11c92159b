//! Visits by the lots that fell in them, and by the hours, texts and templates of their invitations.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use parlour::domain::ids::{AgentId, ChatId, InvitationId, TemplateId};
use parlour::domain::log_entry::{AssignmentEntry, ChatEntry, InvitationEntry, LogEntry, VisitEntry};
use parlour::domain::moment::{HOUR, MINUTE, Moment};
use uuid::Uuid;

use super::made::{Made, id};
use super::{LONG_AGO, ids_of, open_with_visits, query};
use crate::support::{NOW, soon};

/// 21:15 in London, whose clocks are at Greenwich's hour in November.
fn at_21() -> Moment {
    Moment(NOW.0 - NOW.0 % (24 * HOUR) - 3 * HOUR + 15 * MINUTE)
}

fn hour_of(visit: &VisitEntry) -> i8 {
    let london = TimeZone::get("Europe/London").expect("a zone");
    Timestamp::from_millisecond(visit.started.0).expect("a moment").to_zoned(london).hour()
}

fn lot(visit: &VisitEntry, rule: Option<Uuid>, arm: &str) -> LogEntry {
    LogEntry::Assignment(Box::new(AssignmentEntry {
        site: visit.site.clone(),
        rule,
        visitor: visit.visitor,
        visit: visit.visit,
        at: visit.started,
        arm: arm.to_owned(),
        url: visit.entry_url.to_string(),
    }))
}

fn invitation(visit: &VisitEntry, rule: Option<Uuid>, variant: &str, template: Option<TemplateId>) -> LogEntry {
    LogEntry::Invitation(Box::new(InvitationEntry {
        site: visit.site.clone(),
        invitation: InvitationId(Uuid::now_v7()),
        visitor: visit.visitor,
        visit: visit.visit,
        agent: AgentId(id(10)),
        group: None,
        rule,
        variant: rule.map(|_| variant.to_owned()),
        template,
        ending: "declined".to_owned(),
        sent: at_21(),
        delivered: None,
        viewed: None,
        ended: at_21().plus(MINUTE),
        url: visit.entry_url.to_string(),
        chat: None,
    }))
}

fn chat(visit: &VisitEntry) -> LogEntry {
    LogEntry::Chat(Box::new(ChatEntry {
        site: visit.site.clone(),
        chat: ChatId(Uuid::now_v7()),
        visitor: visit.visitor,
        visit: visit.visit,
        agent: None,
        department: None,
        invitation: None,
        asked: at_21(),
        answered: None,
        first_reply: None,
        ended: at_21().plus(MINUTE),
        version: at_21().plus(MINUTE),
        outcome: "missed".to_owned(),
        messages: 1,
        rating: None,
    }))
}

#[tokio::test]
async fn visits_are_found_by_their_lots() {
    let (house, agent, made) = open_with_visits(60).await;
    // Those with which nobody has spoken, so that all there is of it is what follows.
    let quiet: Vec<&Made> = made.iter().filter(|one| one.invitations.is_empty() && one.chats.is_empty()).collect();
    let [invited, left_alone, by_hand, called, ..] = quiet.as_slice() else { panic!("too few are quiet") };
    let (rule, template, none) = (id(30), id(40), Uuid::nil());
    let entries = vec![
        lot(&invited.visit, Some(rule), "b"),
        invitation(&invited.visit, Some(rule), "b", None),
        lot(&left_alone.visit, Some(rule), "held_out"),
        lot(&by_hand.visit, None, "invited"),
        invitation(&by_hand.visit, None, "", Some(TemplateId(template))),
        chat(&called.visit),
    ];
    house.running.app.spool.append(entries).await.expect("kept");
    soon("all is in the visit log", house.running.app.spool.handed_on()).await;

    let site = house.site.to_string();
    for (said, expected) in [
        (vec![format!("assigned_by:is:{rule}")], vec![invited, left_alone]),
        (vec![format!("left_alone_by:is:{rule}")], vec![left_alone]),
        (vec![format!("assigned_by:is:{rule}"), format!("left_alone_by:is_not:{rule}")], vec![invited]),
        (vec![format!("assigned_by:is:{none}")], vec![by_hand]),
        (vec![format!("left_alone_by:is:{none}")], vec![]),
        (vec!["assigned:is:yes".to_owned()], vec![invited, left_alone, by_hand]),
        (vec![format!("rule:is:{rule}"), "variant:is:b".to_owned()], vec![invited]),
        (vec![format!("rule:is:{rule}"), "variant:is:a".to_owned()], vec![]),
        (vec![format!("template:is:{template}")], vec![by_hand]),
        (vec![format!("template:is:{template}"), format!("rule:is:{none}")], vec![by_hand]),
        (vec!["invited_hour:is:21".to_owned(), format!("template:is:{none}|{template}")], vec![invited, by_hand]),
        (vec![format!("assigned_hour:is:{}", hour_of(&left_alone.visit)), format!("assigned_by:is:{rule}")], {
            let same = |one: &&&Made| hour_of(&one.visit) == hour_of(&left_alone.visit);
            [invited, left_alone].into_iter().filter(same).collect()
        }),
        (vec!["chat_hour:is:21".to_owned(), "chatted:is:yes".to_owned()], vec![called]),
    ] {
        let mut pairs = vec![("site", site.as_str()), ("from", LONG_AGO), ("limit", "200")];
        pairs.extend(said.iter().map(|one| ("f", one.as_str())));
        let mut found = ids_of(&agent.get(&format!("/visits?{}", query(&pairs))).await);
        // What the dice made at the same hour is not meant.
        found.retain(|visit| quiet.iter().any(|one| one.visit.visit.to_string() == *visit));
        let mut expected: Vec<_> = expected.iter().map(|one| one.visit.visit.to_string()).collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{said:?}");
    }
    house.close().await;
}
