//! Table `attempts` of `state.db`: the tokens a job has used, and what came of each. One ClientToken an attempt, for good.

use rusqlite::{Connection, Row, Transaction};

use super::jobs::{from_json, to_json};
use crate::job::AttemptOutcome;

pub(crate) const CREATE: &str = "
CREATE TABLE attempts (
    job_id INTEGER NOT NULL REFERENCES jobs (id),
    number INTEGER NOT NULL,
    client_token TEXT NOT NULL UNIQUE,
    outcome TEXT NOT NULL,
    request_id TEXT,
    sendings INTEGER NOT NULL,
    first_sent_at INTEGER,
    last_sent_at INTEGER,
    PRIMARY KEY (job_id, number)
) STRICT, WITHOUT ROWID;
";

/// A row.
#[derive(Clone, Debug)]
pub(crate) struct AttemptRow {
    pub(crate) job_id: i64,
    /// Counting from 1.
    pub(crate) number: u32,
    pub(crate) client_token: String,
    pub(crate) outcome: AttemptOutcome,
    /// `RequestId` of the last answer.
    pub(crate) request_id: Option<String>,
    pub(crate) sendings: u32,
    pub(crate) first_sent_at: Option<i64>,
    pub(crate) last_sent_at: Option<i64>,
}

impl AttemptRow {
    /// An attempt that was not sent yet.
    pub(crate) fn new(job_id: i64, number: u32, client_token: String) -> Self {
        Self {
            job_id,
            number,
            client_token,
            outcome: AttemptOutcome::Unsent,
            request_id: None,
            sendings: 0,
            first_sent_at: None,
            last_sent_at: None,
        }
    }
}

/// Adds an attempt, or writes what changed of it. The token of an attempt never changes.
pub(crate) fn put(transaction: &Transaction<'_>, attempt: &AttemptRow) -> rusqlite::Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO attempts (job_id, number, client_token, outcome, request_id, sendings, first_sent_at, last_sent_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT (job_id, number) DO UPDATE SET outcome = excluded.outcome, request_id = excluded.request_id,
             sendings = excluded.sendings, first_sent_at = excluded.first_sent_at, last_sent_at = excluded.last_sent_at",
        )?
        .execute((
            attempt.job_id,
            attempt.number,
            &attempt.client_token,
            to_json(&attempt.outcome)?,
            &attempt.request_id,
            attempt.sendings,
            attempt.first_sent_at,
            attempt.last_sent_at,
        ))?;
    Ok(())
}

/// Attempts of a job in their order.
pub(crate) fn list(connection: &Connection, job_id: i64) -> rusqlite::Result<Vec<AttemptRow>> {
    connection
        .prepare_cached(
            "SELECT job_id, number, client_token, outcome, request_id, sendings, first_sent_at, last_sent_at FROM attempts
             WHERE job_id = ?1 ORDER BY number",
        )?
        .query_map([job_id], read)?
        .collect()
}

fn read(row: &Row<'_>) -> rusqlite::Result<AttemptRow> {
    Ok(AttemptRow {
        job_id: row.get(0)?,
        number: row.get(1)?,
        client_token: row.get(2)?,
        outcome: from_json(row, 3)?,
        request_id: row.get(4)?,
        sendings: row.get(5)?,
        first_sent_at: row.get(6)?,
        last_sent_at: row.get(7)?,
    })
}
