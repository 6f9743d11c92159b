//! An SMTP server: takes letters, or refuses them.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Mutex, mpsc};

use super::soon;

/// A letter as it came.
#[derive(Debug)]
pub(crate) struct Letter {
    pub(crate) from: String,
    pub(crate) to: Vec<String>,
    /// Headers and body, without the dots of the transfer.
    pub(crate) data: String,
}

impl Letter {
    /// The value of a header, unfolded.
    pub(crate) fn header(&self, name: &str) -> Option<String> {
        let (head, _) = self.data.split_once("\r\n\r\n").expect("a head and a body");
        let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
        let line = |line: &str| {
            line.split_once(": ").filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.to_owned())
        };
        unfolded.lines().find_map(line)
    }

    /// The body with its quoted-printable characters read.
    pub(crate) fn words(&self) -> String {
        let joined = self.data.replace("=\r\n", "").replace("\r\n", "\n");
        let mut pieces = joined.split('=');
        let mut read = pieces.next().expect("one at least").as_bytes().to_vec();
        for piece in pieces {
            match piece.get(..2).and_then(|two| u8::from_str_radix(two, 16).ok()) {
                Some(byte) => {
                    read.push(byte);
                    read.extend_from_slice(&piece.as_bytes()[2..]);
                }
                None => read.extend(format!("={piece}").into_bytes()),
            }
        }
        String::from_utf8(read).expect("UTF-8")
    }
}

/// The server.
pub(crate) struct PostOffice {
    address: SocketAddr,
    letters: Mutex<mpsc::UnboundedReceiver<Letter>>,
    counter: Arc<Counter>,
}

#[derive(Default)]
struct Counter {
    /// How many more recipients are refused, and in which words.
    refusals: Mutex<(usize, &'static str)>,
    asked: AtomicUsize,
}

impl PostOffice {
    pub(crate) async fn open() -> Arc<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let (sender, letters) = mpsc::unbounded_channel();
        let counter = Arc::new(Counter::default());
        let counts = counter.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, sender.clone(), counts.clone()));
            }
        });
        Arc::new(Self { address, letters: Mutex::new(letters), counter })
    }

    /// For the setting `mail`.
    pub(crate) fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// The next `count` recipients are refused with 451.
    pub(crate) async fn refuse(&self, count: usize) {
        self.refuse_with(count, "451 4.7.1 Come back later").await;
    }

    /// The next `count` recipients are refused in these words.
    pub(crate) async fn refuse_with(&self, count: usize, words: &'static str) {
        *self.counter.refusals.lock().await = (count, words);
    }

    /// How many recipients were named so far, refused ones included.
    pub(crate) fn asked(&self) -> usize {
        self.counter.asked.load(Ordering::SeqCst)
    }

    /// The next letter.
    pub(crate) async fn letter(&self) -> Letter {
        soon("a letter", async { self.letters.lock().await.recv().await.expect("open") }).await
    }

    /// Whether another letter has come.
    pub(crate) async fn is_empty(&self) -> bool {
        self.letters.lock().await.is_empty()
    }
}

async fn converse(
    stream: TcpStream,
    letters: mpsc::UnboundedSender<Letter>,
    counter: Arc<Counter>,
) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    let mut letter = Letter { from: String::new(), to: Vec::new(), data: String::new() };
    stream.write_all(b"220 post.example ESMTP\r\n").await?;
    let mut line = String::new();
    while stream.read_line(&mut line).await? > 0 {
        let said = line.trim_end().to_owned();
        line.clear();
        let verb = said.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        let answer = match verb.as_str() {
            "EHLO" => "250-post.example\r\n250 8BITMIME",
            "HELO" | "RSET" | "NOOP" => "250 OK",
            "MAIL" => {
                letter.from = bracketed(&said);
                "250 OK"
            }
            "RCPT" => {
                if let Some(words) = counter.refusal().await {
                    words
                } else {
                    letter.to.push(bracketed(&said));
                    "250 OK"
                }
            }
            "DATA" => {
                stream.write_all(b"354 Go ahead\r\n").await?;
                letter.data = data(&mut stream).await?;
                let taken =
                    std::mem::replace(&mut letter, Letter { from: String::new(), to: Vec::new(), data: String::new() });
                letters.send(taken).expect("the test is there");
                "250 Taken"
            }
            "QUIT" => "221 Bye",
            _ => "502 What?",
        };
        stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
        if verb == "QUIT" {
            break;
        }
    }
    Ok(())
}

impl Counter {
    async fn refusal(&self) -> Option<&'static str> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let mut refusals = self.refusals.lock().await;
        refusals.0 = refusals.0.checked_sub(1)?;
        Some(refusals.1)
    }
}

fn bracketed(line: &str) -> String {
    line.split(['<', '>']).nth(1).unwrap_or_default().to_owned()
}

async fn data(stream: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let mut data = String::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await?;
        if line == ".\r\n" || line.is_empty() {
            return Ok(data);
        }
        data.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}
