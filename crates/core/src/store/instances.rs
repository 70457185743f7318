//! Table `instances` of `cache.db`: names and operating systems of instances.

use alibaba_cloud::ecs::Instance;
use rusqlite::{Connection, OptionalExtension, params};

use super::shards::Reading;

pub(crate) const CREATE: &str = "
CREATE TABLE instances (
    shard_id INTEGER NOT NULL REFERENCES shards (id) ON DELETE CASCADE,
    instance_id TEXT NOT NULL,
    name TEXT NOT NULL,
    os_name TEXT,
    os_type TEXT,
    generation INTEGER NOT NULL,
    PRIMARY KEY (shard_id, instance_id)
) WITHOUT ROWID, STRICT;";

/// An instance as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct InstanceRow {
    pub(crate) instance_id: String,
    pub(crate) name: String,
    pub(crate) os_name: Option<String>,
    pub(crate) os_type: Option<String>,
}

pub(crate) fn put(connection: &Connection, reading: Reading, instances: &[Instance]) -> rusqlite::Result<()> {
    let mut put = connection.prepare_cached(
        "INSERT OR REPLACE INTO instances (shard_id, instance_id, name, os_name, os_type, generation)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for instance in instances {
        put.execute(params![
            reading.shard,
            instance.instance_id,
            instance.instance_name.as_deref().unwrap_or_default(),
            instance.os_name_en.as_deref().or(instance.os_name.as_deref()),
            instance.os_type.as_deref().map(str::to_lowercase),
            reading.generation
        ])?;
    }
    Ok(())
}

/// Removes the instances a completed listing did not name.
pub(crate) fn sweep(connection: &Connection, reading: Reading) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM instances WHERE shard_id = ?1 AND generation <> ?2")?
        .execute([reading.shard, reading.generation])?;
    Ok(())
}

pub(crate) fn get(
    connection: &Connection,
    account_id: &str,
    region_id: &str,
    instance_id: &str,
) -> rusqlite::Result<Option<InstanceRow>> {
    connection
        .prepare_cached(
            "SELECT i.instance_id, i.name, i.os_name, i.os_type FROM instances i JOIN shards s ON s.id = i.shard_id
             WHERE s.account_id = ?1 AND s.region_id = ?2 AND i.instance_id = ?3",
        )?
        .query_row([account_id, region_id, instance_id], |row| {
            Ok(InstanceRow {
                instance_id: row.get(0)?,
                name: row.get(1)?,
                os_name: row.get(2)?,
                os_type: row.get(3)?,
            })
        })
        .optional()
}
