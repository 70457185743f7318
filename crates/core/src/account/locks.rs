//! The read-only lock of an account, and its lifting for a while. Refusing a write is the gate's work (`cloud`).

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

/// Locks that are lifted for a while. Kept in memory only: a restart locks again.
#[derive(Default)]
pub(super) struct LiftedLocks(HashMap<String, Lifted>);

struct Lifted {
    since: Timestamp,
    until: Timestamp,
}

impl LiftedLocks {
    pub(super) fn lift(&mut self, account_id: &str, now: Timestamp, minutes: u32) {
        let until = now
            .checked_add(SignedDuration::from_mins(minutes.into()))
            .unwrap_or(Timestamp::MAX);
        self.0.insert(account_id.to_owned(), Lifted { since: now, until });
    }

    pub(super) fn end(&mut self, account_id: &str) {
        self.0.remove(account_id);
    }

    /// Until when the lock is lifted; `None` when it is not. A clock that was set back ends it.
    pub(super) fn until(&self, account_id: &str, now: Timestamp) -> Option<Timestamp> {
        let lifted = self.0.get(account_id)?;
        (lifted.since <= now && now < lifted.until).then_some(lifted.until)
    }
}
