//! Watches results: one poller per account, region and action asks for all of its steps at once until the last one has ended. No timeout
//! turns a running operation of the cloud into a failure.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::{Instant, sleep};

use super::engine::{Engine, Place, StepKey};
use super::events::{event, stop};
use super::kind::{Observed, Watcher};
use super::outcome::throttle_wait;
use super::update::{self, Misses};
use super::{JobEventCode, StepState, advance, steps};
use crate::cloud::{AccountClient, CallError};
use crate::lock::lock;
use crate::store;
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

const SHORTEST: Duration = Duration::from_secs(2);
const LONGEST: Duration = Duration::from_secs(10);

/// Makes sure that a poller watches the results of a place.
pub(super) fn watch(engine: &Arc<Engine>, place: Place) {
    let mut pollers = lock(&engine.pollers);
    if let Some(wake) = pollers.get(&place) {
        wake.notify_one();
        return;
    }
    let wake = Arc::new(Notify::new());
    pollers.insert(place.clone(), wake.clone());
    tokio::spawn(supervise(engine.clone(), place, wake));
}

/// Restarts a poller after a panic, and ends it when no step is left.
async fn supervise(engine: Arc<Engine>, place: Place, wake: Arc<Notify>) {
    let mut tries = 0;
    loop {
        let began = Instant::now();
        let round = tokio::spawn(poll(engine.clone(), place.clone(), wake.clone()));
        match round.await {
            Err(error) if !error.is_cancelled() => {
                // Not with the error: it quotes the message of the panic, which may quote a value.
                tracing::error!(region = place.region_id, action = place.action, "a poller has panicked");
                // After a longer run the backoff begins again.
                tries = if began.elapsed() > engine.backoff(tries) {
                    0
                } else {
                    tries + 1
                };
                record_panic(&engine, &place).await;
                engine.pause(engine.wake.subscribe(), engine.backoff(tries)).await;
            }
            _ => return,
        }
    }
}

/// Logs in the steps of a poller that the program failed.
async fn record_panic(engine: &Arc<Engine>, place: &Place) {
    if let Ok(rows) = rows(engine, place).await {
        mark_waiting(engine, rows, &Problem::new(ProblemCode::Internal), None).await;
    }
}

/// Steps of the place that the cloud has accepted.
async fn rows(engine: &Engine, place: &Place) -> Result<Vec<StepRow>, store::StoreError> {
    let (account_id, region_id) = (place.account_id.clone(), place.region_id.clone());
    let read = engine
        .state
        .read(move |connection| store::steps::in_cloud(connection, &account_id, &region_id));
    let mut rows = read.await?;
    rows.retain(|step| Place::of(step).action == place.action);
    Ok(rows)
}

/// What a poller remembers between its rounds.
#[derive(Default)]
struct Memory {
    misses: HashMap<StepKey, Misses>,
    /// Steps whose result is listed only when every status is asked for.
    odd_statuses: HashSet<StepKey>,
    failures: u32,
}

async fn poll(engine: Arc<Engine>, place: Place, wake: Arc<Notify>) {
    let mut memory = Memory::default();
    loop {
        let wakes = engine.wake.subscribe();
        let all = match rows(&engine, &place).await {
            Ok(all) => all,
            Err(error) => {
                tracing::error!(region = place.region_id, %error, "the steps to watch cannot be read");
                sleep(engine.backoff(memory.failures)).await;
                memory.failures += 1;
                continue;
            }
        };
        if all.is_empty() {
            if stop_if_idle(&engine, &place, &wake) {
                return;
            }
            continue;
        }
        memory
            .misses
            .retain(|key, _| all.iter().any(|step| key_of(step) == *key));
        let youngest = all.iter().filter_map(|step| step.accepted_at).max().unwrap_or(0);
        let due: Vec<StepRow> = all
            .into_iter()
            .filter(|step| memory.misses.get(&key_of(step)).is_none_or(Misses::is_due))
            .collect();
        let wait = match ask(&engine, &place, due, &mut memory).await {
            Ok(()) => {
                memory.failures = 0;
                interval(engine.now() - youngest)
            }
            Err(wait) => {
                memory.failures += 1;
                wait.unwrap_or_else(|| engine.backoff(memory.failures))
            }
        };
        tokio::select! {
            () = wake.notified() => {}
            () = async {
                if memory.failures > 0 { engine.pause(wakes, wait).await } else { sleep(wait).await }
            } => {}
        }
    }
}

fn key_of(step: &StepRow) -> StepKey {
    (step.job_id, step.position)
}

/// Ends a poller without steps, unless a step has come in between: `watch` wakes it under the same lock.
fn stop_if_idle(engine: &Engine, place: &Place, wake: &Notify) -> bool {
    let mut pollers = lock(&engine.pollers);
    let was_woken = futures_util::FutureExt::now_or_never(wake.notified()).is_some();
    if !was_woken {
        pollers.remove(place);
    }
    !was_woken
}

