//! Every point at which the program meets its surroundings: the store, the cloud, a random value. It can be killed at each.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use alibaba_cloud::{
    BoxFuture, HttpsTransport, Runtime, Transport, TransportError, TransportRequest, TransportResponse,
};
use jiff::Timestamp;
use tokio::task::{Id, try_id};

use super::boundary::after_intent;
use super::cloud::Control;
use crate::harness::{Parameters, VirtualClock, parameters};

/// Counts the points, and ends the process at one of them.
pub struct Crossings {
    /// Where to die, counting from 1; 0 is nowhere.
    die_at: u64,
    die_at_name: Option<(String, usize)>,
    count: AtomicU64,
    names: Mutex<Vec<String>>,
    /// The reply that each task has read last, until it writes something down.
    answered: Mutex<HashMap<Option<Id>, String>>,
    /// Where the name of the last point is left.
    output: PathBuf,
    /// Where the store is, when the run is to tell at which points it wrote its intents.
    store: Option<PathBuf>,
    intents: Mutex<BTreeMap<String, Passed>>,
    /// The job is being asked for: what is read now is not read by the job.
    pub is_starting: AtomicBool,
}

/// The name of a point, and how often it had been passed with that.
type Passed = (String, usize);

impl Crossings {
    pub fn new(die_at: u64, die_at_name: Option<Passed>, output: PathBuf, store: Option<PathBuf>) -> Self {
        Self {
            die_at,
            die_at_name,
            count: AtomicU64::new(0),
            names: Mutex::default(),
            answered: Mutex::default(),
            output,
            store,
            intents: Mutex::default(),
            is_starting: AtomicBool::default(),
        }
    }

    /// The point before the piece of work that wrote the first intent of each action.
    pub fn intents(&self) -> BTreeMap<String, Passed> {
        self.intents.lock().unwrap().clone()
    }

    /// A piece of work of the store is done that began at this point.
    fn look_for_intents(&self, before: &Passed) {
        let Some(store) = &self.store else {
            return;
        };
        let mut intents = self.intents.lock().unwrap();
        for action in intended(store) {
            if let Entry::Vacant(first) = intents.entry(action) {
                self.cross(&after_intent(first.key()));
                first.insert(before.clone());
            }
        }
    }

    pub fn names(&self) -> Vec<String> {
        self.names.lock().unwrap().clone()
    }

    /// Passes a point. The answer is how often it was passed with that.
    pub fn cross(&self, name: &str) -> usize {
        let mut names = self.names.lock().unwrap();
        names.push(name.to_owned());
        let passed = names.iter().filter(|passed| *passed == name).count();
        let is_named = self
            .die_at_name
            .as_ref()
            .is_some_and(|(deadly, nth)| deadly == name && *nth == passed);
        if self.count.fetch_add(1, Ordering::SeqCst) + 1 == self.die_at || is_named {
            std::fs::write(&self.output, name).unwrap();
            die();
        }
        passed
    }
}

/// Actions of which a request is written down as about to be sent, or as sent.
pub fn intended(data: &Path) -> BTreeSet<String> {
    let store = rusqlite::Connection::open(data.join("state.db")).unwrap();
    let mut actions = store.prepare("SELECT DISTINCT action FROM attempts").unwrap();
    let actions = actions.query_map([], |row| row.get(0)).unwrap();
    actions.collect::<Result<_, _>>().unwrap()
}

/// Ends this process as a power cut would: nothing is closed, nothing is written.
fn die() -> ! {
    let own = rustix::process::getpid();
    rustix::process::kill_process(own, rustix::process::Signal::KILL).unwrap();
    // It arrives at any moment.
    loop {
        std::thread::park();
    }
}

/// Time as the harness has it, random values of a seed, and a point at every piece of work of the store.
pub struct CrossingRuntime {
    pub clock: Arc<VirtualClock>,
    pub crossings: Arc<Crossings>,
    pub seed: u64,
    pub values: AtomicU64,
}

impl Runtime for CrossingRuntime {
    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    fn steady(&self) -> Duration {
        self.clock.steady()
    }

