//! Tables `snapshots` (what the grid shows, sorts and searches) and `records` (the rest) of `cache.db`.

use std::hash::{DefaultHasher, Hash, Hasher};

use alibaba_cloud::ecs::Snapshot;
use rusqlite::{Connection, OptionalExtension, Row, named_params, params};

use super::shards::{self, Reading};
use crate::image::KnownSnapshot;
use crate::inventory::{SnapshotKey, SnapshotRecord, SnapshotRow, Tag};

pub(crate) const CREATE: &str = "
CREATE TABLE snapshots (
    id INTEGER PRIMARY KEY,
    shard_id INTEGER NOT NULL REFERENCES shards (id) ON DELETE CASCADE,
    snapshot_id TEXT NOT NULL,
    generation INTEGER NOT NULL,
    fingerprint INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    status TEXT NOT NULL,
    progress INTEGER,
    disk_type TEXT NOT NULL,
    source_disk_id TEXT NOT NULL,
    instance_id TEXT,
    instance_name TEXT,
    instance_key TEXT NOT NULL,
    size_gib INTEGER,
    used_by_image INTEGER NOT NULL,
    used_by_disk INTEGER NOT NULL,
    encrypted INTEGER NOT NULL,
    automatic INTEGER NOT NULL,
    agentless INTEGER NOT NULL,
    category TEXT NOT NULL,
    retention_days INTEGER,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    search TEXT NOT NULL,
    UNIQUE (shard_id, snapshot_id)
) STRICT;
CREATE INDEX snapshots_by_time ON snapshots (created_at DESC, snapshot_id, shard_id, agentless);
CREATE INDEX snapshots_by_name ON snapshots (name_key, created_at DESC, snapshot_id, shard_id, agentless);
CREATE INDEX snapshots_by_status ON snapshots (status, created_at DESC, snapshot_id, shard_id, agentless);
CREATE INDEX snapshots_by_disk_type ON snapshots (disk_type, created_at DESC, snapshot_id, shard_id, agentless);
CREATE INDEX snapshots_by_instance ON snapshots (instance_key, created_at DESC, snapshot_id, shard_id, agentless);
CREATE INDEX snapshots_by_size ON snapshots (size_gib, created_at DESC, snapshot_id, shard_id, agentless);
CREATE INDEX snapshots_disk ON snapshots (shard_id, source_disk_id, created_at);
CREATE TABLE records (
    id INTEGER PRIMARY KEY REFERENCES snapshots (id) ON DELETE CASCADE,
    description TEXT NOT NULL,
    kms_key_id TEXT,
    resource_group_id TEXT,
    remain_seconds INTEGER,
    tags TEXT NOT NULL,
    raw TEXT NOT NULL
) STRICT;";

/// Names of the temporary snapshots of Security Center begin with this.
const AGENTLESS_PREFIX: &str = "sas_agentless";
const MILLISECONDS_A_DAY: i64 = 86_400_000;

/// Stores a page of a reading, joined with the disks and instances known so far. `true` when a row is new or other than before.
pub(crate) fn put(connection: &Connection, reading: Reading, snapshots: &[Snapshot]) -> rusqlite::Result<bool> {
    let mut changed = false;
    for snapshot in snapshots {
        changed |= put_one(connection, reading, snapshot)?;
    }
    if changed {
        shards::raise_revision(connection)?;
    }
    Ok(changed)
}

