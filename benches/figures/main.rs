//! The figures the design stands on: Parlour beside the barest server that could do the same, in one run, in turns.
//!
//! `cargo bench --bench figures` measures all; `-- beacon` (or `doorways`, `fan_out`) one. `docs/BENCHMARKS.md` says what is
//! compared with what.

#![expect(clippy::disallowed_methods, reason = "measuring takes a clock")]
#![expect(clippy::print_stdout, reason = "the figures are the product")]

mod anchor;
mod beacon;
mod doorways;
mod fan_out;
mod http;
mod load;
mod process;
mod server;
mod spread;
mod visitors;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["anchor", port] => anchor::run(port.parse().expect("a port")),
        [] => measure(&["beacon", "doorways", "fan_out"]),
        ref chosen => measure(chosen),
    }
}

fn measure(chosen: &[&str]) {
    parlour::engines::tls::choose_tls();
    let pinned = process::pin_load();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    println!("{}", process::machine(pinned));
    for name in chosen {
        println!("\n{name}");
        match *name {
            "beacon" => runtime.block_on(beacon::measure()),
            "doorways" => runtime.block_on(doorways::measure()),
            "fan_out" => runtime.block_on(fan_out::measure()),
            unknown => panic!("no figure is called {unknown}: beacon, doorways, fan_out"),
        }
    }
    println!("\n{}", process::machine(pinned));
}
