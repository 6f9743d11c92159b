//! A chat as it is kept on paper: for agents with everything that was said, for its visitor without what agents whispered and under the
//! names the visitor read.

use serde::Serialize;

use super::chat::{Chat, EndedAs};
use super::local_time::{date, day, hour, written};
use super::message::{Attached, From, Message};
use super::site::Site;

/// Who reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the two sides")]
pub enum Reader {
    Agent,
    Visitor,
}

/// A chat, ready to be written.
#[derive(Debug, Clone, Serialize)]
pub struct Transcript {
    site: String,
    visitor: String,
    /// Who spoke for the site, each once.
    agents: Vec<String>,
    began: String,
    ended: Option<String>,
    ended_as: Option<&'static str>,
    lines: Vec<Line>,
    /// For the name of a file.
    #[serde(skip)]
    pub date: String,
}

#[derive(Debug, Clone, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "the document asks for each of them")]
struct Line {
    /// When it is another day than the line's before.
    day: Option<String>,
    at: String,
    who: String,
    from: From,
    /// Who came and went: nobody says it.
    notice: bool,
    whisper: bool,
    text: String,
    /// The words with every line after the first set in, so that none of them can pass for a line of its own.
    set_in: String,
    link: Option<String>,
    file: Option<String>,
    edited: bool,
    deleted: bool,
}

/// The transcript of `chat` for `reader`, in the site's time.
pub fn transcript(site: &Site, chat: &Chat, messages: &[Message], reader: Reader) -> Transcript {
    let zone = site.time_zone.as_str();
    let seen: Vec<&Message> = messages.iter().filter(|message| reader == Reader::Agent || !message.whisper).collect();
    let days = seen.iter().map(|message| day(message.at, zone));
    let mut before = String::new();
    let lines = seen.iter().zip(days).map(|(message, day)| {
        let changed = day != std::mem::replace(&mut before, day.clone());
        line(message, changed.then_some(day), zone, reader)
    });
    Transcript {
        lines: lines.collect(),
        site: site.style().company,
        visitor: chat.visitor_name.clone(),
        agents: agents(&seen, reader),
        began: written(chat.started, zone),
        ended: chat.ended.map(|at| written(at, zone)),
        ended_as: chat.ended_as.map(ending),
        date: date(chat.started, zone),
    }
}

fn line(message: &Message, day: Option<String>, zone: &str, reader: Reader) -> Line {
    let (link, file) = match &message.attached {
        Some(Attached::Link(link)) => (Some(link.url.clone()), None),
        Some(Attached::File(file)) => (None, Some(format!("{} ({})", file.name, size(file.size)))),
        None => (None, None),
    };
    Line {
        day,
        at: hour(message.at, zone),
        who: name(message, reader).to_owned(),
        from: message.from,
        notice: message.from == From::Notice,
        whisper: message.whisper,
        text: message.text.clone(),
        set_in: message.text.split('\n').collect::<Vec<_>>().join("\n        "),
        link,
        file,
        edited: message.edited.is_some(),
        deleted: message.deleted.is_some(),
    }
}

fn name(message: &Message, reader: Reader) -> &str {
    match reader {
        Reader::Agent => &message.name,
        Reader::Visitor => message.shown_name(),
    }
}

fn agents(seen: &[&Message], reader: Reader) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for message in seen.iter().filter(|message| message.from == From::Agent) {
        let name = name(message, reader);
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

const fn ending(how: EndedAs) -> &'static str {
    match how {
        EndedAs::ByVisitor => "the visitor ended it",
        EndedAs::ByAgent => "the agent ended it",
        EndedAs::Abandoned => "the visitor left before it was answered",
        EndedAs::Missed => "nobody could take it",
        EndedAs::Blocked => "the visitor was blocked",
    }
}

/// Bytes as people read them.
fn size(bytes: i64) -> String {
    match bytes {
        ..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_short() {
        for (bytes, words) in [(999, "999 bytes"), (20_480, "20 kB"), (1_250_000, "1.2 MB"), (10_000_000, "10.0 MB")] {
            assert_eq!(size(bytes), words);
        }
    }
}
