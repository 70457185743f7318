//! Table `rows` of `cache.db`: every row of every shard as the cloud wrote it. What is searched, sorted and joined lives in memory, and is
//! read from here at the start. The only index is the one that finds a row by its id in the cloud, so that a first listing costs one
//! plain insert per row.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, Row, params};
use xxhash_rust::xxh3::xxh3_64;

use super::cache::Cache;
use super::shards::{self, StoredKind, SyncRun};
use crate::Problem;

/// An id is never used again, so that nothing in memory can take a new row for an old one.
pub(crate) const CREATE: &str = "
CREATE TABLE rows (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    shard_id INTEGER NOT NULL REFERENCES shards (id) ON DELETE CASCADE,
    resource_id TEXT NOT NULL,
    fingerprint INTEGER NOT NULL,
    request_id TEXT NOT NULL,
    raw TEXT NOT NULL,
    UNIQUE (shard_id, resource_id)
) STRICT;";

/// A row as a page of a listing brings it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NewRow {
    pub(crate) resource_id: String,
    /// Of the page.
    pub(crate) request_id: String,
    /// The cloud's own record, a JSON object.
    pub(crate) raw: String,
}

/// Where a row was put.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PutRow {
    pub(crate) id: i64,
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
    /// Stores rows of a reading in one transaction. Where each was put; `None` when the reading was overtaken and must stop.
    pub(crate) async fn put_rows(&self, run: SyncRun, rows: Vec<NewRow>) -> Result<Option<Vec<PutRow>>, Problem> {
        self.write(move |transaction, epoch| {
            if !shards::is_current(transaction, epoch, run)? {
                return Ok(None);
            }
            put(transaction, run, &rows).map(Some)
        })
        .await
    }

    /// How many rows the shard of a reading has.
    pub(crate) async fn row_count(&self, run: SyncRun) -> Result<usize, Problem> {
        let count = self.read(move |connection| {
            connection
                .prepare_cached("SELECT count(*) FROM rows WHERE shard_id = ?1")?
                .query_row([run.shard], |row| row.get::<_, i64>(0))
        });
        Ok(usize::try_from(count.await?).unwrap_or(0))
    }

    /// Removes the rows that a completed reading did not name. Their ids here and in the cloud; none when it was overtaken.
    pub(crate) async fn sweep(&self, run: SyncRun, named: HashSet<i64>) -> Result<Vec<(i64, String)>, Problem> {
        self.write(move |transaction, epoch| {
            if !shards::is_current(transaction, epoch, run)? {
                return Ok(Vec::new());
            }
            sweep(transaction, run, &named)
        })
        .await
    }

    /// The row of a resource in one of these shards of a place.
    pub(crate) async fn row(
        &self,
        account_id: String,
        region_id: String,
        kinds: &'static [StoredKind],
        resource_id: String,
    ) -> Result<Option<StoredRow>, Problem> {
        self.read(move |connection| {
            let sql =
                format!("{SELECT} WHERE p.account_id = ?1 AND p.region_id = ?2 AND s.kind = ?3 AND r.resource_id = ?4");
            let mut query = connection.prepare_cached(&sql)?;
            for kind in kinds {
                let key = [
                    account_id.as_str(),
                    region_id.as_str(),
                    kind.word(),
                    resource_id.as_str(),
                ];
                if let Some(row) = query.query_row(key, read).optional()?.flatten() {
                    return Ok(Some(row));
                }
            }
            Ok(None)
        })
        .await
    }

    /// The rows of these ids in their order. Ids whose rows are gone are left out.
    pub(crate) async fn rows_of_ids(&self, ids: Vec<i64>) -> Result<Vec<StoredRow>, Problem> {
        self.read(move |connection| {
            let mut query = connection.prepare_cached(&format!("{SELECT} WHERE r.id = ?1"))?;
            let found = ids.iter().map(|id| query.query_row([id], read).optional());
            found.filter_map(|row| row.map(Option::flatten).transpose()).collect()
        })
        .await
    }

    /// The first rows after an id, in the order of their ids.
    pub(crate) async fn rows_after(&self, id: i64, limit: u32) -> Result<Vec<StoredRow>, Problem> {
        self.read(move |connection| {
            connection
                // The cross joins keep SQLite from beginning with the shards.
                .prepare_cached(
                    "SELECT r.id, p.id, p.account_id, p.region_id, s.kind, r.resource_id, '', r.raw FROM rows r
                     CROSS JOIN shards s ON s.id = r.shard_id CROSS JOIN places p ON p.id = s.place_id
                     WHERE r.id > ?1 ORDER BY r.id LIMIT ?2",
                )?
                .query_map(params![id, limit], read)?
                .filter_map(Result::transpose)
                .collect()
        })
        .await
    }
}

