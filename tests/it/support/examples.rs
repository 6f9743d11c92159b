//! The examples of the protocol's page.

const PROTOCOL: &str = include_str!("../../../docs/PROTOCOL.md");

/// Every example marked `json` and this word, as it stands there.
pub(crate) fn examples(word: &str) -> Vec<&'static str> {
    let fence = format!("```json {word}\n");
    let found: Vec<_> =
        PROTOCOL.split(&fence).skip(1).filter_map(|rest| rest.split_once("\n```")).map(|(one, _)| one).collect();
    assert!(!found.is_empty(), "the protocol has no example of a {word}");
    found
}
