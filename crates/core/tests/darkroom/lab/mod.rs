//! A core on a temporary folder, with a simulated cloud, a keyring in memory and a clock that can be moved.

pub mod cloud;
pub mod secrets;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use alibaba_cloud::{Credentials, Runtime, SystemRuntime};
use darkroom_core::account::{AccountForm, Environment};
use darkroom_core::inventory::{SnapshotQuery, SnapshotScope, SnapshotSort, SortColumn, SyncState};
use darkroom_core::{Change, Darkroom, Practice, Settings};
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;
use simulator::{AccessKey, ManualClock, Scenario, Simulator};
use tempfile::TempDir;

use cloud::SimulatedTransport;
use secrets::MemorySecrets;

/// A test waits this long for something before it fails.
const PATIENCE: Duration = Duration::from_secs(30);

/// Everything around a core. Dropping a `Darkroom` and opening another one is a restart of the program.
pub struct Lab {
    pub folder: TempDir,
    pub simulator: Simulator,
    pub transport: Arc<SimulatedTransport>,
    pub practice: Simulator,
    pub secrets: Arc<MemorySecrets>,
    pub runtime: Arc<ShiftedRuntime>,
}

impl Lab {
    pub fn new() -> Self {
        let now = Timestamp::now();
        let simulator = |seed| Simulator::new(Scenario::small(seed, now), Arc::new(ManualClock::new(now)));
        let cloud = simulator(7);
        Self {
            folder: TempDir::new().unwrap(),
            transport: Arc::new(SimulatedTransport::new(cloud.clone())),
            simulator: cloud,
            practice: simulator(8),
            secrets: Arc::default(),
            runtime: Arc::default(),
        }
    }

    pub fn settings(&self) -> Settings {
        let key = &self.practice.keys()[0];
        Settings {
            data_dir: self.folder.path().join("data"),
            cache_dir: self.folder.path().join("cache"),
            transport: self.transport.clone(),
            practice: Practice {
                transport: Arc::new(SimulatedTransport::new(self.practice.clone())),
                credentials: Credentials::new(key.access_key_id.clone(), key.access_key_secret.clone()),
            },
            runtime: self.runtime.clone(),
            secrets: self.secrets.clone(),
            program: darkroom_core::Program::default(),
        }
    }

    pub fn open(&self) -> Darkroom {
        Darkroom::open(self.settings()).unwrap()
    }

    /// A core with an account that has been read.
    pub async fn connected(&self) -> Darkroom {
        let darkroom = self.open();
        darkroom
            .account_save("request-1".to_owned(), self.form("Finance"))
            .await
            .unwrap();
        synced(&darkroom).await;
        darkroom
    }

    pub fn key(&self) -> AccessKey {
        self.simulator.keys()[0].clone()
    }

    pub fn form(&self, alias: &str) -> AccountForm {
        form(alias, &self.key())
    }

    /// Bytes of every file the core has written.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut files = Vec::new();
        let mut folders = vec![self.folder.path().to_path_buf()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.push((path.display().to_string(), std::fs::read(&path).unwrap()));
                }
            }
        }
        files
    }
}

/// A run of the program: its own runtime, gone with all its tasks when the run ends.
pub fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
        .block_on(work)
}

pub fn form(alias: &str, key: &AccessKey) -> AccountForm {
    AccountForm {
        alias: alias.to_owned(),
        access_key_id: key.access_key_id.clone(),
        access_key_secret: SecretString::from(key.access_key_secret.clone()),
        endpoint: None,
        environment: Environment::Test,
    }
}

/// Real time, moved by hand. The simulator checks signatures by real time, so moves stay under 15 minutes.
#[derive(Default)]
pub struct ShiftedRuntime {
    shift_seconds: AtomicI64,
}

impl ShiftedRuntime {
    pub fn shift(&self, seconds: i64) {
        self.shift_seconds.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl Runtime for ShiftedRuntime {
    fn now(&self) -> Timestamp {
        Timestamp::now() + SignedDuration::from_secs(self.shift_seconds.load(Ordering::SeqCst))
    }

    fn nonce(&self) -> String {
        SystemRuntime.nonce()
    }

    fn jitter(&self) -> f64 {
        0.0
    }
}

/// Waits for a state of the sync, asked again at every change.
pub async fn sync_until(darkroom: &Darkroom, wanted: impl Fn(&SyncState) -> bool) -> SyncState {
    let mut changes = darkroom.changes();
    let wait = async {
        loop {
            let state = darkroom.sync_state().await.unwrap();
            if wanted(&state) {
                return state;
            }
            changes.recv().await.unwrap();
        }
    };
    match tokio::time::timeout(PATIENCE, wait).await {
        Ok(state) => state,
        Err(_) => panic!("the sync does not get there: {:?}", darkroom.sync_state().await),
    }
}

/// Waits until everything that was begun has been read.
pub async fn synced(darkroom: &Darkroom) -> SyncState {
    sync_until(darkroom, |state| !state.running).await
}

/// Waits for a change.
pub async fn change(changes: &mut tokio::sync::broadcast::Receiver<Change>, wanted: impl Fn(&Change) -> bool) {
    let wait = async { while !wanted(&changes.recv().await.unwrap()) {} };
    tokio::time::timeout(PATIENCE, wait).await.expect("a change");
}

/// Everything, newest first.
pub fn everything() -> SnapshotQuery {
    SnapshotQuery {
        scope: SnapshotScope::default(),
        search: String::new(),
        status: Vec::new(),
        disk_type: None,
        created_within_days: None,
        encrypted: None,
        automatic: None,
        hide_agentless: false,
        sort: SnapshotSort {
            column: SortColumn::CreatedAt,
            descending: true,
        },
    }
}
