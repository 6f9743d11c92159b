//! A response that is ready: its short-cut typed and Enter pressed sends it.

use super::ids::{AgentId, CannedId};
use super::message::LONGEST;
use super::template::unknown_in;
use super::text::{clean, line};

/// A canned response.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of PROTOCOL")]
pub struct CannedResponse {
    pub id: CannedId,
    /// Whose it is; `None`: everybody's.
    pub owner: Option<AgentId>,
    /// `/hello`.
    pub shortcut: String,
    pub title: String,
    pub text: String,
}

/// What the console's own commands are called.
const COMMANDS: [&str; 2] = ["/t", "/a"];
/// Characters of a short-cut, with its `/`.
const LONGEST_SHORTCUT: usize = 32;
/// Characters of a title.
const LONGEST_TITLE: usize = 80;

impl CannedResponse {
    /// A response as somebody typed it, made sound. Short-cuts are kept in small letters.
    ///
    /// # Errors
    /// The field that is wrong, and a sentence about it.
    pub fn sound(self) -> Result<Self, (&'static str, String)> {
        let (shortcut, text) = (shortcut(&self.shortcut)?, clean(&self.text, usize::MAX, true));
        if text.is_empty() || text.chars().count() > LONGEST {
            return Err(("text", format!("A canned response has 1 to {LONGEST} characters.")));
        }
        if let Some((unknown, meant)) = unknown_in(&text).first() {
            let hint = meant.map(|meant| format!(" Did you mean #{meant}#?")).unwrap_or_default();
            return Err(("text", format!("#{unknown}# is not a variable.{hint}")));
        }
        let title = Some(line(&self.title, LONGEST_TITLE)).filter(|title| !title.is_empty());
        Ok(Self { title: title.unwrap_or_else(|| shortcut.clone()), shortcut, text, ..self })
    }
}

fn shortcut(typed: &str) -> Result<String, (&'static str, String)> {
    let shortcut = typed.trim().to_lowercase();
    let name = shortcut.strip_prefix('/').unwrap_or_default();
    if name.is_empty() || !name.chars().all(|c| c.is_alphanumeric() || c == '-') {
        return Err(("shortcut", "A short-cut is / and then letters, digits or -.".to_owned()));
    }
    if shortcut.chars().count() > LONGEST_SHORTCUT {
        return Err(("shortcut", format!("A short-cut has at most {LONGEST_SHORTCUT} characters.")));
    }
    if COMMANDS.contains(&shortcut.as_str()) {
        return Err(("shortcut", format!("{shortcut} is a command of the console.")));
    }
    Ok(shortcut)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(shortcut: &str, title: &str, text: &str) -> Result<CannedResponse, (&'static str, String)> {
        let id = CannedId(uuid::Uuid::nil());
        CannedResponse { id, owner: None, shortcut: shortcut.into(), title: title.into(), text: text.into() }.sound()
    }

    #[test]
    fn a_shortcut_is_a_slash_and_a_word() {
        for (shortcut, kept) in [("/Hello-2", "/hello-2"), (" /größe ", "/größe"), ("/ta", "/ta")] {
            assert_eq!(typed(shortcut, "Hi", "Hi").expect("sound").shortcut, kept);
        }
        for wrong in ["hello", "/", "", "/a b", "/t", "/A", "//", "/a/b", &format!("/{}", "x".repeat(32))] {
            assert_eq!(typed(wrong, "Hi", "Hi").expect_err(wrong).0, "shortcut");
        }
    }

    #[test]
    fn its_text_can_be_said() {
        assert_eq!(typed("/hi", " ", "Hello %VISITOR%, #operator#").expect("sound").title, "/hi");
        for wrong in ["", " ", "Hello #first_nam#", &"x".repeat(LONGEST + 1)] {
            assert_eq!(typed("/hi", "Hi", wrong).expect_err(wrong).0, "text");
        }
    }
}
