//! Jobs killed at every point of a run and at 10,000 random moments under random faults, beside a script that creates, tries again
//! after errors, and polls.
//!
//! `kill SIMULATOR [--kills N] [--every N]`: so many kills at random moments, and one at each N-th point of a run. Two workers, each
//! with a simulator of its own.
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

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use kill::{Campaign, KillCloud, Tally};
use serde_json::json;

const WORKERS: usize = 2;
const KILLS: u64 = 10_000;
const USAGE: &str = "kill SIMULATOR [--kills N] [--every N]";

fn main() -> ExitCode {
    if kill::child::run() {
        return ExitCode::SUCCESS;
    }
    let arguments: Vec<String> = std::env::args().skip(1).filter(|text| text != "--bench").collect();
    let options = Options::of(&arguments);
    let (simulator, every) = (options.simulator.as_path(), options.every);
    let began = Instant::now();
    let share = options.kills.div_ceil(WORKERS as u64);
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
    let (seconds, kills) = (began.elapsed().as_secs_f64(), ours.kills + points.kills);
    eprintln!("{seconds:.0} seconds, {:.2} kills per second", kills as f64 / seconds);

    let random = format!("{} kills at random moments under random faults", ours.kills);
    let every = format!("{} kills, one at a point of a run each", points.kills);
    let mut are_met = true;
    let mut none = |what: &str, when: &str, of: (u64, u64, &str)| {
        are_met &= measure(&format!("{what} in {when}"), of, 0);
    };
    let (job, other) = (ours.judgement, reference.judgement);
    none("resources lost", &random, (job.lost, other.lost, SCRIPT));
    none("resources doubled", &random, (job.doubled, other.doubled, SCRIPT));
    none(
        "steps falsely reported",
        &random,
        (job.false_reports, other.false_reports, SCRIPT),
    );
    none("jobs not done", &random, (ours.not_done, reference.not_done, SCRIPT));
    let job = points.judgement;
    none("resources lost", &every, (job.lost, job.asked, ASKED));
    none("resources doubled", &every, (job.doubled, job.asked, ASKED));
    none(
        "steps falsely reported",
        &every,
        (job.false_reports, job.reports, "steps in all"),
    );
    none("jobs not done", &every, (points.not_done, points.jobs, "jobs in all"));
    for (tally, when) in [(&ours, &random), (&points, &every)] {
        let (made, asked) = (tally.judgement.made(), tally.judgement.asked);
        are_met &= measure(
            &format!("resources in the ledger after {when}"),
            (made, asked, ASKED),
            asked,
        );
    }
    let are_ended_well = ours.failures.is_empty() && points.failures.is_empty();
    if are_met && are_ended_well && ours.kills >= options.kills {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

const SCRIPT: &str = "a script that creates, tries again after errors, and polls";
const ASKED: &str = "resources asked for";

struct Options {
    simulator: PathBuf,
    kills: u64,
    every: usize,
}

impl Options {
    fn of(arguments: &[String]) -> Self {
        let mut rest = arguments.iter().filter(|text| *text != "--");
        let mut options = Self {
            simulator: rest.next().expect(USAGE).into(),
            kills: KILLS,
            every: 1,
        };
        while let Some(name) = rest.next() {
            let number: u64 = rest.next().and_then(|text| text.parse().ok()).expect(USAGE);
            match name.as_str() {
                "--kills" => options.kills = number,
                "--every" if number > 0 => options.every = usize::try_from(number).expect(USAGE),
                _ => panic!("{USAGE}"),
            }
        }
        options
    }
}

/// Prints one measure: what came of ours, and what it is to be read beside.
fn measure(measure: &str, (ours, reference, reference_name): (u64, u64, &str), target: u64) -> bool {
    let ratio = (reference > 0).then(|| ours as f64 / reference as f64);
    let line = json!({
        "bench": "kill",
        "measure": measure,
        "ours": ours,
        "reference": reference,
        "referenceName": reference_name,
        "unit": "count",
        "ratio": ratio,
        "target": target,
        "met": ours == target,
    });
    println!("{line}");
    ours == target
}
