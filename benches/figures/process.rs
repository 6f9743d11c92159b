//! What a process has used, as the kernel counts it, and where it runs.

use std::fs;
use std::process::{Command, Stdio};

/// The kernel's unit of processor time towards programs (microseconds).
const TICK: u64 = 10_000;
/// The kernel's unit of memory here (bytes).
const PAGE: u64 = 4_096;

/// User and system time of all threads of `pid`, those that ended included (microseconds).
pub(crate) fn cpu(pid: u32) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    // The name stands in brackets and may hold anything; the fields after it are plain.
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |field: usize| fields.get(field).and_then(|ticks| ticks.parse::<u64>().ok()).unwrap_or(0);
    (ticks(11) + ticks(12)) * TICK
}

/// Memory of a process in bytes.
#[derive(Clone, Copy)]
pub(crate) struct Memory {
    /// All that is resident.
    pub(crate) resident: u64,
    /// The part that is no file's: what it has allocated.
    pub(crate) own: u64,
}

/// The memory of `pid`.
pub(crate) fn memory(pid: u32) -> Memory {
    let statm = fs::read_to_string(format!("/proc/{pid}/statm")).unwrap_or_default();
    let pages: Vec<u64> = statm.split_whitespace().filter_map(|pages| pages.parse().ok()).collect();
    let [_, resident, of_files, ..] = pages[..] else { return Memory { resident: 0, own: 0 } };
    Memory { resident: resident * PAGE, own: (resident - of_files) * PAGE }
}

/// The processes that threads of `pid` started.
pub(crate) fn children(pid: u32) -> Vec<u32> {
    let threads = fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten();
    let lists = threads.filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    lists.flat_map(|list| list.split_whitespace().filter_map(|pid| pid.parse().ok()).collect::<Vec<u32>>()).collect()
}

/// Leaves the first core to the servers; whether that was possible.
pub(crate) fn pin_load() -> bool {
    let own = std::process::id().to_string();
    let pinned = Command::new("taskset").args(["-acp", "1", &own]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    pinned.is_ok_and(|status| status.success())
}

/// A command that runs `program` on the first core where cores can be chosen.
pub(crate) fn pinned(program: &str) -> Command {
    let chosen = Command::new("taskset").args(["-c", "0", "true"]).status().is_ok_and(|status| status.success());
    if !chosen {
        return Command::new(program);
    }
    let mut command = Command::new("taskset");
    command.args(["-c", "0", program]);
    command
}

/// How busy the machine is, and how the cores are shared out.
pub(crate) fn machine(pinned: bool) -> String {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let cores = if pinned { "servers on core 0, load on core 1" } else { "cores not pinned" };
    format!("load average {}; {cores}", load.split_whitespace().take(3).collect::<Vec<_>>().join(" "))
}
