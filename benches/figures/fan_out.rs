//! From a beacon to the agents' sockets: the row in a `changes` frame, beside a bare broadcast of the beacon's own bytes.

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use futures_util::{FutureExt, SinkExt, StreamExt};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::time::sleep;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{WebSocketStream, client_async};

use crate::http;
use crate::server::{EMAIL, PASSWORD, Server};
use crate::spread::{quantile, spread};
use crate::visitors::{Request, VISITORS, post};

const ROUNDS: usize = 5;
/// Beacons in a round.
const BEACONS: usize = 60;
/// Parlour tells a console at most five times a second, and a new visitor is told twice: as they come, and when the records
/// have named them. After this it is quiet again.
const QUIET: Duration = Duration::from_millis(450);
const WATCH: &str =
    r#"{"type":"watch","window":{"site":"demo","lane":"people","sort":"on_site","descending":false,"size":60}}"#;

type Socket = WebSocketStream<TcpStream>;

/// A server, and the path its beacons are posted to.
struct Side {
    server: Server,
    path: &'static str,
    cookie: String,
}

/// One page and the agents who watch, connected to one side.
struct Scene {
    path: &'static str,
    page: TcpStream,
    sockets: Vec<Socket>,
    times: Vec<f64>,
}

pub(crate) async fn measure() {
    let bare = Side { server: Server::anchor().await, path: "/tell", cookie: String::new() };
    let server = Server::parlour().await;
    let cookie = sign_in(&server).await;
    let parlour = Side { server, path: "/b", cookie };
    let mut visitor = VISITORS;
    for agents in [1, 10] {
        println!("{agents} agents; milliseconds from the beacon to each socket, p50 / p99");
        compare(&bare, &parlour, agents, &mut visitor).await;
    }
}

async fn compare(bare: &Side, parlour: &Side, agents: usize, visitor: &mut usize) {
    let (mut all_bare, mut all_parlour, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for round in 1..=ROUNDS {
        let (a, b) = round_of(bare.scene(agents).await, parlour.scene(agents).await, visitor).await;
        ratios.push(quantile(&b, 0.5) / quantile(&a, 0.5));
        println!("  round {round}: bare {}, Parlour {}, ratio {:.2}", both(&a), both(&b), ratios[round - 1]);
        all_bare.extend(a);
        all_parlour.extend(b);
    }
    println!("  all: bare {}, Parlour {}", both(&all_bare), both(&all_parlour));
    println!("  ratio of p50 in the same round, median (range): {}", spread(&ratios));
}

/// Beacons in turns; the times of either side, for every agent and beacon.
async fn round_of(mut bare: Scene, mut parlour: Scene, visitor: &mut usize) -> (Vec<f64>, Vec<f64>) {
    sleep(QUIET).await;
    for _ in 0..BEACONS {
        *visitor += 1;
        for scene in [&mut bare, &mut parlour] {
            scene.deliver(*visitor).await;
            sleep(QUIET / 2).await;
        }
    }
    (bare.times, parlour.times)
}

fn both(times: &[f64]) -> String {
    format!("{:.2} / {:.2}", quantile(times, 0.5), quantile(times, 0.99))
}

impl Side {
    async fn scene(&self, agents: usize) -> Scene {
        let sockets = join_all((0..agents).map(|_| self.watch())).await;
        let page = TcpStream::connect(self.server.address).await.expect("a connection");
        page.set_nodelay(true).expect("a socket");
        Scene { path: self.path, page, sockets, times: Vec::new() }
    }

    /// An agent's socket, looking at Who's On where there is one.
    async fn watch(&self) -> Socket {
        let address = self.server.address;
        let mut request = format!("ws://{address}/console/socket").into_client_request().expect("a request");
        for (name, value) in [("origin", format!("http://{address}")), ("cookie", self.cookie.clone())] {
            request.headers_mut().insert(name, value.parse().expect("a header"));
        }
        let stream = TcpStream::connect(address).await.expect("a connection");
        let (mut socket, _) = client_async(request, stream).await.expect("a socket");
        socket.send(Message::Text(WATCH.into())).await.expect("sent");
        socket
    }
}

impl Scene {
    /// One beacon of a visitor nobody has seen yet, to every socket.
    async fn deliver(&mut self, visitor: usize) {
        let mark = format!("Lamp number {visitor} for the evening");
        let mut request = Vec::new();
        Request::page_view(visitor, self.path, &mark).renew(&mut request);
        for socket in &mut self.sockets {
            while socket.next().now_or_never().flatten().is_some() {}
        }
        let sent = Instant::now();
        self.page.write_all(&request).await.expect("sent");
        let seen = join_all(self.sockets.iter_mut().map(|socket| until(socket, &mark))).await;
        assert_eq!(http::answer(&mut self.page).await.expect("an answer").status, 204);
        self.times.extend(seen.into_iter().map(|seen| seen.duration_since(sent).as_secs_f64() * 1_000.0));
    }
}

async fn until(socket: &mut Socket, mark: &str) -> Instant {
    loop {
        let message = socket.next().await.expect("an open socket").expect("a frame");
        if message.to_text().is_ok_and(|text| text.contains(mark)) {
            return Instant::now();
        }
    }
}

async fn sign_in(server: &Server) -> String {
    let body = format!(r#"{{"email":"{EMAIL}","password":"{PASSWORD}"}}"#);
    let request = post(0, "/api/v1/session", "application/json", &body)
        .replace("origin: https://shop.example", "sec-fetch-site: same-origin");
    let mut stream = TcpStream::connect(server.address).await.expect("a connection");
    let answer = http::exchange(&mut stream, request.as_bytes()).await.expect("an answer");
    let cookie = answer.head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).expect("signed in");
    cookie.split(';').next().unwrap_or_default().to_owned()
}
