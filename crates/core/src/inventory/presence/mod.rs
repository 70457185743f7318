//! Which images are in which region: the account's own images by family or by name, region by region. Of images that other accounts
//! share nothing is told here.

mod cells;
mod rows;
mod window;

use std::collections::{BTreeMap, HashMap, HashSet};

use cells::{Columns, cells, counted};
use rows::{Row, rows};
pub use window::{
    PresenceAccount, PresenceBy, PresenceCell, PresenceFailure, PresenceLine, PresenceRow, PresenceSource,
    PresenceWindow, RegionNotAsked,
};

use super::relations::Relations;
use super::{AccountPart, Inventory, RowKind, ShardKind, ShardState, SyncState};
use crate::{Problem, ProblemCode};

/// Lines of one window at most.
const MAX_WINDOW: u32 = 500;

/// What is asked of the matrix.
#[derive(Clone, Debug)]
pub(crate) struct PresenceQuestion {
    /// Account ids; empty means all.
    pub(crate) account_ids: Vec<String>,
    /// Region ids; empty means all chosen ones.
    pub(crate) region_ids: Vec<String>,
    pub(crate) by: PresenceBy,
    /// Rows alone that some region lacks.
    pub(crate) incomplete: bool,
    /// Rows alone with one of these images, by their ids in the store; `None` means all.
    pub(crate) found: Option<HashSet<i64>>,
    /// What is known of copies beside the lists of images.
    pub(crate) copies: Vec<KnownCopy>,
    /// Lines from this index ...
    pub(crate) from: u32,
    /// ... up to this one.
    pub(crate) to: u32,
}

/// A copy of an image that a job of ours makes, or did not come to make.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct KnownCopy {
    pub(crate) account_id: String,
    /// `ImageId` of the image that is copied.
    pub(crate) image_id: String,
    /// Where to.
    pub(crate) region_id: String,
    pub(crate) state: KnownCopyState,
}

/// How a copy stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum KnownCopyState {
    /// Not sent yet, or in the queue of the cloud.
    Waiting,
    Copying {
        progress: Option<u8>,
    },
    Failed(PresenceFailure),
}

/// An account, the regions that it uses in the order of the cloud, and those of them that could not be asked.
struct AskedAccount {
    id: String,
    region_ids: Vec<String>,
    not_asked: BTreeMap<String, Problem>,
}

impl Inventory {
    /// Some lines of the matrix.
    ///
    /// # Errors
    /// The cache's codes.
    pub(crate) async fn presence(&self, question: PresenceQuestion) -> Result<PresenceWindow, Problem> {
        self.begin_loading();
        self.indexes().begun(RowKind::Images).await;
        let accounts = self.asked_accounts(&question).await?;
        let inventory = self.clone();
        let window = tokio::task::spawn_blocking(move || {
            let relations = inventory.shared.known.relations();
            let window = matrix(&relations, &accounts, &question);
            PresenceWindow {
                loading: inventory.indexes().state(RowKind::Images).is_loading,
                problem: inventory.unreadable(),
                ..window
            }
        });
        window.await.map_err(|_| Problem::new(ProblemCode::Internal))
    }

    async fn asked_accounts(&self, question: &PresenceQuestion) -> Result<Vec<AskedAccount>, Problem> {
        let sync = self.sync_state().await?;
        let mut asked = Vec::new();
        for account in self.shared.accounts.list().await? {
            if !question.account_ids.is_empty() && !question.account_ids.contains(&account.id) {
                continue;
            }
            let region_ids = self.shared.accounts.chosen_regions(&account.id).await?;
            asked.push(AskedAccount {
                not_asked: not_asked(&sync, &account.id, &region_ids),
                id: account.id,
                region_ids,
            });
        }
        Ok(asked)
    }
}

/// The regions of an account whose images are not known, and why. Those that wait for the cloud's limits are known as they were read
/// before, if they were.
fn not_asked(sync: &SyncState, account_id: &str, region_ids: &[String]) -> BTreeMap<String, Problem> {
    let failed = sync.accounts.iter();
    let mut failed = failed.filter(|failed| failed.part == AccountPart::Everything && failed.account_id == account_id);
    if let Some(failed) = failed.next() {
        let all = region_ids
            .iter()
            .map(|region_id| (region_id.clone(), failed.problem.clone()));
        return all.collect();
    }
    let images = sync.shards.iter();
    let images = images.filter(|shard| shard.account_id == account_id && shard.kind == ShardKind::Images);
    let without = images.filter_map(|shard| {
        let code = match shard.state {
            ShardState::Failed => ProblemCode::Internal,
            // It is being asked again.
            ShardState::Loading if shard.problem.is_some() => ProblemCode::Internal,
            ShardState::Throttled if shard.synced_at.is_none() => ProblemCode::Throttled,
            _ => return None,
        };
        let problem = shard.problem.clone().unwrap_or_else(|| Problem::new(code));
        Some((shard.region_id.clone(), problem))
    });
    without.collect()
}

/// The rows of an account that are asked for.
struct OfAccount<'a> {
    account: &'a AskedAccount,
    columns: Columns<'a>,
    rows: Vec<Row<'a>>,
    of: usize,
}

