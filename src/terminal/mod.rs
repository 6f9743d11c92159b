//! `parlour agent`: an agent's chats in a terminal or a pipe, over the agent interface.

mod desk;
mod line;
mod obey;
mod parlour;

use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines, Stdin};
use url::Url;

use desk::Desk;
use line::Line;
use parlour::{Service, Socket};

pub use parlour::TerminalError;

/// After a lost connection it is tried again after so long at first, then twice as long each time, up to the other.
const AGAIN: (Duration, Duration) = (Duration::from_millis(250), Duration::from_secs(15));

/// One agent's terminal.
struct Terminal {
    service: Service,
    desk: Desk,
    /// Said, and not yet acknowledged: said again after a reconnect.
    unsaid: Vec<Value>,
}

/// What ended a connection.
enum End {
    Quit,
    Lost,
}

/// Runs until `/quit` or the end of the input. `base` is where the service is; `token` one of the agent's.
///
/// # Errors
/// The token is not accepted, or the service is not there at the start.
pub async fn run(base: Url, token: String) -> Result<(), TerminalError> {
    let mut terminal = Terminal { service: Service::new(base, token)?, desk: Desk::default(), unsaid: Vec::new() };
    let mut typed = BufReader::new(tokio::io::stdin()).lines();
    let mut socket = terminal.service.open().await?;
    loop {
        if matches!(terminal.attend(&mut socket, &mut typed).await?, End::Quit) {
            return Ok(());
        }
        print(&["The connection is lost; trying again.".to_owned()]).await;
        socket = terminal.reconnect().await?;
    }
}

impl Terminal {
    async fn attend(&mut self, socket: &mut Socket, typed: &mut Lines<BufReader<Stdin>>) -> Result<End, TerminalError> {
        loop {
            let told = tokio::select! {
                frame = socket.hear() => match frame {
                    Some(frame) => self.heard(socket, &frame).await?,
                    None => return Ok(End::Lost),
                },
                line = typed.next_line() => match line {
                    Ok(Some(line)) => match Line::read(&line) {
                        Line::Quit => return Ok(End::Quit),
                        line => self.obey(socket, line).await,
                    },
                    Ok(None) | Err(_) => return Ok(End::Quit),
                },
            };
            print(&told).await;
        }
    }

    async fn heard(&mut self, socket: &mut Socket, frame: &Value) -> Result<Vec<String>, TerminalError> {
        let mut told = self.desk.hear(frame);
        match frame["type"].as_str() {
            Some("hello") => told.extend(self.resync(socket).await?),
            Some("ack" | "refused") => self.unsaid.retain(|said| said["client_id"] != frame["client_id"]),
            Some("chat") => told.extend(self.catch_up().await?),
            _ => {}
        }
        Ok(told)
    }

    /// After every `hello`: what is open, what was said meanwhile, and what was not heard is said again.
    async fn resync(&mut self, socket: &mut Socket) -> Result<Vec<String>, TerminalError> {
        let mut told = Vec::new();
        let (chats, offers) = (self.service.get("chats").await?, self.service.get("offers").await?);
        let list = chats["chats"].as_array().map_or(&[][..], Vec::as_slice);
        let open: Vec<&Value> = list.iter().filter(|chat| chat["state"] != "ended").collect();
        let ids: Vec<&str> = open.iter().filter_map(|chat| chat["id"].as_str()).collect();
        told.extend(self.desk.keep_only(&ids));
        for frame in open.into_iter().chain(offers["offers"].as_array().into_iter().flatten()) {
            told.extend(self.desk.hear(frame));
        }
        told.extend(self.catch_up().await?);
        for said in &self.unsaid {
            socket.say(said).await;
        }
        Ok(told)
    }

    /// What was said in this agent's chats and is not on the screen yet.
    async fn catch_up(&mut self) -> Result<Vec<String>, TerminalError> {
        let mut told = Vec::new();
        for (chat, seen) in self.desk.mine() {
            let Ok(whole) = self.service.get(&format!("chats/{chat}?after={seen}")).await else { continue };
            for message in whole["messages"].as_array().into_iter().flatten() {
                told.extend(self.desk.hear(message));
            }
        }
        Ok(told)
    }

    async fn reconnect(&self) -> Result<Socket, TerminalError> {
        let (mut wait, longest) = AGAIN;
        loop {
            tokio::time::sleep(wait).await;
            match self.service.open().await {
                Err(TerminalError::Away(_)) => wait = longest.min(wait * 2),
                opened => return opened,
            }
        }
    }
}

async fn print(lines: &[String]) {
    let mut out = tokio::io::stdout();
    for line in lines {
        // Whoever read us has gone: the end of the input follows.
        let _ = out.write_all(format!("{line}\n").as_bytes()).await;
    }
    let _ = out.flush().await;
}
