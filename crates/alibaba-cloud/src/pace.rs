//! How fast an action may be asked, by product, action and region: the cloud counts by the minute, and counts what
//! the console and every other tool of the account ask as well.
//!
//! After a refusal one call at a time probes and the others wait for it. When it is let through, all go on
//! at a learned pace below what was refused, which grows again minute by minute.

use std::collections::HashMap;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::{Instant, sleep_until};

use crate::rate::Rate;
use crate::{Error, FailureKind, Product};

/// How long a call waits for an end of the throttling, all its tries together: more than two of the cloud's minutes
/// would only hide that somebody uses up the quota for good.
pub(crate) const PATIENCE: Duration = Duration::from_secs(120);

const FIRST_PROBE: Duration = Duration::from_millis(500);
const LONGEST_PROBE: Duration = Duration::from_secs(10);

/// What is throttled together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ThrottledAction {
    /// The product.
    pub product: Product,
    /// The name of the action.
    pub action: String,
    /// The region asked; absent for the central endpoint.
    pub region_id: Option<String>,
}

/// The lanes of one account.
#[derive(Default)]
pub(crate) struct Pace(Mutex<HashMap<ThrottledAction, Arc<Lane>>>);

impl Pace {
    pub(crate) fn lane(&self, key: ThrottledAction) -> Arc<Lane> {
        lock(&self.0).entry(key).or_default().clone()
    }

    /// The lanes that wait for a probe just now.
    pub(crate) fn throttled(&self) -> Vec<ThrottledAction> {
        let lanes = lock(&self.0);
        let throttled = lanes.iter().filter(|(_, lane)| lock(&lane.state).throttle.is_some());
        throttled.map(|(key, _)| key.clone()).collect()
    }
}

/// One action in one region.
#[derive(Default)]
pub(crate) struct Lane {
    state: Mutex<State>,
    changed: Notify,
    /// Who waits, in the order of coming; only the first looks at the state.
    turn: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct State {
    throttle: Option<Throttle>,
    rate: Rate,
}

struct Throttle {
    refusal: Error,
    probe_at: Instant,
    probes: u32,
    is_probing: bool,
}

enum Step {
    Go { is_probe: bool },
    WaitUntil(Instant),
    WaitForProbe,
}

impl State {
    fn step(&mut self, now: Instant) -> Step {
        match &mut self.throttle {
            Some(throttle) if throttle.is_probing => return Step::WaitForProbe,
            Some(throttle) if throttle.probe_at > now => return Step::WaitUntil(throttle.probe_at),
            Some(throttle) => throttle.is_probing = true,
            None => {
                if let Some(at) = self.rate.opens_at(now) {
                    return Step::WaitUntil(at);
                }
            }
        }
        self.rate.sent(now);
        Step::Go {
            is_probe: self.throttle.is_some(),
        }
    }

    fn refused(&mut self, refusal: Error, is_probe: bool, jitter: f64, now: Instant) {
        let throttle = self.throttle.get_or_insert_with(|| {
            self.rate.refused(now);
            Throttle {
                refusal: refusal.clone(),
                probe_at: now,
                probes: 0,
                is_probing: false,
            }
        });
        let asked = refusal.retry_after();
        throttle.refusal = refusal;
        if is_probe {
            throttle.is_probing = false;
            throttle.probes = throttle.probes.saturating_add(1);
        }
        // Half of the wait is certain, half is chance; a wait asked for by the cloud is kept exactly.
        let longest = FIRST_PROBE
            .saturating_mul(2_u32.saturating_pow(throttle.probes))
            .min(LONGEST_PROBE);
        let wait = asked.unwrap_or_else(|| longest.mul_f64(f64::midpoint(1.0, jitter.clamp(0.0, 1.0))));
        throttle.probe_at = throttle.probe_at.max(now + wait);
    }
}

impl Lane {
    /// Waits until a request may be sent.
    ///
    /// # Errors
    /// The last refusal, when the throttling does not end before the deadline.
    pub(crate) async fn enter(self: Arc<Self>, deadline: Instant) -> Result<Permit, Error> {
        let is_probe = {
            let _turn = tokio::select! {
                biased;
                turn = self.turn.lock() => turn,
                refusal = self.refusal_after(deadline) => return Err(refusal),
            };
            self.wait_for_passage(deadline).await?
        };
        Ok(Permit { lane: self, is_probe })
    }

