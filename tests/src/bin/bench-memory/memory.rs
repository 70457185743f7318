//! Memory of a process and all it has started, as the kernel tells it.

use std::collections::BTreeMap;
use std::fs;
use std::thread;
use std::time::Duration;

/// Readings of which the median counts, and the time between two.
const READINGS: usize = 5;
const PAUSE: Duration = Duration::from_secs(2);

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

/// The process of this program that this process has started, however far.
///
/// # Panics
/// When there is none.
pub fn started_from(program: &str) -> u32 {
    let parents = parents();
    let ours = below(std::process::id(), &parents);
    let is_it = |pid: &&u32| fs::read_to_string(format!("/proc/{pid}/comm")).is_ok_and(|name| name.trim() == program);
    *ours
        .iter()
        .find(is_it)
        .unwrap_or_else(|| panic!("{program} does not run"))
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
