//! A Darkroom over the practice cloud in process, in time that only the test moves.
//!
//! A session is one run of the program: its runtime, its tasks and its open files end with it, the folder and the cloud stay.

mod time;
mod wire;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use alibaba_cloud::Credentials;
use darkroom_core::account::{SecretError, SecretStore};
use darkroom_core::image::ImageDraft;
use darkroom_core::inventory::{SnapshotKey, SnapshotQuery, SnapshotRow, SnapshotScope, SnapshotSort, SortColumn};
use darkroom_core::job::{JobDetail, JobEventCode, StepState};
use darkroom_core::{Darkroom, Practice, Settings};
use secrecy::SecretString;
use simulator::{Effect, Fault, FaultRule, LedgerEntry, Scenario, Simulator};
use tempfile::TempDir;

pub use time::{CloudClock, Time};
pub use wire::{Reaction, Wire, form as wire_form};

pub const HANGZHOU: &str = "cn-hangzhou";

/// Images are made so many times faster than by the real cloud: from 12 seconds on.
const PACE: f64 = 20.0;
/// How far a step moves the time.
const STEP: Duration = Duration::from_millis(250);
/// Steps after which a story that does not go on has failed. The cloud refuses requests from more than 15 minutes ahead.
const MOST_STEPS: u32 = 2_000;

pub struct Rig {
    pub time: Arc<Time>,
    pub simulator: Simulator,
    pub wire: Arc<Wire>,
    pub folder: TempDir,
}

impl Rig {
    pub fn new() -> Self {
        let time = Arc::new(Time::new());
        let scenario = Scenario::small(7, jiff::Timestamp::now()).with_pace(PACE);
        let simulator = Simulator::new(scenario, Arc::new(CloudClock(time.clone())));
        let wire = Arc::new(Wire::new(simulator.clone()));
        Self {
            time,
            simulator,
            wire,
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// One run of the program.
    pub fn session<T>(&self, story: impl AsyncFnOnce(Session) -> T) -> T {
        let key = self.simulator.keys()[0].clone();
        let settings = Settings {
            data_dir: self.folder.path().join("data"),
            cache_dir: self.folder.path().join("cache"),
            transport: self.wire.clone(),
            practice: Practice {
                transport: self.wire.clone(),
                credentials: Credentials {
                    access_key_id: key.access_key_id,
                    access_key_secret: SecretString::from(key.access_key_secret),
                    security_token: None,
                },
            },
            runtime: self.time.clone(),
            secrets: Arc::new(NoKeyring),
            program: darkroom_core::Program::default(),
        };
        run(self.time.clone(), settings, story)
    }

    /// The end of one job: an image of this name, of the snapshot of that name.
    pub fn job(&self, snapshot: &str, image: &str) -> JobDetail {
        self.session(async |session| {
            session.connect().await;
            let draft = session.draft(snapshot, image).await;
            let job = session.darkroom.image_create("r-1".into(), draft).await.unwrap();
            session.until_ended(job.id).await
        })
    }

    /// CreateImage requests that reached the cloud, in order.
    pub fn creates(&self) -> Vec<BTreeMap<String, String>> {
        let ledger = self.simulator.ledger();
        ledger
            .into_iter()
            .filter(|entry| entry.action == "CreateImage")
            .map(|entry| entry.parameters)
            .collect()
    }

    /// Images that were made, in order.
    pub fn images_made(&self) -> Vec<String> {
        images_made(&self.simulator.ledger())
    }
}

pub fn images_made(ledger: &[LedgerEntry]) -> Vec<String> {
    let effects = ledger.iter().flat_map(|entry| &entry.effects);
    effects
        .filter_map(|effect| match effect {
            Effect::ImageCreated { image_id, .. } => Some(image_id.clone()),
            _ => None,
        })
        .collect()
}

/// Runs a story in a runtime of its own whose time stands still between steps.
pub fn run<T>(time: Arc<Time>, settings: Settings, story: impl AsyncFnOnce(Session) -> T) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build()
        .unwrap();
    // A blocking task at work keeps the paused time from running ahead while a database thread is busy.
    let (end, ended) = std::sync::mpsc::channel::<()>();
    runtime.spawn_blocking(move || ended.recv());
    let answer = runtime.block_on(async move {
        let darkroom = Darkroom::open(settings).unwrap();
        darkroom.start();
        story(Session { darkroom, time }).await
    });
    drop(end);
    answer
}

pub struct Session {
    pub darkroom: Darkroom,
    pub time: Arc<Time>,
}

impl Session {
    /// Lets the tasks and database threads work, then moves the time a little.
    pub async fn step(&self) {
        tokio::task::spawn_blocking(|| std::thread::sleep(Duration::from_millis(2)))
            .await
            .unwrap();
        self.time.advance(STEP);
        tokio::time::advance(STEP).await;
    }

