//! What outsiders send, made harmless to keep: cut to length, without control and direction-changing characters.

/// `text` without control characters (but with line breaks when `lines`), without characters that change the direction of
/// what follows, cut to `most` characters, and trimmed.
pub fn clean(text: &str, most: usize, lines: bool) -> String {
    let kept = text.chars().filter(|c| (lines && *c == '\n') || !is_hidden(*c)).take(most);
    kept.collect::<String>().trim().to_owned()
}

/// [`clean`] for a single line.
pub fn line(text: &str, most: usize) -> String {
    clean(text, most, false)
}

fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_goes_and_the_rest_stays() {
        assert_eq!(line(" a\u{0}b\u{202e}c\n ", 10), "abc");
        assert_eq!(clean("a\nb", 10, true), "a\nb");
        assert_eq!(line("Zoë <b>", 4), "Zoë");
    }
}
