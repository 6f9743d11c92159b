//! Processor time of one accepted beacon: the whole service with its durable spool, beside a handler that only answers 204.

use std::time::Duration;

use crate::load::send;
use crate::process::cpu;
use crate::server::Server;
use crate::spread::spread;
use crate::visitors::{Request, VISITORS};

const ROUNDS: usize = 7;
const ROUND: Duration = Duration::from_secs(4);
const WARM_UP: Duration = Duration::from_secs(1);

/// Microseconds of processor time for each accepted beacon.
struct Cost {
    server: f64,
    engine: f64,
    accepted: u64,
    refused: u64,
}

pub(crate) async fn measure() {
    let requests: Vec<Request> = (0..VISITORS).map(|n| Request::page_view(n, "/b", "Lamps for the evening")).collect();
    println!("{} requests of about {} bytes; CPU microseconds for each 204", requests.len(), requests[0].bytes.len());
    let (bare, parlour) = (Server::anchor().await, Server::parlour().await);
    for server in [&bare, &parlour] {
        send(server.address, &requests, WARM_UP).await;
        settle(server).await;
    }
    let mut rounds = Vec::new();
    for round in 1..=ROUNDS {
        let pair = (cost(&bare, &requests).await, cost(&parlour, &requests).await);
        print(round, &pair.0, &pair.1);
        rounds.push(pair);
    }
    rounds.retain(|(a, b)| a.refused + b.refused == 0);
    let all = |pick: fn(&(Cost, Cost)) -> f64| spread(&rounds.iter().map(pick).collect::<Vec<_>>());
    println!("{} sound rounds of {ROUNDS}; median (range)", rounds.len());
    println!("  bare axum {}, Parlour {}", all(|(a, _)| a.server), all(|(_, b)| b.server));
    println!("  ratio in the same round {}", all(|(a, b)| b.server / a.server));
    println!("  the engine's own process {}", all(|(_, b)| b.engine));
}

/// The cost of one round, with all that is done later for its beacons.
async fn cost(server: &Server, requests: &[Request]) -> Cost {
    let before = (cpu(server.pid()), server.engine_cpu());
    let tally = send(server.address, requests, ROUND).await;
    settle(server).await;
    let each = |used: u64| {
        #[expect(clippy::cast_precision_loss, reason = "well below 2^52")]
        let each = used as f64 / tally.accepted.max(1) as f64;
        each
    };
    Cost {
        server: each(cpu(server.pid()) - before.0),
        engine: each(server.engine_cpu() - before.1),
        accepted: tally.accepted,
        refused: tally.refused,
    }
}

/// Waits until every beacon is in the visit log.
async fn settle(server: &Server) {
    server.rest().await;
    while server.gauge("parlour_spool_depth").await.is_some_and(|depth| depth > 0) {
        server.rest().await;
    }
}

fn print(round: usize, bare: &Cost, parlour: &Cost) {
    println!(
        "  round {round}: bare {:.1} ({}, not 204: {}), Parlour {:.1} ({}, not 204: {}), engine {:.1}, ratio {:.2}",
        bare.server,
        bare.accepted,
        bare.refused,
        parlour.server,
        parlour.accepted,
        parlour.refused,
        parlour.engine,
        parlour.server / bare.server
    );
}
