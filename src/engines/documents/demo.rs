//! The demo shop: “Harrow & Pine”, a page for every slug, all carrying the snippet.

use serde::{Deserialize, Serialize};

macro_rules! templates {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("demo/", $name, ".hbs")))),*]
    };
}

pub(super) const TEMPLATES: &[(&str, &str)] =
    templates!["layout", "home", "list", "product", "text", "basket", "checkout"];

/// The shop's pages by slug.
pub struct DemoShop(Vec<DemoPage>);

/// One page of the shop.
#[derive(Debug, Deserialize)]
pub struct DemoPage {
    /// After `/demo/`; empty for the first page.
    pub slug: String,
    template: String,
    data: serde_json::Value,
}

#[derive(Serialize)]
pub(super) struct Context<'a> {
    site_key: &'a str,
    origin: &'a str,
    #[serde(flatten)]
    data: &'a serde_json::Value,
}

impl DemoShop {
    pub(super) fn read() -> Result<Self, serde_json::Error> {
        serde_json::from_str(include_str!("demo/pages.json")).map(Self)
    }

    pub(super) fn page(&self, slug: &str) -> Option<&DemoPage> {
        self.0.iter().find(|page| page.slug == slug)
    }

    /// Every page there is.
    pub fn slugs(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|page| page.slug.as_str())
    }

    /// A file the pages ask for: its media type and text.
    pub fn asset(&self, name: &str) -> Option<(&'static str, &'static str)> {
        match name {
            "demo.css" => Some(("text/css; charset=utf-8", include_str!("demo/demo.css"))),
            "demo.js" => Some(("text/javascript; charset=utf-8", include_str!("demo/demo.js"))),
            _ => None,
        }
    }
}

impl DemoPage {
    pub(super) fn template(&self) -> &str {
        &self.template
    }

    pub(super) fn with<'a>(&'a self, site_key: &'a str, origin: &'a str) -> Context<'a> {
        Context { site_key, origin, data: &self.data }
    }
}
