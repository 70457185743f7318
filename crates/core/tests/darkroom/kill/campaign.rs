//! Jobs that are killed again and again: at every point of a run, or at random ones under random faults.

use std::collections::BTreeMap;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use alibaba_cloud::HttpsTransport;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::child::{Run, VARIABLE};
use super::cloud::KillCloud;
use super::judge::{self, Judgement};
use super::plan::Plan;

/// Runs of one job, after which it is stuck.
const MOST_RUNS: u32 = 60;
const SIGKILL: i32 = 9;

/// What came of many jobs.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    pub jobs: u64,
    pub kills: u64,
    pub judgement: Judgement,
    /// Jobs that did not come to an end, or whose run ended otherwise than it should, in words.
    pub failures: Vec<String>,
    /// Where runs died.
    pub points: BTreeMap<String, u64>,
}

impl Tally {
    #[allow(dead_code, reason = "the benchmark adds up what its workers have")]
    pub fn add(&mut self, other: Self) {
        self.jobs += other.jobs;
        self.kills += other.kills;
        self.judgement.add(other.judgement);
        self.failures.extend(other.failures);
        for (point, count) in other.points {
            *self.points.entry(point).or_default() += count;
        }
    }
}

/// How a run is to die.
#[derive(Clone, Debug)]
enum Death {
    Never,
    /// At the point of this number.
    AtPoint(u64),
    /// At the point of this name when it is passed for the n-th time. Points of the store come in a slightly different order in
    /// every run; those of one name do not.
    AtName(String, usize),
    /// After so long, wherever it is then.
    After(Duration),
}

/// Kills jobs on one cloud, one after another.
pub struct Campaign {
    cloud: KillCloud,
    https: HttpsTransport,
    runtime: tokio::runtime::Runtime,
    /// Arguments with which this program is a run.
    arguments: Vec<String>,
    /// Files of a program that has the account and its snapshots.
    template: TempDir,
    seed: u64,
}

impl Campaign {
    pub fn new(cloud: KillCloud, arguments: &[&str], seed: u64) -> Self {
        let mut campaign = Self {
            cloud,
            https: HttpsTransport::new().unwrap(),
            runtime: tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap(),
            arguments: arguments.iter().map(|&text| text.to_owned()).collect(),
            template: folder(),
            seed: seed << 40,
        };
        let template = campaign.template.path().to_path_buf();
        let (ended, told) = campaign.run(&template, None, Death::Never);
        assert_eq!(ended, None, "{told}");
        campaign
    }

    /// Kills a job of every kind of step once at every point of its first run, while each action is answered; and when the
    /// first request of each is carried out without a reply. Every `part.1`-th point from `part.0` on.
    #[allow(dead_code, reason = "the benchmark's")]
    pub fn every_point(&mut self, part: (usize, usize)) -> Tally {
        self.points(|names| (1..=names.len() as u64).skip(part.0).step_by(part.1).collect())
    }

    /// The same at the first and the last point of every name, and at those that lead to the first sending of each write: its
    /// intent is among them.
    #[allow(dead_code, reason = "the tests'")]
    pub fn every_boundary(&mut self) -> Tally {
        self.points(|names| {
            let mut points = std::collections::BTreeSet::new();
            for (index, name) in names.iter().enumerate() {
                let is_first = !names[..index].contains(name);
                if is_first || !names[index + 1..].contains(name) {
                    points.insert(index as u64 + 1);
                }
                let is_sending = WRITES
                    .iter()
                    .any(|action| *name == format!("{action}: before it is sent"));
                if is_first && is_sending {
                    points.extend((1..=index as u64).rev().take(6));
                }
            }
            points.into_iter().collect()
        })
    }