fn put_one(connection: &Connection, reading: Reading, snapshot: &Snapshot) -> rusqlite::Result<bool> {
    let (instance_id, instance_name) = instance_of(connection, reading.shard, snapshot)?;
    let fingerprint = fingerprint(snapshot, instance_id.as_deref(), instance_name.as_deref());
    let is_same = connection
        .prepare_cached(
            "UPDATE snapshots SET generation = ?3 WHERE shard_id = ?1 AND snapshot_id = ?2 AND fingerprint = ?4",
        )?
        .execute(params![
            reading.shard,
            snapshot.snapshot_id,
            reading.generation,
            fingerprint
        ])?
        == 1;
    if is_same {
        return Ok(false);
    }
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    let name = text(&snapshot.snapshot_name);
    let usage = text(&snapshot.usage).to_lowercase();
    let snapshot_type = text(&snapshot.snapshot_type).to_lowercase();
    let name_key = name.to_lowercase();
    let id: i64 = connection
        .prepare_cached(
            "INSERT INTO snapshots (shard_id, snapshot_id, generation, fingerprint, created_at, status, progress, disk_type,
                source_disk_id, instance_id, instance_name, instance_key, size_gib, used_by_image, used_by_disk, encrypted,
                automatic, agentless, category, retention_days, name, name_key, search)
             VALUES (:shard, :snapshot_id, :generation, :fingerprint, :created_at, :status, :progress, :disk_type,
                :source_disk_id, :instance_id, :instance_name, :instance_key, :size_gib, :used_by_image, :used_by_disk,
                :encrypted, :automatic, :agentless, :category, :retention_days, :name, :name_key, :search)
             ON CONFLICT (shard_id, snapshot_id) DO UPDATE SET
                generation = excluded.generation, fingerprint = excluded.fingerprint, created_at = excluded.created_at,
                status = excluded.status, progress = excluded.progress, disk_type = excluded.disk_type,
                source_disk_id = excluded.source_disk_id, instance_id = excluded.instance_id,
                instance_name = excluded.instance_name, instance_key = excluded.instance_key, size_gib = excluded.size_gib,
                used_by_image = excluded.used_by_image, used_by_disk = excluded.used_by_disk,
                encrypted = excluded.encrypted, automatic = excluded.automatic, agentless = excluded.agentless,
                category = excluded.category, retention_days = excluded.retention_days, name = excluded.name,
                name_key = excluded.name_key, search = excluded.search
             RETURNING id",
        )?
        .query_row(
            named_params! {
                ":shard": reading.shard,
                ":snapshot_id": snapshot.snapshot_id,
                ":generation": reading.generation,
                ":fingerprint": fingerprint,
                ":created_at": snapshot.creation_time.map_or(0, |time| time.as_millisecond()),
                ":status": text(&snapshot.status),
                ":progress": snapshot.progress,
                ":disk_type": text(&snapshot.source_disk_type).to_lowercase(),
                ":source_disk_id": text(&snapshot.source_disk_id),
                ":instance_id": instance_id,
                ":instance_name": instance_name,
                ":instance_key": instance_name.as_deref().or(instance_id.as_deref()).unwrap_or_default().to_lowercase(),
                ":size_gib": snapshot.source_disk_size,
                ":used_by_image": usage.contains("image"),
                ":used_by_disk": usage.contains("disk"),
                ":encrypted": snapshot.encrypted.unwrap_or(false),
                ":automatic": matches!(snapshot_type.as_str(), "auto" | "timer"),
                ":agentless": name_key.starts_with(AGENTLESS_PREFIX),
                ":category": text(&snapshot.category),
                ":retention_days": snapshot.retention_days,
                ":search": search_text(snapshot, instance_id.as_deref(), instance_name.as_deref()),
                ":name_key": name_key,
                ":name": name,
            },
            |row| row.get(0),
        )?;
    put_record(connection, id, snapshot)?;
    Ok(true)
}

fn put_record(connection: &Connection, id: i64, snapshot: &Snapshot) -> rusqlite::Result<()> {
    let tags: Vec<Tag> = snapshot
        .tags
        .iter()
        .map(|tag| Tag {
            key: tag.key.clone(),
            value: tag.value.clone(),
        })
        .collect();
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO records (id, description, kms_key_id, resource_group_id, remain_seconds, tags, raw)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            id,
            snapshot.description.as_deref().unwrap_or_default(),
            snapshot.kms_key_id,
            snapshot.resource_group_id,
            snapshot.remain_time.and_then(|seconds| i64::try_from(seconds).ok()),
            serde_json::to_string(&tags).unwrap_or_else(|_| "[]".to_owned()),
            snapshot.raw
        ])?;
    Ok(())
}