    fn nonce(&self) -> String {
        let number = self.values.fetch_add(1, Ordering::SeqCst);
        uuid::Uuid::from_u64_pair(self.seed, number).to_string()
    }

    fn jitter(&self) -> f64 {
        0.5
    }

    fn outside_work(&self) -> Box<dyn Send> {
        let answered = self.crossings.answered.lock().unwrap().remove(&try_id());
        let (before, after) = match answered {
            Some(action) => (
                format!("{action}: after the reply, before the commit"),
                format!("{action}: after the commit"),
            ),
            None => ("store: before".to_owned(), "store: after".to_owned()),
        };
        let nth = self.crossings.cross(&before);
        Box::new(StoreWork {
            _work: self.clock.outside_work(),
            crossings: self.crossings.clone(),
            before: (before, nth),
            after,
        })
    }
}

/// Dropped on the thread of the store.
struct StoreWork {
    _work: Box<dyn Send>,
    crossings: Arc<Crossings>,
    before: Passed,
    after: String,
}

impl Drop for StoreWork {
    fn drop(&mut self) {
        self.crossings.cross(&self.after);
        self.crossings.look_for_intents(&self.before);
    }
}

/// The way to a simulator on loopback, with a point before and after each request.
pub struct CrossingTransport {
    pub https: HttpsTransport,
    pub control: Control,
    pub clock: Arc<VirtualClock>,
    pub crossings: Arc<Crossings>,
    /// Seconds by which the cloud's clock was moved, as the child's went on.
    pub moved: AtomicU64,
}

impl Transport for CrossingTransport {
    fn send(&self, mut request: TransportRequest) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        Box::pin(async move {
            // Nobody may think that everybody waits while bytes are on their way.
            let _under_way = self.clock.outside_work();
            let mut name = name(&parameters(&request));
            if self.crossings.is_starting.load(Ordering::SeqCst) {
                name = format!("starting, {name}");
            }
            self.crossings.cross(&format!("{name}: before it is sent"));
            let now = self.clock.elapsed().as_secs();
            let seconds = now - self.moved.swap(now, Ordering::SeqCst);
            if seconds > 0 {
                self.control.advance(&self.https, seconds).await;
            }
            request.url = format!("{}/", self.control.endpoint);
            let answer = self.https.send(request).await;
            self.crossings
                .cross(&format!("{name}: after its effect, before the reply"));
            self.crossings.answered.lock().unwrap().insert(try_id(), name);
            answer
        })
    }
}

/// What a request is for.
fn name(parameters: &Parameters) -> String {
    let action = parameters["Action"].as_str();
    let is_own = parameters.get("Status").is_some() || parameters.get("ImageOwnerAlias").is_some();
    match action {
        "DescribeImages" if parameters.contains_key("ImageId") => "watching".to_owned(),
        "DescribeImages" if parameters.contains_key("Tag.1.Key") => "reconciling by tag".to_owned(),
        "DescribeImages" if parameters.contains_key("ImageName") && is_own => "reconciling by name".to_owned(),
        "DescribeSnapshots" if parameters.contains_key("SnapshotIds") => "watching snapshots".to_owned(),
        "DescribeSnapshots" if parameters.contains_key("Tag.1.Key") => "reconciling snapshots by tag".to_owned(),
        "DescribeSnapshots" if parameters.contains_key("SnapshotName") => "reconciling snapshots by name".to_owned(),
        "DescribeDisks" if parameters.contains_key("InstanceId") => "watching disks".to_owned(),
        "DescribeInstances" if parameters.contains_key("AdditionalAttributes.1") => "proving".to_owned(),
        "DescribeInstances" if parameters.contains_key("InstanceIds") => "watching instances".to_owned(),
        "DescribeInstances" if parameters.contains_key("Tag.1.Key") => "reconciling instances by tag".to_owned(),
        "DescribeInstances" if parameters.contains_key("InstanceName") => "reconciling instances by name".to_owned(),
        "DescribeTasks" => "looking for tasks".to_owned(),
        "DescribeTaskAttribute" => "watching tasks".to_owned(),
        "DescribeImageSharePermission" => "watching shares".to_owned(),
        action => action.to_owned(),
    }
}