    /// Whether the request that may now be sent is a probe.
    async fn wait_for_passage(&self, deadline: Instant) -> Result<bool, Error> {
        loop {
            let mut changed = pin!(self.changed.notified());
            changed.as_mut().enable();
            let now = Instant::now();
            let (step, refusal) = {
                let mut state = lock(&self.state);
                let step = state.step(now);
                (step, state.throttle.as_ref().map(|throttle| throttle.refusal.clone()))
            };
            let until = match (step, refusal) {
                (Step::Go { is_probe }, _) => return Ok(is_probe),
                (Step::WaitUntil(at), Some(refusal)) if at > deadline => return Err(refusal),
                (Step::WaitForProbe, Some(refusal)) if now >= deadline => return Err(refusal),
                (Step::WaitUntil(at), _) => at,
                (Step::WaitForProbe, _) => deadline,
            };
            tokio::select! {
                () = sleep_until(until) => {}
                () = changed => {}
            }
        }
    }

    /// The last refusal, as soon as there is one after the deadline.
    async fn refusal_after(&self, deadline: Instant) -> Error {
        sleep_until(deadline).await;
        loop {
            let mut changed = pin!(self.changed.notified());
            changed.as_mut().enable();
            if let Some(throttle) = &lock(&self.state).throttle {
                return throttle.refusal.clone();
            }
            changed.await;
        }
    }
}

/// The right to send one request.
pub(crate) struct Permit {
    lane: Arc<Lane>,
    is_probe: bool,
}

impl Permit {
    /// Tells what became of the request.
    pub(crate) fn finish<T>(mut self, outcome: &Result<T, Error>, jitter: f64) {
        let mut state = lock(&self.lane.state);
        match outcome {
            Err(error) if error.kind() == FailureKind::Throttled => {
                state.refused(error.clone(), self.is_probe, jitter, Instant::now());
                self.is_probe = false;
            }
            // No answer says nothing about the quota.
            Err(Error::Timeout | Error::Dispatch(_) | Error::Construction(_)) => {}
            Ok(_) | Err(_) if self.is_probe => {
                state.throttle = None;
                self.is_probe = false;
            }
            Ok(_) | Err(_) => {}
        }
        drop(state);
        self.lane.changed.notify_waiters();
    }
}

/// A probe that ends without an answer, or is given up, makes room for another.
impl Drop for Permit {
    fn drop(&mut self) {
        if !self.is_probe {
            return;
        }
        if let Some(throttle) = &mut lock(&self.lane.state).throttle {
            throttle.is_probing = false;
            throttle.probe_at = throttle.probe_at.max(Instant::now() + FIRST_PROBE);
        }
        self.lane.changed.notify_waiters();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn refusal(retry_after: Option<Duration>) -> Result<(), Error> {
        Err(Error::Service {
            code: "Throttling.User".to_owned(),
            message: String::new(),
            request_id: None,
            status: 400,
            retry_after,
            access_denied: None,
            signature_check: None,
        })
    }

    #[tokio::test(start_paused = true)]
    async fn a_probe_that_is_given_up_leaves_the_wait_that_was_asked_for_meanwhile() {
        let lane = Arc::new(Lane::default());
        let deadline = Instant::now() + PATIENCE;
        let slow = lane.clone().enter(deadline).await.unwrap();
        lane.clone().enter(deadline).await.unwrap().finish(&refusal(None), 1.0);
        let probe = lane.clone().enter(deadline).await.unwrap();
        let wait = Duration::from_secs(40);
        slow.finish(&refusal(Some(wait)), 1.0);
        let asked_at = Instant::now();
        drop(probe);
        let _next = lane.enter(deadline).await.unwrap();
        assert!(asked_at.elapsed() >= wait, "{:?}", asked_at.elapsed());
    }
}
