//! Throttling: how many requests per minute are allowed, per account, region and action.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::refusal::Refusal;

/// Requests a minute. The real figures stand in the Quota Center only; without any, nothing is throttled.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Limits {
    /// For every action that has no figure of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every_action: Option<u64>,
    /// By action.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub by_action: BTreeMap<String, u64>,
}

/// What was asked in the present minute of the simulator's clock.
#[derive(Debug, Default)]
pub(crate) struct Meter {
    limits: Limits,
    minute: i64,
    counts: HashMap<(String, String, String), u64>,
}

impl Meter {
    pub(crate) fn new(limits: Limits) -> Self {
        Self {
            limits,
            ..Self::default()
        }
    }

    /// Counts a request, or refuses it when the minute is used up.
    pub(crate) fn count(
        &mut self,
        account_id: &str,
        region_id: &str,
        action: &str,
        now: Timestamp,
        in_seconds: bool,
    ) -> Result<(), Refusal> {
        let figure = self.limits.by_action.get(action).copied();
        let Some(limit) = figure.or(self.limits.every_action) else {
            return Ok(());
        };
        let minute = now.as_second().div_euclid(60);
        if minute != self.minute {
            self.minute = minute;
            self.counts.clear();
        }
        let place = (account_id.to_owned(), region_id.to_owned(), action.to_owned());
        let count = self.counts.entry(place).or_default();
        if *count < limit {
            *count += 1;
            return Ok(());
        }
        let left = 60_000 - now.as_millisecond().rem_euclid(60_000);
        let left = u64::try_from(left).unwrap_or_default();
        let mut refusal = Refusal::throttled();
        refusal.retry_after_ms = Some(if in_seconds { left.div_ceil(1_000) } else { left });
        Err(refusal)
    }
}
