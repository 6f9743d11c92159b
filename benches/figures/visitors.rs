//! The visitors whose pages speak: 4,096 of them behind a trusted proxy, each at an address of their own, with five browsers
//! between them.

use std::sync::atomic::{AtomicU64, Ordering};

/// How many different visitors send beacons.
pub(crate) const VISITORS: usize = 4_096;

const BROWSERS: [&str; 5] = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15",
    "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
];

/// An id that was never sent is patched in here.
const NO_ID: &str = "0193b0a8-5c00-7000-8000-000000000000";

static SENT: AtomicU64 = AtomicU64::new(1);

/// A page view's request; every time it is sent it gets an id of its own.
pub(crate) struct Request {
    pub(crate) bytes: Vec<u8>,
    id_at: usize,
}

impl Request {
    /// The page view of visitor `n`, posted to `path`.
    pub(crate) fn page_view(n: usize, path: &str, title: &str) -> Self {
        let bytes = post(n, path, "text/plain", &body(n, title)).into_bytes();
        let id_at = bytes.windows(NO_ID.len()).position(|window| window == NO_ID.as_bytes()).expect("an id");
        Self { bytes, id_at }
    }

    /// Copies the request to `to` with an id that is new.
    pub(crate) fn renew(&self, to: &mut Vec<u8>) {
        to.clone_from(&self.bytes);
        let mut number = SENT.fetch_add(1, Ordering::Relaxed);
        let digits = &mut to[self.id_at + 24..self.id_at + 36];
        for digit in digits.iter_mut().rev() {
            *digit = b"0123456789abcdef"[(number & 15) as usize];
            number >>= 4;
        }
    }
}

/// A POST of `body` by visitor `n`.
pub(crate) fn post(n: usize, path: &str, content_type: &str, body: &str) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nhost: parlour\r\ncontent-type: {content_type}\r\n{}content-length: {}\r\n\r\n{body}",
        headers(n),
        body.len()
    )
}

/// The headers by which visitor `n` is known.
pub(crate) fn headers(n: usize) -> String {
    let address = format!("{}.{}.{}.{}", 20 + n % 160, n / 160 % 256, n / 40_960 % 256, 1 + n % 250);
    let browser = BROWSERS[n % BROWSERS.len()];
    format!("user-agent: {browser}\r\norigin: https://shop.example\r\nx-forwarded-for: {address}\r\n")
}

/// The id of visitor `n`.
pub(crate) fn id(n: usize) -> String {
    format!("{:032x}", (n as u128 + 1) * 0x9e37_79b9_7f4a_7c15)
}

fn body(n: usize, title: &str) -> String {
    format!(
        r#"{{"site":"demo","id":"{NO_ID}","type":"page_view","visitor":"{}","new":true,"url":"https://shop.example/lamps/{n}?utm_source=letter&utm_campaign=autumn-lamps","title":"{title}","referrer":"https://www.google.com/","language":"pl-PL","time_zone":"Europe/Warsaw","screen":"1920x1080"}}"#,
        id(n)
    )
}
