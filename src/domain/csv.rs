//! Comma-separated values that a spreadsheet takes for text.

/// A cell of text. One that a spreadsheet would take for a formula gets a `'` in front.
pub fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let safe = if formula { format!("'{text}") } else { text.to_owned() };
    format!("\"{}\"", safe.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheet_reads_text_and_no_formula() {
        for (text, kept) in [
            ("", "\"\""),
            ("Zoë, \"Z\"", "\"Zoë, \"\"Z\"\"\""),
            ("=1+1", "\"'=1+1\""),
            ("+49 30", "\"'+49 30\""),
            ("-2", "\"'-2\""),
            ("@a", "\"'@a\""),
            ("\t=1", "\"'\t=1\""),
            ("a=b", "\"a=b\""),
        ] {
            assert_eq!(cell(text), kept, "{text}");
        }
    }
}
