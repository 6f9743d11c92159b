//! What an agent types.

/// A typed line, understood. Numbers are those the client gave the chats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    Nothing,
    Say(String),
    Whisper(String),
    Link(String),
    Accept(Option<usize>),
    Drop(Option<usize>),
    Leave,
    Transfer(String),
    Choose(usize),
    Who,
    Chats,
    History,
    Online,
    Away,
    Help,
    Quit,
    /// Perhaps a canned response's short-cut.
    Other(String),
    /// A command without what it needs; how it is used.
    Incomplete(&'static str),
}

/// What `/help` prints.
pub(super) const HELP: &str = "\
/a [n]      take the offer, or the chat that rings (number n)
/x [n]      turn it down; finish a chat that is yours
/c n        go on in chat n
/l          leave the chat: it rings at the others
/t NAME     offer the chat to a colleague
/w TEXT     whisper: only agents see it
/link URL   send a link
/who        who is on the site
/chats      the chats here
/history    what was said in this chat
/online, /away, /help, /quit
/SHORT-CUT  send a canned response;  //text says /text";

impl Line {
    /// Reads a line. Two slashes at its beginning are words that begin with one.
    pub(super) fn read(text: &str) -> Self {
        let text = text.trim();
        if text.is_empty() {
            return Self::Nothing;
        }
        let Some(command) = text.strip_prefix('/') else { return Self::Say(text.to_owned()) };
        if command.starts_with('/') {
            return Self::Say(command.to_owned());
        }
        let (word, rest) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
        command_of(word, rest.trim())
    }
}

fn command_of(word: &str, rest: &str) -> Line {
    let some = |line: fn(String) -> Line, usage| {
        if rest.is_empty() { Line::Incomplete(usage) } else { line(rest.to_owned()) }
    };
    match word {
        "a" => numbered(rest, Line::Accept, "/a [number]"),
        "x" => numbered(rest, Line::Drop, "/x [number]"),
        "c" => rest.parse().map_or(Line::Incomplete("/c number"), Line::Choose),
        "t" => some(Line::Transfer, "/t name"),
        "w" => some(Line::Whisper, "/w text"),
        "link" => some(Line::Link, "/link address"),
        "l" => Line::Leave,
        "who" => Line::Who,
        "chats" => Line::Chats,
        "history" => Line::History,
        "online" => Line::Online,
        "away" => Line::Away,
        "help" => Line::Help,
        "quit" => Line::Quit,
        _ => Line::Other(format!("/{word}")),
    }
}

fn numbered(rest: &str, line: fn(Option<usize>) -> Line, usage: &'static str) -> Line {
    if rest.is_empty() {
        return line(None);
    }
    rest.parse().map_or(Line::Incomplete(usage), |number| line(Some(number)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command() {
        let say = |text: &str| Line::Say(text.to_owned());
        let table = [
            ("", Line::Nothing),
            ("   ", Line::Nothing),
            ("Good day", say("Good day")),
            ("//t is a command", say("/t is a command")),
            ("/a", Line::Accept(None)),
            ("/a 2", Line::Accept(Some(2))),
            ("/a two", Line::Incomplete("/a [number]")),
            ("/x", Line::Drop(None)),
            ("/x 3", Line::Drop(Some(3))),
            ("/c 1", Line::Choose(1)),
            ("/c", Line::Incomplete("/c number")),
            ("/l", Line::Leave),
            ("/t Ben Fox", Line::Transfer("Ben Fox".to_owned())),
            ("/t", Line::Incomplete("/t name")),
            ("/w  he is angry", Line::Whisper("he is angry".to_owned())),
            ("/w", Line::Incomplete("/w text")),
            ("/link order.html", Line::Link("order.html".to_owned())),
            ("/link", Line::Incomplete("/link address")),
            ("/who", Line::Who),
            ("/chats", Line::Chats),
            ("/history", Line::History),
            ("/online", Line::Online),
            ("/away", Line::Away),
            ("/help", Line::Help),
            ("/quit", Line::Quit),
            ("/hours", Line::Other("/hours".to_owned())),
        ];
        for (text, expected) in table {
            assert_eq!(Line::read(text), expected, "{text}");
        }
    }
}
