//! What all jobs share: the store, the clock, who is at work on which job, and that one bad job never blocks another.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use alibaba_cloud::{Ambient, Client};
use tokio::sync::{Notify, broadcast, watch};
use tokio::time::sleep;

use super::events::event;
use super::jobs::JobsParts;
use super::{JobEvent, JobEventCode, JobState, drive};
use crate::account::Accounts;
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

pub(super) struct Engine {
    pub(super) state: Database,
    accounts: Accounts,
    pub(super) drafts: ImageDrafts,
    pub(super) ambient: Arc<dyn Ambient>,
    changes: broadcast::Sender<Change>,
    /// Jobs somebody is at work on.
    taken: Mutex<HashSet<i64>>,
    /// Pollers at work, and how to make them look at their jobs anew.
    pub(super) pollers: Mutex<HashMap<Place, Arc<Notify>>>,
    wakes: watch::Sender<u64>,
}

impl Engine {
    pub(super) fn new(parts: JobsParts) -> Self {
        let JobsParts {
            state,
            accounts,
            drafts,
            ambient,
            changes,
        } = parts;
        Self {
            state,
            accounts,
            drafts,
            ambient,
            changes,
            taken: Mutex::default(),
            pollers: Mutex::default(),
            wakes: watch::Sender::new(0),
        }
    }

    /// Milliseconds since the epoch.
    pub(super) fn now(&self) -> i64 {
        self.ambient.now().as_millisecond()
    }

    /// The way to the cloud of an account. `AccountRemoved` is for good: its jobs end.
    pub(super) async fn client(&self, account_id: &str) -> Result<Client, Problem> {
        match self.accounts.client(account_id).await {
            Err(problem) if problem.code == ProblemCode::NotFound && self.accounts.is_gone(account_id).await => {
                Err(Problem::of(ProblemCode::AccountRemoved))
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

    /// Takes up every unfinished job.
    pub(super) async fn resume(self: Arc<Self>) {
        for tries in 0.. {
            match self.state.read(jobs::unfinished).await {
                Ok(ids) => {
                    for id in ids {
                        self.take_up(id, true);
                    }
                    return;
                }
                Err(_) => sleep(backoff(tries)).await,
            }
        }
    }

    /// Works on a job in a task of its own, unless somebody does already.
    pub(super) fn take_up(self: &Arc<Self>, id: i64, resumed: bool) {
        if !lock(&self.taken).insert(id) {
            return;
        }
        let engine = self.clone();
        tokio::spawn(async move {
            engine.see_through(id, resumed).await;
            lock(&engine.taken).remove(&id);
        });
    }

    /// Works on a job until it is in the poller's hands or has ended; a failure or panic on the way only delays this one job.
    async fn see_through(self: &Arc<Self>, id: i64, mut resumed: bool) {
        for tries in 0.. {
            let work = tokio::spawn(drive::drive(self.clone(), id, std::mem::take(&mut resumed)));
            match work.await {
                Ok(Ok(())) => return,
                Ok(Err(_)) => {}
                Err(error) if error.is_cancelled() => return,
                Err(_) => self.stumble(id).await,
            }
            self.pause(backoff(tries)).await;
        }
    }

    /// Tells that a job stopped over a mistake of ours. What it was doing stands in its attempt, which stays as it is.
    async fn stumble(&self, id: i64) {
        let problem = Problem::of(ProblemCode::Internal);
        let line = event(self.now(), JobEventCode::Paused).because(&problem);
        let written = self.state.write(move |transaction| {
            let Some(mut job) = jobs::find(transaction, id)? else {
                return Ok(());
            };
            job.state = JobState::Waiting;
            job.problem = Some(problem);
            jobs::update(transaction, &job)?;
            job_events::insert(transaction, id, &line)
        });
        if written.await.is_ok() {
            self.tell(id);
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
