//! Jobs killed at every point of a run and at 10,000 random moments under random faults, beside a script that creates, tries again
//! after errors, and polls.
//!
//! `kill SIMULATOR [--kills N [--every N]]`: so many kills, and one of so many points. Two workers, each with a simulator of its own.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr
)]

// The benchmark uses a part of what the tests have.
#[allow(dead_code, unused_imports)]
#[path = "../../tests/darkroom/harness/mod.rs"]
mod harness;
#[allow(dead_code)]
#[path = "../../tests/darkroom/kill/mod.rs"]
mod kill;
mod naive;

use std::path::Path;
use std::process::ExitCode;

use kill::{Campaign, KillCloud, Tally};
use serde_json::json;

const WORKERS: usize = 2;
const KILLS: u64 = 10_000;

fn main() -> ExitCode {
    if kill::child::run() {
        return ExitCode::SUCCESS;
    }
    let arguments: Vec<String> = std::env::args().skip(1).filter(|text| text != "--bench").collect();
    let (simulator, kills, every) = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [simulator] => (simulator, KILLS, 1),
        [simulator, "--kills", kills] => (simulator, kills.parse().expect("--kills takes a number"), 1),
        [simulator, "--kills", kills, "--every", every] => (
            simulator,
            kills.parse().expect("--kills takes a number"),
            every.parse().expect("--every takes a number"),
        ),
        _ => panic!("kill SIMULATOR [--kills N [--every N]]"),
    };
    let simulator = Path::new(simulator);
    let share = kills.div_ceil(WORKERS as u64);
    let (mut ours, mut points, mut reference) = (Tally::default(), Tally::default(), Tally::default());
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..WORKERS)
            .map(|worker| {
                scope.spawn(move || {
                    let seed = worker as u64 + 1;
                    let mut campaign = Campaign::new(KillCloud::alone(simulator), &[], seed);
                    let points = campaign.every_point((worker, WORKERS * every));
                    let random = campaign.random(share);
                    (points, random, naive::naive(&KillCloud::alone(simulator), share, seed))
                })
            })
            .collect();
        for worker in workers {
            let (every, random, naive) = worker.join().expect("a worker ends well");
            points.add(every);
            ours.add(random);
            reference.add(naive);
        }
    });
    for (point, count) in &points.points {
        eprintln!("{count:5} {point}");
    }
    for failure in ours.failures.iter().chain(&points.failures) {
        eprintln!("{failure}");
    }
    eprintln!(
        "{} jobs, {} kills at points; {} jobs, {} kills at random moments; the script: {} jobs, {} kills",
        points.jobs, points.kills, ours.jobs, ours.kills, reference.jobs, reference.kills
    );
    let random = format!("{} kills at random moments under random faults", ours.kills);
    let every = format!("{} kills, one at every point of a run", points.kills);
    let are_met = [
        line(
            &format!("resources lost in {random}"),
            ours.judgement.lost,
            reference.judgement.lost,
        ),
        line(
            &format!("resources doubled in {random}"),
            ours.judgement.doubled,
            reference.judgement.doubled,
        ),
        line(
            &format!("steps falsely reported in {random}"),
            ours.judgement.false_reports,
            reference.judgement.false_reports,
        ),
        line(
            &format!("jobs not done in {random}"),
            ours.failures.len() as u64,
            reference.jobs,
        ),
        line(
            &format!("resources lost in {every}"),
            points.judgement.lost,
            points.judgement.asked,
        ),
        line(
            &format!("resources doubled in {every}"),
            points.judgement.doubled,
            points.judgement.asked,
        ),
        line(
            &format!("steps falsely reported in {every}"),
            points.judgement.false_reports,
            points.jobs,
        ),
    ];
    if are_met.into_iter().all(|is_met| is_met) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Prints one measure, whose target is none at all.
fn line(measure: &str, ours: u64, reference: u64) -> bool {
    let ratio = if reference == 0 {
        0.0
    } else {
        ours as f64 / reference as f64
    };
    let line = json!({
        "bench": "kill",
        "measure": measure,
        "ours": ours,
        "reference": reference,
        "referenceName": "a script that creates, tries again after errors, and polls",
        "unit": "count",
        "ratio": ratio,
        "target": 0,
        "met": ours == 0,
    });
    println!("{line}");
    ours == 0
}
