//! Documents we write: the console's page with its nonce, and the demo shop. Handlebars escapes every value; each document has
//! a sample and is rendered in a test.

mod console;
mod demo;
mod hosted;
mod mail;
mod report_letter;

use handlebars::{Handlebars, RenderError, TemplateError};
use serde::Serialize;

use crate::domain::transcript::Transcript;

pub use console::{ConsolePage, Entry};
pub use demo::{DemoPage, DemoShop};
pub use hosted::HostedPage;
pub use mail::{Letter, OfflineLetter, TestLetter};
pub use report_letter::{ReportFigure, ReportHelp, ReportLetter, ReportRow, ReportSection};

/// All documents, read once.
pub struct Documents {
    templates: Handlebars<'static>,
    letters: mail::Letters,
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
        templates.register_template_string("hosted", hosted::TEMPLATE).map_err(Box::new)?;
        for (name, text) in demo::TEMPLATES {
            templates.register_template_string(name, text).map_err(Box::new)?;
        }
        Ok(Self { templates, letters: mail::Letters::read()?, demo: DemoShop::read()? })
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

    /// An e-mail that shows whether e-mail works.
    ///
    /// # Errors
    /// The template does not fit its data: a mistake of ours.
    pub fn test_letter(&self, letter: &TestLetter<'_>) -> Result<Letter, DocumentError> {
        self.letters.write("test", letter)
    }

    /// The e-mail about an offline message.
    ///
    /// # Errors
    /// The template does not fit its data: a mistake of ours.
    pub fn offline_letter(&self, letter: &OfflineLetter<'_>) -> Result<Letter, DocumentError> {
        self.letters.write("offline_message", letter)
    }

    /// A transcript: to be saved as its text or its page, or to be sent.
    ///
    /// # Errors
    /// The template does not fit its data: a mistake of ours.
    pub fn transcript(&self, transcript: &Transcript) -> Result<Letter, DocumentError> {
        self.letters.write("transcript", transcript)
    }

    /// The e-mail with a report.
    ///
    /// # Errors
    /// The template does not fit its data: a mistake of ours.
    pub fn report_letter(&self, letter: &ReportLetter<'_>) -> Result<Letter, DocumentError> {
        self.letters.write("report", letter)
    }

    /// The hosted chat page.
    ///
    /// # Errors
    /// The template does not fit its data: a mistake of ours.
    pub fn hosted(&self, page: &HostedPage<'_>) -> Result<String, DocumentError> {
        self.render("hosted", page)
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
    fn e_mails_render_their_samples() {
        let documents = Documents::read().expect("templates");
        let test =
            documents.test_letter(&TestLetter { agent: "Ada <x>", console: "https://chat.example" }).expect("rendered");
        assert_eq!(test.subject, "A test of e-mail from Parlour");
        assert!(test.text.starts_with("Good day,") && test.text.contains("Ada <x> asked"), "{}", test.text);
        assert!(test.html.starts_with("<!doctype html>") && test.html.contains("Ada &lt;x&gt; asked"), "{}", test.html);
        let offline = documents.offline_letter(&OfflineLetter::sample()).expect("rendered");
        assert_eq!(offline.subject, "A message from Marta <b> for Harrow & Pine");
        assert!(offline.text.contains("<script>in stock?</script>\n\nPage:"), "{}", offline.text);
        assert!(!offline.html.contains("<script") && !offline.html.contains("<b>"), "{}", offline.html);
        let some = OfflineLetter { department: Some("Sales"), ..OfflineLetter::sample() };
        let some = documents.offline_letter(&some).expect("rendered");
        assert!(
            some.text.contains("Department: Sales\nPage:") && some.html.contains("<dd>Sales</dd>"),
            "{}",
            some.text
        );
    }

    #[test]
    fn the_report_renders_and_its_words_are_text() {
        let row = ReportRow { label: "/<b>".into(), cells: vec!["12".into(), "3".into()] };
        let (columns, more) = (vec!["Views", "Visits"], 4);
        let section = |rows| ReportSection { title: "Pages", columns: columns.clone(), rows, more };
        let help = ReportHelp {
            rule: "Two <b>minutes".into(),
            goal: "Ordered".into(),
            within_days: 7,
            from: "10 Oct 2025".into(),
            to: "8 Nov 2025".into(),
            headline: "Yes",
            sentence: "Inviting added 2.1 goals per 100 visitors (between 0.8 and 3.4).".into(),
        };
        let letter = ReportLetter {
            name: "Weekly",
            site: "Harrow & Pine",
            from: "10 Nov 2025",
            to: "16 Nov 2025",
            filters: &["country:is:DE".to_owned()],
            figures: vec![ReportFigure { label: "Visits", value: "1,234".into(), before: "–".into() }],
            asks_help: true,
            help: vec![help],
            sections: vec![section(vec![row]), section(Vec::new())],
            console: "https://chat.example/reports?site=k&from=2025-11-10",
        };
        let letter = Documents::read().expect("templates").report_letter(&letter).expect("rendered");
        assert_eq!(letter.subject, "Weekly: Harrow & Pine, 10 Nov 2025 to 16 Nov 2025");
        assert!(
            letter.text.contains("Visits: 1,234 (before: –)") && letter.text.contains("  /<b> | 12 | 3"),
            "{}",
            letter.text
        );
        assert!(
            letter.text.contains("Nothing in these days.") && letter.text.contains("from=2025-11-10"),
            "{}",
            letter.text
        );
        assert!(letter.text.contains("Two <b>minutes: Yes. Inviting added 2.1"), "{}", letter.text);
        assert!(!letter.html.contains("<b>") && letter.html.contains("<td>12</td><td>3</td>"), "{}", letter.html);
    }

    #[test]
    fn the_hosted_page_renders_and_its_values_are_text() {
        let page = HostedPage { site_key: "KEY", company: "Harrow & <b>Pine</b>" };
        let page = Documents::read().expect("templates").hosted(&page).expect("rendered");
        assert!(page.contains("data-site=\"KEY\" data-chat=\"page\"") && !page.contains("<b>"), "{page}");
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