    fn points(&mut self, pick: impl Fn(&[String]) -> Vec<u64>) -> Tally {
        let mut tally = Tally::default();
        for faults in [json!([]), json!(lost_replies())] {
            let plan = Plan::of_every_kind();
            let (_, _, names) = self.job(&plan, &faults, &mut |_| Death::Never, &mut tally);
            for point in pick(&names) {
                let name = &names[usize::try_from(point).unwrap() - 1];
                let nth = names[..usize::try_from(point).unwrap()]
                    .iter()
                    .filter(|other| *other == name)
                    .count();
                let mut die = |run| match run {
                    0 => Death::AtName(name.clone(), nth),
                    _ => Death::Never,
                };
                self.job(&plan, &faults, &mut die, &mut tally);
            }
        }
        tally
    }

    /// Kills jobs of random plans at random moments under random faults, so many times in all.
    pub fn random(&mut self, kills: u64) -> Tally {
        let mut tally = Tally::default();
        let mut random = fastrand::Rng::with_seed(self.seed);
        // How many points and how much time a run has, as the last ones had.
        let (mut points, mut life) = (200, Duration::from_millis(150));
        while tally.kills < kills {
            let plan = Plan::random(&mut random);
            let faults = json!(random_faults(&mut random));
            let left = kills - tally.kills;
            let mut killed = 0;
            let wanted = left.min(random.u64(1..=8));
            let mut draw = random.fork();
            let mut die = |_| {
                killed += 1;
                match (killed <= wanted, draw.bool()) {
                    (false, _) => Death::Never,
                    (true, true) => Death::AtPoint(draw.u64(1..=points)),
                    (true, false) => Death::After(life.mul_f64(draw.f64())),
                }
            };
            let (lasted, _, names) = self.job(&plan, &faults, &mut die, &mut tally);
            if !names.is_empty() {
                points = names.len() as u64;
                life = lasted;
            }
            if tally.failures.len() > 20 {
                break;
            }
        }
        tally
    }

    /// One job from a program without jobs to its end. How long its last run took, what the program says of it, and the points
    /// of the last run.
    fn job(
        &mut self,
        plan: &Plan,
        faults: &Value,
        die: &mut dyn FnMut(u32) -> Death,
        tally: &mut Tally,
    ) -> (Duration, Value, Vec<String>) {
        self.seed += 1;
        let folder = folder();
        copy(self.template.path(), folder.path());
        self.ask("reset", Some(&json!({ "seed": self.seed })));
        self.ask("faults", Some(faults));
        tally.jobs += 1;
        for number in 0..MOST_RUNS {
            let death = die(number);
            let began = std::time::Instant::now();
            let (ended, told) = self.run(folder.path(), Some(plan), death.clone());
            match ended {
                Some(SIGKILL) => {
                    tally.kills += 1;
                    let point = match death {
                        Death::AtPoint(_) | Death::AtName(..) => told,
                        _ => "at any moment".to_owned(),
                    };
                    *tally.points.entry(point).or_default() += 1;
                }
                None => {
                    let lasted = began.elapsed();
                    let told: Value = serde_json::from_str(&told).unwrap();
                    let resources = self.ask("resources", None);
                    let mut judgement = judge::resources(plan, &resources);
                    judgement.false_reports = judge::false_reports(&told["job"], &resources);
                    tally.judgement.add(judgement);
                    if !judgement.is_good() || told["job"]["summary"]["state"] != "done" {
                        tally.failures.push(format!(
                            "{judgement:?} of {plan:?} under {faults}: {:#} {resources:#}",
                            told["job"]
                        ));
                    }
                    let names = told["crossings"].as_array().unwrap().iter();
                    let names = names.map(|name| name.as_str().unwrap().to_owned()).collect();
                    return (lasted, told["job"].clone(), names);
                }
                Some(other) => {
                    tally.failures.push(format!("ended with {other}: {told}"));
                    break;
                }
            }
        }
        tally
            .failures
            .push(format!("never came to an end: {plan:?} under {faults}"));
        tally
            .judgement
            .add(judge::resources(plan, &self.ask("resources", None)));
        (Duration::from_millis(150), Value::Null, Vec::new())
    }