fn instance_of(
    connection: &Connection,
    shard: i64,
    snapshot: &Snapshot,
) -> rusqlite::Result<(Option<String>, Option<String>)> {
    let found = connection
        .prepare_cached(
            "SELECT d.instance_id, i.name FROM disks d
             LEFT JOIN instances i ON i.shard_id = d.shard_id AND i.instance_id = d.instance_id
             WHERE d.shard_id = ?1 AND d.disk_id = ?2",
        )?
        .query_row(params![shard, snapshot.source_disk_id], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    Ok(found.unwrap_or_default())
}

fn fingerprint(snapshot: &Snapshot, instance_id: Option<&str>, instance_name: Option<&str>) -> i64 {
    let mut hasher = DefaultHasher::new();
    (&snapshot.raw, instance_id, instance_name).hash(&mut hasher);
    hasher.finish().cast_signed()
}

/// Everything that is searched, lower case, a field a line so that no match spans two fields.
fn search_text(snapshot: &Snapshot, instance_id: Option<&str>, instance_name: Option<&str>) -> String {
    let fields = [
        Some(snapshot.snapshot_id.as_str()),
        snapshot.snapshot_name.as_deref(),
        snapshot.description.as_deref(),
        snapshot.source_disk_id.as_deref(),
        instance_id,
        instance_name,
    ];
    let tags = snapshot
        .tags
        .iter()
        .flat_map(|tag| [tag.key.as_str(), tag.value.as_str()]);
    let fields: Vec<&str> = fields
        .into_iter()
        .flatten()
        .chain(tags)
        .filter(|field| !field.is_empty())
        .collect();
    fields.join("\n").to_lowercase()
}

/// Removes the snapshots a completed listing did not name. `true` when there were any.
pub(crate) fn sweep(connection: &Connection, reading: Reading) -> rusqlite::Result<bool> {
    let gone = connection
        .prepare_cached("DELETE FROM snapshots WHERE shard_id = ?1 AND generation <> ?2")?
        .execute([reading.shard, reading.generation])?;
    if gone > 0 {
        shards::raise_revision(connection)?;
    }
    Ok(gone > 0)
}

/// Columns of a [`SnapshotRow`], of `snapshots n JOIN shards s`.
pub(super) const ROW_COLUMNS: &str = "s.account_id, s.region_id, n.snapshot_id, n.name, n.status, n.progress, n.disk_type,
    n.source_disk_id, n.instance_id, n.instance_name, n.size_gib, n.created_at, n.used_by_image, n.used_by_disk, n.encrypted,
    n.automatic";
const ROW_COLUMN_COUNT: usize = 16;

pub(super) fn read_row(row: &Row<'_>) -> rusqlite::Result<SnapshotRow> {
    Ok(SnapshotRow {
        key: SnapshotKey {
            account_id: row.get(0)?,
            region_id: row.get(1)?,
            snapshot_id: row.get(2)?,
        },
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
    })
}

const KNOWN: &str = "n.category, n.retention_days, d.device FROM snapshots n JOIN shards s ON s.id = n.shard_id
    LEFT JOIN disks d ON d.shard_id = n.shard_id AND d.disk_id = n.source_disk_id";

fn read_known(row: &Row<'_>) -> rusqlite::Result<KnownSnapshot> {
    let shown = read_row(row)?;
    let days: Option<u32> = row.get(ROW_COLUMN_COUNT + 1)?;
    Ok(KnownSnapshot {
        category: row.get(ROW_COLUMN_COUNT)?,
        released_at: days.map(|days| shown.created_at.saturating_add(i64::from(days) * MILLISECONDS_A_DAY)),
        device: row.get(ROW_COLUMN_COUNT + 2)?,
        row: shown,
    })
}

/// One snapshot.
pub(crate) fn get(connection: &Connection, key: &SnapshotKey) -> rusqlite::Result<Option<KnownSnapshot>> {
    connection
        .prepare_cached(&format!(
            "SELECT {ROW_COLUMNS}, {KNOWN} WHERE s.account_id = ?1 AND s.region_id = ?2 AND n.snapshot_id = ?3"
        ))?
        .query_row([&key.account_id, &key.region_id, &key.snapshot_id], read_known)
        .optional()
}

/// Every snapshot of a region, newest first.
pub(crate) fn of_region(
    connection: &Connection,
    account_id: &str,
    region_id: &str,
) -> rusqlite::Result<Vec<KnownSnapshot>> {
    connection
        .prepare_cached(&format!(
            "SELECT {ROW_COLUMNS}, {KNOWN} WHERE s.account_id = ?1 AND s.region_id = ?2 ORDER BY n.created_at DESC, n.snapshot_id"
        ))?
        .query_map([account_id, region_id], read_known)?
        .collect()
}

/// Snapshots of a disk made from `from` to `to` (milliseconds since the epoch), oldest first.
pub(crate) fn of_disk(
    connection: &Connection,
    account_id: &str,
    region_id: &str,
    disk_id: &str,
    from: i64,
    to: i64,
) -> rusqlite::Result<Vec<SnapshotRow>> {
    connection
        .prepare_cached(&format!(
            "SELECT {ROW_COLUMNS} FROM snapshots n JOIN shards s ON s.id = n.shard_id
             WHERE s.account_id = ?1 AND s.region_id = ?2 AND n.source_disk_id = ?3 AND n.created_at BETWEEN ?4 AND ?5
             ORDER BY n.created_at, n.snapshot_id"
        ))?
        .query_map(params![account_id, region_id, disk_id, from, to], read_row)?
        .collect()
}

/// Every snapshot of a disk, oldest first.
pub(crate) fn known_of_disk(
    connection: &Connection,
    account_id: &str,
    region_id: &str,
    disk_id: &str,
) -> rusqlite::Result<Vec<KnownSnapshot>> {
    connection
        .prepare_cached(&format!(
            "SELECT {ROW_COLUMNS}, {KNOWN} WHERE s.account_id = ?1 AND s.region_id = ?2 AND n.source_disk_id = ?3
             ORDER BY n.created_at, n.snapshot_id"
        ))?
        .query_map([account_id, region_id, disk_id], read_known)?
        .collect()
}

/// One snapshot with everything the cloud told of it.
pub(crate) fn record(connection: &Connection, key: &SnapshotKey) -> rusqlite::Result<Option<SnapshotRecord>> {
    let Some(known) = get(connection, key)? else {
        return Ok(None);
    };
    connection
        .prepare_cached(
            "SELECT n.retention_days, r.description, r.kms_key_id, r.resource_group_id, r.remain_seconds, r.tags, r.raw
             FROM snapshots n JOIN shards s ON s.id = n.shard_id JOIN records r ON r.id = n.id
             WHERE s.account_id = ?1 AND s.region_id = ?2 AND n.snapshot_id = ?3",
        )?
        .query_row([&key.account_id, &key.region_id, &key.snapshot_id], |row| {
            Ok(SnapshotRecord {
                retention_days: row.get(0)?,
                description: row.get(1)?,
                kms_key_id: row.get(2)?,
                resource_group_id: row.get(3)?,
                remain_seconds: row.get(4)?,
                tags: serde_json::from_str(row.get_ref(5)?.as_str()?).unwrap_or_default(),
                raw: row.get(6)?,
                known,
            })
        })
        .optional()
}
