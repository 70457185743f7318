//! Table `jobs` of `state.db`: one row an image that was asked for. Kept for good.

use rusqlite::types::{FromSqlError, Type};
use rusqlite::{Connection, OptionalExtension, Row, Transaction};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Problem;
use crate::image::{ImageDraft, RequestParameter};
use crate::job::StepState;

pub(crate) const CREATE: &str = "
CREATE TABLE jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    request_id TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL,
    region_id TEXT NOT NULL,
    image_name TEXT NOT NULL,
    size_gib INTEGER NOT NULL,
    draft TEXT NOT NULL,
    parameters TEXT NOT NULL,
    marker TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    image_id TEXT,
    cloud_status TEXT,
    progress INTEGER,
    problem TEXT,
    created_at INTEGER NOT NULL,
    accepted_at INTEGER,
    finished_at INTEGER
) STRICT;
CREATE INDEX jobs_unfinished ON jobs (account_id, region_id) WHERE finished_at IS NULL;
";

/// A job before it has a number.
#[derive(Clone, Debug)]
pub(crate) struct NewJob {
    pub(crate) request_id: String,
    pub(crate) draft: ImageDraft,
    /// The request as it is sent, but for the ClientToken.
    pub(crate) parameters: Vec<RequestParameter>,
    /// Value of the job's tag.
    pub(crate) marker: String,
    pub(crate) created_at: i64,
}

/// A row. What can change after the insert stands at the end.
#[derive(Clone, Debug)]
pub(crate) struct JobRow {
    pub(crate) id: i64,
    pub(crate) account_id: String,
    pub(crate) region_id: String,
    pub(crate) image_name: String,
    pub(crate) size_gib: i64,
    pub(crate) marker: String,
    pub(crate) created_at: i64,
    pub(crate) state: StepState,
    pub(crate) image_id: Option<String>,
    pub(crate) cloud_status: Option<String>,
    pub(crate) progress: Option<u8>,
    pub(crate) problem: Option<Problem>,
    pub(crate) accepted_at: Option<i64>,
    pub(crate) finished_at: Option<i64>,
}

/// A job that ended well, for the estimate of others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Finished {
    pub(crate) size_gib: i64,
    pub(crate) accepted_at: i64,
    pub(crate) finished_at: i64,
}

const COLUMNS: &str = "id, account_id, region_id, image_name, size_gib, marker, created_at, state, image_id, cloud_status, \
                       progress, problem, accepted_at, finished_at";

/// Adds a job; its number, or `None` when that request has one already.
pub(crate) fn insert(transaction: &Transaction<'_>, job: &NewJob) -> rusqlite::Result<Option<i64>> {
    let data: i64 = job.draft.data_disks.iter().map(|disk| i64::from(disk.size_gib)).sum();
    transaction
        .prepare_cached(
            "INSERT INTO jobs (request_id, account_id, region_id, image_name, size_gib, draft, parameters, marker, state, created_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (request_id) DO NOTHING RETURNING id",
        )?
        .query_row(
            (
                &job.request_id,
                &job.draft.account_id,
                &job.draft.region_id,
                &job.draft.name,
                i64::from(job.draft.system_size_gib) + data,
                to_json(&job.draft)?,
                to_json(&job.parameters)?,
                &job.marker,
                to_json(&StepState::Pending)?,
                job.created_at,
            ),
            |row| row.get(0),
        )
        .optional()
}

/// Writes what can change of a job.
pub(crate) fn update(transaction: &Transaction<'_>, job: &JobRow) -> rusqlite::Result<()> {
    let problem = job.problem.as_ref().map(to_json).transpose()?;
    transaction
        .prepare_cached(
            "UPDATE jobs SET state = ?2, image_id = ?3, cloud_status = ?4, progress = ?5, problem = ?6, accepted_at = ?7,
             finished_at = ?8 WHERE id = ?1",
        )?
        .execute((
            job.id,
            to_json(&job.state)?,
            &job.image_id,
            &job.cloud_status,
            job.progress,
            problem,
            job.accepted_at,
            job.finished_at,
        ))?;
    Ok(())
}