/// A tenth of the age of the youngest step.
fn interval(age: i64) -> Duration {
    Duration::from_millis(u64::try_from(age / 10).unwrap_or(0)).clamp(SHORTEST, LONGEST)
}

/// Asks for all results of the place. An error is how long to wait, if the cloud throttles.
async fn ask(
    engine: &Arc<Engine>,
    place: &Place,
    due: Vec<StepRow>,
    memory: &mut Memory,
) -> Result<(), Option<Duration>> {
    let Some(first) = due.first() else {
        return Ok(());
    };
    let watcher = steps::of(first.kind).watcher();
    let client = match engine.client(&place.account_id).await {
        Ok(client) => client,
        Err(problem) if problem.code == ProblemCode::AccountRemoved => {
            for mut step in due {
                let line = stop(&mut step, Some(problem.clone()), engine.now());
                if engine.persist(&mut step, None, vec![line]).await.is_ok() {
                    advance::ended(engine, &step).await;
                }
            }
            return Ok(());
        }
        Err(problem) => {
            mark_waiting(engine, due, &problem, None).await;
            return Err(None);
        }
    };
    let (odd, usual): (Vec<_>, Vec<_>) = due
        .into_iter()
        .partition(|step| memory.odd_statuses.contains(&key_of(step)));
    let mut missing = Vec::new();
    for (group, every_status) in [(usual, false), (odd, true)] {
        if group.is_empty() {
            continue;
        }
        let observed = observe(engine, &client, place, watcher, &group, every_status).await?;
        for step in group {
            match update::find(&step, &observed) {
                Some(seen) => {
                    memory.misses.remove(&key_of(&step));
                    update::apply(engine, step, seen, &observed.request_id).await;
                }
                // An unreadable row of the reply may be this one.
                None if !observed.is_complete => {}
                None => missing.push(step),
            }
        }
    }
    ask_every_status(engine, &client, place, watcher, missing, memory).await
}

/// Asks again with every status for what the first request did not list: its status may be one that the request left out.
async fn ask_every_status(
    engine: &Arc<Engine>,
    client: &AccountClient,
    place: &Place,
    watcher: &dyn Watcher,
    missing: Vec<StepRow>,
    memory: &mut Memory,
) -> Result<(), Option<Duration>> {
    if missing.is_empty() {
        return Ok(());
    }
    let observed = observe(engine, client, place, watcher, &missing, true).await?;
    for step in missing {
        match update::find(&step, &observed) {
            Some(seen) => {
                memory.misses.remove(&key_of(&step));
                memory.odd_statuses.insert(key_of(&step));
                update::apply(engine, step, seen, &observed.request_id).await;
            }
            None if !observed.is_complete => {}
            None => {
                let misses = memory.misses.entry(key_of(&step)).or_default();
                misses.count();
                update::missed(engine, step, misses, &observed.request_id).await;
            }
        }
    }
    Ok(())
}

async fn observe(
    engine: &Arc<Engine>,
    client: &AccountClient,
    place: &Place,
    watcher: &dyn Watcher,
    rows: &[StepRow],
    every_status: bool,
) -> Result<Observed, Option<Duration>> {
    let mut ids: Vec<String> = rows
        .iter()
        .flat_map(|step| steps::of(step.kind).watched(step))
        .collect();
    ids.sort();
    ids.dedup();
    let observed = watcher.observe(client, &place.region_id, ids, every_status).await;
    match observed {
        Ok(observed) => Ok(observed),
        Err(CallError { problem, error }) => {
            let asked = error.as_ref().and_then(|error| error.retry_after());
            let wait = (problem.code == ProblemCode::Throttled).then(|| throttle_wait(engine, asked));
            mark_waiting(engine, rows.to_vec(), &problem, wait).await;
            Err(wait)
        }
    }
}

/// Marks steps as waiting because the cloud could not be asked. The log gets one line, however long it lasts.
pub(super) async fn mark_waiting(
    engine: &Arc<Engine>,
    rows: Vec<StepRow>,
    problem: &Problem,
    throttled: Option<Duration>,
) {
    for mut step in rows {
        if step.problem.as_ref().is_some_and(|old| old.code == problem.code) {
            continue;
        }
        let line = match throttled {
            Some(wait) => event(engine.now(), step.position, JobEventCode::Throttled).with("seconds", wait.as_secs()),
            None => event(engine.now(), step.position, JobEventCode::Paused),
        };
        if step.state != StepState::Cancelling {
            step.state = StepState::Waiting;
        }
        step.problem = Some(problem.clone());
        // If the step was changed in between, the next round sees it.
        let _ = engine.persist(&mut step, None, vec![line.because(problem)]).await;
    }
}
