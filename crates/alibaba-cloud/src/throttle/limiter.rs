//! One action in one region. After a refusal one call at a time is sent as a probe, and the others wait for its outcome. When a probe
//! succeeds, all go on at a learned rate below the refused one, which grows again minute by minute.

use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::{Instant, sleep_until};

use super::lock;
use super::rate::Rate;
use super::{ThrottleKey, ThrottleUsage};
use crate::{Backoff, Error, FailureKind, Priority};

const PROBES: Backoff = Backoff {
    first: Duration::from_millis(500),
    longest: Duration::from_secs(10),
};

#[derive(Default)]
pub(crate) struct Limiter {
    state: Mutex<State>,
    changed: Notify,
    /// Callers in the order of arrival, by priority; only the first of each looks at the state.
    user_queue: tokio::sync::Mutex<()>,
    background_queue: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct State {
    throttled: Option<Throttled>,
    rate: Rate,
    /// How many calls of users wait.
    waiting_users: u32,
}

struct Throttled {
    last_refusal: Error,
    probe_at: Instant,
    probes: u32,
    is_probing: bool,
}

impl Throttled {
    /// The error of a call that cannot wait for the end.
    fn error(&self, now: Instant) -> Error {
        Error::Throttled {
            last_refusal: Box::new(self.last_refusal.clone()),
            retry_after: self.probe_at.saturating_duration_since(now),
        }
    }
}

/// Whether a call may be sent now, and if not, what it waits for.
enum Admission {
    Send { is_probe: bool },
    WaitUntil(Instant),
    WaitForOthers,
}

impl State {
    fn admit(&mut self, priority: Priority, now: Instant) -> Admission {
        if priority == Priority::Background && self.waiting_users > 0 {
            return Admission::WaitForOthers;
        }
        match &mut self.throttled {
            Some(throttled) if throttled.is_probing => return Admission::WaitForOthers,
            Some(throttled) if throttled.probe_at > now => return Admission::WaitUntil(throttled.probe_at),
            Some(throttled) => throttled.is_probing = true,
            None => {
                if let Some(at) = self.rate.opens_at(now) {
                    return Admission::WaitUntil(at);
                }
            }
        }
        self.rate.sent(now);
        Admission::Send {
            is_probe: self.throttled.is_some(),
        }
    }

    fn refused(&mut self, refusal: Error, is_probe: bool, jitter: f64, now: Instant) {
        let throttled = self.throttled.get_or_insert_with(|| {
            self.rate.refused(now);
            Throttled {
                last_refusal: refusal.clone(),
                probe_at: now,
                probes: 0,
                is_probing: false,
            }
        });
        let asked = refusal.retry_after();
        throttled.last_refusal = refusal;
        if is_probe {
            throttled.is_probing = false;
            throttled.probes = throttled.probes.saturating_add(1);
        }
        // A delay that the cloud asks for is kept exactly.
        let wait = asked.unwrap_or_else(|| PROBES.delay(throttled.probes, jitter));
        throttled.probe_at = throttled.probe_at.max(now + wait);
    }
}

impl Limiter {
    /// Waits until a request may be sent.
    ///
    /// # Errors
    /// [`Error::Throttled`] when the throttling does not end before the deadline.
    pub(crate) async fn acquire(self: Arc<Self>, priority: Priority, deadline: Instant) -> Result<SendPermit, Error> {
        let is_probe = {
            let _waiting = WaitingUser::count(&self, priority);
            let queue = match priority {
                Priority::User => &self.user_queue,
                Priority::Background => &self.background_queue,
            };
            let _first_in_queue = tokio::select! {
                biased;
                guard = queue.lock() => guard,
                error = self.throttled_after(deadline) => return Err(error),
            };
            self.wait_first_in_queue(priority, deadline).await?
        };
        Ok(SendPermit {
            limiter: self,
            is_probe,
        })
    }

    /// Leaves so many percent of a learned limit for others.
    pub(crate) fn set_reserve(&self, percent: u32) {
        lock(&self.state).rate.set_reserve(percent);
        self.changed.notify_waiters();
    }

    /// How much it is used now.
    pub(crate) fn usage(&self, key: ThrottleKey) -> ThrottleUsage {
        let now = Instant::now();
        let mut state = lock(&self.state);
        let (calls, limit, reserved) = state.rate.usage(now);
        let throttled = state.throttled.as_ref();
        ThrottleUsage {
            key,
            calls,
            limit,
            reserved,
            throttled_for: throttled.map(|throttled| throttled.probe_at.saturating_duration_since(now)),
        }
    }

