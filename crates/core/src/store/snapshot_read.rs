//! Single snapshots of `cache.db` and those near each other in time. Lists for the grid are in `snapshot_query`.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::cache::Cache;
use crate::Problem;

/// A snapshot as it is stored, joined with its disk.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct StoredSnapshot {
    pub(crate) account_id: String,
    pub(crate) region_id: String,
    pub(crate) snapshot_id: String,
    pub(crate) name: String,
    pub(crate) status: String,
    pub(crate) progress: Option<u8>,
    pub(crate) disk_type: String,
    pub(crate) source_disk_id: String,
    pub(crate) instance_id: Option<String>,
    pub(crate) instance_name: Option<String>,
    pub(crate) size_gib: Option<u32>,
    pub(crate) created_at: Option<i64>,
    pub(crate) used_by_image: bool,
    pub(crate) used_by_disk: bool,
    pub(crate) encrypted: bool,
    pub(crate) automatic: bool,
    pub(crate) category: String,
    pub(crate) retention_days: Option<u32>,
    /// Device of its disk, while the disk is known.
    pub(crate) device: Option<String>,
}

/// A snapshot with everything the cloud told of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct StoredRecord {
    pub(crate) snapshot: StoredSnapshot,
    pub(crate) description: String,
    pub(crate) kms_key_id: Option<String>,
    pub(crate) resource_group_id: Option<String>,
    pub(crate) remain_seconds: Option<i64>,
    /// Keys and values.
    pub(crate) tags: Vec<(String, String)>,
    /// The cloud's own record, a JSON object.
    pub(crate) raw: String,
}

/// Snapshots that are not finished yet, of one account and region.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Unfinished {
    pub(crate) account_id: String,
    pub(crate) region_id: String,
    pub(crate) snapshot_ids: Vec<String>,
}

/// Most unfinished snapshots of one place that are followed at a time: what one request can name.
const MAX_UNFINISHED: usize = 100;

/// Columns of a [`StoredSnapshot`].
pub(super) const COLUMNS: &str = "p.account_id, p.region_id, n.snapshot_id, n.name, n.status, n.progress, n.disk_type,
    n.source_disk_id, n.instance_id, n.instance_name, n.size_gib, n.created_at, n.used_by_image, n.used_by_disk, n.encrypted,
    n.automatic, n.category, n.retention_days, d.device";
const COLUMN_COUNT: usize = 19;
/// Where they come from.
pub(super) const TABLES: &str = "snapshots n JOIN places p ON p.id = n.place_id
    LEFT JOIN disks d ON d.place_id = n.place_id AND d.disk_id = n.source_disk_id";

impl Cache {
    /// One snapshot.
    pub(crate) async fn snapshot(
        &self,
        account_id: String,
        region_id: String,
        snapshot_id: String,
    ) -> Result<Option<StoredSnapshot>, Problem> {
        self.read(move |connection| get(connection, &account_id, &region_id, &snapshot_id))
            .await
    }

    /// One snapshot with everything the cloud told of it.
    pub(crate) async fn record(
        &self,
        account_id: String,
        region_id: String,
        snapshot_id: String,
    ) -> Result<Option<StoredRecord>, Problem> {
        self.read(move |connection| record(connection, &account_id, &region_id, &snapshot_id))
            .await
    }

    /// Snapshots of disks made from `from` to `to` (milliseconds since the epoch), oldest first. One list per disk.
    pub(crate) async fn snapshots_between(
        &self,
        account_id: String,
        region_id: String,
        disk_ids: Vec<String>,
        from: i64,
        to: i64,
    ) -> Result<Vec<Vec<StoredSnapshot>>, Problem> {
        self.read(move |connection| {
            let mut query = connection.prepare_cached(&format!(
                "SELECT {COLUMNS} FROM {TABLES}
                 WHERE p.account_id = ?1 AND p.region_id = ?2 AND n.source_disk_id = ?3 AND n.created_at BETWEEN ?4 AND ?5
                 ORDER BY n.created_at, n.snapshot_id"
            ))?;
            let of_disk = |disk_id: &String| {
                query
                    .query_map(params![account_id, region_id, disk_id, from, to], read)?
                    .collect()
            };
            disk_ids.iter().map(of_disk).collect()
        })
        .await
    }

    /// For each disk the snapshots nearest to `at`, at most `each` before it and as many after it. Without `at` the newest ones.
    pub(crate) async fn snapshots_near(
        &self,
        account_id: String,
        region_id: String,
        disk_ids: Vec<String>,
        at: Option<i64>,
        each: usize,
    ) -> Result<Vec<StoredSnapshot>, Problem> {
        self.read(move |connection| {
            let mut found = Vec::new();
            for disk_id in &disk_ids {
                found.extend(near(
                    connection,
                    &account_id,
                    &region_id,
                    at,
                    each,
                    Near::Disk(disk_id),
                )?);
            }
            Ok(found)
        })
        .await
    }

    /// Snapshots of data disks of a region nearest to `at`, at most `each` before it and as many after it.
    pub(crate) async fn data_snapshots_near(
        &self,
        account_id: String,
        region_id: String,
        at: Option<i64>,
        each: usize,
    ) -> Result<Vec<StoredSnapshot>, Problem> {
        self.read(move |connection| near(connection, &account_id, &region_id, at, each, Near::DataDisks))
            .await
    }

