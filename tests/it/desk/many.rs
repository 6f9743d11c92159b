//! Eight agents reach for each chat at the same instant: one owner each, and the others are told whose it is.

use std::collections::BTreeMap;

use futures_util::future::join_all;
use parlour::actions::tend_chat::accept_chat;
use parlour::app::App;
use parlour::domain::agent::Agent;
use parlour::domain::chat::Chat;
use parlour::domain::ids::{AgentId, ChatId, VisitorId, VisitorKey};
use tokio::time::Instant;

use crate::support::House;

/// Chats reached for, unless `PARLOUR_TEST_CHATS` says another number.
const CHATS: u32 = 200;

/// Who has it, as this agent is told.
async fn reach(app: App, agent: Agent, chat: ChatId) -> (bool, String) {
    match accept_chat(&app, &agent, chat).await {
        Ok(chat) => (true, chat.agent.expect("whose").1),
        Err(problem) => {
            let said = problem.to_string();
            (false, said.strip_suffix(" has this chat").unwrap_or_else(|| panic!("{said}")).to_owned())
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn each_chat_has_one_owner_and_everybody_knows_who() {
    let house = House::open().await;
    let app = &house.running.app;
    let mut agents = Vec::new();
    for name in ["Ada", "Ben", "Cara", "Dora", "Emil", "Fay", "Gus", "Hal"] {
        let agent = house.agent(name).await;
        let id: AgentId = super::id(&agent);
        agents.push(app.records.agent(id).await.expect("asked").expect("there"));
    }
    let chats = std::env::var("PARLOUR_TEST_CHATS").ok().and_then(|n| n.parse().ok()).unwrap_or(CHATS);
    let mut ids = Vec::new();
    for n in 0..chats {
        let mut bits = [0; 16];
        bits[..4].copy_from_slice(&n.to_be_bytes());
        let visitor = VisitorKey::of(&house.site, VisitorId::from_bits(bits));
        let id = ChatId(house.clock.id());
        let chat = Chat::ringing(id, house.site.clone(), visitor, format!("Linnet {n}"), house.clock.now());
        app.records.add_chat(&chat, &[]).await.expect("added");
        ids.push(id);
    }
    let began = Instant::now();
    let mut owners: BTreeMap<String, u32> = BTreeMap::new();
    for chat in ids {
        let all = agents.iter().map(|agent| tokio::spawn(reach(app.clone(), agent.clone(), chat)));
        let told: Vec<_> = join_all(all).await.into_iter().map(|task| task.expect("no panic")).collect();
        let won: Vec<_> = told.iter().filter(|(won, _)| *won).collect();
        assert_eq!(won.len(), 1, "{told:?}");
        assert!(told.iter().all(|(_, owner)| *owner == won[0].1), "{told:?}");
        *owners.entry(won[0].1.clone()).or_default() += 1;
    }
    println!("{chats} chats, 8 agents each: {:?}, taken {owners:?}", began.elapsed());
    assert_eq!(owners.values().sum::<u32>(), chats);
    house.close().await;
}
