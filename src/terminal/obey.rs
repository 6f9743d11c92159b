//! What a typed line does: a call or a frame, and what to print.

use serde_json::{Value, json};

use super::Terminal;
use super::desk::shown;
use super::line::{HELP, Line};
use super::parlour::{Socket, TerminalError};

type Told = Result<Vec<String>, TerminalError>;

#[expect(clippy::unnecessary_wraps, reason = "it is the other end of calls that may fail")]
fn told(line: &str) -> Told {
    Ok(vec![line.to_owned()])
}

impl Terminal {
    /// Does what `line` says. What goes wrong is printed, and the terminal goes on.
    pub(super) async fn obey(&mut self, socket: &mut Socket, line: Line) -> Vec<String> {
        let done = match line {
            Line::Nothing | Line::Quit => Ok(Vec::new()),
            Line::Say(text) => self.say(socket, "say", json!({"text": text})).await,
            Line::Whisper(text) => self.say(socket, "say", json!({"text": text, "whisper": true})).await,
            Line::Link(url) => self.say(socket, "link", json!({"url": url})).await,
            Line::Accept(number) => self.accept(number).await,
            Line::Drop(number) => self.turn_down(number).await,
            Line::Leave => self.tend("leave").await,
            Line::Transfer(name) => self.transfer(&name).await,
            Line::Choose(number) => Ok(self.choose(number)),
            Line::Who => self.who().await,
            Line::Chats => Ok(self.desk.list()),
            Line::History => self.history().await,
            Line::Online => self.status(socket, "online").await,
            Line::Away => self.status(socket, "away").await,
            Line::Help => told(HELP),
            Line::Other(word) => self.canned(socket, &word).await,
            Line::Incomplete(usage) => told(&format!("! {usage}")),
        };
        done.unwrap_or_else(|error| vec![format!("! {error}")])
    }

    async fn say(&mut self, socket: &mut Socket, kind: &str, mut frame: Value) -> Told {
        let Some(chat) = self.desk.chosen(None).filter(|chat| chat.mine) else {
            return told("! No chat is open. /a takes one that rings, /c n chooses one.");
        };
        frame["type"] = json!(kind);
        frame["chat"] = json!(chat.id);
        frame["client_id"] = json!(format!("t-{}", uuid::Uuid::new_v4()));
        socket.say(&frame).await;
        self.unsaid.push(frame);
        Ok(Vec::new())
    }

    async fn accept(&mut self, number: Option<usize>) -> Told {
        if number.is_none()
            && let Some(offer) = self.desk.offers.first().cloned()
        {
            self.service.post(&format!("offers/{}/accept", offer.id), None).await?;
            self.desk.expect(&offer);
            return Ok(Vec::new());
        }
        let ringing = number.map_or_else(|| self.desk.ringing(), |number| self.desk.chosen(Some(number)));
        let Some(chat) = ringing else { return told("! Nothing rings.") };
        self.service.post(&format!("chats/{}/accept", chat.id), None).await?;
        Ok(Vec::new())
    }

    async fn turn_down(&self, number: Option<usize>) -> Told {
        if number.is_none()
            && let Some(offer) = self.desk.offers.first()
        {
            self.service.post(&format!("offers/{}/decline", offer.id), None).await?;
            return Ok(Vec::new());
        }
        let current = self.desk.chosen(number).or_else(|| self.desk.ringing().filter(|_| number.is_none()));
        let Some(chat) = current else { return told("! There is no such chat.") };
        let what = if chat.mine { "end" } else { "decline" };
        self.service.post(&format!("chats/{}/{what}", chat.id), None).await?;
        Ok(Vec::new())
    }

    async fn tend(&self, what: &str) -> Told {
        let Some(chat) = self.desk.chosen(None) else { return told("! No chat is open.") };
        self.service.post(&format!("chats/{}/{what}", chat.id), None).await?;
        Ok(Vec::new())
    }

    async fn transfer(&self, name: &str) -> Told {
        let Some(chat) = self.desk.chosen(None) else { return told("! No chat is open.") };
        let present = self.service.get("agents/present").await?;
        let agents = present["agents"].as_array().map_or(&[][..], Vec::as_slice);
        let named = |agent: &&Value| {
            agent["name"].as_str().is_some_and(|one| one.to_lowercase().starts_with(&name.to_lowercase()))
        };
        let found: Vec<&Value> = agents.iter().filter(named).collect();
        match found[..] {
            [] => told(&format!("! Nobody is called {name}.")),
            [agent] => {
                let body = json!({"kind": "transfer", "agent": agent["id"], "note": ""});
                self.service.post(&format!("chats/{}/offers", chat.id), Some(&body)).await?;
                Ok(Vec::new())
            }
            _ => {
                let which: Vec<String> = found.iter().filter_map(|one| one["name"].as_str()).map(shown).collect();
                told(&format!("! Which one? {}", which.join(", ")))
            }
        }
    }

    fn choose(&mut self, number: usize) -> Vec<String> {
        let Some(chat) = self.desk.chosen(Some(number)).filter(|chat| chat.mine) else {
            return vec!["! There is no such chat of yours.".to_owned()];
        };
        self.desk.current = Some(chat.id.clone());
        self.desk.list()
    }

    async fn who(&self) -> Told {
        let table = self.service.get("whos-on?size=50").await?;
        let row = |row: &Value| {
            let text = |field: &str| shown(row[field].as_str().unwrap_or("–"));
            let page = shown(row["page"]["path"].as_str().unwrap_or_default());
            format!("{:<20} {:<9} {:<20} {:>3} pages  {page}", text("name"), text("status"), text("city"), row["pages"])
        };
        let mut lines: Vec<String> = table["rows"].as_array().into_iter().flatten().map(row).collect();
        lines.push(format!("{} here", table["totals"]["here"]));
        Ok(lines)
    }

    async fn history(&mut self) -> Told {
        let Some(chat) = self.desk.chosen(None) else { return told("! No chat is open.") };
        let whole = self.service.get(&format!("chats/{}", chat.id)).await?;
        let line = |message: &Value| {
            let text = |field: &str| shown(message[field].as_str().unwrap_or_default());
            format!("    {}: {}", text("name"), text("text"))
        };
        Ok(whole["messages"].as_array().into_iter().flatten().map(line).collect())
    }

    async fn status(&self, socket: &mut Socket, status: &str) -> Told {
        socket.say(&json!({"type": "status", "status": status})).await;
        told(&format!("You are {status}."))
    }

    async fn canned(&mut self, socket: &mut Socket, shortcut: &str) -> Told {
        let all = self.service.get("canned").await?;
        let found = all["canned"].as_array().into_iter().flatten().find(|one| one["shortcut"] == shortcut).cloned();
        match found {
            Some(one) => self.say(socket, "say_canned", json!({"canned": one["id"]})).await,
            None => told(&format!("! {shortcut} is no command and no short-cut. /help lists the commands.")),
        }
    }
}
