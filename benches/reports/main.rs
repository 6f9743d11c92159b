//! What reports take with 20 million page views in the embedded engine, beside the same question asked of the page views alone.
//!
//! `cargo bench --bench reports`. The page views are made once, into `target/bench-reports`, which takes some minutes.

#![expect(clippy::disallowed_methods, reason = "measuring takes a clock")]
#![expect(clippy::print_stdout, reason = "the figures are the product")]

mod engine;
mod questions;

use std::time::Instant;

use engine::Engine;
use questions::{Asked, QUESTIONS, RAW};

/// Rounds that count; one before them warms up.
const ROUNDS: usize = 7;

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(measure());
}

async fn measure() {
    parlour::engines::tls::choose_tls();
    let engine = Engine::open().await;
    println!("{}", load());
    println!("{}", engine.sizes().await);
    let asked = Asked::new(&engine).await;
    let mut times: Vec<[Vec<f64>; 2]> = QUESTIONS.iter().map(|_| [Vec::new(), Vec::new()]).collect();
    for round in 0..=ROUNDS {
        for (question, times) in times.iter_mut().enumerate() {
            let ours = timed(asked.ask(&engine.log, question)).await;
            let raw = timed(engine.run(RAW[question])).await;
            if round > 0 {
                times[0].push(ours);
                times[1].push(raw);
            }
        }
    }
    println!("| question | ours, ms | raw page views, ms |");
    println!("|---|---|---|");
    for (question, [ours, raw]) in QUESTIONS.iter().zip(&times) {
        println!("| {question} | {} | {} |", spread(ours), spread(raw));
    }
    println!("{}", load());
    engine.close().await;
}

async fn timed<T>(work: impl Future<Output = T>) -> f64 {
    let started = Instant::now();
    work.await;
    started.elapsed().as_secs_f64() * 1_000.0
}

/// Median, least and most.
fn spread(times: &[f64]) -> String {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    format!("{:.0} ({:.0}–{:.0})", sorted[sorted.len() / 2], sorted[0], sorted[sorted.len() - 1])
}

fn load() -> String {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    format!("load average {}", load.split_whitespace().take(3).collect::<Vec<_>>().join(" "))
}
