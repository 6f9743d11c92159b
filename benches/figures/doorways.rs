//! Memory of an idle doorway with its row of Who's On, beside a bare WebSocket with the same small buffers.

use std::io;

use futures_util::stream::{self, StreamExt, TryStreamExt};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::http;
use crate::process::memory;
use crate::server::Server;
use crate::spread::spread;
use crate::visitors::{headers, id};

const ROUNDS: usize = 5;
const DOORWAYS: usize = 10_000;
/// Opened before counting begins: what the first ones cost is the server's, not theirs.
const FIRST: usize = 200;
const AT_ONCE: usize = 64;

/// Bytes for each doorway.
struct Cost {
    resident: f64,
    own: f64,
}

pub(crate) async fn measure() {
    println!("{DOORWAYS} idle doorways; bytes of server memory for each: resident (of it allocated)");
    let (mut bare, mut parlour) = (Vec::new(), Vec::new());
    for round in 1..=ROUNDS {
        bare.push(cost(Server::anchor().await).await);
        parlour.push(cost(Server::parlour().await).await);
        let (a, b) = (&bare[round - 1], &parlour[round - 1]);
        println!("  round {round}: bare {:.0} ({:.0}), Parlour {:.0} ({:.0})", a.resident, a.own, b.resident, b.own);
    }
    let all = |costs: &[Cost], pick: fn(&Cost) -> f64| spread(&costs.iter().map(pick).collect::<Vec<_>>());
    println!("median (range)");
    println!("  bare axum: resident {}, allocated {}", all(&bare, |c| c.resident), all(&bare, |c| c.own));
    println!("  Parlour:   resident {}, allocated {}", all(&parlour, |c| c.resident), all(&parlour, |c| c.own));
}

async fn cost(server: Server) -> Cost {
    let first = open(&server, 0..FIRST).await;
    server.rest().await;
    let before = memory(server.pid());
    let rest = open(&server, FIRST..FIRST + DOORWAYS).await;
    server.rest().await;
    let after = memory(server.pid());
    if let Some(doorways) = server.gauge("parlour_doorways").await {
        assert_eq!(doorways, (FIRST + DOORWAYS) as u64, "doorways were closed while they were measured");
    }
    // They close only now.
    drop((first, rest));
    #[expect(clippy::cast_precision_loss, reason = "well below 2^52")]
    let each = |before: u64, after: u64| after.saturating_sub(before) as f64 / DOORWAYS as f64;
    Cost { resident: each(before.resident, after.resident), own: each(before.own, after.own) }
}

async fn open(server: &Server, visitors: std::ops::Range<usize>) -> Vec<TcpStream> {
    let opening = stream::iter(visitors).map(|n| enter(server, n)).buffer_unordered(AT_ONCE);
    opening.try_collect().await.expect("every doorway opens")
}

/// Opens the doorway of visitor `n`, says hello, and waits for the welcome.
async fn enter(server: &Server, n: usize) -> io::Result<TcpStream> {
    let mut stream = TcpStream::connect(server.address).await?;
    let upgrade = format!(
        "GET /d HTTP/1.1\r\nhost: parlour\r\n{}upgrade: websocket\r\nconnection: upgrade\r\n\
         sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
        headers(n)
    );
    let answer = http::exchange(&mut stream, upgrade.as_bytes()).await?;
    assert_eq!(answer.status, 101, "{}", answer.head);
    stream.write_all(&frame(&hello(n))).await?;
    let mut told = answer.body;
    while !String::from_utf8_lossy(&told).contains(r#""type":"welcome""#) {
        assert!(stream.read_buf(&mut told).await? > 0, "closed: {}", String::from_utf8_lossy(&told));
    }
    Ok(stream)
}

fn hello(n: usize) -> String {
    format!(
        r#"{{"type":"hello","site":"demo","visitor":"{}","tab":"7f3a9c01","page_view":"0193b0a8-5c00-7000-8000-{n:012x}","url":"https://shop.example/lamps/{n}?utm_source=letter&utm_campaign=autumn-lamps","title":"Lamps for the evening","referrer":"https://www.google.com/","language":"pl-PL","time_zone":"Europe/Warsaw","screen":"1920x1080","visible":true}}"#,
        id(n)
    )
}

/// A masked text frame with a length of two bytes; a mask of zeros leaves the text as it is.
fn frame(text: &str) -> Vec<u8> {
    let length = u16::try_from(text.len()).expect("a short text").to_be_bytes();
    [&[0x81, 0xFE][..], &length, &[0; 4], text.as_bytes()].concat()
}
