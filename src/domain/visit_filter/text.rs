//! Values in one text: a bar between them; a bar or a backslash within one has a backslash before it.

use std::fmt;

/// The values in `text`; always one at least, which may be empty.
///
/// # Errors
/// A sentence: the text ends in the middle of something.
pub(super) fn values(text: &str) -> Result<Vec<String>, String> {
    let (mut values, mut value) = (Vec::new(), String::new());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '|' => values.push(std::mem::take(&mut value)),
            '\\' => value.push(rest.next().ok_or("A filter must not end with a single backslash.")?),
            _ => value.push(c),
        }
    }
    values.push(value);
    Ok(values)
}

/// The text that these values are.
pub(super) fn joined(values: impl IntoIterator<Item = impl fmt::Display>) -> String {
    let escaped = |value: String| value.replace('\\', "\\\\").replace('|', "\\|");
    values.into_iter().map(|value| escaped(value.to_string())).collect::<Vec<_>>().join("|")
}
