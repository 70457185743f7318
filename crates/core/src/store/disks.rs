//! Table `disks` of `cache.db`: what joins a snapshot to its instance and device.

use alibaba_cloud::ecs::Disk;
use rusqlite::{Connection, OptionalExtension, params};

use super::cache::Cache;
use super::shards::{PageOutcome, SyncRun};
use super::snapshots;
use crate::Problem;

pub(crate) const CREATE: &str = "
CREATE TABLE disks (
    place_id INTEGER NOT NULL REFERENCES places (id) ON DELETE CASCADE,
    disk_id TEXT NOT NULL,
    disk_type TEXT NOT NULL,
    device TEXT,
    instance_id TEXT,
    generation INTEGER NOT NULL,
    PRIMARY KEY (place_id, disk_id)
) WITHOUT ROWID, STRICT;
CREATE INDEX disks_instance ON disks (place_id, instance_id);";

/// A disk as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DiskRow {
    pub(crate) disk_id: String,
    /// `system` or `data`.
    pub(crate) disk_type: String,
    pub(crate) device: Option<String>,
}

impl Cache {
    /// Stores a page of disks, and joins the snapshots of those that are on another instance than before.
    pub(crate) async fn store_disks(&self, run: SyncRun, disks: Vec<Disk>) -> Result<PageOutcome, Problem> {
        self.store(run, move |connection| put(connection, run, &disks)).await
    }

    /// Disks of an instance: the system disk first, then by device.
    pub(crate) async fn disks_of_instance(
        &self,
        account_id: String,
        region_id: String,
        instance_id: String,
    ) -> Result<Vec<DiskRow>, Problem> {
        self.read(move |connection| of_instance(connection, &account_id, &region_id, &instance_id))
            .await
    }
}

fn put(connection: &Connection, run: SyncRun, disks: &[Disk]) -> rusqlite::Result<bool> {
    let mut known = connection.prepare_cached("SELECT instance_id FROM disks WHERE place_id = ?1 AND disk_id = ?2")?;
    let mut put = connection.prepare_cached(
        "INSERT OR REPLACE INTO disks (place_id, disk_id, disk_type, device, instance_id, generation)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    let mut changed = false;
    for disk in disks {
        let before: Option<Option<String>> = known
            .query_row(params![run.place, disk.disk_id], |row| row.get(0))
            .optional()?;
        let instance_id = disk.instance_id.as_deref().filter(|id| !id.is_empty());
        put.execute(params![
            run.place,
            disk.disk_id,
            disk.disk_type.as_deref().unwrap_or_default().to_lowercase(),
            disk.device,
            instance_id,
            run.generation
        ])?;
        if before.flatten().as_deref() != instance_id {
            changed |= snapshots::join_instance(connection, run.place, &disk.disk_id)?;
        }
    }
    Ok(changed)
}

/// Removes the disks that a completed reading did not name. `true` when a snapshot lost its instance.
pub(super) fn sweep(connection: &Connection, run: SyncRun) -> rusqlite::Result<bool> {
    let gone: Vec<String> = connection
        .prepare_cached("DELETE FROM disks WHERE place_id = ?1 AND generation <> ?2 RETURNING disk_id")?
        .query_map([run.place, run.generation], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut changed = false;
    for disk_id in gone {
        changed |= snapshots::join_instance(connection, run.place, &disk_id)?;
    }
    Ok(changed)
}

/// Ids of the disks of an instance, in no order.
pub(super) fn ids_of_instance(connection: &Connection, place: i64, instance_id: &str) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare_cached("SELECT disk_id FROM disks WHERE place_id = ?1 AND instance_id = ?2")?
        .query_map(params![place, instance_id], |row| row.get(0))?
        .collect()
}

/// Disks of an instance: the system disk first, then by device.
pub(super) fn of_instance(
    connection: &Connection,
    account_id: &str,
    region_id: &str,
    instance_id: &str,
) -> rusqlite::Result<Vec<DiskRow>> {
    connection
        .prepare_cached(
            "SELECT d.disk_id, d.disk_type, d.device FROM disks d JOIN places p ON p.id = d.place_id
             WHERE p.account_id = ?1 AND p.region_id = ?2 AND d.instance_id = ?3
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
