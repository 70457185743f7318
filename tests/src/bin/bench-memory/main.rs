//! Memory of the whole process tree, idle with many rows, against Chromium's application window with the same page and the same rows.
//!
//! `bench-memory PAGE CHROMIUM [--rows N] [--idle SECONDS]`, `PAGE` being the folder with the built page of the window. The page in Chromium
//! is served over loopback, and its commands are answered by our own window: what answers them there is not counted, here it is.

mod memory;
mod page;

use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::thread;
use std::time::Duration;

use darkroom_acceptance::process::Process;
use darkroom_acceptance::{Desktop, SimulatorProcess, Window, binary, wait_at_most};
use serde_json::json;

const ROWS: u64 = 300_000;
/// How much of the reference's memory ours may take.
const TARGET: f64 = 0.6;
/// Nothing is asked and nothing moves for so long before memory is read.
const IDLE: u64 = 30;
/// A sync reads every row.
const SYNC: Duration = Duration::from_secs(1800);
/// How long a program may work after it has shown its first rows.
const WORK: Duration = Duration::from_secs(600);
/// The mark of a completed snapshot, which only a page with rows shows, and how much of it.
const MARK: ([u8; 3], usize) = ([0x23, 0x85, 0x4a], 40);

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [page, chromium, options @ ..] = arguments.as_slice() else {
        panic!("bench-memory PAGE CHROMIUM [--rows N] [--idle SECONDS]");
    };
    let option = |name: &str, usual: u64| {
        let place = options.iter().position(|option| option == name);
        let value = place.and_then(|place| options.get(place + 1));
        value.map_or(usual, |value| value.parse().expect("a number"))
    };
    let (rows, idle) = (option("--rows", ROWS), Duration::from_secs(option("--idle", IDLE)));
    let desktop = Desktop::beside("bench-memory-ours");
    let cloud = SimulatorProcess::start_with(desktop.evidence(), "fleet", 60, &["--snapshots", &rows.to_string()]);
    let window = desktop.open();
    connect(&window, &cloud);
    wait_for(&window, rows);
    window.close();

    // As on any day but the first: the rows are in the cache.
    let ours = measure(&desktop, &mut desktop.command(&binary::application()), idle);
    let window = desktop.open();
    wait_for(&window, rows);
    let reference = page::serve(&window, Path::new(page), |address| {
        measure_chromium(chromium, address, idle)
    });
    let ratio = ours / reference;
    let line = json!({
        "bench": "memory",
        "measure": format!("PSS of the process tree, idle with {rows} rows"),
        "ours": rounded(ours),
        "reference": rounded(reference),
        "referenceName": "Chromium --app, the same page and rows, without what answers its commands",
        "unit": "MB",
        "ratio": rounded(ratio),
        "target": TARGET,
        "met": ratio <= TARGET,
    });
    println!("{line}");
    if ratio <= TARGET {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn connect(window: &Window, cloud: &SimulatorProcess) {
    window.fill("AccessKey ID", cloud.access_key_id());
    window.fill("AccessKey Secret", cloud.access_key_secret());
    window.fill("Name in Darkroom", "fleet");
    window.click("button", "Custom endpoint");
    window.fill("Endpoint", cloud.endpoint());
    window.click("button", "Connect account");
}

/// Waits until all rows are in the list and the sync has ended.
fn wait_for(window: &Window, rows: u64) {
    let script = "return Number(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') ?? 0) - 1;";
    wait_at_most(SYNC, "all rows", || {
        let count = window.execute(script, &json!([])).as_f64().unwrap_or_default();
        (count >= rows as f64).then_some(())
    });
    wait_at_most(SYNC, "the end of the sync", || {
        (window.count("button", "Refresh") > 0 && window.shows("Synced")).then_some(())
    });
}

/// Megabytes of Chromium's processes with the page at `address`.
fn measure_chromium(chromium: &str, address: &str, idle: Duration) -> f64 {
    let desktop = Desktop::beside("bench-memory-reference");
    let mut command = desktop.command(Path::new(chromium));
    command
        .arg(format!("--app={address}"))
        .arg(format!("--user-data-dir={}", desktop.home().join("chromium").display()))
        // The tests may run as root, and without a graphics card a process that plays one would only cost memory.
        .args([
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--window-size=1280,800",
        ]);
    measure(&desktop, &mut command, idle)
}

/// Megabytes of the processes of `command`, which nobody drives, once it shows rows and has done nothing for a while.
fn measure(desktop: &Desktop, command: &mut Command, idle: Duration) -> f64 {
    let mut process = Process::start(command.stdout(Stdio::null()).stderr(Stdio::null()));
    let pixels = desktop.display().pixels();
    wait_at_most(Duration::from_secs(120), "rows on the screen", || {
        (pixels.count(MARK.0) >= MARK.1).then_some(())
    });
    let root = process.child().id();
    memory::wait_until_idle(root, WORK);
    thread::sleep(idle);
    desktop.display().save(&desktop.evidence().path("screen.xwd"));
    let megabytes = memory::settled(root);
    let is_there = matches!(process.child().try_wait(), Ok(None)) && pixels.count(MARK.0) >= MARK.1;
    assert!(is_there, "{command:?} no longer shows its rows");
    megabytes
}

fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
