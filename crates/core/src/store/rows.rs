//! Table `rows` of `cache.db`: every row of every shard as the cloud wrote it. What is searched, sorted and joined lives in memory, and is
//! read from here at the start; so does which row holds a resource. Without an index a first listing costs one plain insert per row.

use std::collections::HashSet;

use hashbrown::HashTable;
use rusqlite::{Connection, OptionalExtension, Row, ToSql, params, params_from_iter};
use xxhash_rust::xxh3::xxh3_64;

use super::cache::Cache;
use super::json::to_json;
use super::shards::{self, StoredKind, SyncRun};
use crate::Problem;

/// An id is never used again, so that nothing in memory can take a new row for an old one.
pub(crate) const CREATE: &str = "
CREATE TABLE rows (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    shard_id INTEGER NOT NULL,
    resource_id TEXT NOT NULL,
    fingerprint INTEGER NOT NULL,
    request_id TEXT NOT NULL,
    raw TEXT NOT NULL
) STRICT;";

/// Rows that one statement inserts: a page of a listing has some times as many.
const ROWS_OF_STATEMENT: usize = 20;

/// A row as a page of a listing brings it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NewRow {
    pub(crate) resource_id: String,
    /// Every row of the shard that may hold the resource already.
    pub(crate) candidates: Vec<i64>,
    /// Of the page.
    pub(crate) request_id: String,
    /// The cloud's own record, a JSON object.
    pub(crate) raw: String,
}

/// Where a row was put.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PutRow {
    pub(crate) id: i64,
    pub(crate) is_new: bool,
    /// New, or other than before.
    pub(crate) is_changed: bool,
}

/// A row as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct StoredRow {
    pub(crate) id: i64,
    pub(crate) place: i64,
    pub(crate) account_id: String,
    pub(crate) region_id: String,
    pub(crate) kind: StoredKind,
    pub(crate) resource_id: String,
    /// Of the reply that told it as it is.
    pub(crate) request_id: String,
    pub(crate) raw: String,
}

const SELECT: &str = "SELECT r.id, p.id, p.account_id, p.region_id, s.kind, r.resource_id, r.request_id, r.raw
    FROM rows r JOIN shards s ON s.id = r.shard_id JOIN places p ON p.id = s.place_id";

impl Cache {
    /// Stores rows of readings in one transaction. Where each was put; `None` for a reading that was overtaken and must stop.
    pub(crate) async fn put_rows(
        &self,
        rows: Vec<(SyncRun, Vec<NewRow>)>,
    ) -> Result<Vec<Option<Vec<PutRow>>>, Problem> {
        self.write(move |transaction, epoch| put(transaction, epoch, &rows))
            .await
    }

    /// Removes rows that a completed reading did not name. Their ids here and in the cloud; none when it was overtaken.
    pub(crate) async fn remove_rows(&self, run: SyncRun, ids: Vec<i64>) -> Result<Vec<(i64, String)>, Problem> {
        self.write(move |transaction, epoch| {
            if !shards::is_current(transaction, epoch, run)? {
                return Ok(Vec::new());
            }
            remove(transaction, run, &ids)
        })
        .await
    }

    /// The rows of these ids in their order. Ids whose rows are gone are left out.
    pub(crate) async fn rows_of_ids(&self, ids: Vec<i64>) -> Result<Vec<StoredRow>, Problem> {
        // A view without rows is answered also when the file cannot be read.
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        self.read(move |connection| {
            let mut query = connection.prepare_cached(&format!("{SELECT} WHERE r.id = ?1"))?;
            let found = ids.iter().map(|id| query.query_row([id], read).optional());
            found.filter_map(|row| row.map(Option::flatten).transpose()).collect()
        })
        .await
    }

