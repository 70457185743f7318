//! Table `instances` of `cache.db`: names and operating systems of instances.

use alibaba_cloud::ecs::Instance;
use rusqlite::{Connection, OptionalExtension, params};

use super::cache::Cache;
use super::disks::{self, DiskRow};
use super::shards::{PageOutcome, SyncRun};
use super::snapshots;
use crate::Problem;

pub(crate) const CREATE: &str = "
CREATE TABLE instances (
    place_id INTEGER NOT NULL REFERENCES places (id) ON DELETE CASCADE,
    instance_id TEXT NOT NULL,
    name TEXT NOT NULL,
    os_name TEXT,
    os_type TEXT,
    generation INTEGER NOT NULL,
    PRIMARY KEY (place_id, instance_id)
) WITHOUT ROWID, STRICT;";

/// An instance as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct InstanceRow {
    pub(crate) instance_id: String,
    pub(crate) name: String,
    pub(crate) os_name: Option<String>,
    pub(crate) os_type: Option<String>,
    /// Its disks, the system disk first.
    pub(crate) disks: Vec<DiskRow>,
}

impl Cache {
    /// Stores a page of instances, and puts new names on the snapshots of their disks.
    pub(crate) async fn store_instances(&self, run: SyncRun, instances: Vec<Instance>) -> Result<PageOutcome, Problem> {
        self.store(run, move |connection| put(connection, run, &instances))
            .await
    }

    /// An instance with its disks.
    pub(crate) async fn instance(
        &self,
        account_id: String,
        region_id: String,
        instance_id: String,
    ) -> Result<Option<InstanceRow>, Problem> {
        self.read(move |connection| get(connection, &account_id, &region_id, &instance_id))
            .await
    }
}

fn put(connection: &Connection, run: SyncRun, instances: &[Instance]) -> rusqlite::Result<bool> {
    let mut known = connection.prepare_cached("SELECT name FROM instances WHERE place_id = ?1 AND instance_id = ?2")?;
    let mut put = connection.prepare_cached(
        "INSERT OR REPLACE INTO instances (place_id, instance_id, name, os_name, os_type, generation)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    let mut changed = false;
    for instance in instances {
        let before: Option<String> = known
            .query_row(params![run.place, instance.instance_id], |row| row.get(0))
            .optional()?;
        let name = instance.instance_name.as_deref().unwrap_or_default();
        put.execute(params![
            run.place,
            instance.instance_id,
            name,
            instance.os_name_en.as_deref().or(instance.os_name.as_deref()),
            instance.os_type.as_deref().map(str::to_lowercase),
            run.generation
        ])?;
        if before.as_deref() != Some(name) {
            changed |= join_snapshots(connection, run.place, &instance.instance_id)?;
        }
    }
    Ok(changed)
}

/// Removes the instances that a completed reading did not name. `true` when a snapshot lost the name of its instance.
pub(super) fn sweep(connection: &Connection, run: SyncRun) -> rusqlite::Result<bool> {
    let gone: Vec<String> = connection
        .prepare_cached("DELETE FROM instances WHERE place_id = ?1 AND generation <> ?2 RETURNING instance_id")?
        .query_map([run.place, run.generation], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut changed = false;
    for instance_id in gone {
        changed |= join_snapshots(connection, run.place, &instance_id)?;
    }
    Ok(changed)
}

fn join_snapshots(connection: &Connection, place: i64, instance_id: &str) -> rusqlite::Result<bool> {
    let mut changed = false;
    for disk_id in disks::ids_of_instance(connection, place, instance_id)? {
        changed |= snapshots::join_instance(connection, place, &disk_id)?;
    }
    Ok(changed)
}

fn get(
    connection: &Connection,
    account_id: &str,
    region_id: &str,
    instance_id: &str,
) -> rusqlite::Result<Option<InstanceRow>> {
    let found = connection
        .prepare_cached(
            "SELECT i.instance_id, i.name, i.os_name, i.os_type FROM instances i JOIN places p ON p.id = i.place_id
             WHERE p.account_id = ?1 AND p.region_id = ?2 AND i.instance_id = ?3",
        )?
        .query_row([account_id, region_id, instance_id], |row| {
            Ok(InstanceRow {
                instance_id: row.get(0)?,
                name: row.get(1)?,
                os_name: row.get(2)?,
                os_type: row.get(3)?,
                disks: Vec::new(),
            })
        })
        .optional()?;
    let Some(instance) = found else {
        return Ok(None);
    };
    Ok(Some(InstanceRow {
        disks: disks::of_instance(connection, account_id, region_id, instance_id)?,
        ..instance
    }))
}
