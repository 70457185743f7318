//! Wall time, processor time and memory to list 100,000 snapshots in 10 regions, when the cloud takes 50 ms to answer: ours, a task
//! a region, against the official Node SDK, one promise per region.
//!
//! `bench-list SIMULATOR SDK_SCRIPT SDK_FOLDER [--rounds N]`. Each contender is a process of its own, and so is the simulator;
//! nobody keeps the rows. Processor time counts from the first request on, memory from the start of the process.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

use std::path::Path;
use std::pin::pin;
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;
use std::time::Instant;

use alibaba_cloud::ecs::DescribeSnapshots;
use alibaba_cloud::{Client, HttpsTransport, all_pages};
use darkroom_conformance::measure::{Measure, end, median, peak_memory, processor_time};
use darkroom_conformance::standalone::{Door, Standalone};
use futures_util::{StreamExt as _, TryStreamExt as _};
use serde_json::{Value, json};

const REGIONS: usize = 10;
const PAGES_PER_REGION: usize = 100;
const ROWS: usize = REGIONS * PAGES_PER_REGION * 100;
const LATENCY_MS: u32 = 50;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["list", endpoint, access_key_id, access_key_secret, ref regions @ ..] => {
            let door = Door {
                endpoint: endpoint.to_owned(),
                access_key_id: access_key_id.to_owned(),
                access_key_secret: access_key_secret.to_owned(),
            };
            list(&door, regions).await;
            ExitCode::SUCCESS
        }
        [simulator, script, sdk] => end(compare(simulator, script, sdk, 9).await),
        [simulator, script, sdk, "--rounds", rounds] => {
            let rounds = rounds.parse().expect("--rounds takes a number");
            end(compare(simulator, script, sdk, rounds).await)
        }
        _ => panic!("bench-list SIMULATOR SDK_SCRIPT SDK_FOLDER [--rounds N]"),
    }
}

/// One contender: ours.
async fn list(door: &Door, regions: &[&str]) {
    let client = door.client(Arc::new(HttpsTransport::new().expect("a transport")));
    let (start, processor) = (Instant::now(), processor_time());
    let tasks: Vec<_> = regions
        .iter()
        .map(|region| tokio::spawn(list_region(client.clone(), (*region).to_owned())))
        .collect();
    let mut rows = 0;
    for task in tasks {
        rows += task.await.expect("a task ends well");
    }
    let line = json!({
        "rows": rows,
        "wallMs": start.elapsed().as_secs_f64() * 1e3,
        "processorMs": (processor_time() - processor).as_secs_f64() * 1e3,
        "peakMib": peak_memory(),
    });
    println!("{line}");
}

async fn list_region(client: Client, region_id: String) -> usize {
    let pages = all_pages(&client, DescribeSnapshots::new(region_id));
    let mut pages = pin!(pages.take(PAGES_PER_REGION));
    let mut rows = 0;
    while let Some(page) = pages.try_next().await.expect("a page") {
        rows += page.body.snapshots.len();
    }
    rows
}

/// Whether ours was as frugal as it is to be.
async fn compare(simulator: &str, script: &str, sdk: &str, rounds: usize) -> bool {
    let simulator = Standalone::start(Path::new(simulator), "huge");
    let plan = json!([{"action": "DescribeSnapshots", "fault": {"latency": {"ms": LATENCY_MS}}}]);
    simulator.set_faults(&plan).await;
    let (door, regions) = (simulator.door(), simulator.regions(REGIONS));
    let (mut ours, mut reference) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        let program = std::env::current_exe().expect("this program");
        let mut command = Command::new(program);
        command.args(["list", &door.endpoint, &door.access_key_id, &door.access_key_secret]);
        ours.push(run(command.args(&regions)));
        let mut command = Command::new("node");
        command.args([
            script,
            sdk,
            &door.endpoint,
            &door.access_key_id,
            &door.access_key_secret,
        ]);
        command.arg(PAGES_PER_REGION.to_string());
        reference.push(run(command.args(&regions)));
    }
    let of = |runs: &[Value], name: &str| median(runs.iter().map(|run| run[name].as_f64().expect(name)).collect());
    let measure = |measure, name, unit, target| Measure {
        bench: "list",
        measure,
        ours: of(&ours, name),
        reference: of(&reference, name),
        reference_name: "official Node SDK, one promise per region",
        unit,
        target,
    };
    let wall = Measure {
        reference: f64::from(LATENCY_MS) * PAGES_PER_REGION as f64,
        reference_name: "floor: 100 pages of 50 ms",
        ..measure(
            "wall time to list 100,000 snapshots in 10 regions",
            "wallMs",
            "ms",
            1.15,
        )
    };
    let measures = [
        wall,
        measure("processor time to list 100,000 snapshots", "processorMs", "ms", 0.2),
        measure("peak memory to list 100,000 snapshots", "peakMib", "MiB", 0.2),
    ];
    let are_met = measures.map(|measure| measure.print());
    are_met.into_iter().all(|is_met| is_met)
}

fn run(command: &mut Command) -> Value {
    let output = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output();
    let output = output.expect("the contender starts");
    assert!(output.status.success(), "the contender ended: {}", output.status);
    let line: Value = serde_json::from_slice(&output.stdout).expect("one line of JSON");
    assert_eq!(line["rows"], ROWS, "every row is listed");
    line
}
