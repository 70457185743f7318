//! Tables `shards` and `revision` of `cache.db`: one row an account and region, with how fresh it is; and the count of changes.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::Problem;
use crate::inventory::{ShardState, SyncShard};

pub(crate) const CREATE: &str = "
CREATE TABLE shards (
    id INTEGER PRIMARY KEY,
    account_id TEXT NOT NULL,
    account_key TEXT NOT NULL,
    region_id TEXT NOT NULL,
    state TEXT NOT NULL,
    synced_at INTEGER,
    skipped INTEGER NOT NULL DEFAULT 0,
    problem TEXT,
    generation INTEGER NOT NULL DEFAULT 0,
    UNIQUE (account_id, region_id)
) STRICT;
CREATE TABLE revision (value INTEGER NOT NULL) STRICT;
INSERT INTO revision (value) VALUES (1);";

/// A reading of a shard. It lands only while it is the newest one and the shard is still there.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Reading {
    pub(crate) shard: i64,
    pub(crate) generation: i64,
}

pub(crate) fn all(connection: &Connection) -> rusqlite::Result<Vec<SyncShard>> {
    connection
        .prepare_cached(
            "SELECT account_id, region_id, state, synced_at, skipped, problem FROM shards ORDER BY account_key, region_id",
        )?
        .query_map([], read)?
        .collect()
}

fn read(row: &Row<'_>) -> rusqlite::Result<SyncShard> {
    Ok(SyncShard {
        account_id: row.get(0)?,
        region_id: row.get(1)?,
        state: match row.get_ref(2)?.as_str()? {
            "loading" => ShardState::Loading,
            "fresh" => ShardState::Fresh,
            "failed" => ShardState::Failed,
            _ => ShardState::Never,
        },
        synced_at: row.get(3)?,
        skipped: row.get(4)?,
        problem: row
            .get_ref(5)?
            .as_str_or_null()?
            .and_then(|text| serde_json::from_str(text).ok()),
    })
}

/// Makes the shards of an account those of `region_ids`: new ones begin as `never`, others go with their rows.
pub(crate) fn arrange(
    connection: &Connection,
    account_id: &str,
    account_key: &str,
    region_ids: &[String],
) -> rusqlite::Result<()> {
    let wanted: HashSet<&str> = region_ids.iter().map(String::as_str).collect();
    let known: Vec<(i64, String)> = connection
        .prepare_cached("SELECT id, region_id FROM shards WHERE account_id = ?1")?
        .query_map([account_id], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (shard, region_id) in &known {
        if !wanted.contains(region_id.as_str()) {
            remove(connection, *shard)?;
        }
    }
    let mut insert = connection.prepare_cached(
        "INSERT INTO shards (account_id, account_key, region_id, state) VALUES (?1, ?2, ?3, 'never')
         ON CONFLICT (account_id, region_id) DO UPDATE SET account_key = excluded.account_key",
    )?;
    for region_id in region_ids {
        insert.execute(params![account_id, account_key, region_id])?;
    }
    Ok(())
}

/// Removes all shards of an account with their rows.
pub(crate) fn remove_account(connection: &Connection, account_id: &str) -> rusqlite::Result<()> {
    arrange(connection, account_id, "", &[])
}

fn remove(connection: &Connection, shard: i64) -> rusqlite::Result<()> {
    if connection
        .prepare_cached("SELECT 1 FROM snapshots WHERE shard_id = ?1")?
        .exists([shard])?
    {
        raise_revision(connection)?;
    }
    connection
        .prepare_cached("DELETE FROM shards WHERE id = ?1")?
        .execute([shard])?;
    Ok(())
}

/// Begins a reading; `None` when the shard is no longer wanted.
pub(crate) fn begin(connection: &Connection, account_id: &str, region_id: &str) -> rusqlite::Result<Option<Reading>> {
    connection
        .prepare_cached(
            "UPDATE shards SET state = 'loading', generation = generation + 1 WHERE account_id = ?1 AND region_id = ?2
             RETURNING id, generation",
        )?
        .query_row([account_id, region_id], |row| {
            Ok(Reading {
                shard: row.get(0)?,
                generation: row.get(1)?,
            })
        })
        .optional()
}

/// Whether what a reading brings may still land.
pub(crate) fn is_current(connection: &Connection, reading: Reading) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT 1 FROM shards WHERE id = ?1 AND generation = ?2")?
        .exists([reading.shard, reading.generation])
}

/// Ends a reading that came to its end. `problem` tells why disks or instances are not known, when they are not.
pub(crate) fn finish(
    connection: &Connection,
    reading: Reading,
    now: i64,
    skipped: u32,
    problem: Option<&Problem>,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE shards SET state = 'fresh', synced_at = ?3, skipped = ?4, problem = ?5 WHERE id = ?1 AND generation = ?2",
        )?
        .execute(params![reading.shard, reading.generation, now, skipped, problem_text(problem)])?;
    Ok(())
}

/// Ends a reading that failed; the rows stay.
pub(crate) fn fail(connection: &Connection, reading: Reading, problem: &Problem) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE shards SET state = 'failed', problem = ?3 WHERE id = ?1 AND generation = ?2")?
        .execute(params![reading.shard, reading.generation, problem_text(Some(problem))])?;
    Ok(())
}

/// Marks every shard of an account as failed, before any of them was asked.
pub(crate) fn fail_account(connection: &Connection, account_id: &str, problem: &Problem) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE shards SET state = 'failed', problem = ?2 WHERE account_id = ?1")?
        .execute(params![account_id, problem_text(Some(problem))])?;
    Ok(())
}

/// After a start: what was being read when the program ended is as fresh as it was before.
pub(crate) fn settle(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE shards SET state = CASE WHEN synced_at IS NULL THEN 'never' ELSE 'fresh' END WHERE state = 'loading'",
        [],
    )?;
    Ok(())
}

fn problem_text(problem: Option<&Problem>) -> Option<String> {
    problem.and_then(|problem| serde_json::to_string(problem).ok())
}

pub(crate) fn revision(connection: &Connection) -> rusqlite::Result<i64> {
    connection
        .prepare_cached("SELECT value FROM revision")?
        .query_row([], |row| row.get(0))
}

pub(crate) fn raise_revision(connection: &Connection) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE revision SET value = value + 1")?
        .execute([])?;
    Ok(())
}
