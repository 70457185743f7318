//! A Darkroom over simulated clouds in process, with a keyring in memory, in time that only the tests move.
//!
//! A [`Session`] is one run of the program: its runtime, its tasks and its open files end with it. The folder, the clouds and the
//! keyring stay, so that the next session is a restart.

mod clock;
mod cloud;
mod fault;
mod launch_draft;
mod outside_work;
mod request;
mod secret_store;
mod session;

use std::future::Future;
use std::sync::Arc;

use alibaba_cloud::Credentials;
use darkroom_core::account::AccountForm;
use darkroom_core::job::JobDetail;
use darkroom_core::{Practice, Problem, Program, Settings};
use simulator::{AccessKey, Scenario, Simulator};
use tempfile::TempDir;

pub use clock::{START, VirtualClock};
pub use cloud::{LIST_IMAGES, Reaction, TestCloud, images_made};
pub use fault::{always, forbidden, once, refusal};
pub use request::{Parameters, parameters};
pub use secret_store::MemorySecretStore;
pub use session::{Session, change, everything, form, log, matching, shard, shard_of};

pub const HANGZHOU: &str = "cn-hangzhou";

/// Images are made so many times faster than by the real cloud: from 12 seconds on.
const PACE: f64 = 20.0;

/// Which kind of account [`Session::connect`] opens.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum AccountKind {
    /// With an AccessKey in the keyring.
    Keyring,
    /// The practice account, which needs no keyring.
    Practice,
}

impl AccountKind {
    pub const BOTH: [Self; 2] = [Self::Keyring, Self::Practice];
}

/// Everything around a Darkroom.
pub struct Harness {
    pub folder: TempDir,
    pub clock: Arc<VirtualClock>,
    /// The cloud of the account that [`Session::connect`] opens.
    pub cloud: Arc<TestCloud>,
    /// The practice cloud.
    pub practice: Arc<TestCloud>,
    pub secrets: Arc<MemorySecretStore>,
    kind: AccountKind,
}

impl Harness {
    /// With a keyring account under test.
    pub fn new() -> Self {
        Self::of(AccountKind::Keyring)
    }

    pub fn of(kind: AccountKind) -> Self {
        let clock = Arc::new(VirtualClock::new());
        let cloud = Arc::new(TestCloud::new(simulator(7, &clock)));
        let practice = match kind {
            AccountKind::Keyring => Arc::new(TestCloud::new(simulator(8, &clock))),
            AccountKind::Practice => cloud.clone(),
        };
        Self {
            folder: TempDir::new().unwrap(),
            cloud,
            practice,
            secrets: Arc::new(MemorySecretStore::new(clock.clone())),
            clock,
            kind,
        }
    }

    /// One more account of the cloud, with the data of that seed: its key, and what is done in it.
    pub fn add_account(&self, seed: u64) -> (AccessKey, Simulator) {
        let simulator = simulator(seed, &self.clock);
        self.cloud.add(simulator.clone());
        (simulator.keys()[0].clone(), simulator)
    }

    pub fn key(&self) -> AccessKey {
        self.cloud.simulator.keys()[0].clone()
    }

    pub fn settings(&self) -> Settings {
        let key = &self.practice.simulator.keys()[0];
        Settings {
            data_dir: self.folder.path().join("data"),
            cache_dir: self.folder.path().join("cache"),
            transport: self.cloud.clone(),
            practice: Practice {
                transport: self.practice.clone(),
                credentials: Credentials::new(key.access_key_id.clone(), key.access_key_secret.clone()),
            },
            runtime: self.clock.clone(),
            secrets: self.secrets.clone(),
            program: Program::default(),
        }
    }

    /// Opens the program and starts its work in the background: one run of it.
    pub fn run<T>(&self, test: impl AsyncFnOnce(Session) -> T) -> T {
        self.block_on(async {
            let session = self.open();
            session.start();
            test(session).await
        })
    }

    /// Opens the program without its work in the background: nothing happens but what the test asks for.
    pub fn run_idle<T>(&self, test: impl AsyncFnOnce(Session) -> T) -> T {
        self.block_on(async { test(self.open()).await })
    }

    /// A runtime of its own, gone with all its tasks when the future ends. Its time goes on when nobody has anything to do.
    pub fn block_on<T>(&self, future: impl Future<Output = T>) -> T {
        self.clock.block_on(future)
    }

    pub fn open(&self) -> Session {
        self.try_open().unwrap()
    }

    /// The program with other settings.
    pub fn open_with(&self, settings: Settings) -> Session {
        Session::open(settings, self.clock.clone(), self.kind, Some(self.key())).unwrap()
    }

    pub fn try_open(&self) -> Result<Session, Problem> {
        Session::open(self.settings(), self.clock.clone(), self.kind, Some(self.key()))
    }

    /// One run in which the account is connected and listed.
    pub fn connect(&self) {
        self.block_on(async { drop(self.connected().await) });
    }

    /// The program, without its work in the background, with the account connected and listed.
    pub async fn connected(&self) -> Session {
        let session = self.open();
        session.connect().await;
        session
    }

    pub fn form(&self, alias: &str) -> AccountForm {
        form(alias, &self.key())
    }

    /// One run in which a job makes an image of this name, of the snapshot of that name, and comes to its end.
    pub fn job(&self, snapshot: &str, image: &str) -> JobDetail {
        self.run(async |session| {
            session.connect().await;
            let id = session.create(snapshot, image).await;
            session.until_ended(id).await
        })
    }

    /// Bytes of every file the program has written.
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

fn simulator(seed: u64, clock: &Arc<VirtualClock>) -> Simulator {
    let scenario = Scenario::small(seed, START.parse().unwrap()).with_pace(PACE);
    Simulator::new(scenario, clock.of_cloud())
}
