//! From a view of the inventory to the ids of its rows in order, and from ids to rows. Every value of the user is a parameter.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};

use super::cache::Cache;
use super::scanner::ScanKey;
use super::shards;
use super::snapshot_read::{self, COLUMNS, StoredSnapshot, TABLES};
use crate::Problem;

/// Which rows a list holds, and in which order.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub(crate) struct StoredQuery {
    pub(crate) scope: StoredScope,
    /// Lower case, trimmed; empty means all.
    pub(crate) search: String,
    /// Empty means all.
    pub(crate) status: Vec<String>,
    pub(crate) disk_type: Option<&'static str>,
    /// Milliseconds since the epoch.
    pub(crate) created_from: Option<i64>,
    pub(crate) encrypted: Option<bool>,
    pub(crate) automatic: Option<bool>,
    pub(crate) hide_agentless: bool,
    pub(crate) order: StoredOrder,
    pub(crate) descending: bool,
}

/// Accounts and regions; empty means all.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub(crate) struct StoredScope {
    pub(crate) account_ids: Vec<String>,
    pub(crate) region_ids: Vec<String>,
}

/// What rows are sorted by. Ties are broken by time, then id.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub(crate) enum StoredOrder {
    Status,
    Name,
    SnapshotId,
    DiskType,
    Instance,
    Size,
    #[default]
    CreatedAt,
    Region,
    Account,
}

impl Cache {
    /// The revision of the inventory.
    pub(crate) async fn revision(&self) -> Result<i64, Problem> {
        self.read(shards::revision).await
    }

    /// The revision and the row ids of a query in its order. Ends early with `Superseded` when a newer query of the same view is
    /// asked.
    pub(crate) async fn snapshot_ids(&self, key: ScanKey, query: StoredQuery) -> Result<(i64, Vec<i64>), Problem> {
        self.scan(key, move |connection| {
            Ok((shards::revision(connection)?, ids(connection, &query)?))
        })
        .await
    }

    /// How many rows a scope has before search and filters.
    pub(crate) async fn snapshot_count(&self, key: ScanKey, scope: StoredScope) -> Result<u32, Problem> {
        self.scan(key, move |connection| count(connection, &scope)).await
    }

    /// The rows of these ids in their order. Ids whose rows are gone are left out.
    pub(crate) async fn snapshots_of_ids(&self, ids: Vec<i64>) -> Result<Vec<StoredSnapshot>, Problem> {
        self.read(move |connection| rows(connection, &ids)).await
    }
}

fn ids(connection: &Connection, query: &StoredQuery) -> rusqlite::Result<Vec<i64>> {
    let mut filter = Filter::default();
    if query.hide_agentless {
        filter.add("n.agentless = 0", []);
    }
    if !query.search.is_empty() {
        filter.add_beyond_index("instr(n.search, ?) > 0", [query.search.clone().into()]);
    }
    if !query.status.is_empty() {
        filter.is_beyond_index = true;
        filter.any_of("n.status", &query.status);
    }
    if let Some(disk_type) = query.disk_type {
        filter.add_beyond_index("n.disk_type = ?", [disk_type.to_owned().into()]);
    }
    if let Some(from) = query.created_from {
        filter.add_beyond_index("n.created_at >= ?", [from.into()]);
    }
    if let Some(encrypted) = query.encrypted {
        filter.add_beyond_index("n.encrypted = ?", [i64::from(encrypted).into()]);
    }
    if let Some(automatic) = query.automatic {
        filter.add_beyond_index("n.automatic = ?", [i64::from(automatic).into()]);
    }
    filter.scope(&query.scope);
    let join = match query.order {
        StoredOrder::Region | StoredOrder::Account => " JOIN places p ON p.id = n.place_id",
        _ => "",
    };
    let order = order(query, !filter.is_beyond_index);
    let sql = format!("SELECT n.id FROM snapshots n{join}{} ORDER BY {order}", filter.clause());
    connection
        .prepare_cached(&sql)?
        .query_map(params_from_iter(filter.values), |row| row.get(0))?
        .collect()
}

fn count(connection: &Connection, scope: &StoredScope) -> rusqlite::Result<u32> {
    let mut filter = Filter {
        is_beyond_index: true,
        ..Filter::default()
    };
    filter.scope(scope);
    let sql = format!("SELECT count(*) FROM snapshots n{}", filter.clause());
    connection
        .prepare_cached(&sql)?
        .query_row(params_from_iter(filter.values), |row| row.get(0))
}

fn rows(connection: &Connection, ids: &[i64]) -> rusqlite::Result<Vec<StoredSnapshot>> {
    let mut row = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM {TABLES} WHERE n.id = ?1"))?;
    let found = ids.iter().map(|id| row.query_row([id], snapshot_read::read).optional());
    found.filter_map(Result::transpose).collect()
}

#[derive(Default)]
struct Filter {
    conditions: Vec<String>,
    values: Vec<Value>,
    /// Columns are needed that the indexes of the orders do not hold.
    is_beyond_index: bool,
}

impl Filter {
    fn add(&mut self, condition: &str, values: impl IntoIterator<Item = Value>) {
        self.conditions.push(condition.to_owned());
        self.values.extend(values);
    }

    fn any_of(&mut self, column: &str, words: &[String]) {
        let places = vec!["?"; words.len()].join(", ");
        self.add(
            &format!("{column} IN ({places})"),
            words.iter().map(|word| Value::from(word.clone())),
        );
    }

    fn add_beyond_index(&mut self, condition: &str, values: impl IntoIterator<Item = Value>) {
        self.is_beyond_index = true;
        self.add(condition, values);
    }

    fn scope(&mut self, scope: &StoredScope) {
        let mut places = Self::default();
        if !scope.account_ids.is_empty() {
            places.any_of("account_id", &scope.account_ids);
        }
        if !scope.region_ids.is_empty() {
            places.any_of("region_id", &scope.region_ids);
        }
        if !places.conditions.is_empty() {
            // As in `order`: walking the index of the order beats fetching the rows of the places and sorting them.
            let plus = if self.is_beyond_index { "" } else { "+" };
            self.add(
                &format!("{plus}n.place_id IN (SELECT id FROM places{})", places.clause()),
                places.values,
            );
        }
    }

    fn clause(&self) -> String {
        if self.conditions.is_empty() {
            String::new()
        } else {
            format!(" WHERE {}", self.conditions.join(" AND "))
        }
    }
}

/// `by_index`: the index of the order holds all that is needed, so that nothing is sorted. Otherwise walking that index would fetch
/// row by row; the unary plus keeps SQLite from it, and what matches is sorted.
fn order(query: &StoredQuery, by_index: bool) -> String {
    let column = match query.order {
        StoredOrder::Status => "n.status",
        StoredOrder::Name => "n.name_key",
        StoredOrder::SnapshotId => "n.snapshot_id",
        StoredOrder::DiskType => "n.disk_type",
        StoredOrder::Instance => "n.instance_key",
        StoredOrder::Size => "n.size_gib",
        StoredOrder::CreatedAt => "n.created_at",
        StoredOrder::Region => "p.region_id",
        StoredOrder::Account => "p.account_key",
    };
    let plus = if by_index { "" } else { "+" };
    let direction = if query.descending { "DESC" } else { "ASC" };
    let ties = match query.order {
        StoredOrder::CreatedAt => "n.snapshot_id, n.place_id",
        _ => "n.created_at DESC, n.snapshot_id, n.place_id",
    };
    format!("{plus}{column} {direction}, {ties}")
}
