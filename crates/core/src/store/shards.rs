//! Tables `places` and `shards` of `cache.db`: one place per account and region, one shard per place and kind with the outcome of its
//! last reading. That a shard is being read is not kept here: it ends with the program.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::cache::Cache;
use super::rows;
use crate::Problem;

pub(crate) const CREATE: &str = "
CREATE TABLE places (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id TEXT NOT NULL,
    account_key TEXT NOT NULL,
    region_id TEXT NOT NULL,
    UNIQUE (account_id, region_id)
) STRICT;
CREATE TABLE shards (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    place_id INTEGER NOT NULL REFERENCES places (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    outcome TEXT NOT NULL DEFAULT 'never' CHECK (outcome IN ('never', 'fresh', 'failed')),
    synced_at INTEGER,
    skipped INTEGER NOT NULL DEFAULT 0,
    problem TEXT,
    generation INTEGER NOT NULL DEFAULT 0,
    UNIQUE (place_id, kind)
) STRICT;";

/// A kind of row that a region is listed by.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) enum StoredKind {
    Snapshots,
    Images,
    SharedImages,
    Disks,
    Instances,
}

impl StoredKind {
    const ALL: [Self; 5] = [
        Self::Snapshots,
        Self::Images,
        Self::SharedImages,
        Self::Disks,
        Self::Instances,
    ];

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Snapshots => "snapshots",
            Self::Images => "images",
            Self::SharedImages => "sharedImages",
            Self::Disks => "disks",
            Self::Instances => "instances",
        }
    }

    pub(super) fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// How the last reading of a shard that came to an end ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Outcome {
    Never,
    Fresh,
    Failed,
}

/// A shard as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ShardRow {
    pub(crate) account_id: String,
    pub(crate) region_id: String,
    pub(crate) kind: StoredKind,
    pub(crate) outcome: Outcome,
    /// When it was last read to its end.
    pub(crate) synced_at: Option<i64>,
    /// Rows of that reading that could not be read.
    pub(crate) skipped: u32,
    /// Why the last reading failed.
    pub(crate) problem: Option<Problem>,
}

/// A reading of a shard. What it brings is stored only while it is the newest one and the shard is still there.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct SyncRun {
    pub(super) epoch: u64,
    pub(super) shard: i64,
    pub(super) place: i64,
    pub(super) generation: i64,
}

impl SyncRun {
    /// The file that the reading fills; see [`Cache::epoch`].
    pub(crate) fn epoch(self) -> u64 {
        self.epoch
    }

    /// The account and region; see [`Cache::places`].
    pub(crate) fn place(self) -> i64 {
        self.place
    }
}

/// An account and region as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlaceRow {
    pub(crate) id: i64,
    pub(crate) account_id: String,
    /// The alias in lower case.
    pub(crate) account_key: String,
    pub(crate) region_id: String,
    /// Kinds of which a listing came to its end and every row of the last one could be read.
    pub(crate) listed: Vec<StoredKind>,
}

impl Cache {
    /// Every shard.
    pub(crate) async fn shards(&self) -> Result<Vec<ShardRow>, Problem> {
        self.read(all).await
    }

    /// Every account and region that is listed.
    pub(crate) async fn places(&self) -> Result<Vec<PlaceRow>, Problem> {
        self.read(places).await
    }

    /// Makes the places of an account those of `region_ids`; the others go with their rows.
    pub(crate) async fn set_regions(
        &self,
        account_id: String,
        account_key: String,
        region_ids: Vec<String>,
    ) -> Result<(), Problem> {
        self.write(move |transaction, _| set_regions(transaction, &account_id, &account_key, &region_ids))
            .await
    }

    /// Begins a reading; `None` when the shard is no longer wanted.
    pub(crate) async fn begin_run(
        &self,
        account_id: String,
        region_id: String,
        kind: StoredKind,
    ) -> Result<Option<SyncRun>, Problem> {
        self.write(move |transaction, epoch| begin(transaction, epoch, &account_id, &region_id, kind))
            .await
    }

    /// The latest reading of a shard, for rows of it that are read on their own.
    pub(crate) async fn latest_run(
        &self,
        account_id: String,
        region_id: String,
        kind: StoredKind,
    ) -> Result<Option<SyncRun>, Problem> {
        let epoch = self.epoch();
        self.read(move |connection| {
            connection
                .prepare_cached(
                    "SELECT s.id, s.place_id, s.generation FROM shards s JOIN places p ON p.id = s.place_id
                     WHERE p.account_id = ?1 AND p.region_id = ?2 AND s.kind = ?3",
                )?
                .query_row([account_id.as_str(), region_id.as_str(), kind.word()], |row| {
                    read_run(row, epoch)
                })
                .optional()
        })
        .await
    }

    /// Ends a reading that came to its end. `false` when it was overtaken.
    pub(crate) async fn finish_run(&self, run: SyncRun, now: i64, skipped: u32) -> Result<bool, Problem> {
        self.write(move |transaction, epoch| {
            let is_current = is_current(transaction, epoch, run)?;
            if is_current {
                transaction
                    .prepare_cached(
                        "UPDATE shards SET outcome = 'fresh', synced_at = ?2, skipped = ?3, problem = NULL WHERE id = ?1",
                    )?
                    .execute(params![run.shard, now, skipped])?;
            }
            Ok(is_current)
        })
        .await
    }

