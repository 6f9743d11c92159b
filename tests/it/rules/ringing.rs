//! A call rings at exactly those whom a rule or a department names.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Agent, House, Socket, Visitor};

/// The administrator, Ben and Cleo, each at a console.
struct Desk {
    agents: [Agent; 3],
    consoles: [Socket; 3],
}

impl Desk {
    async fn open(house: &House) -> Self {
        let agents = [house.admin().await, house.agent("Ben").await, house.agent("Cleo").await];
        let consoles = [agents[0].console().await, agents[1].console().await, agents[2].console().await];
        Self { agents, consoles }
    }

    /// Routes by URL with these rules.
    async fn route(&self, rules: Value) {
        let routing = json!({"departments": false, "urls": true, "rules": rules});
        assert_eq!(self.agents[0].put("/routing", &routing).await.0, StatusCode::OK);
    }

    /// A department with one group; both ids.
    async fn department(&self, name: &str, of: &Agent) -> (Value, Value) {
        let groups = json!([{"name": "Days", "agents": [of.id()]}]);
        let body = json!({"name": name, "live_chat": true, "sites": [], "hours": null, "groups": groups});
        let (status, made) = self.agents[0].post("/departments", &body).await;
        assert_eq!(status, StatusCode::CREATED, "{made}");
        (made["id"].clone(), made["groups"][0]["id"].clone())
    }

    /// At whom this chat rings. An administrator is told of every chat, and then of the words in it: by then all have been told.
    async fn rung(&mut self, chat: &Value) -> Vec<String> {
        let [admins, others @ ..] = &mut self.consoles;
        let told = admins.hear_where("chat", |frame| frame["id"] == *chat).await;
        admins.hear_where("message", |frame| frame["chat"] == *chat).await;
        let mut rings = vec![told["rings"] == true];
        for console in others {
            console.say(json!({"type": "nonsense"})).await;
            let heard = console.hear_all_until("refused").await;
            rings.push(heard.iter().any(|frame| frame["id"] == *chat && frame["rings"] == true));
        }
        let mut rung = Vec::new();
        for (agent, rings) in self.agents.iter().zip(rings) {
            let shown = agent.get("/chats").await["chats"].as_array().expect("chats").clone();
            assert_eq!(shown.iter().any(|one| one["id"] == *chat && one["rings"] == true), rings, "as the list says");
            rung.extend(rings.then(|| agent.me["name"].as_str().expect("a name").to_owned()));
        }
        rung
    }
}

fn call(department: &Value) -> Value {
    json!({"type": "call", "name": "Marta", "text": "Is it in stock?", "department": department, "client_id": "c-1"})
}

async fn on(visitor: &Visitor, path: &str) -> Socket {
    let page = visitor.visit(path).await;
    visitor.doorway(page).await.0
}

/// Calls from the page at `path`, once it rings; the chat.
async fn calls(house: &House, path: &str, department: &Value) -> Value {
    let mut page = on(&house.visitor(), path).await;
    page.say(call(department)).await;
    let chat = page.hear("ack").await["chat"].clone();
    page.hear("chat").await;
    chat
}

/// Whether a visitor at `path` is told that the desk is open, and offered anybody.
async fn is_open(house: &House, path: &str, department: &Value) -> bool {
    let mut page = on(&house.visitor(), path).await;
    page.say(json!({"type": "desk"})).await;
    let desk = page.hear("desk").await;
    if department.is_null() {
        return desk["open"] == true;
    }
    let departments = desk["departments"].as_array().expect("departments");
    departments.iter().find(|one| one["id"] == *department).expect("offered")["open"] == true
}

