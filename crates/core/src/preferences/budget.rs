//! How fast the cloud lets us call.

use alibaba_cloud::ThrottleUsage;
use serde::Serialize;
use ts_rs::TS;

use crate::account::{Account, AccountKind};

/// The calls of one action in one region of an account.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct BudgetRow {
    /// The account.
    pub account_id: String,
    /// The action.
    pub action: String,
    /// The region; empty for the central endpoint.
    pub region_id: String,
    /// Calls of the last 60 seconds.
    pub calls: u32,
    /// The limit that was learned from a refusal, in calls a minute; `null` before the first one.
    pub limit: Option<u32>,
    /// How many of these calls are left for other tools.
    pub reserved: u32,
    /// The cloud refuses calls; the next try is after so many milliseconds. `null` when it does not.
    pub throttled_for_ms: Option<u32>,
}

impl BudgetRow {
    /// The rows of all accounts, the most used first.
    pub(crate) fn of(accounts: &[Account], usage: Vec<(String, ThrottleUsage)>) -> Vec<Self> {
        let of_uid = |uid: &str| {
            let is_it = |account: &&Account| match account.kind {
                AccountKind::AccessKey => account.uid == uid,
                AccountKind::Practice => account.id == uid,
            };
            accounts.iter().find(is_it).map(|account| account.id.clone())
        };
        let rows = usage.into_iter().filter_map(|(uid, usage)| {
            Some(Self {
                account_id: of_uid(&uid)?,
                action: usage.key.action,
                region_id: usage.key.region_id.unwrap_or_default(),
                calls: usage.calls,
                limit: usage.limit,
                reserved: usage.reserved,
                throttled_for_ms: usage
                    .throttled_for
                    .map(|time| u32::try_from(time.as_millis()).unwrap_or(u32::MAX)),
            })
        });
        let mut rows: Vec<Self> = rows.collect();
        rows.sort_by(|one, other| {
            let by_use = other.throttled_for_ms.is_some().cmp(&one.throttled_for_ms.is_some());
            let by_use = by_use.then(other.calls.cmp(&one.calls));
            by_use.then_with(|| {
                (&one.account_id, &one.action, &one.region_id).cmp(&(
                    &other.account_id,
                    &other.action,
                    &other.region_id,
                ))
            })
        });
        rows
    }
}