fn put(connection: &Connection, run: SyncRun, rows: &[NewRow]) -> rusqlite::Result<Vec<PutRow>> {
    let mut find =
        connection.prepare_cached("SELECT id, fingerprint FROM rows WHERE shard_id = ?1 AND resource_id = ?2")?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO rows (shard_id, resource_id, fingerprint, request_id, raw) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (shard_id, resource_id) DO NOTHING",
    )?;
    let mut update =
        connection.prepare_cached("UPDATE rows SET fingerprint = ?2, request_id = ?3, raw = ?4 WHERE id = ?1")?;
    let mut put_one = |row: &NewRow| {
        // Kept in the file, so the hash must be the same in every version of this program.
        let fingerprint = xxh3_64(row.raw.as_bytes()).cast_signed();
        let mut find = || {
            find.query_row(params![run.shard, row.resource_id], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
            })
            .optional()
        };
        let mut known = if run.was_empty { None } else { find()? };
        if known.is_none() {
            let inserted = insert.execute(params![
                run.shard,
                row.resource_id,
                fingerprint,
                row.request_id,
                row.raw
            ])?;
            if inserted == 1 {
                return Ok(PutRow {
                    id: connection.last_insert_rowid(),
                    is_changed: true,
                });
            }
            // Named twice by a first listing.
            known = find()?;
        }
        let (id, before) = known.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
        if before != fingerprint {
            update.execute(params![id, fingerprint, row.request_id, row.raw])?;
        }
        Ok(PutRow {
            id,
            is_changed: before != fingerprint,
        })
    };
    rows.iter().map(&mut put_one).collect()
}

