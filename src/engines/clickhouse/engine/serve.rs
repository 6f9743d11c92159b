//! The child program: answers `ClickHouse`'s HTTP interface on loopback out of the loaded library.

use std::collections::HashSet;
use std::convert::Infallible;
use std::io::{self, BufRead, Read, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use hyper::header::CONTENT_TYPE;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

use super::library::{self, Engine};
use super::request::Request;

/// The largest request, in bytes: a batch is at most 4 MiB of JSON and smaller as rows.
const MOST_BYTES: usize = 64 << 20;
/// Statements at once; others wait.
const MOST_AT_ONCE: usize = 8;
/// What one statement may take, in bytes, unless it says otherwise.
const MOST_MEMORY: &str = "1000000000";

/// What `parlour engine` is told.
#[derive(Debug, Clone)]
pub struct EngineOptions {
    /// The folder with the engine's data.
    pub data: PathBuf,
    /// The engine's library.
    pub library: PathBuf,
    /// Where to listen; loopback. Port 0 takes a free one.
    pub listen: SocketAddr,
}

/// Reads the key that every request must bring from the first line of standard input, prints the port, and serves until
/// standard input ends: then the parent is gone.
pub fn serve(options: &EngineOptions) -> ExitCode {
    match open(options) {
        Ok(never) => match never {},
        Err(error) => {
            tracing::error!(%error, "the ClickHouse engine cannot be started");
            ExitCode::FAILURE
        }
    }
}

fn open(options: &EngineOptions) -> Result<Infallible, String> {
    let key = read_key().map_err(|error| error.to_string())?;
    std::fs::create_dir_all(&options.data).map_err(|error| error.to_string())?;
    // With a relative path the engine cannot sync its folders.
    let data = options.data.canonicalize().map_err(|error| error.to_string())?;
    let engine = Engine::open(&options.library, &data)?;
    let running = Mutex::default();
    let desk = Arc::new(Desk { engine, key, running, seats: Semaphore::new(MOST_AT_ONCE) });
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    let served = runtime.block_on(accept(options.listen, desk));
    served.map_err(|error| error.to_string())
}

fn read_key() -> io::Result<String> {
    let mut input = io::stdin().lock();
    let mut key = String::new();
    input.read_line(&mut key)?;
    drop(input);
    std::thread::Builder::new().name("parent".to_owned()).spawn(|| leave_with_the_parent())?;
    Ok(key.trim_end().to_owned())
}

fn leave_with_the_parent() -> ! {
    // An error is the end as well.
    let _ = io::stdin().lock().read_to_end(&mut Vec::new());
    library::leave()
}

async fn accept(listen: SocketAddr, desk: Arc<Desk>) -> io::Result<Infallible> {
    let listener = TcpListener::bind(listen).await?;
    writeln!(io::stdout(), "{}", listener.local_addr()?.port())?;
    loop {
        let (stream, _) = listener.accept().await?;
        tokio::spawn(converse(stream, desk.clone()));
    }
}

async fn converse(stream: TcpStream, desk: Arc<Desk>) {
    let service = service_fn(|request| {
        let desk = desk.clone();
        async move { Ok::<_, Infallible>(desk.answer(request).await) }
    });
    if let Err(error) = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await {
        tracing::debug!(%error, "a connection to the engine ended early");
    }
}

/// Where requests are answered.
struct Desk {
    engine: Engine,
    key: String,
    running: Mutex<HashSet<String>>,
    seats: Semaphore,
}

impl Desk {
    async fn answer(self: Arc<Self>, request: hyper::Request<Incoming>) -> Response<Full<Bytes>> {
        if request.headers().get("x-clickhouse-key").is_none_or(|key| key.as_bytes() != self.key.as_bytes()) {
            return failure(StatusCode::FORBIDDEN, "Code: 516. the key is missing or wrong");
        }
        let request = match read(request).await {
            Ok(request) => request,
            Err(error) => return failure(StatusCode::BAD_REQUEST, &error),
        };
        let Ok(_seat) = self.seats.acquire().await else {
            return failure(StatusCode::SERVICE_UNAVAILABLE, "the engine is closing");
        };
        let desk = self.clone();
        let done = tokio::task::spawn_blocking(move || desk.run(request)).await;
        match done.map_err(|error| error.to_string()).flatten() {
            Ok(bytes) => Response::new(Full::from(bytes)),
            Err(error) => failure(StatusCode::INTERNAL_SERVER_ERROR, &error),
        }
    }

    fn run(&self, mut request: Request) -> Result<Vec<u8>, String> {
        if !request.settings.iter().any(|(name, _)| name == "max_memory_usage") {
            request.settings.insert(0, ("max_memory_usage".to_owned(), MOST_MEMORY.to_owned()));
        }
        let Request { sql, format, settings, params, query_id, rows } = request;
        let Some(rows) = rows else { return self.engine.query(&sql, &format, &settings, &params) };
        if !self.running().insert(query_id.clone()) {
            return Err(format!("Code: 216. the insert {query_id} is still running"));
        }
        let inserted = self.engine.insert(&sql, &format, &settings, &rows);
        self.running().remove(&query_id);
        inserted
    }

    fn running(&self) -> std::sync::MutexGuard<'_, HashSet<String>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn read(request: hyper::Request<Incoming>) -> Result<Request, String> {
    let (head, body) = request.into_parts();
    let body = Limited::new(body, MOST_BYTES).collect().await.map_err(|error| error.to_string())?;
    let content_type = head.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Request::read(head.uri.query().unwrap_or_default(), content_type, body.to_bytes().into())
}

fn failure(status: StatusCode, error: &str) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::from(error.to_owned()));
    *response.status_mut() = status;
    let code = super::super::error::code_of(error).and_then(|code| code.to_string().parse().ok());
    if let Some(code) = code {
        response.headers_mut().insert("x-clickhouse-exception-code", code);
    }
    response
}
