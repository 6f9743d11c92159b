//! Notes and tags that agents write of a visitor or a chat.

use super::text::{clean, line};

/// Tags of one thing.
const MOST_TAGS: usize = 20;
/// Characters of one tag.
const LONGEST_TAG: usize = 40;
/// Characters of a note.
const LONGEST_NOTE: usize = 4_000;

/// Tags in their order, each once.
///
/// # Errors
/// A sentence for the screen.
pub fn sound_tags(tags: &[String]) -> Result<Vec<String>, String> {
    let mut kept: Vec<String> = Vec::new();
    for tag in tags.iter().map(|tag| line(tag, usize::MAX)).filter(|tag| !tag.is_empty()) {
        if tag.chars().count() > LONGEST_TAG {
            return Err(format!("A tag has at most {LONGEST_TAG} characters."));
        }
        if !kept.contains(&tag) {
            kept.push(tag);
        }
    }
    if kept.len() > MOST_TAGS { Err(format!("There are at most {MOST_TAGS} tags.")) } else { Ok(kept) }
}

/// A note without what is hidden in it.
///
/// # Errors
/// A sentence for the screen.
pub fn sound_note(note: &str) -> Result<String, String> {
    let note = clean(note, usize::MAX, true);
    let fits = note.chars().count() <= LONGEST_NOTE;
    if fits { Ok(note) } else { Err(format!("A note has at most {LONGEST_NOTE} characters.")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_kept_once_and_notes_with_their_lines() {
        let tags = |tags: &[&str]| sound_tags(&tags.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(tags(&[" trade\n", "", "vip", "trade"]), Ok(vec!["trade".to_owned(), "vip".to_owned()]));
        assert!(tags(&[&"x".repeat(41)]).is_err());
        let many: Vec<_> = (0..21).map(|n| n.to_string()).collect();
        assert!(sound_tags(&many).is_err() && sound_tags(&many[..20]).is_ok());
        assert_eq!(sound_note(" a\nb\u{202e} "), Ok("a\nb".to_owned()));
        assert!(sound_note(&"x".repeat(4_001)).is_err());
    }
}
