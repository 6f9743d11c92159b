//! Documents we write: the console's page with its nonce, and the demo shop. Handlebars escapes every value; each document has
//! a sample and is rendered in a test.

mod console;
mod demo;

use handlebars::{Handlebars, RenderError, TemplateError};
use serde::Serialize;

pub use console::{ConsolePage, Entry};
pub use demo::{DemoPage, DemoShop};

/// All documents, read once.
pub struct Documents {
    templates: Handlebars<'static>,
    /// The demo shop's pages.
    pub demo: DemoShop,
}

/// A document that cannot be read or written: a mistake of ours, found by the tests.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum DocumentError {
    #[error("a document's template: {0}")]
    Template(#[from] Box<TemplateError>),
    #[error("a document: {0}")]
    Render(#[from] Box<RenderError>),
    #[error("the demo shop's list of pages: {0}")]
    Demo(#[from] serde_json::Error),
}

impl Documents {
    /// Reads every template.
    ///
    /// # Errors
    /// A template or the demo's list of pages is not well-formed.
    pub fn read() -> Result<Self, DocumentError> {
        let mut templates = Handlebars::new();
        templates.set_strict_mode(true);
        templates.register_template_string("console", console::TEMPLATE).map_err(Box::new)?;
        for (name, text) in demo::TEMPLATES {
            templates.register_template_string(name, text).map_err(Box::new)?;
        }
        Ok(Self { templates, demo: DemoShop::read()? })
    }

    fn render(&self, name: &str, data: &impl Serialize) -> Result<String, DocumentError> {
        Ok(self.templates.render(name, data).map_err(Box::new)?)
    }

    /// The console's page.
    ///
    /// # Errors
    /// The template does not fit its data: a mistake of ours.
    pub fn console(&self, page: &ConsolePage<'_>) -> Result<String, DocumentError> {
        self.render("console", page)
    }

    /// A page of the demo shop, as `site_key` and served from `origin`; `None` when there is no such page.
    ///
    /// # Errors
    /// The template does not fit its data: a mistake of ours.
    pub fn demo_page(&self, slug: &str, site_key: &str, origin: &str) -> Result<Option<String>, DocumentError> {
        let Some(page) = self.demo.page(slug) else { return Ok(None) };
        self.render(page.template(), &page.with(site_key, origin)).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_console_page_renders_its_sample() {
        let page = Documents::read().expect("templates").console(&ConsolePage::sample()).expect("rendered");
        assert!(page.contains("nonce=\"n0nce\"") && page.contains("/console/assets/main-1.js"), "{page}");
    }

    #[test]
    fn every_page_of_the_demo_shop_renders_and_carries_the_snippet() {
        let documents = Documents::read().expect("templates");
        for slug in documents.demo.slugs() {
            let page = documents.demo_page(slug, "KEY", "https://shop.example").expect(slug).expect(slug);
            assert!(page.contains("data-site=\"KEY\"") && page.contains("src=\"/t.js\""), "{slug}");
            assert!(!page.contains("<script>") && !page.contains("style=\""), "{slug}: inline");
        }
    }
}
