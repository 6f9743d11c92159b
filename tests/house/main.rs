//! The service for the browser tests: a free port, a folder of its own, and a clock that can be moved. It obeys lines on standard
//! input and answers each with a line of JSON. What follows `--house` are settings, `KEY=VALUE`. As an ordinary test it does nothing.

use std::io::{BufRead, Write};
use std::path::PathBuf;

use parlour::actions::manage_sites::{SiteDraft, add_site};
use parlour::config::{Config, Sources};
use parlour::domain::agent::{Agent, Role};
use parlour::domain::ids::AgentId;
use parlour::domain::site::{ChatLinkKind, ChatLinkStyle, Side};
use parlour::engines::clock::Clock;
use parlour::engines::records::generate_password;
use parlour::start::{Running, Setting, start};
use serde_json::{Value, json};
use tokio::sync::mpsc;

fn main() {
    let mut arguments = std::env::args().skip_while(|argument| argument != "--house");
    if arguments.next().is_none() {
        return;
    }
    let settings =
        arguments.filter_map(|one| one.split_once('=').map(|(key, value)| (key.to_owned(), value.to_owned())));
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_max_level(tracing::Level::WARN).init();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(keep_house(settings.collect()));
}

async fn keep_house(settings: Vec<(String, String)>) {
    let folder = tempfile::tempdir().expect("a folder");
    let running = open(folder.path().to_owned(), settings).await;
    let mut lines = listen();
    while let Some(line) = lines.recv().await {
        if line == "quit" {
            break;
        }
        let answer = obey(&running, &line).await;
        say(&answer);
    }
    running.stop().await;
}

async fn open(data: PathBuf, asked: Vec<(String, String)>) -> Running {
    let usual = [
        ("PARLOUR_LISTEN", "127.0.0.1:0"),
        ("PARLOUR_TRUSTED_PROXIES", "127.0.0.1"),
        ("PARLOUR_ADMIN_EMAIL", "ada@parlour.example"),
        ("PARLOUR_DATA", data.to_str().expect("a path")),
    ];
    let usual = usual.map(|(key, value)| (key.to_owned(), value.to_owned()));
    let environment = usual.into_iter().chain(asked).collect();
    let config = Config::read(&Sources { environment, ..Sources::default() }).expect("sound settings");
    let program = Some(PathBuf::from(env!("CARGO_BIN_EXE_parlour")));
    let running = start(Setting { config, clock: Clock::shifted(), program }, None).await.expect("started");
    let seeded = running.seeded.as_ref().expect("the first start");
    say(&json!({
        "url": format!("http://{}", running.address),
        "admin": {"email": seeded.email, "password": seeded.password},
        "site": {"key": "demo"},
    }));
    running
}

/// Lines of standard input; the channel closes when the tests are gone.
fn listen() -> mpsc::Receiver<String> {
    let (sender, lines) = mpsc::channel(16);
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            if sender.blocking_send(line).is_err() {
                return;
            }
        }
    });
    lines
}

async fn obey(running: &Running, line: &str) -> Value {
    let words: Vec<&str> = line.splitn(3, ' ').collect();
    match words[..] {
        ["advance", ms] => {
            running.app.clock.advance(ms.parse().expect("milliseconds"));
            json!({"now": running.app.clock.now()})
        }
        ["site", origin] => {
            let origins = vec![origin.to_owned()];
            let draft = SiteDraft {
                name: "Harrow & Pine".into(),
                origins,
                time_zone: "Europe/London".into(),
                style: Some(a_button()),
                settings: None,
            };
            json!({"key": add_site(&running.app, None, draft).await.expect("a site").key})
        }
        ["agent", email, name] => add_agent(running, email, name).await,
        _ => json!({"error": format!("“{line}” is nothing this house does")}),
    }
}

/// A chat link in the words of the widget.
fn a_button() -> ChatLinkStyle {
    ChatLinkStyle {
        kind: ChatLinkKind::Button,
        color: "#2f4a3e".into(),
        position: Side::Right,
        greeting: String::new(),
        company: String::new(),
    }
}

async fn add_agent(running: &Running, email: &str, name: &str) -> Value {
    let password = generate_password();
    let id = AgentId(running.app.clock.id());
    let agent = Agent::new(id, email, name, Role::Normal);
    running.app.records.add_agent(&agent, &password, None).await.expect("an agent");
    json!({"email": email, "password": password})
}

fn say(answer: &Value) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{answer}").and_then(|()| out.flush()).expect("somebody listens");
}
