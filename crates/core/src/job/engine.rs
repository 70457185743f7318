//! What all jobs share: the store, the clock, the cloud, and which steps are running. Running a step is in `drive`.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use alibaba_cloud::{Backoff, Runtime};
use secrecy::SecretString;
use tokio::sync::{Notify, broadcast, watch};
use tokio::time::sleep;

use super::{StepKindName, steps};
use crate::account::Accounts;
use crate::cloud::{AccountClient, Cloud, Priority};
use crate::image::ImageDrafts;
use crate::launch::SignIn;
use crate::lock::lock;
use crate::store::attempts::AttemptRow;
use crate::store::job_events::JobEventRow;
use crate::store::steps::StepRow;
use crate::store::{self, Database, StoreError, attempts, job_events};
use crate::wake::Wake;
use crate::{Change, Problem, ProblemCode};

/// Backoff while the store, a key or the network cannot be used.
const BACKOFF: Backoff = Backoff {
    first: Duration::from_secs(2),
    longest: Duration::from_secs(60),
};

/// Regions that may wait for a slow listener before it misses some.
const REGIONS_KEPT: usize = 64;

/// A step: the number of its job, and its position.
pub(super) type StepKey = (i64, u32);

/// What one poller asks for: an account, a region and an action.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub(super) struct Place {
    pub(super) account_id: String,
    pub(super) region_id: String,
    pub(super) action: &'static str,
}

impl Place {
    pub(super) fn of(step: &StepRow) -> Self {
        Self {
            account_id: step.account_id.clone(),
            region_id: step.result_region.clone(),
            action: steps::of(step.kind).watcher().action(),
        }
    }
}

/// What a region lists is no longer what it was, because of a job.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct RegionChanged {
    pub(crate) account_id: String,
    pub(crate) region_id: String,
    /// Its instances and their disks; otherwise its snapshots and images.
    pub(crate) instances: bool,
}

/// What jobs are made of.
pub(crate) struct JobsConfig {
    /// `state.db`.
    pub(crate) state: Database,
    /// Which accounts there are.
    pub(crate) accounts: Accounts,
    /// The way to the cloud.
    pub(crate) cloud: Cloud,
    /// The rules, over the inventory.
    pub(crate) drafts: ImageDrafts,
    /// Time and randomness.
    pub(crate) runtime: Arc<dyn Runtime>,
    /// Wakes the steps that wait for a key, the network or the store.
    pub(crate) wake: Wake,
    /// Where changes are sent.
    pub(crate) changes: broadcast::Sender<Change>,
}

pub(super) struct Engine {
    pub(super) state: Database,
    pub(super) accounts: Accounts,
    cloud: Cloud,
    pub(super) drafts: ImageDrafts,
    pub(super) runtime: Arc<dyn Runtime>,
    changes: broadcast::Sender<Change>,
    regions: broadcast::Sender<RegionChanged>,
    /// Steps that are running, and whether they have to run once more after that.
    pub(super) at_work: Mutex<HashMap<StepKey, bool>>,
    /// Pollers that are running, and how to make them read their steps again.
    pub(super) pollers: Mutex<HashMap<Place, Arc<Notify>>>,
    pub(super) wake: Wake,
    /// Passwords that were typed for steps which have not been sent yet. They are stored nowhere.
    pub(super) passwords: Mutex<HashMap<StepKey, SecretString>>,
    /// Of this run of the program, unlike that of any other.
    pub(super) run_id: String,
}

/// The step was changed in between: what was to be written is based on an old state of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Superseded;

impl Engine {
    pub(super) fn new(config: JobsConfig) -> Self {
        let JobsConfig {
            state,
            accounts,
            cloud,
            drafts,
            runtime,
            wake,
            changes,
        } = config;
        Self {
            state,
            accounts,
            cloud,
            drafts,
            run_id: runtime.nonce(),
            runtime,
            changes,
            regions: broadcast::Sender::new(REGIONS_KEPT),
            at_work: Mutex::default(),
            pollers: Mutex::default(),
            wake,
            passwords: Mutex::default(),
        }
    }

