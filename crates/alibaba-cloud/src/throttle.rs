//! Throttling: how fast an action may be called in a region. The cloud counts the calls of one account by the minute, and counts
//! those of the console and of every other tool as well.

mod limiter;
mod rate;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::Product;
pub(crate) use limiter::Limiter;

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
pub struct Throttle(Arc<Mutex<HashMap<ThrottleKey, Arc<Limiter>>>>);

impl Throttle {
    /// How long a call waits for the end of the throttling unless told otherwise, all its attempts together. The cloud counts by
    /// the minute: who still waits after two of them waits for a quota that something else uses up for good.
    pub const MAX_WAIT: Duration = Duration::from_secs(120);

    /// What is throttled now: its last call was refused, and none has succeeded since.
    #[must_use]
    pub fn throttled(&self) -> Vec<ThrottleKey> {
        let limiters = lock(&self.0);
        let throttled = limiters.iter().filter(|(_, limiter)| limiter.is_throttled());
        throttled.map(|(key, _)| key.clone()).collect()
    }

    pub(crate) fn limiter(&self, key: ThrottleKey) -> Arc<Limiter> {
        lock(&self.0).entry(key).or_default().clone()
    }
}

/// A panic elsewhere must not stop all later calls.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