    /// The first rows after an id, in the order of their ids, and the last id that was looked at: `None` when there is none any more.
    /// Rows of kinds that this program does not know are left out.
    pub(crate) async fn rows_after(&self, id: i64, limit: u32) -> Result<(Vec<StoredRow>, Option<i64>), Problem> {
        self.read(move |connection| {
            // The cross joins keep SQLite from beginning with the shards.
            let mut query = connection.prepare_cached(
                "SELECT r.id, p.id, p.account_id, p.region_id, s.kind, r.resource_id, '', r.raw FROM rows r
                 CROSS JOIN shards s ON s.id = r.shard_id CROSS JOIN places p ON p.id = s.place_id
                 WHERE r.id > ?1 ORDER BY r.id LIMIT ?2",
            )?;
            let mut rows = query.query(params![id, limit])?;
            let (mut known, mut last) = (Vec::new(), None);
            while let Some(row) = rows.next()? {
                last = Some(row.get(0)?);
                known.extend(read(row)?);
            }
            Ok((known, last))
        })
        .await
    }
}

fn put(
    connection: &Connection,
    epoch: u64,
    rows: &[(SyncRun, Vec<NewRow>)],
) -> rusqlite::Result<Vec<Option<Vec<PutRow>>>> {
    let mut inserts = Inserts::new(connection)?;
    let mut put = Vec::with_capacity(rows.len());
    for (run, rows) in rows {
        let is_current = shards::is_current(connection, epoch, *run)?;
        let of_run = is_current.then(|| put_rows(connection, run.shard, rows, &mut inserts));
        put.push(of_run.transpose()?);
    }
    inserts.execute_all()?;
    Ok(put)
}

/// A row that is inserted in this transaction.
struct Inserted<'a> {
    id: i64,
    shard: i64,
    row: &'a NewRow,
    fingerprint: i64,
}

/// The rows that a transaction inserts, several by one statement, which costs less than one by one.
struct Inserts<'a> {
    connection: &'a Connection,
    inserted: Vec<Inserted<'a>>,
    /// The places in `inserted`, by shard and resource: a resource may be named twice.
    places: HashTable<usize>,
    /// How many have been executed.
    executed: usize,
    next_id: i64,
}

impl<'a> Inserts<'a> {
    fn new(connection: &'a Connection) -> rusqlite::Result<Self> {
        // As SQLite itself goes on counting: an id is never used twice, also in a file whose sequence was lost.
        let last_id: i64 = connection
            .prepare_cached(
                "SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'rows'), 0),
                            coalesce((SELECT max(id) FROM rows), 0))",
            )?
            .query_row([], |row| row.get(0))?;
        Ok(Self {
            connection,
            inserted: Vec::new(),
            places: HashTable::new(),
            executed: 0,
            next_id: last_id.saturating_add(1),
        })
    }

    /// The inserted row of a resource.
    fn find(&mut self, shard: i64, resource_id: &str) -> Option<&mut Inserted<'a>> {
        let is_it = |place: &usize| {
            let inserted = &self.inserted[*place];
            inserted.shard == shard && inserted.row.resource_id == resource_id
        };
        let place = *self.places.find(hash(resource_id), is_it)?;
        self.inserted.get_mut(place)
    }

    /// The id of the new row.
    fn add(&mut self, shard: i64, row: &'a NewRow, fingerprint: i64) -> rusqlite::Result<i64> {
        let id = self.next_id;
        self.next_id += 1;
        let inserted = &self.inserted;
        self.places
            .insert_unique(hash(&row.resource_id), inserted.len(), |place| {
                hash(&inserted[*place].row.resource_id)
            });
        self.inserted.push(Inserted {
            id,
            shard,
            row,
            fingerprint,
        });
        while self.inserted.len() - self.executed >= ROWS_OF_STATEMENT {
            self.execute(ROWS_OF_STATEMENT)?;
        }
        Ok(id)
    }

    fn execute_all(&mut self) -> rusqlite::Result<()> {
        while self.executed < self.inserted.len() {
            self.execute(1)?;
        }
        Ok(())
    }

    fn execute(&mut self, rows: usize) -> rusqlite::Result<()> {
        let next = &self.inserted[self.executed..][..rows];
        let values = vec!["(?, ?, ?, ?, ?, ?)"; rows].join(", ");
        let mut insert = self.connection.prepare_cached(&format!(
            "INSERT INTO rows (id, shard_id, resource_id, fingerprint, request_id, raw) VALUES {values}"
        ))?;
        let values = next.iter().flat_map(|inserted| {
            let row = inserted.row;
            let values: [&dyn ToSql; 6] = [
                &inserted.id,
                &inserted.shard,
                &row.resource_id,
                &inserted.fingerprint,
                &row.request_id,
                &row.raw,
            ];
            values
        });
        insert.execute(params_from_iter(values))?;
        self.executed += rows;
        Ok(())
    }
}

