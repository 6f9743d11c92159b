//! What was acknowledged is there, once, however often the service is killed.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use parlour::domain::ids::SiteKey;
use parlour::domain::moment::Moment;
use parlour::engines::clickhouse::VisitLog;
use parlour::engines::clickhouse::engine::{EmbeddedEngine, EngineProgram, find_library};
use rand::RngExt;
use reqwest::{Client, StatusCode};
use serde_json::json;
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::support::{BROWSER, Served, eventually, soon};

const CYCLES: usize = 20;
const CLIENTS: usize = 8;

/// What the clients of one cycle know.
#[derive(Default)]
struct Known {
    acknowledged: Vec<Uuid>,
    /// Sent without an answer: they go out again with the same id, as the tracker does.
    doubtful: Vec<Uuid>,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_acknowledged_beacon_is_lost_or_doubled_by_killing_the_service() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut acknowledged, mut doubtful, mut again) = (HashSet::new(), Vec::new(), 0);
    for _ in 0..CYCLES {
        again += doubtful.len();
        let known = until_killed(Served::start(folder.path()).await, doubtful).await;
        acknowledged.extend(known.acknowledged);
        doubtful = known.doubtful;
    }
    let served = Served::start(folder.path()).await;
    eventually("the spool is empty", async || {
        let text = reqwest::get(served.url("/metrics")).await.ok()?.text().await.ok()?;
        text.lines().any(|line| line == "parlour_spool_depth 0").then_some(())
    })
    .await;
    served.stop().await;
    let logged = page_views(folder.path(), "demo").await;
    println!(
        "{CYCLES} kills: {} acknowledged, {again} sent again, {} in the visit log",
        acknowledged.len(),
        logged.len()
    );
    assert!(acknowledged.len() > CYCLES * 50, "only {} were acknowledged", acknowledged.len());
    assert_eq!(acknowledged.difference(&logged).count(), 0, "lost");
}

/// Clients send, what is doubtful first, until the service is killed under them.
async fn until_killed(served: Served, mut doubtful: Vec<Uuid>) -> Known {
    let count = Arc::new(AtomicU64::new(0));
    let mut clients = JoinSet::new();
    for left in (1..=CLIENTS).rev() {
        let share = doubtful.split_off(doubtful.len() - doubtful.len() / left);
        clients.spawn(send_beacons(served.url("/b"), share, count.clone()));
    }
    let enough = rand::rng().random_range(60..400);
    eventually("the load", async || (count.load(Ordering::Relaxed) >= enough).then_some(())).await;
    served.kill().await;
    let mut all = Known::default();
    for known in soon("the clients end", clients.join_all()).await {
        all.acknowledged.extend(known.acknowledged);
        all.doubtful.extend(known.doubtful);
    }
    all
}

/// Sends until nobody answers any more.
async fn send_beacons(url: String, mut again: Vec<Uuid>, count: Arc<AtomicU64>) -> Known {
    let http = Client::new();
    let mut acknowledged = Vec::new();
    loop {
        let id = again.pop().unwrap_or_else(Uuid::now_v7);
        let visitor = hex::encode(rand::random::<[u8; 16]>());
        let view =
            json!({"site": "demo", "id": id, "type": "page_view", "url": "https://shop.example/", "visitor": visitor});
        let request =
            http.post(&url).header("user-agent", BROWSER).header("content-type", "text/plain").body(view.to_string());
        match request.send().await.map(|answer| answer.status()) {
            Ok(StatusCode::NO_CONTENT) => {
                acknowledged.push(id);
                count.fetch_add(1, Ordering::Relaxed);
            }
            // Too many from one address, or still on its way to the disk: it is not kept, and goes out again.
            Ok(_) => again.push(id),
            Err(_) => {
                again.push(id);
                return Known { acknowledged, doubtful: again };
            }
        }
    }
}

/// The ids of all page views of `site` in the visit log of a service that has stopped; each is there once.
pub(crate) async fn page_views(data: &Path, site: &str) -> HashSet<Uuid> {
    let library = find_library(None).expect("npm install has been run");
    let program = env!("CARGO_BIN_EXE_parlour").into();
    let engine = EmbeddedEngine::start(EngineProgram { program, data: data.join("visit_log"), library });
    let (log, site) = (VisitLog::embedded(&engine), SiteKey::from(site));
    log.ready().await;
    let ids = log.ids_between(&site, Moment(0), Moment(4_000_000_000_000)).await.expect("answered");
    let rows = log.counts(&site).await.expect("answered").page_views;
    engine.stop().await;
    assert_eq!(rows, ids.len() as u64, "page views and their distinct ids");
    ids
}
