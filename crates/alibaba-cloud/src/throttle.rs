//! Throttling: how fast an action may be called in a region. The cloud counts the calls of one account by the minute, and counts
//! those of the console and of every other tool as well.

mod limiter;
mod rate;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::Product;
pub(crate) use limiter::Limiter;
use rate::RESERVE_PERCENT;

/// What the cloud throttles together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ThrottleKey {
    /// The product.
    pub product: Product,
    /// The name of the action.
    pub action: String,
    /// The region asked; absent for the central endpoint.
    pub region_id: Option<String>,
}

/// What is known about the throttling of one account of the cloud. A clone shares it: all clients of one account id must, because
/// the cloud counts the calls of all its users and roles together.
#[derive(Clone, Default)]
pub struct Throttle(Arc<Mutex<Limiters>>);

struct Limiters {
    by_key: HashMap<ThrottleKey, Arc<Limiter>>,
    /// What they leave for others, percent.
    reserve: u32,
}

impl Default for Limiters {
    fn default() -> Self {
        Self {
            by_key: HashMap::new(),
            reserve: RESERVE_PERCENT,
        }
    }
}

/// How much an action is used in a region.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ThrottleUsage {
    /// What it is about.
    pub key: ThrottleKey,
    /// Requests of the last minute.
    pub calls: u32,
    /// The limit that was learned, in requests a minute; none before the first refusal.
    pub limit: Option<u32>,
    /// How many of these are left for other tools.
    pub reserved: u32,
    /// While the cloud refuses: until the next try.
    pub throttled_for: Option<Duration>,
}

impl Throttle {
    /// How long a call waits for the end of the throttling unless told otherwise, all its attempts together. The cloud counts by
    /// the minute: who still waits after two of them waits for a quota that something else uses up for good.
    pub const MAX_WAIT: Duration = Duration::from_secs(120);

    /// What is throttled now: its last call was refused, and none has succeeded since.
    #[must_use]
    pub fn throttled(&self) -> Vec<ThrottleKey> {
        let limiters = lock(&self.0);
        let throttled = limiters.by_key.iter().filter(|(_, limiter)| limiter.is_throttled());
        throttled.map(|(key, _)| key.clone()).collect()
    }

    /// Leaves so many percent of every learned limit for other tools, at most 90.
    pub fn set_reserve(&self, percent: u32) {
        let mut limiters = lock(&self.0);
        limiters.reserve = percent;
        for limiter in limiters.by_key.values() {
            limiter.set_reserve(percent);
        }
    }

    /// Everything that was called, in no order.
    #[must_use]
    pub fn usage(&self) -> Vec<ThrottleUsage> {
        let limiters = lock(&self.0);
        let each = limiters.by_key.iter();
        each.map(|(key, limiter)| limiter.usage(key.clone())).collect()
    }

    pub(crate) fn limiter(&self, key: ThrottleKey) -> Arc<Limiter> {
        let mut limiters = lock(&self.0);
        let reserve = limiters.reserve;
        let made = || {
            let limiter = Limiter::default();
            limiter.set_reserve(reserve);
            Arc::new(limiter)
        };
        limiters.by_key.entry(key).or_insert_with(made).clone()
    }
}

/// A panic elsewhere must not stop all later calls.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