fn hash(resource_id: &str) -> u64 {
    xxh3_64(resource_id.as_bytes())
}

fn put_rows<'a>(
    connection: &Connection,
    shard: i64,
    rows: &'a [NewRow],
    inserts: &mut Inserts<'a>,
) -> rusqlite::Result<Vec<PutRow>> {
    let mut find = connection
        .prepare_cached("SELECT fingerprint FROM rows WHERE id = ?1 AND shard_id = ?2 AND resource_id = ?3")?;
    let mut update =
        connection.prepare_cached("UPDATE rows SET fingerprint = ?2, request_id = ?3, raw = ?4 WHERE id = ?1")?;
    let mut put = Vec::with_capacity(rows.len());
    for row in rows {
        // Kept in the file, so the hash must be the same in every version of this program.
        let fingerprint = xxh3_64(row.raw.as_bytes()).cast_signed();
        let mut known = inserts
            .find(shard, &row.resource_id)
            .map(|inserted| (inserted.id, inserted.fingerprint));
        for id in &row.candidates {
            let before = find.query_row(params![id, shard, row.resource_id], |row| row.get(0));
            known = before.optional()?.map(|before| (*id, before)).or(known);
        }
        let Some((id, before)) = known else {
            put.push(PutRow {
                id: inserts.add(shard, row, fingerprint)?,
                is_new: true,
                is_changed: true,
            });
            continue;
        };
        let is_changed = before != fingerprint;
        if is_changed {
            inserts.execute_all()?;
            update.execute(params![id, fingerprint, row.request_id, row.raw])?;
            if let Some(inserted) = inserts.find(shard, &row.resource_id) {
                inserted.fingerprint = fingerprint;
            }
        }
        put.push(PutRow {
            id,
            is_new: false,
            is_changed,
        });
    }
    Ok(put)
}

fn remove(connection: &Connection, run: SyncRun, ids: &[i64]) -> rusqlite::Result<Vec<(i64, String)>> {
    let mut delete =
        connection.prepare_cached("DELETE FROM rows WHERE id = ?1 AND shard_id = ?2 RETURNING id, resource_id")?;
    let mut gone = Vec::new();
    for id in ids {
        let removed = delete.query_row(params![id, run.shard], |row| Ok((row.get(0)?, row.get(1)?)));
        gone.extend(removed.optional()?);
    }
    Ok(gone)
}

/// Removes all rows of these shards. One pass over the table, however many shards there are.
pub(super) fn remove_of_shards(connection: &Connection, shards: &HashSet<i64>) -> rusqlite::Result<()> {
    if shards.is_empty() {
        return Ok(());
    }
    connection
        .prepare_cached("DELETE FROM rows WHERE shard_id IN (SELECT value FROM json_each(?1))")?
        .execute([to_json(shards)?])?;
    Ok(())
}

/// `None` for a kind that this program does not know.
fn read(row: &Row<'_>) -> rusqlite::Result<Option<StoredRow>> {
    let Some(kind) = StoredKind::of_word(row.get_ref(4)?.as_str()?) else {
        return Ok(None);
    };
    Ok(Some(StoredRow {
        id: row.get(0)?,
        place: row.get(1)?,
        account_id: row.get(2)?,
        region_id: row.get(3)?,
        kind,
        resource_id: row.get(5)?,
        request_id: row.get(6)?,
        raw: row.get(7)?,
    }))
}

#[cfg(test)]
mod tests;
