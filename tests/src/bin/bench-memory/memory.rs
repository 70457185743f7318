//! Memory of a process and all it has started, as the kernel tells it.

use std::collections::BTreeMap;
use std::fs;
use std::thread;
use std::time::Duration;

use darkroom_acceptance::wait_at_most;

/// Readings of which the median counts, and the time between two.
const READINGS: usize = 5;
const PAUSE: Duration = Duration::from_secs(2);

/// A program is idle when it uses at most so many hundredths of a second of the processor in this time. It may still count seconds on its
/// screen.
const IDLE_TICKS: u64 = 30;
const IDLE_TIME: Duration = Duration::from_secs(10);

/// Megabytes of the tree below `root`: pages that processes share are divided among them (PSS).
pub fn settled(root: u32) -> f64 {
    let mut readings: Vec<f64> = (0..READINGS)
        .map(|_| {
            thread::sleep(PAUSE);
            tree(root)
        })
        .collect();
    readings.sort_by(f64::total_cmp);
    readings[READINGS / 2]
}

/// Waits until the tree below `root` is idle.
///
/// # Panics
/// When it still works after `most`.
pub fn wait_until_idle(root: u32, most: Duration) {
    let mut before = processor_ticks(root);
    wait_at_most(most, "an idle program", || {
        thread::sleep(IDLE_TIME);
        let now = processor_ticks(root);
        let used = now.saturating_sub(before);
        before = now;
        (used <= IDLE_TICKS).then_some(())
    });
}

/// Hundredths of a second of the processor that the tree below `root` has used.
fn processor_ticks(root: u32) -> u64 {
    let time = |pid: &u32| {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        // From the twelfth after the name in parentheses: time in the program, in the kernel, and both of children that have ended.
        let (_, rest) = stat.rsplit_once(')')?;
        let times = rest.split_whitespace().skip(11).take(4);
        times.map(|time| time.parse::<u64>().ok()).sum::<Option<u64>>()
    };
    below(root, &parents()).iter().filter_map(time).sum()
}

fn tree(root: u32) -> f64 {
    let processes = below(root, &parents());
    let kibibytes: u64 = processes.iter().map(|pid| proportional(*pid)).sum();
    for pid in &processes {
        let name = fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
        eprint!("{} {} MB, ", name.trim(), proportional(*pid) / 1000);
    }
    eprintln!();
    kibibytes as f64 * 1024.0 / 1e6
}

/// `root` and its descendants, itself first.
fn below(root: u32, parents: &BTreeMap<u32, u32>) -> Vec<u32> {
    let mut found = vec![root];
    let mut next = 0;
    while let Some(parent) = found.get(next).copied() {
        found.extend(parents.iter().filter(|(_, of)| **of == parent).map(|(pid, _)| *pid));
        next += 1;
    }
    found
}

/// Every process and its parent.
fn parents() -> BTreeMap<u32, u32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let pids = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    pids.filter_map(|pid| {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        // After the name in parentheses: state, parent.
        let (_, rest) = stat.rsplit_once(')')?;
        Some((pid, rest.split_whitespace().nth(1)?.parse().ok()?))
    })
    .collect()
}

/// KiB of one process; none when it has ended.
fn proportional(pid: u32) -> u64 {
    let told = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
    let line = told.lines().find_map(|line| line.strip_prefix("Pss:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}
