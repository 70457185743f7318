//! One run of the program, in a process of its own.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use alibaba_cloud::{Credentials, HttpsTransport};
use darkroom_core::account::PRACTICE_ACCOUNT_ID;
use darkroom_core::{Practice, Program, Settings};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::boundary::END;
use super::cloud::Control;
use super::crossing::{CrossingRuntime, CrossingTransport, Crossings};
use super::plan::{Plan, REGION};
use super::start::{self, Drafts};
use crate::harness::{AccountKind, MemorySecretStore, Session, VirtualClock};

/// What a run is told: JSON in this variable.
pub const VARIABLE: &str = "DARKROOM_KILL_RUN";

#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Run {
    pub control: Control,
    /// Data and cache.
    pub folder: PathBuf,
    /// What the run tells goes into this file.
    pub output: PathBuf,
    /// Another one in every run.
    pub seed: u64,
    /// The point to die at, counting from 1 from the first thing the job does; 0 is nowhere.
    pub die_at: u64,
    /// Or the point to die at by its name, and how often it is passed with that.
    pub die_at_name: Option<(String, usize)>,
    /// Whether it tells at which points it wrote its intents.
    pub tells_intents: bool,
    /// The job; without one the practice account is opened and listed.
    pub plan: Option<Plan>,
}

/// Runs what the variable tells. The answer is whether it told anything.
pub fn run() -> bool {
    let Ok(told) = std::env::var(VARIABLE) else {
        return false;
    };
    let run: Run = serde_json::from_str(&told).unwrap();
    let https = HttpsTransport::new().unwrap();
    let now = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(run.control.ask(&https, "state", None));
    let clock = Arc::new(VirtualClock::starting_at(now["now"].as_str().unwrap().parse().unwrap()));
    let store = run.tells_intents.then(|| run.folder.join("data"));
    let crossings = Crossings::new(run.die_at, run.die_at_name.clone(), run.output.clone(), store);
    let crossings = Arc::new(crossings);
    let transport = Arc::new(CrossingTransport {
        https: HttpsTransport::new().unwrap(),
        control: run.control.clone(),
        clock: clock.clone(),
        crossings: crossings.clone(),
        moved: AtomicU64::new(0),
    });
    let settings = Settings {
        data_dir: run.folder.join("data"),
        cache_dir: run.folder.join("cache"),
        transport: transport.clone(),
        practice: Practice {
            transport,
            credentials: Credentials::new(run.control.access_key_id.clone(), run.control.access_key_secret.clone()),
        },
        runtime: Arc::new(CrossingRuntime {
            clock: clock.clone(),
            crossings: crossings.clone(),
            seed: run.seed,
            values: AtomicU64::new(0),
        }),
        secrets: Arc::new(MemorySecretStore::new(clock.clone())),
        program: Program::default(),
    };
    let told = clock.clone().block_on(async {
        let session = Session::open(settings, clock, AccountKind::Practice, None).unwrap();
        match &run.plan {
            Some(plan) => {
                session.start();
                let job = start::until_ended(&session, plan, &run.folder, &crossings).await;
                crossings.cross(END);
                json!({"job": job, "crossings": crossings.names(), "intents": crossings.intents()})
            }
            None => {
                session.practice_open().await.unwrap();
                session
                    .region_choose(PRACTICE_ACCOUNT_ID.to_owned(), vec![REGION.to_owned()])
                    .await
                    .unwrap();
                let state = session.sync().await;
                Drafts::read(&session).await.keep(&run.folder);
                json!(state)
            }
        }
    });
    std::fs::write(&run.output, told.to_string()).unwrap();
    true
}