/// The job of that number.
pub(crate) fn find(connection: &Connection, id: i64) -> rusqlite::Result<Option<JobRow>> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM jobs WHERE id = ?1"))?
        .query_row([id], read)
        .optional()
}

/// The job of that request.
pub(crate) fn find_by_request(connection: &Connection, request_id: &str) -> rusqlite::Result<Option<JobRow>> {
    let sql = format!("SELECT {COLUMNS} FROM jobs WHERE request_id = ?1");
    connection
        .prepare_cached(&sql)?
        .query_row([request_id], read)
        .optional()
}

/// Every job, newest first.
pub(crate) fn list(connection: &Connection) -> rusqlite::Result<Vec<JobRow>> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM jobs ORDER BY id DESC"))?
        .query_map([], read)?
        .collect()
}

/// Numbers of the jobs that have not come to their end, oldest first.
pub(crate) fn unfinished(connection: &Connection) -> rusqlite::Result<Vec<i64>> {
    connection
        .prepare_cached("SELECT id FROM jobs WHERE finished_at IS NULL ORDER BY id")?
        .query_map([], |row| row.get(0))?
        .collect()
}

/// Unfinished jobs of a region whose image has an id.
pub(crate) fn in_cloud(connection: &Connection, account_id: &str, region_id: &str) -> rusqlite::Result<Vec<JobRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM jobs WHERE finished_at IS NULL AND account_id = ?1 AND region_id = ?2 AND image_id IS NOT NULL
         ORDER BY id"
    );
    connection
        .prepare_cached(&sql)?
        .query_map([account_id, region_id], read)?
        .collect()
}

/// The latest `limit` jobs of an account that ended well.
pub(crate) fn finished_well(connection: &Connection, account_id: &str, limit: u32) -> rusqlite::Result<Vec<Finished>> {
    connection
        .prepare_cached(
            "SELECT size_gib, accepted_at, finished_at FROM jobs WHERE account_id = ?1 AND state = ?2
             AND accepted_at < finished_at ORDER BY finished_at DESC LIMIT ?3",
        )?
        .query_map((account_id, to_json(&StepState::Done)?, limit), |row| {
            Ok(Finished {
                size_gib: row.get(0)?,
                accepted_at: row.get(1)?,
                finished_at: row.get(2)?,
            })
        })?
        .collect()
}

/// What a job was asked to make.
pub(crate) fn draft(connection: &Connection, id: i64) -> rusqlite::Result<ImageDraft> {
    connection
        .prepare_cached("SELECT draft FROM jobs WHERE id = ?1")?
        .query_row([id], |row| from_json(row, 0))
}

/// The request of a job, but for the ClientToken.
pub(crate) fn parameters(connection: &Connection, id: i64) -> rusqlite::Result<Vec<RequestParameter>> {
    connection
        .prepare_cached("SELECT parameters FROM jobs WHERE id = ?1")?
        .query_row([id], |row| from_json(row, 0))
}

fn read(row: &Row<'_>) -> rusqlite::Result<JobRow> {
    let problem: Option<String> = row.get(11)?;
    Ok(JobRow {
        id: row.get(0)?,
        account_id: row.get(1)?,
        region_id: row.get(2)?,
        image_name: row.get(3)?,
        size_gib: row.get(4)?,
        marker: row.get(5)?,
        created_at: row.get(6)?,
        state: from_json(row, 7)?,
        image_id: row.get(8)?,
        cloud_status: row.get(9)?,
        progress: row.get(10)?,
        // A problem of another version is no reason to lose the job.
        problem: problem.and_then(|json| serde_json::from_str(&json).ok()),
        accepted_at: row.get(12)?,
        finished_at: row.get(13)?,
    })
}

pub(super) fn to_json<T: Serialize>(value: &T) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}

pub(super) fn from_json<T: DeserializeOwned>(row: &Row<'_>, index: usize) -> rusqlite::Result<T> {
    let json = row.get_ref(index)?;
    let json = json
        .as_str()
        .map_err(|error: FromSqlError| rusqlite::Error::FromSqlConversionFailure(index, Type::Text, Box::new(error)))?;
    serde_json::from_str(json)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(index, Type::Text, Box::new(error)))
}
