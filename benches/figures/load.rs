//! Beacons over 64 kept connections, as fast as they are answered.

use std::cell::Cell;
use std::io;
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::http;
use crate::visitors::Request;

const CONNECTIONS: usize = 64;

/// What became of the beacons of a round.
#[derive(Default)]
pub(crate) struct Tally {
    /// Answered 204.
    pub(crate) accepted: u64,
    /// Anything else, broken connections included.
    pub(crate) refused: u64,
}

/// Sends `requests` in turn to `address` for `span`.
pub(crate) async fn send(address: SocketAddr, requests: &[Request], span: Duration) -> Tally {
    let (next, end) = (Rc::new(Cell::new(0)), Instant::now() + span);
    let connections = (0..CONNECTIONS).map(|_| keep_sending(address, requests, next.clone(), end));
    join_all(connections).await.into_iter().fold(Tally::default(), |all, one| Tally {
        accepted: all.accepted + one.accepted,
        refused: all.refused + one.refused,
    })
}

async fn keep_sending(address: SocketAddr, requests: &[Request], next: Rc<Cell<usize>>, end: Instant) -> Tally {
    let mut tally = Tally::default();
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream.set_nodelay(true).expect("a socket");
    let (mut bytes, mut answer) = (Vec::new(), Vec::new());
    while Instant::now() < end {
        requests[next.get() % requests.len()].renew(&mut bytes);
        next.set(next.get() + 1);
        if let Ok(204) = ask(&mut stream, &bytes, &mut answer).await {
            tally.accepted += 1;
        } else {
            tally.refused += 1;
            stream = TcpStream::connect(address).await.expect("a connection");
        }
    }
    tally
}

async fn ask(stream: &mut TcpStream, request: &[u8], answer: &mut Vec<u8>) -> io::Result<u16> {
    stream.write_all(request).await?;
    answer.clear();
    while http::end_of_head(answer).is_none() {
        if stream.read_buf(answer).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    Ok(http::status(answer))
}
