//! Table `regions` of `state.db`: the regions of each account as DescribeRegions named them, and which are chosen.

use rusqlite::{Connection, params};

pub(crate) const CREATE: &str = "
CREATE TABLE regions (
    account_id TEXT NOT NULL,
    region_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    local_name TEXT NOT NULL,
    local_name_zh TEXT NOT NULL,
    endpoint TEXT,
    chosen INTEGER NOT NULL,
    missing_since INTEGER,
    PRIMARY KEY (account_id, region_id)
) WITHOUT ROWID, STRICT;";

/// A region as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RegionRow {
    pub(crate) region_id: String,
    pub(crate) local_name: String,
    pub(crate) local_name_zh: String,
    pub(crate) endpoint: Option<String>,
    pub(crate) chosen: bool,
    /// Since when complete replies of DescribeRegions lack it, milliseconds since the epoch.
    pub(crate) missing_since: Option<i64>,
}

pub(crate) fn of_account(connection: &Connection, account_id: &str) -> rusqlite::Result<Vec<RegionRow>> {
    let sql = "SELECT region_id, local_name, local_name_zh, endpoint, chosen, missing_since FROM regions
               WHERE account_id = ?1 ORDER BY position, region_id";
    connection
        .prepare_cached(sql)?
        .query_map([account_id], |row| {
            Ok(RegionRow {
                region_id: row.get(0)?,
                local_name: row.get(1)?,
                local_name_zh: row.get(2)?,
                endpoint: row.get(3)?,
                chosen: row.get(4)?,
                missing_since: row.get(5)?,
            })
        })?
        .collect()
}

/// Puts a fresh list in the place of the old one.
pub(crate) fn replace(connection: &Connection, account_id: &str, regions: &[RegionRow]) -> rusqlite::Result<()> {
    remove_account(connection, account_id)?;
    let mut insert = connection.prepare_cached(
        "INSERT OR REPLACE INTO regions (account_id, region_id, position, local_name, local_name_zh, endpoint, chosen, missing_since)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for (position, region) in regions.iter().enumerate() {
        let position = i64::try_from(position).unwrap_or(i64::MAX);
        insert.execute(params![
            account_id,
            region.region_id,
            position,
            region.local_name,
            region.local_name_zh,
            region.endpoint,
            region.chosen,
            region.missing_since
        ])?;
    }
    Ok(())
}

pub(crate) fn choose(connection: &Connection, account_id: &str, region_ids: &[String]) -> rusqlite::Result<()> {
    connection.execute("UPDATE regions SET chosen = 0 WHERE account_id = ?1", [account_id])?;
    let mut choose =
        connection.prepare_cached("UPDATE regions SET chosen = 1 WHERE account_id = ?1 AND region_id = ?2")?;
    for region_id in region_ids {
        choose.execute([account_id, region_id])?;
    }
    Ok(())
}

pub(crate) fn remove_account(connection: &Connection, account_id: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM regions WHERE account_id = ?1")?
        .execute([account_id])?;
    Ok(())
}
