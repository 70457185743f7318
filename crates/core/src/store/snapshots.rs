//! Tables `snapshots` (what the grid shows, sorts and searches) and `records` (the rest) of `cache.db`. Reading them is in
//! `snapshot_read` and `snapshot_query`.

use alibaba_cloud::ecs::Snapshot;
use rusqlite::{Connection, OptionalExtension, named_params, params};
use xxhash_rust::xxh3::xxh3_64;

use super::cache::Cache;
use super::shards::{PageOutcome, SyncRun};
use crate::Problem;

pub(crate) const CREATE: &str = "
CREATE TABLE snapshots (
    id INTEGER PRIMARY KEY,
    place_id INTEGER NOT NULL REFERENCES places (id) ON DELETE CASCADE,
    snapshot_id TEXT NOT NULL,
    generation INTEGER NOT NULL,
    fingerprint INTEGER NOT NULL,
    created_at INTEGER,
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
    own_search_length INTEGER NOT NULL,
    UNIQUE (place_id, snapshot_id)
) STRICT;
CREATE INDEX snapshots_by_time ON snapshots (created_at DESC, snapshot_id, place_id, agentless);
CREATE INDEX snapshots_by_name ON snapshots (name_key, created_at DESC, snapshot_id, place_id, agentless);
CREATE INDEX snapshots_by_status ON snapshots (status, created_at DESC, snapshot_id, place_id, agentless);
CREATE INDEX snapshots_by_disk_type ON snapshots (disk_type, created_at DESC, snapshot_id, place_id, agentless);
CREATE INDEX snapshots_by_instance ON snapshots (instance_key, created_at DESC, snapshot_id, place_id, agentless);
CREATE INDEX snapshots_by_size ON snapshots (size_gib, created_at DESC, snapshot_id, place_id, agentless);
CREATE INDEX snapshots_disk ON snapshots (place_id, source_disk_id, created_at);
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

impl Cache {
    /// Stores a page of a reading, joined with the disks and instances known so far.
    pub(crate) async fn store_snapshots(&self, run: SyncRun, snapshots: Vec<Snapshot>) -> Result<PageOutcome, Problem> {
        self.store(run, move |connection| put(connection, run, &snapshots))
            .await
    }
}

/// `true` when a row is new or other than before.
fn put(connection: &Connection, run: SyncRun, snapshots: &[Snapshot]) -> rusqlite::Result<bool> {
    let mut changed = false;
    for snapshot in snapshots {
        changed |= put_one(connection, run, snapshot)?;
    }
    Ok(changed)
}

fn put_one(connection: &Connection, run: SyncRun, snapshot: &Snapshot) -> rusqlite::Result<bool> {
    // Kept in the file, so the hash must be the same in every version of this program.
    let fingerprint = xxh3_64(snapshot.raw.as_bytes()).cast_signed();
    let is_same = connection
        .prepare_cached(
            "UPDATE snapshots SET generation = ?3 WHERE place_id = ?1 AND snapshot_id = ?2 AND fingerprint = ?4",
        )?
        .execute(params![run.place, snapshot.snapshot_id, run.generation, fingerprint])?
        == 1;
    if is_same {
        return Ok(false);
    }
    let instance = match &snapshot.source_disk_id {
        Some(disk_id) => instance_of(connection, run.place, disk_id)?,
        None => InstanceOfDisk::default(),
    };
    let own_search = search_text(snapshot);
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    let name = text(&snapshot.snapshot_name);
    let usage = text(&snapshot.usage).to_lowercase();
    let snapshot_type = text(&snapshot.snapshot_type).to_lowercase();
    let name_key = name.to_lowercase();
    let id: i64 = connection
        .prepare_cached(
            "INSERT INTO snapshots (place_id, snapshot_id, generation, fingerprint, created_at, status, progress, disk_type,
                source_disk_id, instance_id, instance_name, instance_key, size_gib, used_by_image, used_by_disk, encrypted,
                automatic, agentless, category, retention_days, name, name_key, search, own_search_length)
             VALUES (:shard, :snapshot_id, :generation, :fingerprint, :created_at, :status, :progress, :disk_type,
                :source_disk_id, :instance_id, :instance_name, :instance_key, :size_gib, :used_by_image, :used_by_disk,
                :encrypted, :automatic, :agentless, :category, :retention_days, :name, :name_key, :search,
                :own_search_length)
             ON CONFLICT (place_id, snapshot_id) DO UPDATE SET
                generation = excluded.generation, fingerprint = excluded.fingerprint, created_at = excluded.created_at,
                status = excluded.status, progress = excluded.progress, disk_type = excluded.disk_type,
                source_disk_id = excluded.source_disk_id, instance_id = excluded.instance_id,
                instance_name = excluded.instance_name, instance_key = excluded.instance_key, size_gib = excluded.size_gib,
                used_by_image = excluded.used_by_image, used_by_disk = excluded.used_by_disk,
                encrypted = excluded.encrypted, automatic = excluded.automatic, agentless = excluded.agentless,
                category = excluded.category, retention_days = excluded.retention_days, name = excluded.name,
                name_key = excluded.name_key, search = excluded.search, own_search_length = excluded.own_search_length
             RETURNING id",
        )?
        .query_row(
            named_params! {
                ":shard": run.place,
                ":snapshot_id": snapshot.snapshot_id,
                ":generation": run.generation,
                ":fingerprint": fingerprint,
                ":created_at": snapshot.creation_time.map(|time| time.as_millisecond()),
                ":status": text(&snapshot.status),
                ":progress": snapshot.progress,
                ":disk_type": text(&snapshot.source_disk_type).to_lowercase(),
                ":source_disk_id": text(&snapshot.source_disk_id),
                ":instance_id": instance.id,
                ":instance_name": instance.name,
                ":instance_key": instance.sort_key(),
                ":size_gib": snapshot.source_disk_size,
                ":used_by_image": usage.contains("image"),
                ":used_by_disk": usage.contains("disk"),
                ":encrypted": snapshot.encrypted.unwrap_or(false),
                ":automatic": matches!(snapshot_type.as_str(), "auto" | "timer"),
                ":agentless": name_key.starts_with(AGENTLESS_PREFIX),
                ":category": text(&snapshot.category),
                ":retention_days": snapshot.retention_days,
                ":search": format!("{own_search}{}", instance.search_text()),
                ":own_search_length": i64::try_from(own_search.len()).unwrap_or(i64::MAX),
                ":name_key": name_key,
                ":name": name,
            },
            |row| row.get(0),
        )?;
    put_record(connection, id, snapshot)?;
    Ok(true)
}

