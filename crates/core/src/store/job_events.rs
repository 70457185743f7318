//! Table `job_events` of `state.db`: the log of each job. Lines are added, never changed.

use rusqlite::{Connection, Row, Transaction};

use super::jobs::{from_json, to_json};
use crate::job::JobEvent;

pub(crate) const CREATE: &str = "
CREATE TABLE job_events (
    id INTEGER PRIMARY KEY,
    job_id INTEGER NOT NULL REFERENCES jobs (id),
    at INTEGER NOT NULL,
    code TEXT NOT NULL,
    params TEXT NOT NULL,
    request_id TEXT,
    problem TEXT
) STRICT;
CREATE INDEX job_events_of_job ON job_events (job_id);
";

/// Adds a line to the log of a job.
pub(crate) fn insert(transaction: &Transaction<'_>, job_id: i64, event: &JobEvent) -> rusqlite::Result<()> {
    let problem = event.problem.as_ref().map(to_json).transpose()?;
    transaction
        .prepare_cached(
            "INSERT INTO job_events (job_id, at, code, params, request_id, problem) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute((
            job_id,
            event.at,
            to_json(&event.code)?,
            to_json(&event.params)?,
            &event.request_id,
            problem,
        ))?;
    Ok(())
}

/// The log of a job, newest first.
pub(crate) fn list(connection: &Connection, job_id: i64) -> rusqlite::Result<Vec<JobEvent>> {
    connection
        .prepare_cached(
            "SELECT at, code, params, request_id, problem FROM job_events WHERE job_id = ?1 ORDER BY id DESC",
        )?
        .query_map([job_id], read)?
        .collect()
}

fn read(row: &Row<'_>) -> rusqlite::Result<JobEvent> {
    let problem: Option<String> = row.get(4)?;
    Ok(JobEvent {
        at: row.get(0)?,
        position: Some(1),
        code: from_json(row, 1)?,
        params: from_json(row, 2)?,
        request_id: row.get(3)?,
        problem: problem.and_then(|json| serde_json::from_str(&json).ok()),
    })
}
