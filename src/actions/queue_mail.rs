//! An e-mail is put into the outbox, from which it is sent by and by.

use uuid::Uuid;

use super::problem::Problem;
use crate::app::App;
use crate::domain::agent::Agent;
use crate::domain::dispatch::Dispatch;
use crate::domain::ids::MailId;
use crate::domain::mail::{About, Mail, sound_address};
use crate::engines::documents::{Letter, TestLetter};

/// An e-mail to `to`, not stored yet.
pub(super) fn new_mail(app: &App, about: About, subject_id: Option<Uuid>, to: &str, letter: Letter) -> Mail {
    let now = app.clock.now();
    Mail {
        id: MailId(app.clock.id()),
        about,
        subject_id,
        by: None,
        to: to.to_owned(),
        subject: letter.subject,
        text: letter.text,
        html: Some(letter.html),
        reply_to: None,
        made: now,
        dispatch: Dispatch::at_once(now),
        sent: None,
    }
}

/// Stores an e-mail and wakes who sends it.
pub(super) async fn queue_mail(app: &App, mail: Mail) -> Result<Mail, Problem> {
    app.records.add_mail(&mail).await?;
    app.live.wakes.mail.notify_one();
    Ok(mail)
}

/// An address somebody typed.
pub(super) fn address(field: &'static str, text: &str) -> Result<String, Problem> {
    sound_address(text)
        .ok_or_else(|| Problem::invalid(field, "This is not an e-mail address like marta@studio.example."))
}

/// Queues an e-mail that shows whether e-mail works.
///
/// # Errors
/// `to` is no address; an engine failed.
pub async fn queue_test_mail(app: &App, agent: &Agent, to: &str) -> Result<Mail, Problem> {
    let to = address("to", to)?;
    let letter = app.documents.test_letter(&TestLetter { agent: &agent.name, console: &app.config.public_url })?;
    let mail = new_mail(app, About::Test, None, &to, letter);
    queue_mail(app, Mail { by: Some(agent.id), ..mail }).await
}
