//! An e-mail in the outbox.

use url::Host;
use uuid::Uuid;

use super::dispatch::Dispatch;
use super::ids::{AgentId, MailId};
use super::moment::Moment;

/// An e-mail: what it says, and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of DESK")]
pub struct Mail {
    pub id: MailId,
    pub about: About,
    /// The offline message, the chat or the scheduled report it is about.
    pub subject_id: Option<Uuid>,
    /// The agent who asked for it; `None`: the visitor, or nobody.
    pub by: Option<AgentId>,
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: Option<String>,
    pub reply_to: Option<String>,
    pub made: Moment,
    pub dispatch: Dispatch,
    pub sent: Option<Moment>,
}

/// What an e-mail is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "DESK names them")]
pub enum About {
    OfflineMessage,
    Transcript,
    Report,
    Test,
}

impl About {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::OfflineMessage, Self::Transcript, Self::Report, Self::Test];

    /// The word for it, the same in SQL and on the wire.
    pub const fn word(self) -> &'static str {
        match self {
            Self::OfflineMessage => "offline_message",
            Self::Transcript => "transcript",
            Self::Report => "report",
            Self::Test => "test",
        }
    }

    /// What this word stands for.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|about| about.word() == word)
    }
}

/// `text` as an e-mail address one can write to, its host in ASCII; `None` when it is none. Quoted names and hosts that are numbers
/// are refused: people do not have them, and mischief does.
pub fn sound_address(text: &str) -> Option<String> {
    let (name, host) = text.trim().rsplit_once('@')?;
    let Ok(Host::Domain(host)) = Host::parse(host) else { return None };
    let host = host.to_ascii_lowercase();
    let fits = name.len() <= 64 && name.len() + host.len() < 254;
    (fits && is_sound_name(name) && is_sound_host(&host)).then(|| format!("{name}@{host}"))
}

fn is_sound_name(name: &str) -> bool {
    let of_atom = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b);
    name.split('.').all(|atom| !atom.is_empty() && atom.bytes().all(of_atom))
}

fn is_sound_host(host: &str) -> bool {
    let of_label = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && label.bytes().all(of_label)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    host.contains('.') && host.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_written_to_is_an_address() {
        for (text, sound) in [
            (" Marta.K+shop@Studio.example ", "Marta.K+shop@studio.example"),
            ("o'neill@shop.example", "o'neill@shop.example"),
            ("info@bücher.example", "info@xn--bcher-kva.example"),
        ] {
            assert_eq!(sound_address(text).as_deref(), Some(sound));
        }
        for text in [
            "",
            "marta",
            "@shop.example",
            "marta@",
            "marta@shop",
            "marta@[127.0.0.1]",
            "marta@127.0.0.1",
            "a b@shop.example",
            "a..b@shop.example",
            ".a@shop.example",
            "\"a b\"@shop.example",
            "a@shop.example, b@shop.example",
            "a@shop.example\r\nBcc: b@shop.example",
            "a\r\nBcc: b@shop.example",
            "<a@shop.example>",
            "a@-shop.example",
            "a@shop..example",
            "a@b@shop.example",
        ] {
            assert_eq!(sound_address(text), None, "{text:?}");
        }
        assert_eq!(sound_address(&format!("{}@shop.example", "a".repeat(65))), None);
        assert_eq!(sound_address(&format!("a@{}.example", "a.".repeat(130))), None);
    }

    proptest::proptest! {
        #[test]
        fn an_address_is_one_line_and_stays_what_it_is(text in "\\PC{0,20}[@\r\n <>\"]{0,3}\\PC{0,20}@?[a-z.-]{0,12}") {
            if let Some(sound) = sound_address(&text) {
                proptest::prop_assert!(sound.is_ascii() && !sound.contains(|c: char| c.is_whitespace() || c.is_control()));
                proptest::prop_assert_eq!(sound_address(&sound), Some(sound));
            }
        }
    }
}
