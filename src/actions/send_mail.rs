//! E-mails that are due are sent. A try is counted before it is made, so that of any number of processes one makes it; who dies while
//! making it leaves the e-mail to the next try.

use futures_util::StreamExt;
use futures_util::stream::iter;

use super::problem::Problem;
use crate::app::App;
use crate::domain::dispatch::{Dispatch, Happening, Schedule, State, Step};
use crate::domain::ids::MailId;
use crate::domain::mail::Mail;
use crate::engines::mail::MailError;

/// E-mails read from the outbox at once.
const READ: i64 = 32;
/// E-mails on their way at once.
const AT_ONCE: usize = 4;

/// Tries every e-mail that is due, until none is or `stopped`.
///
/// # Errors
/// The records failed; the next call goes on.
pub async fn send_due_mails(app: &App, stopped: impl Fn() -> bool) -> Result<(), Problem> {
    while !stopped() {
        let due = app.records.mails_due(app.clock.now(), READ).await?;
        if due.is_empty() {
            break;
        }
        let tries = due.into_iter().take_while(|_| !stopped()).map(|mail| try_mail(app, mail));
        let done: Vec<_> = iter(tries).buffer_unordered(AT_ONCE).collect().await;
        done.into_iter().collect::<Result<(), _>>()?;
    }
    Ok(())
}

async fn try_mail(app: &App, mail: Mail) -> Result<(), Problem> {
    let (now, tries) = (app.clock.now(), mail.dispatch.tries + 1);
    let begun = Dispatch { tries, next_try: Schedule::MAIL.next(tries, now), ..mail.dispatch.clone() };
    let mail_begun = Mail { dispatch: begun, ..mail.clone() };
    if !app.records.move_mail(&mail_begun, &mail.dispatch).await? {
        return Ok(());
    }
    match app.mailer.send(&mail_begun).await {
        Ok(()) => happen(app, mail_begun, Happening::Taken, None).await.map(drop),
        Err(error) => {
            tracing::warn!(mail = %mail.id, tries, %error, "an e-mail was not sent");
            let happening = match error {
                MailError::NotNow(_) => Schedule::MAIL.in_vain(tries),
                MailError::Never(_) => Happening::GivenUp,
            };
            happen(app, mail_begun, happening, Some(error.to_string())).await.map(drop)
        }
    }
}

/// Moves an e-mail, from wherever it stands by now.
async fn happen(app: &App, mail: Mail, happening: Happening, error: Option<String>) -> Result<Mail, Problem> {
    let mut mail = mail;
    loop {
        let Step::Moved(state) = mail.dispatch.state.step(happening) else { return Ok(mail) };
        let moved = moved(app, &mail, state, happening, error.clone());
        if app.records.move_mail(&moved, &mail.dispatch).await? {
            return Ok(moved);
        }
        mail = app.records.mail(mail.id).await?.ok_or_else(no_such_mail)?;
    }
}

fn moved(app: &App, mail: &Mail, state: State, happening: Happening, error: Option<String>) -> Mail {
    let now = app.clock.now();
    let dispatch = match happening {
        Happening::Asked => Dispatch { error: mail.dispatch.error.clone(), ..Dispatch::at_once(now) },
        Happening::Taken | Happening::InVain | Happening::GivenUp => Dispatch { state, error, ..mail.dispatch.clone() },
    };
    Mail { dispatch, sent: (state == State::Sent).then_some(now), ..mail.clone() }
}

/// Tries an e-mail that has failed again, from the beginning of its schedule. One that is on its way, or was sent, stays as it is.
///
/// # Errors
/// No such e-mail; an engine failed.
pub async fn retry_mail(app: &App, id: MailId) -> Result<Mail, Problem> {
    let mail = app.records.mail(id).await?.ok_or_else(no_such_mail)?;
    let mail = happen(app, mail, Happening::Asked, None).await?;
    app.live.wakes.mail.notify_one();
    Ok(mail)
}

fn no_such_mail() -> Problem {
    Problem::NotFound("no such e-mail".to_owned())
}
