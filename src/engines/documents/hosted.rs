//! The hosted chat page: nothing but the chat, for links in e-mails.

use serde::Serialize;

pub(super) const TEMPLATE: &str = include_str!("hosted.hbs");

/// What the hosted chat page is written from.
#[derive(Debug, Serialize)]
pub struct HostedPage<'a> {
    /// The site whose chat it is.
    pub site_key: &'a str,
    /// The name visitors read.
    pub company: &'a str,
}
