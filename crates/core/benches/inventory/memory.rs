//! What the rows take of memory, beside the models that the official Node SDK makes of the same pages.

use std::io::{BufWriter, Write as _};
use std::process::{Command, Stdio};

use darkroom_core::inventory::SortColumn;
use tempfile::TempDir;

use super::cloud::each_page;
use super::{Lines, all, open, synced};

/// Has the program measure itself alone.
pub const OPTION: &str = "--memory";
/// Ours may take such a part of the SDK's.
const TARGET: f64 = 1.0 / 6.0;

/// Lists an account, opens a view of it, and prints the MiB that the process has taken at the most.
pub async fn print(rows: usize) {
    let folder = TempDir::new().unwrap();
    let darkroom = open(&folder, rows);
    darkroom.practice_open().await.unwrap();
    synced(&darkroom).await;
    let view = darkroom.view_open(all("", SortColumn::CreatedAt)).await.unwrap();
    darkroom.view_rows(view.view_id, view.version, 0, 100).await.unwrap();
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    println!(
        "{}",
        peak.trim().trim_end_matches(" kB").parse::<f64>().unwrap() / 1024.0
    );
}

/// Measures both, each in a process of its own.
pub fn compare(rows: usize, [script, packages]: [&String; 2], lines: &mut Lines) {
    let mut ours = Command::new(std::env::current_exe().unwrap());
    let ours = ours.args([OPTION, &rows.to_string()]).stderr(Stdio::inherit());
    let ours = number(&ours.output().unwrap().stdout);

    let mut node = Command::new("node")
        .args([script, packages])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node starts");
    let mut pages = BufWriter::new(node.stdin.take().unwrap());
    each_page(rows, |(action, ..), body| {
        writeln!(pages, "{action} {body}").expect("the script reads");
    });
    drop(pages);
    let models = node.wait_with_output().unwrap();
    assert!(models.status.success(), "the SDK's script ended: {}", models.status);
    lines.no_more_than(
        "peak memory of the rows, stored and searchable",
        (ours, number(&models.stdout)),
        "Node SDK: the models of the same rows",
        "MiB",
        TARGET,
    );
}

fn number(output: &[u8]) -> f64 {
    String::from_utf8_lossy(output).trim().parse().expect("a number")
}