    /// Keeps the password of a sign-in for the steps of a kind until they have been sent. For `before` of a new job.
    pub(super) fn keep_password(
        &self,
        kind: StepKindName,
        sign_in: SignIn,
        password: Option<SecretString>,
    ) -> impl FnOnce(i64, &[StepRow]) {
        let password = password.filter(|_| sign_in == SignIn::Password);
        move |job_id, steps| {
            let Some(password) = password else { return };
            let mut passwords = lock(&self.passwords);
            for step in steps.iter().filter(|step| step.kind == kind) {
                passwords.insert((job_id, step.position), password.clone());
            }
        }
    }

    /// Forgets the password of a step that was accepted or has ended. Whoever tries it again types it again.
    pub(super) fn forget_password(&self, step: &StepRow) {
        if step.accepted_at.is_some() || step.finished_at.is_some() {
            lock(&self.passwords).remove(&(step.job_id, step.position));
        }
    }

    /// Milliseconds since the epoch.
    pub(super) fn now(&self) -> i64 {
        self.runtime.now().as_millisecond()
    }

    /// How long to wait after the try of that number, from 0.
    pub(super) fn backoff(&self, tries: u32) -> Duration {
        BACKOFF.delay(tries, self.runtime.jitter())
    }

    /// The way to the cloud of an account. `AccountRemoved` is for good: its steps are no longer followed.
    pub(super) async fn client(&self, account_id: &str) -> Result<AccountClient, Problem> {
        match self.cloud.client(account_id, Priority::Background).await {
            // A throttled step says so and waits by itself.
            Ok(client) => Ok(client.with_max_wait(Duration::ZERO)),
            Err(problem) if problem.code == ProblemCode::NotFound && self.accounts.is_gone(account_id).await => {
                Err(Problem::new(ProblemCode::AccountRemoved))
            }
            Err(problem) => Err(problem),
        }
    }

    pub(super) fn notify(&self, job_id: i64) {
        // Nobody listening is no failure.
        let _ = self.changes.send(Change::Job { id: job_id });
    }

    pub(super) fn notify_region(&self, step: &StepRow) {
        let _ = self.regions.send(RegionChanged {
            account_id: step.account_id.clone(),
            region_id: step.result_region.clone(),
            instances: steps::of(step.kind).watcher().watches_instances(),
        });
    }

    pub(super) fn regions(&self) -> broadcast::Receiver<RegionChanged> {
        self.regions.subscribe()
    }

    /// Sleeps until `longest` has passed or a signal comes. A signal since [`Wake::subscribe`] counts.
    pub(super) async fn pause(&self, mut wakes: watch::Receiver<u64>, longest: Duration) {
        tokio::select! {
            () = sleep(longest) => {}
            _ = wakes.changed() => {}
        }
    }

    /// Commits a change of a step and sends the change. Tries again as long as the store fails: an answer of the cloud must not be lost,
    /// and nothing may be sent that is not stored.
    ///
    /// # Errors
    /// [`Superseded`], and nothing is written, when somebody else has changed the step or it has ended.
    pub(super) async fn persist(
        &self,
        step: &mut StepRow,
        attempt: Option<&AttemptRow>,
        events: Vec<JobEventRow>,
    ) -> Result<(), Superseded> {
        for tries in 0.. {
            match self.commit(step.clone(), attempt.cloned(), events.clone()).await {
                Ok(true) => break,
                Ok(false) => return Err(Superseded),
                Err(error) => {
                    tracing::error!(job = step.job_id, step = step.position, %error, "a step cannot be written; trying again");
                    sleep(self.backoff(tries)).await;
                }
            }
        }
        step.revision += 1;
        self.forget_password(step);
        for event in &events {
            tracing::info!(job = step.job_id, step = step.position, code = ?event.code, state = ?step.state,
                problem = ?event.problem.as_ref().map(|problem| problem.code), "step");
        }
        self.notify(step.job_id);
        Ok(())
    }

    async fn commit(
        &self,
        step: StepRow,
        attempt: Option<AttemptRow>,
        events: Vec<JobEventRow>,
    ) -> Result<bool, StoreError> {
        let written = self.state.write(move |transaction| {
            if !store::steps::update(transaction, &step)? {
                return Ok(false);
            }
            if let Some(attempt) = &attempt {
                attempts::put(transaction, attempt)?;
            }
            for event in &events {
                job_events::insert(transaction, step.job_id, event)?;
            }
            Ok(true)
        });
        written.await
    }
}
