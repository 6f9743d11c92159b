//! The reply and the deadline at the same moment: one outcome each, and no word is lost.

use std::collections::HashMap;

use parlour::actions::answer_invitation::{Answered, Reply, answer_invitation};
use parlour::actions::expire_invitations::expire_invitations;
use parlour::actions::note_invitation::note_view;
use parlour::actions::send_invitation::{Draft, send_invitation};
use parlour::app::App;
use parlour::domain::agent::{Agent, Role};
use parlour::domain::chat;
use parlour::domain::ids::{AgentId, InvitationId, VisitorKey};
use parlour::domain::invitation::State;
use parlour::domain::moment::MINUTE;
use rand::RngExt;
use tokio::task::JoinSet;

use crate::support::House;

const ROUNDS: usize = 25;
const AGENTS: usize = 4;
/// One agent's in a minute.
const EACH: usize = 10;

/// Whose invitation it is, and what the visitor will say.
#[derive(Clone)]
struct Racer {
    visitor: VisitorKey,
    invitation: InvitationId,
    agent: AgentId,
    text: String,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_that_races_the_deadline_is_accepted_or_rings_a_thousand_times() {
    let house = House::open().await;
    let agents = agents(&house).await;
    // Somebody is there for whom a late reply may ring.
    let _console = house.running.app.live.consoles.open(agents[0].id);
    let mut endings = HashMap::new();
    for round in 0..ROUNDS {
        let racers = invite_all(&house, &agents, round).await;
        house.clock.advance(2 * MINUTE - 1);
        let answers = race(&house, &racers).await;
        for racer in &racers {
            let ending = check(&house.running.app, racer, &answers[&racer.invitation]).await;
            *endings.entry(ending.word()).or_insert(0) += 1;
        }
    }
    println!("{} races: {endings:?}", ROUNDS * AGENTS * EACH);
    let total = (ROUNDS * AGENTS * EACH) as u64;
    assert!(endings.len() == 2, "both happen, or nothing raced: {endings:?}");
    let counted = house.logged(|counts| counts.invitations >= total).await.invitations;
    let of = async |ending: &str| house.metric(&format!("parlour_invitations_total{{ending=\"{ending}\"}}")).await;
    assert_eq!((of("sent").await, of("accepted").await + of("expired").await, counted), (total, total, total));
    house.close().await;
}

async fn agents(house: &House) -> Vec<Agent> {
    let mut agents = Vec::new();
    for name in ["Ada", "Bo", "Cy", "Di"] {
        let (id, email) = (AgentId(house.clock.id()), format!("{name}@parlour.example").to_lowercase());
        let agent = Agent::new(id, email, name, Role::Normal);
        house.running.app.records.add_agent(&agent, "correct horse battery", None).await.expect("an agent");
        agents.push(agent);
    }
    agents
}

/// Every agent invites ten new visitors, who all see it at this moment.
async fn invite_all(house: &House, agents: &[Agent], round: usize) -> Vec<Racer> {
    let app = &house.running.app;
    let mut racers = Vec::new();
    for n in 0..AGENTS * EACH {
        let (visitor, agent) = (house.visitor(), &agents[n % AGENTS]);
        visitor.visit("/lamps").await;
        let draft = Draft { visitor: visitor.key, text: "May I help?".into(), group: None, template: None };
        let sent = send_invitation(app, agent, draft).await.expect("sent");
        note_view(app, visitor.key, sent.id).await.expect("seen");
        let text = format!("Yes please, {round} {n}");
        racers.push(Racer { visitor: visitor.key, invitation: sent.id, agent: agent.id, text });
    }
    racers
}

/// All reply at once, and while they do so the last millisecond passes.
async fn race(house: &House, racers: &[Racer]) -> HashMap<InvitationId, Answered> {
    let mut running = JoinSet::new();
    for racer in racers {
        let (app, Racer { visitor, invitation, text, .. }) = (house.running.app.clone(), racer.clone());
        let reply = Reply { visitor, invitation, text, client_id: "c-1".into() };
        running.spawn(async move { (invitation, answer_invitation(&app, reply).await.expect("answered")) });
    }
    let mut answers = HashMap::new();
    for _ in 0..rand::rng().random_range(0..4) {
        answers.extend(running.join_next().await.expect("more run").ok());
    }
    house.clock.advance(1);
    expire_invitations(&house.running.app, false).await.expect("looked");
    answers.extend(running.join_all().await);
    answers
}

/// How it ended; the chat fits to it, and the reply is in it, once.
async fn check(app: &App, racer: &Racer, answered: &Answered) -> State {
    let stored = app.records.invitation(racer.invitation).await.expect("read").expect("there");
    let open = app.records.open_chat(racer.visitor).await.expect("read").expect("a chat");
    assert_eq!(open.id, answered.chat.id);
    let owner = open.agent.as_ref().map(|(id, _)| *id);
    match stored.state {
        State::Accepted => {
            assert_eq!((open.state, owner, stored.chat), (chat::State::Active, Some(racer.agent), Some(open.id)));
        }
        State::Expired => assert_eq!((open.state, owner, stored.chat), (chat::State::Ringing, None, None)),
        other => panic!("{other:?}"),
    }
    let messages = app.records.messages(open.id, 0).await.expect("read");
    let said: Vec<_> =
        messages.iter().filter(|message| message.text == racer.text).map(|message| message.seq).collect();
    assert_eq!(said, [answered.seq]);
    stored.state
}
