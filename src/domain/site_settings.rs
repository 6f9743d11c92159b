//! What a site's administrator decides about its chats and its visitors' privacy.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A site's settings; whatever is not said is as in `default`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch on the screen")]
pub struct SiteSettings {
    /// Agents see what a visitor types before it is sent; the widget says so.
    pub preview_typing: bool,
    /// A pushed link opens in the page's own tab.
    pub same_tab_links: bool,
    /// Visitors read agents' names; otherwise the company's.
    pub show_names: bool,
    /// Visitors may send files.
    pub visitor_files: bool,
    /// What the welcome screen asks.
    pub form: WelcomeForm,
    /// The widget's words: language tag, then key, then text. What is not here is said in the widget's own words.
    pub texts: BTreeMap<String, BTreeMap<String, String>>,
    /// The visit log keeps addresses whole; otherwise their last bits are cut off.
    pub whole_addresses: bool,
    /// `Sec-GPC` and `DNT` are obeyed.
    pub respect_gpc: bool,
}

/// The fields of the welcome screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[expect(missing_docs, reason = "the names say it")]
pub struct WelcomeForm {
    pub name: Asked,
    pub email: Asked,
    pub question: Asked,
}

/// Whether the welcome screen asks for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Asked {
    Off,
    Optional,
    Required,
}

impl Default for WelcomeForm {
    fn default() -> Self {
        Self { name: Asked::Optional, email: Asked::Optional, question: Asked::Optional }
    }
}

impl Default for SiteSettings {
    fn default() -> Self {
        Self {
            preview_typing: false,
            same_tab_links: false,
            show_names: true,
            visitor_files: true,
            form: WelcomeForm::default(),
            texts: BTreeMap::new(),
            whole_addresses: false,
            respect_gpc: true,
        }
    }
}

/// Languages of one site.
const MOST_LANGUAGES: usize = 40;
/// Texts of one language.
const MOST_TEXTS: usize = 80;
/// Characters of one text.
const LONGEST_TEXT: usize = 300;

impl SiteSettings {
    /// The texts for a visitor who reads `language` (`pl-PL`): those of the tag, else those of its first part. Where both say
    /// something, the longer tag wins.
    pub fn texts_for(&self, language: &str) -> BTreeMap<&str, &str> {
        let tag = language.to_lowercase();
        let first = tag.split('-').next().unwrap_or_default();
        let said =
            |wanted: &str| self.texts.iter().find(|(tag, _)| tag.to_lowercase() == wanted).map(|(_, texts)| texts);
        let of_first = said(first).into_iter().flatten();
        let of_tag = said(&tag).into_iter().flatten();
        of_first.chain(of_tag).map(|(key, text)| (key.as_str(), text.as_str())).collect()
    }

    /// That the texts are sound.
    ///
    /// # Errors
    /// A sentence for the screen.
    pub fn check(&self) -> Result<(), String> {
        if self.texts.len() > MOST_LANGUAGES {
            return Err(format!("There may be texts in {MOST_LANGUAGES} languages at most."));
        }
        self.texts.iter().try_for_each(|(language, texts)| check_language(language, texts))
    }
}

fn check_language(language: &str, texts: &BTreeMap<String, String>) -> Result<(), String> {
    if !is_language(language) {
        return Err(format!("“{language}” is not a language tag like en or pt-BR."));
    }
    let is_key = |key: &str| (1..=60).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    if let Some(key) = texts.keys().find(|key| !is_key(key)) {
        return Err(format!("“{key}” is not the key of a text."));
    }
    if let Some((key, _)) = texts.iter().find(|(_, text)| text.chars().count() > LONGEST_TEXT) {
        return Err(format!("The text “{key}” has at most {LONGEST_TEXT} characters."));
    }
    if texts.len() > MOST_TEXTS { Err(format!("A language has at most {MOST_TEXTS} texts.")) } else { Ok(()) }
}

/// A tag like `en` or `pt-BR`: up to 20 letters, digits and dashes, beginning with two or three letters.
pub fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    let plain =
        |part: &str, least: usize| (least..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    tag.len() <= 20
        && (2..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|part| plain(part, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(pairs: &[(&str, &str, &str)]) -> SiteSettings {
        let mut settings = SiteSettings::default();
        for (language, key, text) in pairs {
            settings.texts.entry((*language).to_owned()).or_default().insert((*key).to_owned(), (*text).to_owned());
        }
        settings
    }

    #[test]
    fn nothing_kept_is_the_default() {
        assert_eq!(serde_json::from_str::<SiteSettings>("{}").expect("read"), SiteSettings::default());
        assert!(serde_json::from_str::<SiteSettings>(r#"{"unknown":1}"#).is_err());
    }

    #[test]
    fn a_visitor_reads_their_own_language() {
        let settings =
            texts(&[("pt", "hello", "Olá"), ("pt", "bye", "Adeus"), ("pt-BR", "hello", "Oi"), ("en", "hello", "Hi")]);
        assert_eq!(settings.texts_for("pt-br"), BTreeMap::from([("hello", "Oi"), ("bye", "Adeus")]));
        assert_eq!(settings.texts_for("pt-PT"), BTreeMap::from([("hello", "Olá"), ("bye", "Adeus")]));
        assert_eq!(settings.texts_for("en-GB"), BTreeMap::from([("hello", "Hi")]));
        assert_eq!(settings.texts_for("de"), BTreeMap::new());
    }

    #[test]
    fn strange_texts_are_refused() {
        assert_eq!(texts(&[("zh-Hant-TW", "send_button", "送出")]).check(), Ok(()));
        for (language, key, text) in
            [("english!", "a", "b"), ("", "a", "b"), ("en", "A b", "c"), ("en", "", "c"), ("en", "a", &"x".repeat(301))]
        {
            assert!(texts(&[(language, key, text)]).check().is_err(), "{language} {key}");
        }
    }
}
