//! The console's page.

use serde::Serialize;

pub(super) const TEMPLATE: &str = include_str!("console.hbs");

/// What the console's page is written from.
#[derive(Debug, Serialize)]
pub struct ConsolePage<'a> {
    /// At least 128 random bits, another one for every answer.
    pub nonce: &'a str,
    /// The console's files.
    pub entry: &'a Entry,
}

/// The files the page begins with, as the web parts' build names them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Sets the theme before anything is drawn; relative to `/console/`, as the others.
    pub theme: String,
    /// The console itself.
    pub script: String,
    /// Its style sheets.
    pub styles: Vec<String>,
}

impl Entry {
    /// The entry named by a Vite manifest.
    pub fn of_manifest(manifest: &[u8]) -> Option<Self> {
        let manifest: serde_json::Value = serde_json::from_slice(manifest).ok()?;
        let file = |source: &str| manifest[source]["file"].as_str().map(str::to_owned);
        let styles = manifest["src/main.ts"]["css"].as_array().cloned().unwrap_or_default();
        let styles = styles.iter().filter_map(|css| css.as_str().map(str::to_owned)).collect();
        Some(Self { theme: file("src/theme.ts")?, script: file("src/main.ts")?, styles })
    }
}

#[cfg(test)]
impl ConsolePage<'static> {
    pub(super) fn sample() -> Self {
        let entry = Entry {
            theme: "assets/theme-1.js".to_owned(),
            script: "assets/main-1.js".to_owned(),
            styles: vec!["assets/main-1.css".to_owned()],
        };
        Self { nonce: "n0nce", entry: Box::leak(Box::new(entry)) }
    }
}
