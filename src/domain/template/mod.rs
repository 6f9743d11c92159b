//! A message with `#variable#`s. One pass, text in, text out: what a value contains is never read again, so `{{`, `#` and `<` in
//! it are only text.

mod countries;
mod values;

pub use values::{Facts, Variable, value_of, variables};

use super::text::{clean, line};

/// Characters of one value.
const LONGEST_VALUE: usize = 256;

/// A message as the visitor will read it, and what there is to say about it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rendered {
    /// What the visitor reads.
    pub text: String,
    /// Variables nobody knows, with the one that was perhaps meant.
    pub unknown: Vec<(String, Option<&'static str>)>,
    /// Variables without a value for this visitor and without a fallback: left out.
    pub empty: Vec<String>,
}

/// Variables of `template` that nobody knows, with the one that was perhaps meant.
pub fn unknown_in(template: &str) -> Vec<(String, Option<&'static str>)> {
    let names = pieces(template).into_iter().filter_map(|piece| match piece {
        Piece::Text(_) => None,
        Piece::Variable { name, .. } => Some(name),
    });
    names.filter(|name| !values::is_known(name)).map(|name| (name.to_owned(), values::nearest(name))).collect()
}

/// One piece of a template.
#[derive(Debug, PartialEq, Eq)]
enum Piece<'a> {
    Text(&'a str),
    Variable { name: &'a str, fallback: Option<&'a str> },
}

/// Replaces the variables of `template` by what `facts` say. Preview and message come from here.
pub fn render(template: &str, facts: &Facts<'_>) -> Rendered {
    let mut rendered = Rendered::default();
    for piece in pieces(&clean(template, usize::MAX, true)) {
        match piece {
            Piece::Text(text) => push_text(&mut rendered.text, text),
            Piece::Variable { name, fallback } => put_variable(&mut rendered, name, fallback, facts),
        }
    }
    if rendered.text.ends_with(GAP) {
        drop_comma(&mut rendered.text);
    }
    Rendered { text: rendered.text.replace(GAP, "").trim().to_owned(), ..rendered }
}

/// Stands where a value is missing, until its neighbourhood has been tidied. A private character that `line` and the templates'
/// own cleaning never let through.
const GAP: char = '\u{1}';

fn put_variable(rendered: &mut Rendered, name: &str, fallback: Option<&str>, facts: &Facts<'_>) {
    let Some(value) = value_of(name, facts) else {
        rendered.unknown.push((name.to_owned(), values::nearest(name)));
        rendered.text.extend(["#", name, "#"]);
        return;
    };
    let value = value.map(|value| line(&value, LONGEST_VALUE)).filter(|value| !value.is_empty());
    if let Some(value) = value.as_deref().or(fallback.filter(|fallback| !fallback.is_empty())) {
        rendered.text.push_str(value);
    } else {
        rendered.empty.push(name.to_owned());
        leave_out(&mut rendered.text);
    }
}

/// Where a value is missing, the space before it goes, too; at the beginning of a line, the space or comma after it.
fn leave_out(text: &mut String) {
    while text.ends_with(' ') {
        text.pop();
    }
    text.push(GAP);
}

/// Adds the template's own text; right after a gap, without the space and the comma that belonged to the gap.
fn push_text(text: &mut String, more: &str) {
    if !text.ends_with(GAP) {
        text.push_str(more);
        return;
    }
    let before = text.trim_end_matches(GAP).chars().next_back();
    let more = match before {
        None | Some('\n') => more.trim_start_matches([',', ';', ':', ' ']),
        Some(',' | ';' | ':') => after_comma(text, more.trim_start_matches([',', ';', ':', ' '])),
        Some(_) if more.trim_start_matches(' ').starts_with([',', '.', ';', ':', '!', '?', ')']) => {
            more.trim_start_matches(' ')
        }
        Some(_) => more,
    };
    text.push_str(more);
}

/// What follows a comma whose word is missing: a sentence that ends there does without the comma.
fn after_comma<'a>(text: &mut String, more: &'a str) -> &'a str {
    if more.is_empty() || more.starts_with(['.', '!', '?', ')', '\n']) {
        drop_comma(text);
    } else {
        text.push(' ');
    }
    more
}

fn drop_comma(text: &mut String) {
    let kept = text.trim_end_matches([GAP, ',', ';', ':', ' ']).len();
    text.truncate(kept);
}

/// The older spelling of two variables.
const SPELT: [(&str, &str); 2] = [("%VISITOR%", "name"), ("%OPERATOR%", "operator")];

/// Cuts a template into text and variables. `##`, a lone `#` or `%` and anything that is no name stay text.
fn pieces(template: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut rest, mut text_from) = (0, 0);
    while let Some(open) = template[rest..].find(['#', '%']).map(|at| rest + at) {
        match variable_at(&template[open..]) {
            Some((length, variable)) => {
                pieces.push(Piece::Text(&template[text_from..open]));
                pieces.push(variable);
                rest = open + length;
                text_from = rest;
            }
            None => rest = open + 1,
        }
    }
    pieces.push(Piece::Text(&template[text_from..]));
    pieces.retain(|piece| *piece != Piece::Text(""));
    pieces
}

/// `#name#`, `#name|fallback#` or `%VISITOR%` at the beginning of `text`, with its length in bytes.
fn variable_at(text: &str) -> Option<(usize, Piece<'_>)> {
    if text.starts_with('%') {
        let (spelt, name) = SPELT.into_iter().find(|(spelt, _)| text.starts_with(spelt))?;
        return Some((spelt.len(), Piece::Variable { name, fallback: None }));
    }
    let close = text[1..].find('#')? + 1;
    let inner = &text[1..close];
    let (name, fallback) = inner.split_once('|').map_or((inner, None), |(name, fallback)| (name, Some(fallback)));
    let is_name = (1..=64).contains(&name.len()) && name.starts_with(|c: char| c.is_ascii_lowercase());
    let sound = name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-'));
    let one_line = !inner.contains('\n');
    (is_name && sound && one_line).then_some((close + 1, Piece::Variable { name, fallback }))
}

#[cfg(test)]
mod tests;