fn sweep(connection: &Connection, run: SyncRun, named: &HashSet<i64>) -> rusqlite::Result<Vec<(i64, String)>> {
    let mut query = connection.prepare_cached("SELECT id, resource_id FROM rows WHERE shard_id = ?1")?;
    let rows = query.query_map([run.shard], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let is_gone = |row: &rusqlite::Result<(i64, String)>| row.as_ref().map_or(true, |(id, _)| !named.contains(id));
    let gone: Vec<(i64, String)> = rows.filter(is_gone).collect::<rusqlite::Result<_>>()?;
    let mut delete = connection.prepare_cached("DELETE FROM rows WHERE id = ?1")?;
    for (id, _) in &gone {
        delete.execute([id])?;
    }
    Ok(gone)
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
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::sync::Arc;

    use super::*;

    async fn cache(folder: &tempfile::TempDir) -> Cache {
        let cache = Cache::open(folder.path().to_owned(), Arc::new(alibaba_cloud::SystemRuntime));
        let regions = vec!["cn-hangzhou".to_owned()];
        cache
            .set_regions("a".to_owned(), "a".to_owned(), regions)
            .await
            .unwrap();
        cache
    }

    async fn begin(cache: &Cache, kind: StoredKind) -> SyncRun {
        let run = cache.begin_run("a".to_owned(), "cn-hangzhou".to_owned(), kind);
        run.await.unwrap().unwrap()
    }

    fn rows(rows: &[(&str, &str)]) -> Vec<NewRow> {
        let rows = rows.iter().map(|(id, raw)| NewRow {
            resource_id: (*id).to_owned(),
            request_id: format!("R-{raw}"),
            raw: (*raw).to_owned(),
        });
        rows.collect()
    }

    async fn changed(cache: &Cache, run: SyncRun, new: &[(&str, &str)]) -> Vec<bool> {
        let put = cache.put_rows(run, rows(new)).await.unwrap().unwrap();
        put.iter().map(|put| put.is_changed).collect()
    }

    async fn stored(cache: &Cache) -> Vec<(String, String)> {
        let rows = cache.rows_after(0, 100).await.unwrap();
        rows.into_iter().map(|row| (row.resource_id, row.raw)).collect()
    }

    #[tokio::test]
    async fn a_row_is_changed_when_it_is_new_or_other_than_before() {
        let folder = tempfile::tempdir().unwrap();
        let cache = cache(&folder).await;
        let first = begin(&cache, StoredKind::Images).await;
        // A first listing looks for no row; one that it names twice is still one.
        assert_eq!(
            changed(&cache, first, &[("x", "1"), ("y", "1"), ("x", "1"), ("y", "2")]).await,
            [true, true, false, true]
        );
        let second = begin(&cache, StoredKind::Images).await;
        assert_eq!(
            changed(&cache, second, &[("x", "1"), ("y", "3"), ("z", "1")]).await,
            [false, true, true]
        );
        let expected = [("x", "1"), ("y", "3"), ("z", "1")].map(|(id, raw)| (id.to_owned(), raw.to_owned()));
        assert_eq!(stored(&cache).await, expected);
    }

    #[tokio::test]
    async fn a_sweep_removes_what_was_not_named_of_its_own_kind_alone() {
        let folder = tempfile::tempdir().unwrap();
        let cache = cache(&folder).await;
        let images = begin(&cache, StoredKind::Images).await;
        let shared = begin(&cache, StoredKind::SharedImages).await;
        cache.put_rows(images, rows(&[("x", "1"), ("y", "1")])).await.unwrap();
        cache.put_rows(shared, rows(&[("z", "1")])).await.unwrap();
        let images = begin(&cache, StoredKind::Images).await;
        let put = cache.put_rows(images, rows(&[("y", "1")])).await.unwrap().unwrap();
        assert_eq!(cache.row_count(images).await.unwrap(), 2);
        let gone = cache
            .sweep(images, put.iter().map(|put| put.id).collect())
            .await
            .unwrap();
        assert_eq!(gone.iter().map(|(_, id)| id.as_str()).collect::<Vec<_>>(), ["x"]);
        let left: Vec<String> = stored(&cache).await.into_iter().map(|(id, _)| id).collect();
        assert_eq!(left, ["y", "z"]);
    }

    #[tokio::test]
    async fn a_reading_that_was_overtaken_stores_and_removes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let cache = cache(&folder).await;
        let old = begin(&cache, StoredKind::Images).await;
        cache.put_rows(old, rows(&[("x", "1")])).await.unwrap();
        begin(&cache, StoredKind::Images).await;
        assert_eq!(cache.put_rows(old, rows(&[("y", "1")])).await.unwrap(), None);
        assert!(cache.sweep(old, HashSet::new()).await.unwrap().is_empty());
        assert_eq!(stored(&cache).await.len(), 1);
    }

    #[tokio::test]
    async fn an_id_is_not_used_again_and_rows_go_with_their_place() {
        let folder = tempfile::tempdir().unwrap();
        let cache = cache(&folder).await;
        let run = begin(&cache, StoredKind::Images).await;
        let first = cache.put_rows(run, rows(&[("x", "1")])).await.unwrap().unwrap();
        cache
            .set_regions("a".to_owned(), "a".to_owned(), Vec::new())
            .await
            .unwrap();
        assert!(stored(&cache).await.is_empty());
        let regions = vec!["cn-hangzhou".to_owned()];
        cache
            .set_regions("a".to_owned(), "a".to_owned(), regions)
            .await
            .unwrap();
        let run = begin(&cache, StoredKind::Images).await;
        let second = cache.put_rows(run, rows(&[("x", "1")])).await.unwrap().unwrap();
        assert!(second[0].id > first[0].id);
    }
}
