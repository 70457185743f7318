//! From a view of the inventory to the ids of its rows in order, and from ids to rows. Every value of the user is a parameter.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::snapshots::{ROW_COLUMNS, read_row};
use crate::inventory::{DiskType, SnapshotQuery, SnapshotRow, SnapshotScope, SnapshotSort, SortColumn};

/// Row ids of the view in its order. `created_from` is the bound of `created_within_days`, milliseconds since the epoch.
pub(crate) fn ids(
    connection: &Connection,
    query: &SnapshotQuery,
    created_from: Option<i64>,
) -> rusqlite::Result<Vec<i64>> {
    let mut filter = Filter::default();
    if query.hide_agentless {
        filter.add("n.agentless = 0", []);
    }
    let search = query.search.trim().to_lowercase();
    if !search.is_empty() {
        filter.add_beyond_index("instr(n.search, ?) > 0", [search.into()]);
    }
    if !query.status.is_empty() {
        filter.is_beyond_index = true;
        filter.any_of("n.status", &query.status);
    }
    if let Some(disk_type) = query.disk_type {
        let word = match disk_type {
            DiskType::System => "system",
            DiskType::Data => "data",
        };
        filter.add_beyond_index("n.disk_type = ?", [word.to_owned().into()]);
    }
    if let Some(from) = created_from {
        filter.add_beyond_index("n.created_at >= ?", [from.into()]);
    }
    if let Some(encrypted) = query.encrypted {
        filter.add_beyond_index("n.encrypted = ?", [i64::from(encrypted).into()]);
    }
    if let Some(automatic) = query.automatic {
        filter.add_beyond_index("n.automatic = ?", [i64::from(automatic).into()]);
    }
    filter.scope(&query.scope);
    let join = match query.sort.column {
        SortColumn::Region | SortColumn::Account => " JOIN shards s ON s.id = n.shard_id",
        _ => "",
    };
    let order = order(query.sort, !filter.is_beyond_index);
    let sql = format!("SELECT n.id FROM snapshots n{join}{} ORDER BY {order}", filter.clause());
    connection
        .prepare_cached(&sql)?
        .query_map(params_from_iter(filter.values), |row| row.get(0))?
        .collect()
}

/// Rows of the scope, before search and filters.
pub(crate) fn count(connection: &Connection, scope: &SnapshotScope) -> rusqlite::Result<u32> {
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

/// The rows of these ids, in the order of the ids.
pub(crate) fn rows(connection: &Connection, ids: &[i64]) -> rusqlite::Result<Vec<SnapshotRow>> {
    let mut row = connection.prepare_cached(&format!(
        "SELECT {ROW_COLUMNS} FROM snapshots n JOIN shards s ON s.id = n.shard_id WHERE n.id = ?1"
    ))?;
    ids.iter().map(|id| row.query_row([id], read_row)).collect()
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

    fn scope(&mut self, scope: &SnapshotScope) {
        let mut shards = Self::default();
        if !scope.account_ids.is_empty() {
            shards.any_of("account_id", &scope.account_ids);
        }
        if !scope.region_ids.is_empty() {
            shards.any_of("region_id", &scope.region_ids);
        }
        if !shards.conditions.is_empty() {
            // As in `order`: walking the index of the order beats fetching the rows of the shards and sorting them.
            let plus = if self.is_beyond_index { "" } else { "+" };
            self.add(
                &format!("{plus}n.shard_id IN (SELECT id FROM shards{})", shards.clause()),
                shards.values,
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
fn order(sort: SnapshotSort, by_index: bool) -> String {
    let column = match sort.column {
        SortColumn::Status => "n.status",
        SortColumn::Name => "n.name_key",
        SortColumn::SnapshotId => "n.snapshot_id",
        SortColumn::DiskType => "n.disk_type",
        SortColumn::Instance => "n.instance_key",
        SortColumn::Size => "n.size_gib",
        SortColumn::CreatedAt => "n.created_at",
        SortColumn::Region => "s.region_id",
        SortColumn::Account => "s.account_key",
    };
    let plus = if by_index { "" } else { "+" };
    let direction = if sort.descending { "DESC" } else { "ASC" };
    let ties = match sort.column {
        SortColumn::CreatedAt => "n.snapshot_id, n.shard_id",
        _ => "n.created_at DESC, n.snapshot_id, n.shard_id",
    };
    format!("{plus}{column} {direction}, {ties}")
}
