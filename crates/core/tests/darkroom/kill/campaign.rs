//! Jobs that are killed again and again: at every point of a run, or at random ones under random faults.

use std::collections::BTreeMap;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use alibaba_cloud::HttpsTransport;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::boundary::{self, AFTER_INTENT, Scene};
use super::child::{Run, VARIABLE};
use super::cloud::KillCloud;
use super::faults::random_faults;
use super::inspect;
use super::judge::{After, Judgement};
use super::plan::Plan;
use super::start;

/// Runs of one job, after which it is stuck.
const MOST_RUNS: u32 = 60;
/// Tries to die at one boundary.
const MOST_TRIES: u32 = 12;
const SIGKILL: i32 = 9;

/// What came of many jobs.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    pub jobs: u64,
    pub kills: u64,
    pub judgement: Judgement,
    /// Jobs that did not come to their end with every step done.
    pub not_done: u64,
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
        self.not_done += other.not_done;
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
    /// And the run tells at which points it wrote its intents.
    NeverAndTells,
    /// At the point of this number.
    AtPoint(u64),
    /// At the point of this name when it is passed for the n-th time. Points of the store come in a slightly different order in
    /// every run; those of one name do not.
    AtName(String, usize),
    /// After so long, wherever it is then. By the wall clock, and so at another point in every run of the tests: a real process is killed
    /// from outside, and no clock of the tests reaches into it. What must hold afterwards does not depend on the point.
    After(Duration),
}

/// Of a job that has come to its end.
#[derive(Default)]
struct LastRun {
    lasted: Duration,
    /// The points it passed.
    names: Vec<String>,
    /// The points around its intents, by action.
    intents: Value,
}

/// The first run dies, and no other.
fn once(death: Death) -> impl FnMut(u32) -> Death {
    move |run| if run == 0 { death.clone() } else { Death::Never }
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

    /// Kills a job of every kind of step once at every point of its first run: while each action is answered, and when the first
    /// request of each got no reply or was lost. Every `part.1`-th point from `part.0` on.
    #[allow(dead_code, reason = "the benchmark's")]
    pub fn every_point(&mut self, part: (usize, usize)) -> Tally {
        let mut tally = Tally::default();
        for scene in boundary::scenes_of_new_things()
            .into_iter()
            .chain(boundary::scenes_of_instances())
            .chain(boundary::scenes_of_existing_images())
            .chain(boundary::scenes_of_exports())
        {
            let plan = &scene.plan;
            let run = self.job(plan, &scene.faults, &mut |_| Death::Never, &mut tally);
            for index in (0..run.names.len()).skip(part.0).step_by(part.1) {
                let name = &run.names[index];
                let nth = run.names[..=index].iter().filter(|other| *other == name).count();
                let mut die = once(Death::AtName(name.clone(), nth));
                self.job(plan, &scene.faults, &mut die, &mut tally);
            }
        }
        tally
    }

    /// The same at each boundary that has a name. The names of those that were died at are in the answer.
    #[allow(dead_code, reason = "the tests'")]
    pub fn every_boundary(&mut self, scene: &Scene) -> Tally {
        let mut tally = Tally::default();
        let plan = &scene.plan;
        let run = self.job(plan, &scene.faults, &mut |_| Death::NeverAndTells, &mut tally);
        let mut died_at = BTreeMap::new();
        for boundary in scene.boundaries(&run.names, &run.intents) {
            // The store has its pieces of work in a slightly different order in every run: when an intent was written before it
            // should be, the next try is one piece earlier.
            let (point, mut nth) = boundary.point.clone();
            for _ in 0..MOST_TRIES {
                let mut is_there = false;
                let death = Death::AtName(point.clone(), nth);
                self.job_seen(plan, &scene.faults, &mut once(death), &mut tally, &mut |folder| {
                    is_there = boundary.is_at(folder);
                });
                if is_there {
                    *died_at.entry(boundary.name.clone()).or_default() += 1;
                    break;
                }
                nth = nth.saturating_sub(1).max(1);
            }
        }
        tally.points = died_at;
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
            let run = self.job(&plan, &faults, &mut die, &mut tally);
            if !run.names.is_empty() {
                points = run.names.len() as u64;
                life = run.lasted;
            }
            if tally.failures.len() > 20 {
                break;
            }
        }
        tally
    }

    /// One job from a program without jobs to its end; the answer is about its last run.
    fn job(&mut self, plan: &Plan, faults: &Value, die: &mut dyn FnMut(u32) -> Death, tally: &mut Tally) -> LastRun {
        self.job_seen(plan, faults, die, tally, &mut |_| {})
    }

    /// The same; `see` is shown the files of each run that died.
    fn job_seen(
        &mut self,
        plan: &Plan,
        faults: &Value,
        die: &mut dyn FnMut(u32) -> Death,
        tally: &mut Tally,
        see: &mut dyn FnMut(&Path),
    ) -> LastRun {
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
                    see(folder.path());
                    let point = match death {
                        Death::AtPoint(_) | Death::AtName(..) => told,
                        _ => "at any moment".to_owned(),
                    };
                    *tally.points.entry(point).or_default() += 1;
                }
                None => {
                    let lasted = began.elapsed();
                    let told: Value = serde_json::from_str(&told).unwrap();
                    let state = &told["job"]["summary"]["state"];
                    let after = After {
                        is_undone: *state == "undone",
                        ..self.after(plan)
                    };
                    let mut judgement = after.judge(plan);
                    judgement.compare(&told["job"], &after);
                    tally.judgement.add(judgement);
                    // What is killed before its time to be undone is over is undone.
                    let is_done = *state == "done" || (after.is_undone && matches!(plan, Plan::Delete));
                    tally.not_done += u64::from(!is_done);
                    if !judgement.is_good() || !is_done {
                        tally.failures.push(format!(
                            "{judgement:?} of {plan:?} under {faults}: {:#} {:#} {:?}",
                            told["job"], after.resources, after.instance
                        ));
                    }
                    let names = told["crossings"].as_array().unwrap().iter();
                    let names = names.map(|name| name.as_str().unwrap().to_owned()).collect();
                    return LastRun {
                        lasted,
                        names,
                        intents: told["intents"].clone(),
                    };
                }
                Some(other) => {
                    tally.failures.push(format!("ended with {other}: {told}"));
                    break;
                }
            }
        }
        tally.not_done += 1;
        tally
            .failures
            .push(format!("never came to an end: {plan:?} under {faults}"));
        tally.judgement.add(self.after(plan).judge(plan));
        LastRun::default()
    }

    fn after(&self, plan: &Plan) -> After {
        let after = inspect::after(&self.cloud.control, &self.https, plan);
        After {
            confirmed: start::confirmed(self.template.path()),
            ..self.runtime.block_on(after)
        }
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
            tells_intents: match &death {
                Death::AtName(name, _) => name.ends_with(AFTER_INTENT),
                death => matches!(death, Death::NeverAndTells),
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