    pub async fn steps(&self, count: u32) {
        for _ in 0..count {
            self.step().await;
        }
    }

    /// Opens the practice cloud and waits until it is listed.
    pub async fn connect(&self) {
        self.darkroom.practice_open().await.unwrap();
        for _ in 0..MOST_STEPS {
            let sync = self.darkroom.sync_state().await.unwrap();
            if !sync.running && sync.synced_at.is_some() {
                return;
            }
            self.step().await;
        }
        panic!(
            "the practice cloud was not listed: {:?}",
            self.darkroom.sync_state().await
        );
    }

    pub async fn snapshot(&self, search: &str) -> SnapshotRow {
        let query = SnapshotQuery {
            scope: SnapshotScope::default(),
            search: search.to_owned(),
            status: vec!["accomplished".to_owned()],
            disk_type: Some(darkroom_core::inventory::DiskType::System),
            created_within_days: None,
            encrypted: None,
            automatic: None,
            hide_agentless: true,
            sort: SnapshotSort {
                column: SortColumn::CreatedAt,
                descending: true,
            },
        };
        let window = self.darkroom.snapshot_window(query, 0, 1).await.unwrap();
        window
            .rows
            .into_iter()
            .next()
            .unwrap_or_else(|| panic!("no snapshot {search}"))
    }

    /// The draft proposed for the newest system-disk snapshot that matches.
    pub async fn draft(&self, search: &str, name: &str) -> ImageDraft {
        let key: SnapshotKey = self.snapshot(search).await.key;
        let draft = self.darkroom.image_draft_open(key).await.unwrap().draft;
        ImageDraft {
            name: name.to_owned(),
            ..draft
        }
    }

    /// Waits until a job is as asked for.
    pub async fn until(&self, id: i64, what: &str, wanted: impl Fn(&JobDetail) -> bool) -> JobDetail {
        for _ in 0..MOST_STEPS {
            let job = self.darkroom.job_get(id).await.unwrap();
            if wanted(&job) {
                return job;
            }
            self.step().await;
        }
        panic!("never came to: {what}; {:#?}", self.darkroom.job_get(id).await.unwrap());
    }

    pub async fn until_state(&self, id: i64, state: StepState) -> JobDetail {
        self.until(id, &format!("{state:?}"), |job| job.steps[0].state == state)
            .await
    }

    pub async fn until_ended(&self, id: i64) -> JobDetail {
        self.until(id, "its end", |job| job.summary.finished_at.is_some()).await
    }
}

/// A plan in which the first request of an action meets a fault.
pub fn once(action: &str, fault: Fault) -> Vec<FaultRule> {
    vec![FaultRule {
        action: action.to_owned(),
        region_id: None,
        nth: Some(1),
        times: None,
        fault,
    }]
}

/// The body of an error of the cloud.
pub fn refusal(code: &str) -> String {
    format!(r#"{{"RequestId":"7B1E5D0A","Code":"{code}","Message":"told so"}}"#)
}

/// Codes of a job's log, oldest first.
pub fn log(job: &JobDetail) -> Vec<JobEventCode> {
    job.events.iter().rev().map(|event| event.code).collect()
}

/// The practice account needs no keyring.
pub struct NoKeyring;

impl SecretStore for NoKeyring {
    fn put(&self, _: &str, _: &SecretString) -> Result<(), SecretError> {
        Err(SecretError::Absent)
    }

    fn get(&self, _: &str) -> Result<Option<SecretString>, SecretError> {
        Err(SecretError::Absent)
    }

    fn delete(&self, _: &str) -> Result<(), SecretError> {
        Err(SecretError::Absent)
    }

    fn probe(&self) -> Result<(), SecretError> {
        Err(SecretError::Absent)
    }
}
