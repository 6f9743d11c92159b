//! E-mails: a subject, a text part and an HTML part each. The text's first line is the subject.

use handlebars::{Handlebars, no_escape};
use serde::Serialize;

use super::DocumentError;
use crate::domain::text::line;

/// Characters of a subject.
const LONGEST_SUBJECT: usize = 150;

const TEXTS: &[(&str, &str)] = &[
    ("test", include_str!("mail/test.txt.hbs")),
    ("offline_message", include_str!("mail/offline_message.txt.hbs")),
    ("transcript", include_str!("mail/transcript.txt.hbs")),
    ("report", include_str!("mail/report.txt.hbs")),
];
const PAGES: &[(&str, &str)] = &[
    ("letter", include_str!("mail/letter.html.hbs")),
    ("test", include_str!("mail/test.html.hbs")),
    ("offline_message", include_str!("mail/offline_message.html.hbs")),
    ("transcript", include_str!("mail/transcript.html.hbs")),
    ("report", include_str!("mail/report.html.hbs")),
];

/// What an e-mail says.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the parts of an e-mail")]
pub struct Letter {
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// An e-mail that shows whether e-mail works.
#[derive(Debug, Serialize)]
pub struct TestLetter<'a> {
    /// Who asked for it.
    pub agent: &'a str,
    /// Where the console is.
    pub console: &'a str,
}

/// What a visitor left when nobody was there.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the words of DESK")]
pub struct OfflineLetter<'a> {
    pub site: &'a str,
    pub name: &'a str,
    pub email: &'a str,
    pub department: Option<&'a str>,
    pub text: &'a str,
    pub url: &'a str,
    /// When, as people write it.
    pub at: &'a str,
    /// Where it is in the console.
    pub console: &'a str,
}

/// The e-mails' templates. Nothing is escaped in a text; everything is in a page.
pub(super) struct Letters {
    texts: Handlebars<'static>,
    pages: Handlebars<'static>,
}

impl Letters {
    pub(super) fn read() -> Result<Self, DocumentError> {
        let (mut texts, mut pages) = (Handlebars::new(), Handlebars::new());
        texts.register_escape_fn(no_escape);
        for (templates, all) in [(&mut texts, TEXTS), (&mut pages, PAGES)] {
            templates.set_strict_mode(true);
            for (name, text) in all {
                templates.register_template_string(name, text).map_err(Box::new)?;
            }
        }
        Ok(Self { texts, pages })
    }

    pub(super) fn write(&self, name: &str, data: &impl Serialize) -> Result<Letter, DocumentError> {
        let text = self.texts.render(name, data).map_err(Box::new)?;
        let html = self.pages.render(name, data).map_err(Box::new)?;
        let (subject, text) = text.split_once('\n').unwrap_or((&text, ""));
        Ok(Letter { subject: line(subject, LONGEST_SUBJECT), text: text.trim_start().to_owned(), html })
    }
}

#[cfg(test)]
impl OfflineLetter<'static> {
    pub(super) fn sample() -> Self {
        Self {
            site: "Harrow & Pine",
            name: "Marta <b>",
            email: "marta@studio.example",
            department: None,
            text: "Is the lamp\n<script>in stock?</script>",
            url: "https://shop.example/lamps?a=1&b=2",
            at: "21 Nov 2026, 12:35 GMT",
            console: "https://chat.shop.example/settings/offline",
        }
    }
}
