//! Table `disks` of `cache.db`: what joins a snapshot to its instance and device.

use alibaba_cloud::ecs::Disk;
use rusqlite::{Connection, params};

use super::shards::Reading;

pub(crate) const CREATE: &str = "
CREATE TABLE disks (
    shard_id INTEGER NOT NULL REFERENCES shards (id) ON DELETE CASCADE,
    disk_id TEXT NOT NULL,
    disk_type TEXT NOT NULL,
    device TEXT,
    instance_id TEXT,
    generation INTEGER NOT NULL,
    PRIMARY KEY (shard_id, disk_id)
) WITHOUT ROWID, STRICT;
CREATE INDEX disks_instance ON disks (shard_id, instance_id);";

/// A disk as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DiskRow {
    pub(crate) disk_id: String,
    /// `system` or `data`.
    pub(crate) disk_type: String,
    pub(crate) device: Option<String>,
}

pub(crate) fn put(connection: &Connection, reading: Reading, disks: &[Disk]) -> rusqlite::Result<()> {
    let mut put = connection.prepare_cached(
        "INSERT OR REPLACE INTO disks (shard_id, disk_id, disk_type, device, instance_id, generation)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for disk in disks {
        put.execute(params![
            reading.shard,
            disk.disk_id,
            disk.disk_type.as_deref().unwrap_or_default().to_lowercase(),
            disk.device,
            disk.instance_id.as_deref().filter(|id| !id.is_empty()),
            reading.generation
        ])?;
    }
    Ok(())
}

/// Removes the disks a completed listing did not name.
pub(crate) fn sweep(connection: &Connection, reading: Reading) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM disks WHERE shard_id = ?1 AND generation <> ?2")?
        .execute([reading.shard, reading.generation])?;
    Ok(())
}

/// Disks of an instance: the system disk first, then by device.
pub(crate) fn of_instance(
    connection: &Connection,
    account_id: &str,
    region_id: &str,
    instance_id: &str,
) -> rusqlite::Result<Vec<DiskRow>> {
    connection
        .prepare_cached(
            "SELECT d.disk_id, d.disk_type, d.device FROM disks d JOIN shards s ON s.id = d.shard_id
             WHERE s.account_id = ?1 AND s.region_id = ?2 AND d.instance_id = ?3
             ORDER BY d.disk_type <> 'system', d.device IS NULL, d.device, d.disk_id",
        )?
        .query_map([account_id, region_id, instance_id], |row| {
            Ok(DiskRow {
                disk_id: row.get(0)?,
                disk_type: row.get(1)?,
                device: row.get(2)?,
            })
        })?
        .collect()
}
