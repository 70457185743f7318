//! The read-only lock of an account, and its lifting for a while. Refusing a write is the gate's work (`cloud`).

use std::collections::{HashMap, HashSet};

use jiff::{SignedDuration, Timestamp};

/// Locks that are lifted for a while, and how often writes were stopped. Kept in memory only: a restart locks again.
#[derive(Default)]
pub(super) struct Locks {
    lifted: HashMap<String, Lifted>,
    /// Requests that have lifted one.
    requests: HashSet<String>,
    stops: HashMap<String, u64>,
}

struct Lifted {
    since: Timestamp,
    until: Timestamp,
}

impl Locks {
    /// `false` for a request that has lifted a lock before: it may have ended or been locked again since.
    pub(super) fn lift(&mut self, request_id: &str, account_id: &str, now: Timestamp, minutes: u32) -> bool {
        if !self.requests.insert(request_id.to_owned()) {
            return false;
        }
        let until = now
            .checked_add(SignedDuration::from_mins(minutes.into()))
            .unwrap_or(Timestamp::MAX);
        self.lifted.insert(account_id.to_owned(), Lifted { since: now, until });
        true
    }

    pub(super) fn end(&mut self, account_id: &str) {
        self.lifted.remove(account_id);
    }

    /// Until when the lock is lifted; `None` when it is not. A clock that was set back ends it.
    pub(super) fn until(&self, account_id: &str, now: Timestamp) -> Option<Timestamp> {
        let lifted = self.lifted.get(account_id)?;
        (lifted.since <= now && now < lifted.until).then_some(lifted.until)
    }

    /// Writes that wait to be sent must not be sent any more.
    pub(super) fn stop_writes(&mut self, account_id: &str) {
        *self.stops.entry(account_id.to_owned()).or_default() += 1;
    }

    pub(super) fn stops(&self, account_id: &str) -> u64 {
        self.stops.get(account_id).copied().unwrap_or(0)
    }
}
