//! The demo shop: “Harrow & Pine”, a page for every slug, all carrying the snippet.

use serde::{Deserialize, Serialize};

macro_rules! templates {
    ($($name:literal),* $(,)?) => {
        &[$((concat!("demo/", $name), include_str!(concat!("demo/", $name, ".hbs")))),*]
    };
}

pub(super) const TEMPLATES: &[(&str, &str)] = templates!["layout", "home", "list", "product", "text", "basket", "checkout"];

/// The shop's pages by slug.
pub struct DemoShop(Vec<DemoPage>);

/// One page of the shop.
#[derive(Debug, Deserialize)]
pub struct DemoPage {
    /// After `/demo/`; empty for the first page.
    pub slug: String,
    /// The template it is written with.
    pub template: String,
    /// What is on it.
    pub data: serde_json::Value,
}

/// A file the pages ask for.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct DemoAsset {
    pub kind: &'static str,
    pub text: &'static str,
}

#[derive(Serialize)]
pub(super) struct DemoContext<'a> {
    site_key: &'a str,
    origin: &'a str,
    #[serde(flatten)]
    data: &'a serde_json::Value,
}
