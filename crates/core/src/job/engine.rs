//! What all jobs share: the store, the clock, the way to the cloud, and who is at work on which job. Working on one does not belong here.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use alibaba_cloud::Runtime;
use tokio::sync::{Notify, broadcast, watch};
use tokio::time::sleep;

use super::JobEvent;
use crate::account::Accounts;
use crate::cloud::{AccountClient, Cloud, Priority};
use crate::image::ImageDrafts;
use crate::store::attempts::AttemptRow;
use crate::store::jobs::JobRow;
use crate::store::{Database, StoreError, attempts, job_events, jobs};
use crate::{Change, Problem, ProblemCode};

/// Waits while the store, a key or the network is not to be had double from the first to the second of these.
const FIRST_PAUSE: Duration = Duration::from_secs(2);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// An account and a region: what one poller looks after.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub(super) struct Place {
    pub(super) account_id: String,
    pub(super) region_id: String,
}

impl Place {
    pub(super) fn of(job: &JobRow) -> Self {
        Self {
            account_id: job.account_id.clone(),
            region_id: job.region_id.clone(),
        }
    }
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
    /// Where changes are told.
    pub(crate) changes: broadcast::Sender<Change>,
}

pub(super) struct Engine {
    pub(super) state: Database,
    accounts: Accounts,
    cloud: Cloud,
    pub(super) drafts: ImageDrafts,
    pub(super) runtime: Arc<dyn Runtime>,
    changes: broadcast::Sender<Change>,
    /// Jobs somebody is at work on.
    pub(super) taken: Mutex<HashSet<i64>>,
    /// Pollers at work, and how to make them look at their jobs anew.
    pub(super) pollers: Mutex<HashMap<Place, Arc<Notify>>>,
    wakes: watch::Sender<u64>,
}

impl Engine {
    pub(super) fn new(parts: JobsConfig) -> Self {
        let JobsConfig {
            state,
            accounts,
            cloud,
            drafts,
            runtime,
            changes,
        } = parts;
        Self {
            state,
            accounts,
            cloud,
            drafts,
            runtime,
            changes,
            taken: Mutex::default(),
            pollers: Mutex::default(),
            wakes: watch::Sender::new(0),
        }
    }

    /// Milliseconds since the epoch.
    pub(super) fn now(&self) -> i64 {
        self.runtime.now().as_millisecond()
    }

    /// The way to the cloud of an account. `AccountRemoved` is for good: its jobs end.
    pub(super) async fn client(&self, account_id: &str) -> Result<AccountClient, Problem> {
        match self.cloud.client(account_id, Priority::Background).await {
            Err(problem) if problem.code == ProblemCode::NotFound && self.accounts.is_gone(account_id).await => {
                Err(Problem::new(ProblemCode::AccountRemoved))
            }
            client => client,
        }
    }

    pub(super) fn tell(&self, id: i64) {
        // Nobody listening is no failure.
        let _ = self.changes.send(Change::Job { id });
    }

    pub(super) fn wake(&self) {
        self.wakes.send_modify(|count| *count = count.wrapping_add(1));
    }

    /// Sleeps, but no longer than until somebody says that the reason may be gone.
    pub(super) async fn pause(&self, longest: Duration) {
        let mut wakes = self.wakes.subscribe();
        tokio::select! {
            () = sleep(longest) => {}
            _ = wakes.changed() => {}
        }
    }

    /// Commits a step of a job, whole or not at all, and tells of it. Waits as long as the store refuses: what the cloud has
    /// answered is not to be lost, and what was not written down is not to be sent.
    pub(super) async fn keep(&self, job: &JobRow, attempt: Option<&AttemptRow>, events: Vec<JobEvent>) {
        for tries in 0.. {
            match self.commit(job.clone(), attempt.cloned(), events.clone()).await {
                Ok(()) => break,
                Err(_) => sleep(backoff(tries)).await,
            }
        }
        self.tell(job.id);
    }

    async fn commit(&self, job: JobRow, attempt: Option<AttemptRow>, events: Vec<JobEvent>) -> Result<(), StoreError> {
        let written = self.state.write(move |transaction| {
            jobs::update(transaction, &job)?;
            if let Some(attempt) = &attempt {
                attempts::put(transaction, attempt)?;
            }
            events
                .iter()
                .try_for_each(|event| job_events::insert(transaction, job.id, event))
        });
        written.await
    }
}

/// How long to wait after the try of that number, from 0.
pub(super) fn backoff(tries: u32) -> Duration {
    FIRST_PAUSE
        .saturating_mul(2_u32.saturating_pow(tries))
        .min(LONGEST_PAUSE)
}

/// A panic elsewhere must not make the list of jobs unusable.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