    pub(crate) fn is_throttled(&self) -> bool {
        lock(&self.state).throttled.is_some()
    }

    /// Whether the request that may now be sent is a probe.
    async fn wait_first_in_queue(&self, priority: Priority, deadline: Instant) -> Result<bool, Error> {
        loop {
            let mut changed = pin!(self.changed.notified());
            changed.as_mut().enable();
            let now = Instant::now();
            let (next, error) = {
                let mut state = lock(&self.state);
                let next = state.admit(priority, now);
                (next, state.throttled.as_ref().map(|throttled| throttled.error(now)))
            };
            let until = match (next, error) {
                (Admission::Send { is_probe }, _) => return Ok(is_probe),
                (Admission::WaitUntil(at), Some(error)) if at > deadline => return Err(error),
                (Admission::WaitForOthers, Some(error)) if now >= deadline => return Err(error),
                (Admission::WaitUntil(at), _) => Some(at),
                // Without throttling the others go on within a second each, and say so.
                (Admission::WaitForOthers, _) => (now < deadline).then_some(deadline),
            };
            let time = async {
                match until {
                    Some(until) => sleep_until(until).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                () = time => {}
                () = changed => {}
            }
        }
    }

    /// The error of a call that is not yet the first of its queue, as soon as there is throttling after the deadline.
    async fn throttled_after(&self, deadline: Instant) -> Error {
        sleep_until(deadline).await;
        loop {
            let mut changed = pin!(self.changed.notified());
            changed.as_mut().enable();
            if let Some(throttled) = &lock(&self.state).throttled {
                return throttled.error(Instant::now());
            }
            changed.await;
        }
    }
}

/// Counts a call of a user while it waits.
struct WaitingUser<'a>(&'a Limiter);

impl<'a> WaitingUser<'a> {
    fn count(limiter: &'a Limiter, priority: Priority) -> Option<Self> {
        (priority == Priority::User).then(|| {
            lock(&limiter.state).waiting_users += 1;
            Self(limiter)
        })
    }
}

impl Drop for WaitingUser<'_> {
    fn drop(&mut self) {
        lock(&self.0.state).waiting_users -= 1;
        self.0.changed.notify_waiters();
    }
}

/// The right to send one request.
pub(crate) struct SendPermit {
    limiter: Arc<Limiter>,
    is_probe: bool,
}

impl SendPermit {
    /// Records the outcome of the request. `is_of_resource` when the cloud throttles one resource, which says nothing of the others.
    pub(crate) fn finish<T>(mut self, outcome: &Result<T, Error>, is_of_resource: bool, jitter: f64) {
        let mut state = lock(&self.limiter.state);
        match outcome {
            Err(error) if !is_of_resource && error.kind() == FailureKind::Throttled => {
                state.refused(error.clone(), self.is_probe, jitter, Instant::now());
                self.is_probe = false;
            }
            // A missing answer says nothing about the quota.
            Err(Error::Timeout | Error::Dispatch(_) | Error::Construction(_)) => {}
            Ok(_) | Err(_) if self.is_probe => {
                state.throttled = None;
                self.is_probe = false;
            }
            Ok(_) | Err(_) => {}
        }
        drop(state);
        self.limiter.changed.notify_waiters();
    }
}

/// A probe that was cancelled or had no answer makes room for another.
impl Drop for SendPermit {
    fn drop(&mut self) {
        if !self.is_probe {
            return;
        }
        if let Some(throttled) = &mut lock(&self.limiter.state).throttled {
            throttled.is_probing = false;
            throttled.probe_at = throttled.probe_at.max(Instant::now() + PROBES.first);
        }
        self.limiter.changed.notify_waiters();
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::Throttle;

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
    async fn a_cancelled_probe_keeps_the_delay_that_the_cloud_asked_for_meanwhile() {
        let limiter = Arc::new(Limiter::default());
        let acquire = || {
            limiter
                .clone()
                .acquire(Priority::User, Instant::now() + Throttle::MAX_WAIT)
        };
        let slow = acquire().await.unwrap();
        acquire().await.unwrap().finish(&refusal(None), false, 1.0);
        let probe = acquire().await.unwrap();
        let wait = Duration::from_secs(40);
        slow.finish(&refusal(Some(wait)), false, 1.0);
        let asked_at = Instant::now();
        drop(probe);
        let _next = acquire().await.unwrap();
        assert!(asked_at.elapsed() >= wait, "{:?}", asked_at.elapsed());
    }
}
