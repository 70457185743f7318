//! The inventory and its views at 100,000 and 1,000,000 snapshots, beside plain SQLite with the same rows.
//!
//! `inventory SCRIPT PACKAGES [--rows N]`, with the script that holds the Node SDK's models and the folder of its packages.
//! `inventory --memory N` prints what listing N snapshots takes at the most.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr
)]

mod cloud;
mod memory;
mod reference;
mod rows;

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use alibaba_cloud::{Credentials, SystemRuntime};
use darkroom_core::account::Keyring;
use darkroom_core::inventory::{RowKind, SortColumn, SyncState, WordField};
use darkroom_core::view::{Filter, Scope, Sort, ViewSpec};
use darkroom_core::{Darkroom, Practice, Program, Settings};
use serde_json::json;
use tempfile::TempDir;

use cloud::BenchCloud;
use reference::Reference;

const SIZES: [usize; 2] = [100_000, 1_000_000];
const USAGE: &str = "inventory SCRIPT PACKAGES [--rows N]";
/// Times that a short measure is taken.
const ROUNDS: usize = 15;
const SQLITE: &str = "SQLite";

/// That of the product.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|text| !text.starts_with("--bench"))
        .collect();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    let (sdk, sizes) = match arguments.as_slice() {
        [option, rows] if option == memory::OPTION => {
            runtime.block_on(memory::print(rows.parse().expect(USAGE)));
            return ExitCode::SUCCESS;
        }
        [script, packages] => ([script, packages], SIZES.to_vec()),
        [script, packages, option, rows] if option == "--rows" => {
            ([script, packages], vec![rows.parse().expect(USAGE)])
        }
        _ => panic!("{USAGE}"),
    };
    let mut are_met = true;
    for rows in sizes {
        let mut lines = Lines { rows, are_met: true };
        runtime.block_on(run(rows, &mut lines));
        memory::compare(rows, sdk, &mut lines);
        are_met &= lines.are_met;
    }
    if are_met { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

async fn run(rows: usize, lines: &mut Lines) {
    let folder = TempDir::new().unwrap();
    let darkroom = open(&folder, rows);
    let began = Instant::now();
    darkroom.practice_open().await.unwrap();
    let state = synced(&darkroom).await;
    let listed = began.elapsed();
    assert_eq!((state.failed, state.never), (0, 0), "{state:#?}");
    let counts = darkroom.inventory_counts().await.unwrap();
    assert_eq!(counts.snapshots as usize, rows);
    eprintln!(
        "{rows} snapshots, {} images, {} instances, {listed:?}",
        counts.images, counts.instances
    );

    let bare = reference::inserts(folder.path(), rows);
    let all = rows + counts.images as usize + counts.instances as usize;
    let per_second = |rows: usize, time: Duration| rows as f64 / time.as_secs_f64();
    lines.at_least(
        "rows listed, stored and searchable a second",
        (per_second(all, listed), per_second(rows, bare)),
        "bare prepared inserts into an unindexed table in one transaction",
        0.5,
    );
    let reference = Reference::new(folder.path(), rows);
    look(&darkroom, &reference, lines).await;
}

async fn look(darkroom: &Darkroom, reference: &Reference, lines: &mut Lines) {
    let far_end = |total: u32| (total.saturating_sub(100), total);
    let one_query = median((0..ROUNDS).map(|_| reference.window()));

    // The first opening makes the order.
    let mut opened = Vec::new();
    let began = Instant::now();
    let view = darkroom.view_open(spec("", SortColumn::CreatedAt)).await.unwrap();
    opened.push(began.elapsed());
    assert_eq!(view.total as usize, reference.accomplished);
    lines.at_most(
        "open a sorted, filtered view",
        (opened[0], one_query),
        &named("ORDER BY LIMIT OFFSET with an index"),
        12.0,
    );
    let (from, to) = far_end(view.total);
    let mut windows = Vec::new();
    for _ in 0..ROUNDS {
        let began = Instant::now();
        let window = darkroom.view_rows(view.view_id, view.version, from, to).await.unwrap();
        windows.push(began.elapsed());
        assert_eq!(window.rows.len(), (to - from) as usize);
    }
    let quiet = median(windows.into_iter());
    lines.at_most(
        "100 rows at the far end of it",
        (quiet, one_query),
        &named("ORDER BY LIMIT OFFSET with an index"),
        0.1,
    );

    for (what, text) in [
        ("a rare text", rows::RARE),
        ("a common text", rows::COMMON),
        ("one character", "e"),
    ] {
        let searched = darkroom.view_open(all(text, SortColumn::CreatedAt)).await.unwrap();
        let mut times = Vec::new();
        for _ in 0..ROUNDS {
            darkroom
                .view_update(searched.view_id, all("", SortColumn::CreatedAt))
                .await
                .unwrap();
            let began = Instant::now();
            darkroom
                .view_update(searched.view_id, all(text, SortColumn::CreatedAt))
                .await
                .unwrap();
            times.push(began.elapsed());
        }
        let scans: Vec<(Duration, usize)> = (0..5).map(|_| reference.search(text)).collect();
        let like = median(scans.iter().map(|(time, _)| *time));
        eprintln!("{what}: {} rows here, {} there", searched.total, scans[0].1);
        lines.at_most(
            &format!("search for {what}"),
            (median(times.into_iter()), like),
            &named("LIKE scan"),
            0.1,
        );
    }

    for (column, sort) in [("name", SortColumn::Name), ("size", SortColumn::Size)] {
        // The first time: later ones find the order made.
        let began = Instant::now();
        darkroom.view_open(all("", sort)).await.unwrap();
        let time = began.elapsed();
        let sorts = median((0..3).map(|_| reference.sort(column)));
        lines.at_most(
            &format!("sort all by {column}"),
            (time, sorts),
            &named("ORDER BY without an index"),
            1.0 / 3.0,
        );
    }

    let busy = while_scanning(darkroom, view.view_id, view.version, (from, to)).await;
    lines.at_most(
        "100 rows while a search runs",
        (busy, quiet),
        "the same while nothing runs",
        2.0,
    );
}

/// What a window takes while another view is searched without a pause.
async fn while_scanning(darkroom: &Darkroom, view_id: u32, version: u32, (from, to): (u32, u32)) -> Duration {
    let is_over = Arc::new(AtomicBool::new(false));
    let searching = {
        let (darkroom, is_over) = (darkroom.clone(), is_over.clone());
        tokio::spawn(async move {
            let view = darkroom.view_open(all("", SortColumn::CreatedAt)).await.unwrap();
            for text in [rows::RARE, rows::COMMON].into_iter().cycle() {
                if is_over.load(Ordering::SeqCst) {
                    break;
                }
                darkroom
                    .view_update(view.view_id, all(text, SortColumn::CreatedAt))
                    .await
                    .unwrap();
            }
        })
    };
    let mut times = Vec::new();
    for _ in 0..100 {
        let began = Instant::now();
        darkroom.view_rows(view_id, version, from, to).await.unwrap();
        times.push(began.elapsed());
    }
    is_over.store(true, Ordering::SeqCst);
    searching.await.unwrap();
    median(times.into_iter())
}

fn open(folder: &TempDir, rows: usize) -> Darkroom {
    let transport = Arc::new(BenchCloud::new(rows));
    Darkroom::open(Settings {
        data_dir: folder.path().join("data"),
        cache_dir: folder.path().join("cache"),
        practice: Practice {
            transport: transport.clone(),
            credentials: Credentials::new("bench", "bench"),
        },
        transport,
        runtime: Arc::new(SystemRuntime),
        secrets: Arc::new(Keyring::new()),
        program: Program::default(),
    })
    .unwrap()
}

async fn synced(darkroom: &Darkroom) -> SyncState {
    let mut changes = darkroom.changes();
    loop {
        let state = darkroom.sync_state().await.unwrap();
        if !state.running && state.never == 0 {
            return state;
        }
        // A change that was missed is as good as one that was not.
        let _ = changes.recv().await;
    }
}

/// Everything that has been made.
fn spec(search: &str, column: SortColumn) -> ViewSpec {
    ViewSpec {
        filters: vec![Filter::Words {
            field: WordField::Status,
            any_of: vec!["accomplished".to_owned()],
        }],
        ..all(search, column)
    }
}

fn all(search: &str, column: SortColumn) -> ViewSpec {
    ViewSpec {
        kind: RowKind::Snapshots,
        scope: Scope::default(),
        search: search.to_owned(),
        filters: Vec::new(),
        sort: Sort {
            column,
            descending: true,
        },
    }
}

fn named(what: &str) -> String {
    format!("{SQLITE}: {what}")
}

fn median(times: impl Iterator<Item = Duration>) -> Duration {
    let mut times: Vec<Duration> = times.collect();
    times.sort_unstable();
    times[times.len() / 2]
}

/// Prints the measures of a size.
struct Lines {
    rows: usize,
    are_met: bool,
}

impl Lines {
    /// Ours may take so many times as long as the reference.
    fn at_most(&mut self, measure: &str, (ours, reference): (Duration, Duration), reference_name: &str, target: f64) {
        let milliseconds = |time: Duration| time.as_secs_f64() * 1_000.0;
        let times = (milliseconds(ours), milliseconds(reference));
        self.no_more_than(measure, times, reference_name, "ms", target);
    }

    /// Ours may be so many times the reference.
    fn no_more_than(
        &mut self,
        measure: &str,
        (ours, reference): (f64, f64),
        reference_name: &str,
        unit: &str,
        target: f64,
    ) {
        let is_met = ours / reference <= target;
        self.print(measure, (ours, reference), reference_name, unit, (target, is_met));
    }

    /// Ours must be so many times the reference.
    fn at_least(&mut self, measure: &str, (ours, reference): (f64, f64), reference_name: &str, target: f64) {
        let is_met = ours / reference >= target;
        self.print(measure, (ours, reference), reference_name, "rows/s", (target, is_met));
    }

    fn print(
        &mut self,
        measure: &str,
        (ours, reference): (f64, f64),
        reference_name: &str,
        unit: &str,
        (target, is_met): (f64, bool),
    ) {
        let rounded = |value: f64| (value * 1_000.0).round() / 1_000.0;
        self.are_met &= is_met;
        let line = json!({
            "bench": "inventory",
            "measure": format!("{measure}, {} snapshots", self.rows),
            "ours": rounded(ours),
            "reference": rounded(reference),
            "referenceName": reference_name,
            "unit": unit,
            "ratio": rounded(ours / reference),
            "target": rounded(target),
            "met": is_met,
        });
        println!("{line}");
    }
}