fn put_record(connection: &Connection, id: i64, snapshot: &Snapshot) -> rusqlite::Result<()> {
    let tags: Vec<(&str, &str)> = snapshot
        .tags
        .iter()
        .map(|tag| (tag.key.as_str(), tag.value.as_str()))
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

/// The instance of a disk, as far as the disks and instances of the place are known.
#[derive(Default)]
struct InstanceOfDisk {
    id: Option<String>,
    name: Option<String>,
}

impl InstanceOfDisk {
    fn sort_key(&self) -> String {
        let key = self.name.as_deref().or(self.id.as_deref());
        key.unwrap_or_default().to_lowercase()
    }

    /// What the search text of a snapshot ends with.
    fn search_text(&self) -> String {
        let fields = [self.id.as_deref(), self.name.as_deref()];
        let words = fields.into_iter().flatten().filter(|field| !field.is_empty());
        words.map(|word| format!("\n{}", word.to_lowercase())).collect()
    }
}

fn instance_of(connection: &Connection, place: i64, disk_id: &str) -> rusqlite::Result<InstanceOfDisk> {
    let found = connection
        .prepare_cached(
            "SELECT d.instance_id, i.name FROM disks d
             LEFT JOIN instances i ON i.place_id = d.place_id AND i.instance_id = d.instance_id
             WHERE d.place_id = ?1 AND d.disk_id = ?2",
        )?
        .query_row(params![place, disk_id], |row| {
            Ok(InstanceOfDisk {
                id: row.get(0)?,
                name: row.get(1)?,
            })
        })
        .optional()?;
    Ok(found.unwrap_or_default())
}

/// Puts the instance of a disk on the snapshots of the disk. `true` when one of them changed.
pub(super) fn join_instance(connection: &Connection, place: i64, disk_id: &str) -> rusqlite::Result<bool> {
    let instance = instance_of(connection, place, disk_id)?;
    let stale: Vec<(i64, String, i64)> = connection
        .prepare_cached(
            "SELECT id, search, own_search_length FROM snapshots WHERE place_id = ?1 AND source_disk_id = ?2
             AND (instance_id IS NOT ?3 OR instance_name IS NOT ?4)",
        )?
        .query_map(params![place, disk_id, instance.id, instance.name], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut update = connection.prepare_cached(
        "UPDATE snapshots SET instance_id = ?2, instance_name = ?3, instance_key = ?4, search = ?5 WHERE id = ?1",
    )?;
    for (id, search, own_length) in &stale {
        let own = usize::try_from(*own_length)
            .ok()
            .and_then(|length| search.get(..length));
        let own = own.unwrap_or(search);
        update.execute(params![
            id,
            instance.id,
            instance.name,
            instance.sort_key(),
            format!("{own}{}", instance.search_text())
        ])?;
    }
    Ok(!stale.is_empty())
}

/// Everything of its own that a snapshot is searched by: lower case, one line per field so that no match spans two fields.
fn search_text(snapshot: &Snapshot) -> String {
    let fields = [
        Some(snapshot.snapshot_id.as_str()),
        snapshot.snapshot_name.as_deref(),
        snapshot.description.as_deref(),
        snapshot.source_disk_id.as_deref(),
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

/// Removes the snapshots that a completed reading did not name. `true` when there were any.
pub(super) fn sweep(connection: &Connection, run: SyncRun) -> rusqlite::Result<bool> {
    let gone = connection
        .prepare_cached("DELETE FROM snapshots WHERE place_id = ?1 AND generation <> ?2")?
        .execute([run.place, run.generation])?;
    Ok(gone > 0)
}