/// Some lines of the matrix. Pure.
fn matrix(relations: &Relations, accounts: &[AskedAccount], question: &PresenceQuestion) -> PresenceWindow {
    let regions = columns_of(accounts, question);
    let of_accounts = accounts.iter().map(|account| {
        let columns = Columns::new(relations, account, &regions);
        let mut rows = rows(relations, &account.id, question.by);
        let of = rows.len();
        rows.retain(|row| is_asked_for(row, &columns, question));
        rows.sort_by(Row::newest_first);
        OfAccount {
            account,
            columns,
            rows,
            of,
        }
    });
    let mut of_accounts: Vec<OfAccount<'_>> = of_accounts.collect();
    let of: usize = of_accounts.iter().map(|of| of.of).sum();
    // An account that could not be asked is told also when nothing of it is known.
    of_accounts.retain(|of| !of.rows.is_empty() || (of.of == 0 && !of.account.not_asked.is_empty()));
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let row_count: usize = of_accounts.iter().map(|of| of.rows.len()).sum();
    let total = count(row_count + of_accounts.len());
    let from = question.from.min(total);
    let to = question.to.clamp(from, total).min(from.saturating_add(MAX_WINDOW));
    PresenceWindow {
        lines: lines(&of_accounts, question, from as usize..to as usize),
        regions: regions.clone(),
        total,
        rows: count(row_count),
        of: count(of),
        from,
        loading: false,
        problem: None,
    }
}

/// Every region that an account of the question uses.
fn columns_of(accounts: &[AskedAccount], question: &PresenceQuestion) -> Vec<String> {
    let mut regions: Vec<String> = Vec::new();
    for region_id in accounts.iter().flat_map(|account| &account.region_ids) {
        let is_in_scope = question.region_ids.is_empty() || question.region_ids.contains(region_id);
        if is_in_scope && !regions.contains(region_id) {
            regions.push(region_id.clone());
        }
    }
    regions
}

fn is_asked_for(row: &Row<'_>, columns: &Columns<'_>, question: &PresenceQuestion) -> bool {
    let is_found = |found: &HashSet<i64>| row.images.iter().any(|own| found.contains(&own.facts.row));
    if !question.found.as_ref().is_none_or(is_found) {
        return false;
    }
    let is_incomplete = || {
        let (present, of) = counted(row, columns);
        present < of
    };
    !question.incomplete || is_incomplete()
}

fn lines(
    of_accounts: &[OfAccount<'_>],
    question: &PresenceQuestion,
    range: std::ops::Range<usize>,
) -> Vec<PresenceLine> {
    let mut copies: HashMap<(&str, &str, &str), &KnownCopyState> = HashMap::new();
    for copy in &question.copies {
        let known = copies.entry((&copy.account_id, &copy.image_id, &copy.region_id));
        let known = known.or_insert(&copy.state);
        // What is still to come tells more than what failed, whichever was ordered later.
        if matches!(known, KnownCopyState::Failed(_)) || !matches!(copy.state, KnownCopyState::Failed(_)) {
            *known = &copy.state;
        }
    }
    let mut lines = Vec::new();
    let mut start = 0;
    for of in of_accounts {
        let end = start + of.rows.len() + 1;
        if range.contains(&start) {
            lines.push(PresenceLine::Account(account_line(of)));
        }
        let first = range.start.max(start + 1).min(end);
        let last = range.end.clamp(first, end);
        for row in &of.rows[first - start - 1..last - start - 1] {
            let known = |image_id: &str, region_id: &str| {
                let key = (of.account.id.as_str(), image_id, region_id);
                copies.get(&key).copied()
            };
            lines.push(PresenceLine::Row(row_line(of, row, known)));
        }
        start = end;
    }
    lines
}

fn account_line(of: &OfAccount<'_>) -> PresenceAccount {
    let not_asked = of.account.not_asked.iter();
    let not_asked = not_asked.filter(|(region_id, _)| of.columns.has(region_id));
    PresenceAccount {
        account_id: of.account.id.clone(),
        rows: u32::try_from(of.rows.len()).unwrap_or(u32::MAX),
        not_asked: not_asked
            .map(|(region_id, problem)| RegionNotAsked {
                region_id: region_id.clone(),
                problem: problem.clone(),
            })
            .collect(),
    }
}

fn row_line<'a>(
    of: &OfAccount<'a>,
    row: &Row<'a>,
    known: impl Fn(&str, &str) -> Option<&'a KnownCopyState>,
) -> PresenceRow {
    let (present, counted) = counted(row, &of.columns);
    let first = row.first().facts;
    PresenceRow {
        account_id: of.account.id.clone(),
        id: row.title.id(),
        family: first.family.clone(),
        name: first.name.clone(),
        source: row.source().map(|own| PresenceSource {
            key: own.place.key(own.id),
            size_gib: own.facts.size_gib,
            encrypted: own.facts.is_encrypted,
            architecture: own.facts.architecture.clone(),
        }),
        cells: cells(row, &of.columns, known),
        present,
        of: counted,
    }
}

#[cfg(test)]
mod tests;
