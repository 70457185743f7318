//! What of the rows of a view is older than it should be, and what is not there because it could not be asked.

use jiff::Timestamp;
use serde::Serialize;

use crate::ProblemCode;
use crate::inventory::{AccountPart, Records, RowKind, ShardKind, ShardState, SyncShard, SyncState};
use crate::view::Scope;

/// What is stale and missing within the scope of a view.
#[derive(Debug, Default)]
pub(super) struct Freshness {
    pub(super) stale: Vec<StalePart>,
    pub(super) missing: Vec<MissingPart>,
}

/// A region of an account whose rows are those of an earlier reading: the last one failed, or waits.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct StalePart {
    #[serde(skip)]
    account_id: String,
    account: String,
    region: String,
    #[serde(skip)]
    is_shared: bool,
    read_at: Option<Timestamp>,
    reason: Reason,
}

/// An account, or a region of it, of which rows are not there.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct MissingPart {
    account: String,
    /// `null` when nothing of the account could be asked.
    region: Option<String>,
    reason: Reason,
}

/// Why.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(untagged)]
enum Reason {
    /// It could not be asked.
    Problem(ProblemCode),
    /// Something else.
    Other(Other),
}

#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
enum Other {
    /// It has not been read to its end yet.
    NotReadYet,
    /// Some of its rows could not be understood.
    UnreadableRows,
}

impl Freshness {
    /// What is stale and missing of a kind in a scope. `alias` names an account by its id.
    pub(super) fn of(sync: &SyncState, kind: RowKind, scope: &Scope, alias: &dyn Fn(&str) -> String) -> Self {
        let is_in = |ids: &[String], id: &str| ids.is_empty() || ids.iter().any(|each| each == id);
        let shards = sync.shards.iter().filter(|shard| {
            shard.kind.rows() == Some(kind)
                && is_in(&scope.account_ids, &shard.account_id)
                && is_in(&scope.region_ids, &shard.region_id)
        });
        let mut freshness = Self::default();
        for shard in shards {
            freshness.add(shard, sync, alias(&shard.account_id));
        }
        for failure in &sync.accounts {
            let has_shards = sync.shards.iter().any(|shard| shard.account_id == failure.account_id);
            if !has_shards && is_in(&scope.account_ids, &failure.account_id) {
                freshness.missing.push(MissingPart {
                    account: alias(&failure.account_id),
                    region: None,
                    reason: Reason::Problem(failure.problem.code),
                });
            }
        }
        freshness
    }

    /// How many rows are stale.
    pub(super) fn stale_rows(&self, records: &Records) -> u32 {
        if self.stale.is_empty() {
            return 0;
        }
        let places = records.places();
        let stale = places
            .iter()
            .filter(|(key, is_shared)| self.is_stale(&key.account_id, &key.region_id, *is_shared));
        u32::try_from(stale.count()).unwrap_or(u32::MAX)
    }

    /// Whether rows of a place are stale.
    pub(super) fn is_stale(&self, account_id: &str, region_id: &str, is_shared: bool) -> bool {
        let mut stale = self.stale.iter();
        stale.any(|part| part.account_id == account_id && part.region == region_id && part.is_shared == is_shared)
    }

    fn add(&mut self, shard: &SyncShard, sync: &SyncState, account: String) {
        let problem = problem_of(shard, sync);
        let missing = |reason| MissingPart {
            account: account.clone(),
            region: Some(shard.region_id.clone()),
            reason,
        };
        match (shard.synced_at, problem) {
            (None, problem) => {
                let reason = problem.map_or(Reason::Other(Other::NotReadYet), Reason::Problem);
                self.missing.push(missing(reason));
            }
            (Some(_), None) => {}
            (Some(read_at), Some(problem)) => self.stale.push(StalePart {
                account_id: shard.account_id.clone(),
                account: account.clone(),
                region: shard.region_id.clone(),
                is_shared: shard.kind == ShardKind::SharedImages,
                read_at: Timestamp::from_millisecond(read_at).ok(),
                reason: Reason::Problem(problem),
            }),
        }
        if shard.skipped > 0 {
            self.missing.push(missing(Reason::Other(Other::UnreadableRows)));
        }
    }
}

/// Why a shard could not be read the last time.
fn problem_of(shard: &SyncShard, sync: &SyncState) -> Option<ProblemCode> {
    let of_shard = match shard.state {
        ShardState::Never | ShardState::Loading | ShardState::Fresh => None,
        ShardState::Throttled => Some(ProblemCode::Throttled),
        ShardState::Failed => Some(shard.problem.as_ref().map_or(ProblemCode::Internal, |known| known.code)),
    };
    let of_account = || {
        let mut failures = sync.accounts.iter();
        let failure =
            failures.find(|failure| failure.account_id == shard.account_id && failure.part == AccountPart::Everything);
        failure.map(|failure| failure.problem.code)
    };
    of_shard.or_else(of_account)
}