    /// Ends a reading that failed; the rows stay.
    pub(crate) async fn fail_run(&self, run: SyncRun, problem: Problem) -> Result<(), Problem> {
        let text = serde_json::to_string(&problem).ok();
        self.write(move |transaction, epoch| {
            if is_current(transaction, epoch, run)? {
                transaction
                    .prepare_cached("UPDATE shards SET outcome = 'failed', problem = ?2 WHERE id = ?1")?
                    .execute(params![run.shard, text])?;
            }
            Ok(())
        })
        .await
    }
}

fn places(connection: &Connection) -> rusqlite::Result<Vec<PlaceRow>> {
    connection
        .prepare_cached(
            "SELECT id, account_id, account_key, region_id,
                 (SELECT group_concat(kind) FROM shards WHERE place_id = places.id AND synced_at IS NOT NULL AND skipped = 0)
             FROM places ORDER BY id",
        )?
        .query_map([], |row| {
            let listed = row.get_ref(4)?.as_str_or_null()?.unwrap_or_default();
            Ok(PlaceRow {
                id: row.get(0)?,
                account_id: row.get(1)?,
                account_key: row.get(2)?,
                region_id: row.get(3)?,
                listed: listed.split(',').filter_map(StoredKind::of_word).collect(),
            })
        })?
        .collect()
}

fn all(connection: &Connection) -> rusqlite::Result<Vec<ShardRow>> {
    connection
        .prepare_cached(
            "SELECT p.account_id, p.region_id, s.kind, s.outcome, s.synced_at, s.skipped, s.problem
             FROM places p JOIN shards s ON s.place_id = p.id ORDER BY p.account_key, p.account_id, p.region_id, s.kind DESC",
        )?
        .query_map([], read)?
        .filter_map(Result::transpose)
        .collect()
}

/// `None` for a kind that this program does not know.
fn read(row: &Row<'_>) -> rusqlite::Result<Option<ShardRow>> {
    let Some(kind) = StoredKind::of_word(row.get_ref(2)?.as_str()?) else {
        return Ok(None);
    };
    Ok(Some(ShardRow {
        account_id: row.get(0)?,
        region_id: row.get(1)?,
        kind,
        outcome: match row.get_ref(3)?.as_str()? {
            "fresh" => Outcome::Fresh,
            "failed" => Outcome::Failed,
            _ => Outcome::Never,
        },
        synced_at: row.get(4)?,
        skipped: row.get(5)?,
        problem: row
            .get_ref(6)?
            .as_str_or_null()?
            .and_then(|text| serde_json::from_str(text).ok()),
    }))
}

fn set_regions(
    connection: &Connection,
    account_id: &str,
    account_key: &str,
    region_ids: &[String],
) -> rusqlite::Result<()> {
    let wanted: HashSet<&str> = region_ids.iter().map(String::as_str).collect();
    let known: Vec<(i64, String)> = connection
        .prepare_cached("SELECT id, region_id FROM places WHERE account_id = ?1")?
        .query_map([account_id], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let unwanted = known
        .iter()
        .filter(|(_, region_id)| !wanted.contains(region_id.as_str()));
    remove_places(connection, &unwanted.map(|(place, _)| *place).collect::<Vec<_>>())?;
    let mut put_place = connection.prepare_cached(
        "INSERT INTO places (account_id, account_key, region_id) VALUES (?1, ?2, ?3)
         ON CONFLICT (account_id, region_id) DO UPDATE SET account_key = excluded.account_key RETURNING id",
    )?;
    let mut put_shard = connection.prepare_cached("INSERT OR IGNORE INTO shards (place_id, kind) VALUES (?1, ?2)")?;
    for region_id in region_ids {
        let place: i64 = put_place.query_row(params![account_id, account_key, region_id], |row| row.get(0))?;
        for kind in StoredKind::ALL {
            put_shard.execute(params![place, kind.word()])?;
        }
    }
    Ok(())
}

/// Removes places with their shards and rows.
fn remove_places(connection: &Connection, places: &[i64]) -> rusqlite::Result<()> {
    let mut find = connection.prepare_cached("SELECT id FROM shards WHERE place_id = ?1")?;
    let mut shards = HashSet::new();
    for place in places {
        for shard in find.query_map([place], |row| row.get(0))? {
            shards.insert(shard?);
        }
    }
    rows::remove_of_shards(connection, &shards)?;
    let mut remove = connection.prepare_cached("DELETE FROM places WHERE id = ?1")?;
    for place in places {
        remove.execute([place])?;
    }
    Ok(())
}

fn begin(
    connection: &Connection,
    epoch: u64,
    account_id: &str,
    region_id: &str,
    kind: StoredKind,
) -> rusqlite::Result<Option<SyncRun>> {
    connection
        .prepare_cached(
            "UPDATE shards SET generation = generation + 1 WHERE kind = ?3
             AND place_id = (SELECT id FROM places WHERE account_id = ?1 AND region_id = ?2)
             RETURNING id, place_id, generation",
        )?
        .query_row([account_id, region_id, kind.word()], |row| read_run(row, epoch))
        .optional()
}

fn read_run(row: &Row<'_>, epoch: u64) -> rusqlite::Result<SyncRun> {
    Ok(SyncRun {
        epoch,
        shard: row.get(0)?,
        place: row.get(1)?,
        generation: row.get(2)?,
    })
}

pub(super) fn is_current(connection: &Connection, epoch: u64, run: SyncRun) -> rusqlite::Result<bool> {
    if run.epoch != epoch {
        return Ok(false);
    }
    connection
        .prepare_cached("SELECT 1 FROM shards WHERE id = ?1 AND generation = ?2")?
        .exists([run.shard, run.generation])
}
