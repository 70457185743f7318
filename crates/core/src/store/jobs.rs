//! Table `jobs` of `state.db`: one row per job. What a job does stands in `steps`. Kept for good.

use rusqlite::{Connection, OptionalExtension, Row, Transaction};

pub(crate) const CREATE: &str = "
CREATE TABLE jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    request_id TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL,
    account_alias TEXT NOT NULL,
    account_uid TEXT NOT NULL,
    title TEXT NOT NULL,
    plan_version INTEGER NOT NULL,
    plan TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    finished_at INTEGER
) STRICT;
CREATE INDEX jobs_unfinished ON jobs (account_id) WHERE finished_at IS NULL;
";

/// A job before it has a number.
#[derive(Clone, Debug)]
pub(crate) struct NewJob {
    /// The window's request, UNIQUE.
    pub(crate) request_id: String,
    pub(crate) account_id: String,
    /// Alias and UID of the account as they are now: they stay when the account is removed.
    pub(crate) account_alias: String,
    pub(crate) account_uid: String,
    /// What the job makes, for lists.
    pub(crate) title: String,
    pub(crate) plan_version: u32,
    /// What it was asked to make, as JSON of that version.
    pub(crate) plan: String,
    pub(crate) created_at: i64,
}

/// A row, without the plan.
#[derive(Clone, Debug)]
pub(crate) struct JobRow {
    pub(crate) id: i64,
    pub(crate) account_id: String,
    pub(crate) account_alias: String,
    pub(crate) title: String,
    pub(crate) created_at: i64,
    pub(crate) finished_at: Option<i64>,
}

const COLUMNS: &str = "id, account_id, account_alias, title, created_at, finished_at";

/// Adds a job; its number, or `None` when that request has one already.
pub(crate) fn insert(transaction: &Transaction<'_>, job: &NewJob) -> rusqlite::Result<Option<i64>> {
    transaction
        .prepare_cached(
            "INSERT INTO jobs (request_id, account_id, account_alias, account_uid, title, plan_version, plan, created_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (request_id) DO NOTHING RETURNING id",
        )?
        .query_row(
            (
                &job.request_id,
                &job.account_id,
                &job.account_alias,
                &job.account_uid,
                &job.title,
                job.plan_version,
                &job.plan,
                job.created_at,
            ),
            |row| row.get(0),
        )
        .optional()
}

/// Writes when the last step of a job ended, or that it goes on. `false` when that stands there already.
pub(crate) fn set_finished(transaction: &Transaction<'_>, id: i64, finished_at: Option<i64>) -> rusqlite::Result<bool> {
    let changed = transaction
        .prepare_cached("UPDATE jobs SET finished_at = ?2 WHERE id = ?1 AND (finished_at IS NULL) <> (?2 IS NULL)")?
        .execute((id, finished_at))?;
    Ok(changed == 1)
}

/// The job of that number.
pub(crate) fn find(connection: &Connection, id: i64) -> rusqlite::Result<Option<JobRow>> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM jobs WHERE id = ?1"))?
        .query_row([id], read)
        .optional()
}

/// The number of the job of that request.
pub(crate) fn find_by_request(connection: &Connection, request_id: &str) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT id FROM jobs WHERE request_id = ?1")?
        .query_row([request_id], |row| row.get(0))
        .optional()
}

/// Unfinished jobs, and of the others the newest `limit`; newest first.
pub(crate) fn list(connection: &Connection, limit: u32) -> rusqlite::Result<Vec<JobRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM jobs WHERE finished_at IS NULL
         OR id IN (SELECT id FROM jobs WHERE finished_at IS NOT NULL ORDER BY id DESC LIMIT ?1) ORDER BY id DESC"
    );
    connection.prepare_cached(&sql)?.query_map([limit], read)?.collect()
}

/// Numbers of the unfinished jobs, oldest first.
pub(crate) fn unfinished(connection: &Connection) -> rusqlite::Result<Vec<i64>> {
    connection
        .prepare_cached("SELECT id FROM jobs WHERE finished_at IS NULL ORDER BY id")?
        .query_map([], |row| row.get(0))?
        .collect()
}

/// How many jobs of an account are unfinished.
pub(crate) fn count_unfinished(connection: &Connection, account_id: &str) -> rusqlite::Result<u32> {
    connection
        .prepare_cached("SELECT count(*) FROM jobs WHERE finished_at IS NULL AND account_id = ?1")?
        .query_row([account_id], |row| row.get(0))
}

/// What a job was asked to make: the version of its plan, and the plan.
pub(crate) fn plan(connection: &Connection, id: i64) -> rusqlite::Result<(u32, String)> {
    connection
        .prepare_cached("SELECT plan_version, plan FROM jobs WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
}

fn read(row: &Row<'_>) -> rusqlite::Result<JobRow> {
    Ok(JobRow {
        id: row.get(0)?,
        account_id: row.get(1)?,
        account_alias: row.get(2)?,
        title: row.get(3)?,
        created_at: row.get(4)?,
        finished_at: row.get(5)?,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_every_unfinished_job_and_the_newest_of_the_finished_ones() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(CREATE).unwrap();
        for id in 1..=30_i64 {
            let finished_at = (id % 3 != 0).then_some(id);
            connection
                .execute(
                    "INSERT INTO jobs VALUES (?1, ?2, 'a-1', 'Finance', '1', 'web', 1, '{}', 0, ?3)",
                    (id, format!("r-{id}"), finished_at),
                )
                .unwrap();
        }
        let ids: Vec<i64> = list(&connection, 4).unwrap().iter().map(|job| job.id).collect();
        assert_eq!(ids, [30, 29, 28, 27, 26, 25, 24, 21, 18, 15, 12, 9, 6, 3]);
    }
}