    /// Snapshots whose status is neither of the two final ones.
    pub(crate) async fn unfinished(&self) -> Result<Vec<Unfinished>, Problem> {
        self.read(unfinished).await
    }
}

pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<StoredSnapshot> {
    Ok(StoredSnapshot {
        account_id: row.get(0)?,
        region_id: row.get(1)?,
        snapshot_id: row.get(2)?,
        name: row.get(3)?,
        status: row.get(4)?,
        progress: row.get(5)?,
        disk_type: row.get(6)?,
        source_disk_id: row.get(7)?,
        instance_id: row.get(8)?,
        instance_name: row.get(9)?,
        size_gib: row.get(10)?,
        created_at: row.get(11)?,
        used_by_image: row.get(12)?,
        used_by_disk: row.get(13)?,
        encrypted: row.get(14)?,
        automatic: row.get(15)?,
        category: row.get(16)?,
        retention_days: row.get(17)?,
        device: row.get(18)?,
    })
}

fn get(
    connection: &Connection,
    account_id: &str,
    region_id: &str,
    snapshot_id: &str,
) -> rusqlite::Result<Option<StoredSnapshot>> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM {TABLES} WHERE p.account_id = ?1 AND p.region_id = ?2 AND n.snapshot_id = ?3"
        ))?
        .query_row([account_id, region_id, snapshot_id], read)
        .optional()
}

fn record(
    connection: &Connection,
    account_id: &str,
    region_id: &str,
    snapshot_id: &str,
) -> rusqlite::Result<Option<StoredRecord>> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS}, r.description, r.kms_key_id, r.resource_group_id, r.remain_seconds, r.tags, r.raw
             FROM {TABLES} JOIN records r ON r.id = n.id
             WHERE p.account_id = ?1 AND p.region_id = ?2 AND n.snapshot_id = ?3"
        ))?
        .query_row([account_id, region_id, snapshot_id], |row| {
            Ok(StoredRecord {
                snapshot: read(row)?,
                description: row.get(COLUMN_COUNT)?,
                kms_key_id: row.get(COLUMN_COUNT + 1)?,
                resource_group_id: row.get(COLUMN_COUNT + 2)?,
                remain_seconds: row.get(COLUMN_COUNT + 3)?,
                tags: serde_json::from_str(row.get_ref(COLUMN_COUNT + 4)?.as_str()?).unwrap_or_default(),
                raw: row.get(COLUMN_COUNT + 5)?,
            })
        })
        .optional()
}

/// Which snapshots of a region are looked for.
#[derive(Clone, Copy)]
enum Near<'a> {
    Disk(&'a str),
    DataDisks,
}

/// At most `each` rows at or before `at`, as many after it, and as many whose time is unknown.
fn near(
    connection: &Connection,
    account_id: &str,
    region_id: &str,
    at: Option<i64>,
    each: usize,
    which: Near<'_>,
) -> rusqlite::Result<Vec<StoredSnapshot>> {
    // The unary plus has SQLite walk the index by disk type and time, instead of sorting the whole region.
    let (place, column, value) = match which {
        Near::Disk(disk_id) => ("n.place_id", "n.source_disk_id", disk_id),
        Near::DataDisks => ("+n.place_id", "n.disk_type", "data"),
    };
    let mut found = Vec::new();
    for (time, order) in [("<= ?3", "DESC"), ("> ?3", "ASC"), ("IS NULL AND ?3 NOTNULL", "ASC")] {
        let mut query = connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM {TABLES}
             WHERE {place} = (SELECT id FROM places WHERE account_id = ?1 AND region_id = ?2) AND {column} = ?5
             AND n.created_at {time} ORDER BY n.created_at {order} LIMIT ?4"
        ))?;
        let each = i64::try_from(each).unwrap_or(i64::MAX);
        let rows = query.query_map(
            params![account_id, region_id, at.unwrap_or(i64::MAX), each, value],
            read,
        )?;
        for row in rows {
            found.push(row?);
        }
    }
    Ok(found)
}

fn unfinished(connection: &Connection) -> rusqlite::Result<Vec<Unfinished>> {
    // Three ranges of the index by status; an unknown status counts as running.
    let mut query = connection.prepare_cached(
        "SELECT p.account_id, p.region_id, n.snapshot_id FROM snapshots n JOIN places p ON p.id = n.place_id
         WHERE n.status < 'accomplished' OR (n.status > 'accomplished' AND n.status < 'failed') OR n.status > 'failed'
         ORDER BY p.account_id, p.region_id",
    )?;
    let mut found: Vec<Unfinished> = Vec::new();
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    for row in rows {
        let (account_id, region_id, snapshot_id): (String, String, String) = row?;
        match found.last_mut() {
            Some(last) if last.account_id == account_id && last.region_id == region_id => {
                if last.snapshot_ids.len() < MAX_UNFINISHED {
                    last.snapshot_ids.push(snapshot_id);
                }
            }
            _ => found.push(Unfinished {
                account_id,
                region_id,
                snapshot_ids: vec![snapshot_id],
            }),
        }
    }
    Ok(found)
}
