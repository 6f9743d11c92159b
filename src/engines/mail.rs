//! E-mail: through an SMTP server, or, where none is set, into a folder as `.eml` files.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use lettre::address::AddressError;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MessageBuilder, MultiPart, SinglePart};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};

use crate::domain::mail::Mail;
use crate::domain::moment::Moment;

/// A server has this long for one e-mail, from the connection to its last word: less than the time to the next try, so that two never
/// go on at once.
const WITHIN: Duration = Duration::from_secs(45);

/// Where e-mail goes.
pub struct Mailer {
    from: Mailbox,
    way: Way,
}

enum Way {
    Folder(PathBuf),
    Server(Box<AsyncSmtpTransport<Tokio1Executor>>),
}

/// Why the settings for e-mail cannot be used.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum MailSettingError {
    #[error("mail_from: “{0}” is not an address like Parlour <parlour@shop.example>")]
    From(String),
    #[error("mail: {0}")]
    Server(#[from] lettre::transport::smtp::Error),
}

/// Why an e-mail was not sent, in words.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// Another time it may work.
    #[error("{0}")]
    NotNow(String),
    /// It can never work.
    #[error("{0}")]
    Never(String),
}

/// What an e-mail says, that somebody is to send with their own program.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are an e-mail's")]
pub struct Draft<'a> {
    pub to: Option<&'a str>,
    pub subject: &'a str,
    pub text: &'a str,
    pub html: &'a str,
}

impl Mailer {
    /// E-mail from `from`, through the server at `url` (`smtp://`, `smtps://`, `smtp+starttls://`, with user and password), or into
    /// `folder`.
    ///
    /// # Errors
    /// The sender is no address; the URL names no server.
    pub fn open(url: Option<&str>, from: &str, folder: PathBuf) -> Result<Self, MailSettingError> {
        let from = from.parse().map_err(|_: AddressError| MailSettingError::From(from.to_owned()))?;
        let way = match url {
            None => Way::Folder(folder),
            Some(url) => {
                Way::Server(Box::new(AsyncSmtpTransport::<Tokio1Executor>::from_url(&as_lettre_says(url))?.build()))
            }
        };
        Ok(Self { from, way })
    }

    /// Hands an e-mail over. Its `Message-ID` is made from its id, so that a receiver who gets it twice can tell.
    ///
    /// # Errors
    /// [`MailError`].
    pub async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        let message = self.written(mail)?;
        match &self.way {
            Way::Folder(folder) => {
                let dropped = drop_into(folder, &format!("{}.eml", mail.id), message.formatted()).await;
                dropped.map_err(|why| MailError::NotNow(format!("{}: {why}", folder.display())))
            }
            Way::Server(server) => match tokio::time::timeout(WITHIN, server.send(message)).await {
                Ok(Ok(_)) => Ok(()),
                Ok(Err(why)) if why.is_permanent() => Err(MailError::Never(why.to_string())),
                Ok(Err(why)) => Err(MailError::NotNow(why.to_string())),
                Err(_) => Err(MailError::NotNow(format!("the server took longer than {} seconds", WITHIN.as_secs()))),
            },
        }
    }

    /// An e-mail as a file that a mail program opens as a new one, to be sent from there.
    ///
    /// # Errors
    /// The recipient is no address.
    pub fn draft(&self, draft: &Draft<'_>, now: Moment) -> Result<Vec<u8>, MailError> {
        let unsent = HeaderValue::new(HeaderName::new_from_ascii_str("X-Unsent"), "1".to_owned());
        let mut message = Message::builder().date(wall(now)).subject(draft.subject).raw_header(unsent);
        if let Some(to) = draft.to {
            message = message.to(mailbox(to)?);
        }
        // Whoever sends it puts their own address here.
        let message = message.from(self.from.clone()).envelope(self.envelope());
        finished(message, draft.text, Some(draft.html)).map(|message| message.formatted())
    }

    fn envelope(&self) -> lettre::address::Envelope {
        // Cannot fail: it has a recipient. It goes nowhere, but a message without one is not written.
        let own = self.from.email.clone();
        lettre::address::Envelope::new(Some(own.clone()), vec![own]).unwrap_or_else(|_| unreachable!("a recipient"))
    }

    fn written(&self, mail: &Mail) -> Result<Message, MailError> {
        let id = format!("<{}@{}>", mail.id, self.from.email.domain());
        let message = Message::builder().from(self.from.clone()).to(mailbox(&mail.to)?).subject(mail.subject.as_str());
        let mut message = message.date(wall(mail.made)).message_id(Some(id));
        if let Some(reply_to) = &mail.reply_to {
            message = message.reply_to(mailbox(reply_to)?);
        }
        finished(message, &mail.text, mail.html.as_deref())
    }
}

fn finished(message: MessageBuilder, text: &str, html: Option<&str>) -> Result<Message, MailError> {
    let text = SinglePart::builder().header(ContentType::TEXT_PLAIN).body(text.to_owned());
    let html = html.map(|html| SinglePart::builder().header(ContentType::TEXT_HTML).body(html.to_owned()));
    let built = match html {
        Some(html) => message.multipart(MultiPart::alternative().singlepart(text).singlepart(html)),
        None => message.singlepart(text),
    };
    built.map_err(|why| MailError::Never(format!("it cannot be written as an e-mail: {why}")))
}

fn mailbox(address: &str) -> Result<Mailbox, MailError> {
    let address =
        address.parse().map_err(|_: AddressError| MailError::Never(format!("“{address}” is not an e-mail address")))?;
    Ok(Mailbox::new(None, address))
}

fn wall(at: Moment) -> SystemTime {
    UNIX_EPOCH + Duration::from_millis(u64::try_from(at.0).unwrap_or_default())
}

/// `smtp+starttls` is our word for what lettre wants as a parameter: TLS, or nothing.
fn as_lettre_says(url: &str) -> String {
    match url.strip_prefix("smtp+starttls://") {
        Some(rest) => format!("smtp://{rest}?tls=required"),
        None => url.to_owned(),
    }
}

/// Whole or not at all: a program that watches the folder never reads half of it.
async fn drop_into(folder: &Path, name: &str, bytes: Vec<u8>) -> std::io::Result<()> {
    tokio::fs::create_dir_all(folder).await?;
    let half = folder.join(format!(".{name}"));
    tokio::fs::write(&half, bytes).await?;
    tokio::fs::rename(half, folder.join(name)).await
}