async fn goes_away(agent: &Agent) {
    assert_eq!(agent.put("/agents/me", &json!({"status": "away"})).await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_rule_rings_at_whom_it_names_and_elsewhere_it_rings_at_all() {
    let house = House::open().await;
    let mut desk = Desk::open(&house).await;
    let (_, group) = desk.department("Chairs", &desk.agents[2]).await;
    let rules = json!([
        {"pattern": "shop.example/lamps", "agents": [desk.agents[1].id()], "groups": []},
        {"pattern": "shop.example/chairs", "agents": [], "groups": [group]},
        {"pattern": "shop.example/beds", "agents": [desk.agents[0].id()], "groups": []},
    ]);
    desk.route(rules).await;
    for (path, expected) in [
        ("/lamps/floor", &["Ben"][..]),
        ("/chairs", &["Cleo"]),
        ("/beds", &["Admin"]),
        ("/about", &["Admin", "Ben", "Cleo"]),
    ] {
        let chat = calls(&house, path, &Value::Null).await;
        assert_eq!(desk.rung(&chat).await, expected, "{path}");
    }
    house.close().await;
}

#[tokio::test]
async fn an_administrator_takes_what_does_not_ring_there_and_others_may_not() {
    let house = House::open().await;
    let mut desk = Desk::open(&house).await;
    desk.route(json!([{"pattern": "shop.example/lamps", "agents": [desk.agents[1].id()], "groups": []}])).await;
    let chat = calls(&house, "/lamps", &Value::Null).await;
    assert_eq!(desk.rung(&chat).await, ["Ben"]);
    let path = format!("/chats/{}/accept", chat.as_str().expect("an id"));
    let (status, refused) = desk.agents[2].post(&path, &json!({})).await;
    assert_eq!(
        (status, &refused["error"]),
        (StatusCode::FORBIDDEN, &json!("chats from shop.example/lamps are for others"))
    );
    assert_eq!(desk.agents[0].get("/chats").await["chats"][0]["id"], chat, "the administrator sees it");
    assert_eq!(desk.agents[0].post(&path, &json!({})).await.0, StatusCode::OK);
    house.close().await;
}

#[tokio::test]
async fn when_nobody_whom_the_rule_names_is_there_nobody_is() {
    let house = House::open().await;
    let desk = Desk::open(&house).await;
    let ben = &desk.agents[1];
    desk.route(json!([{"pattern": "shop.example/lamps", "agents": [ben.id()], "groups": []}])).await;
    assert!(is_open(&house, "/lamps", &Value::Null).await);
    goes_away(ben).await;
    assert!(!is_open(&house, "/lamps", &Value::Null).await, "the others are not asked");
    assert!(is_open(&house, "/chairs", &Value::Null).await);
    let mut page = on(&house.visitor(), "/lamps").await;
    page.say(call(&Value::Null)).await;
    assert_eq!(page.hear("refused").await["why"], "Nobody is there just now. Leave a message, please.");
    assert_eq!(page.hear("desk").await["open"], false);
    // A rule of whose operators nobody is left is passed over.
    let gone = desk.agents[0].delete(&format!("/agents/{}", ben.id())).await;
    assert_eq!(gone.0, StatusCode::NO_CONTENT, "{}", gone.1);
    assert!(is_open(&house, "/lamps", &Value::Null).await);
    house.close().await;
}

#[tokio::test]
async fn a_department_rings_at_its_own_and_is_closed_without_them() {
    let house = House::open().await;
    let mut desk = Desk::open(&house).await;
    let (service, _) = desk.department("Service", &desk.agents[2]).await;
    let routing = json!({"departments": true, "urls": false, "rules": []});
    assert_eq!(desk.agents[0].put("/routing", &routing).await.0, StatusCode::OK);
    let chosen = calls(&house, "/lamps", &service).await;
    assert_eq!(desk.rung(&chosen).await, ["Cleo"]);
    let any = calls(&house, "/lamps", &Value::Null).await;
    assert_eq!(desk.rung(&any).await, ["Admin", "Ben", "Cleo"]);
    assert!(is_open(&house, "/lamps", &service).await);
    goes_away(&desk.agents[2]).await;
    assert!(!is_open(&house, "/lamps", &service).await, "an administrator does not keep it open");
    house.close().await;
}