    /// One run: the signal that ended it, if one did, and what it told.
    fn run(&mut self, folder: &Path, plan: Option<&Plan>, death: Death) -> (Option<i32>, String) {
        self.seed += 1;
        let run = Run {
            control: self.cloud.control.clone(),
            folder: folder.to_path_buf(),
            output: folder.join("told"),
            seed: self.seed,
            die_at: match death {
                Death::AtPoint(number) => number,
                _ => 0,
            },
            die_at_name: match &death {
                Death::AtName(name, nth) => Some((name.clone(), *nth)),
                _ => None,
            },
            plan: plan.cloned(),
        };
        let _ = std::fs::remove_file(&run.output);
        let errors = std::fs::File::create(folder.join("errors")).unwrap();
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(&self.arguments)
            .env(VARIABLE, serde_json::to_string(&run).unwrap())
            .env("RUST_BACKTRACE", "0")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(errors)
            .spawn()
            .unwrap();
        if let Death::After(time) = death {
            // The moment is the point of it; it may be over by then.
            std::thread::sleep(time);
            let _ = child.kill();
        }
        let status = child.wait().unwrap();
        let told = std::fs::read_to_string(&run.output).unwrap_or_default();
        match (status.signal(), status.success()) {
            (Some(signal), _) => (Some(signal), told),
            (None, true) => (None, told),
            (None, false) => {
                let errors = std::fs::read_to_string(folder.join("errors")).unwrap_or_default();
                (Some(0), errors)
            }
        }
    }

    pub fn ask(&self, route: &str, body: Option<&Value>) -> Value {
        self.runtime.block_on(self.cloud.control.ask(&self.https, route, body))
    }
}

/// Where a disk is not waited for: what is killed here is a process, not the machine.
fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() {
        TempDir::new_in(memory).unwrap()
    } else {
        TempDir::new().unwrap()
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let (from, to) = (entry.as_ref().unwrap().path(), to.join(entry.unwrap().file_name()));
        if from.is_dir() {
            std::fs::create_dir(&to).unwrap();
            copy(&from, &to);
        } else {
            std::fs::copy(&from, &to).unwrap();
        }
    }
}

const WRITES: [&str; 4] = [
    "CreateImage",
    "CopyImage",
    "ModifyImageSharePermission",
    "ModifyImageAttribute",
];

fn lost_replies() -> Vec<Value> {
    let rule = |action: &&str| json!({"action": action, "nth": 1, "fault": "dropAfterEffect"});
    WRITES.iter().map(rule).collect()
}

/// Temporary faults: every job can succeed in the end.
pub fn random_faults(random: &mut fastrand::Rng) -> Vec<Value> {
    let mut rules = Vec::new();
    let mut add = |action: &str, probability: f64, fault: Value| {
        let seed = random.u64(0..1 << 32);
        rules.push(json!({"action": action, "fault": {"sometimes": {"probability": probability, "seed": seed, "fault": fault}}}));
    };
    let error = |status: u16| json!({"status": status, "code": "ServiceUnavailable", "message": "not now"});
    for action in WRITES {
        add(action, 0.15, json!("dropAfterEffect"));
        add(action, 0.05, json!("dropBeforeEffect"));
        add(action, 0.05, json!("resetAfterEffect"));
        add(action, 0.05, json!("malformedBody"));
        add(action, 0.05, json!({"httpErrorAfterEffect": error(503)}));
        add(action, 0.05, json!({"httpError": error(500)}));
        add(action, 0.05, json!({"throttle": {"retryAfterMs": 2_000}}));
        add(action, 0.03, json!({"latency": {"ms": 5}}));
    }
    for action in ["DescribeImages", "DescribeImageSharePermission"] {
        add(action, 0.03, json!("emptyListing"));
        add(action, 0.05, json!({"stale": {"seconds": 20}}));
        add(action, 0.03, json!("malformedBody"));
        add(action, 0.03, json!("dropAfterEffect"));
        add(action, 0.03, json!({"httpError": error(503)}));
        add(action, 0.03, json!({"throttle": {"retryAfterMs": 1_000}}));
    }
    rules
}
