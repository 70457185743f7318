//! Table `attempts` of `state.db`: the requests of a step and what came of each. One ClientToken per attempt, for good.

use rusqlite::{Connection, Row, Transaction};

use super::words::stored_as_words;
use crate::job::AttemptOutcome;

pub(crate) const CREATE: &str = "
CREATE TABLE attempts (
    job_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    number INTEGER NOT NULL,
    action TEXT NOT NULL,
    client_token TEXT UNIQUE,
    outcome TEXT NOT NULL CHECK (outcome IN ('unsent', 'sending', 'accepted', 'adopted', 'refused', 'throttled', 'unknown')),
    request_id TEXT,
    sendings INTEGER NOT NULL,
    first_sent_at INTEGER,
    last_sent_at INTEGER,
    PRIMARY KEY (job_id, position, number),
    FOREIGN KEY (job_id, position) REFERENCES steps (job_id, position)
) STRICT, WITHOUT ROWID;
";

stored_as_words!(AttemptOutcome {
    Unsent = "unsent",
    Sending = "sending",
    Accepted = "accepted",
    Adopted = "adopted",
    Refused = "refused",
    Throttled = "throttled",
    Unknown = "unknown",
});

/// A row.
#[derive(Clone, Debug)]
pub(crate) struct AttemptRow {
    pub(crate) job_id: i64,
    pub(crate) position: u32,
    /// Counting from 1.
    pub(crate) number: u32,
    pub(crate) action: String,
    /// `None` for an action that takes no ClientToken.
    pub(crate) client_token: Option<String>,
    pub(crate) outcome: AttemptOutcome,
    /// `RequestId` of the last answer.
    pub(crate) request_id: Option<String>,
    /// How often it was handed to the network.
    pub(crate) sendings: u32,
    /// When it was first sent, in the cloud's own time; `None` while no sending can have had an effect.
    pub(crate) first_sent_at: Option<i64>,
    pub(crate) last_sent_at: Option<i64>,
}

impl AttemptRow {
    /// An attempt that was not sent yet.
    pub(crate) fn new(job_id: i64, position: u32, number: u32, action: &str, client_token: Option<String>) -> Self {
        Self {
            job_id,
            position,
            number,
            action: action.to_owned(),
            client_token,
            outcome: AttemptOutcome::Unsent,
            request_id: None,
            sendings: 0,
            first_sent_at: None,
            last_sent_at: None,
        }
    }
}

const OF_JOB: &str = "SELECT job_id, position, number, action, client_token, outcome, request_id, sendings, first_sent_at, \
                      last_sent_at FROM attempts WHERE job_id = ?1 ORDER BY position, number";

/// Adds an attempt, or writes what changed of it. The token of an attempt never changes.
pub(crate) fn put(transaction: &Transaction<'_>, attempt: &AttemptRow) -> rusqlite::Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO attempts (job_id, position, number, action, client_token, outcome, request_id, sendings, first_sent_at,
             last_sent_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
             ON CONFLICT (job_id, position, number) DO UPDATE SET outcome = excluded.outcome, request_id = excluded.request_id,
             sendings = excluded.sendings, first_sent_at = excluded.first_sent_at, last_sent_at = excluded.last_sent_at",
        )?
        .execute((
            attempt.job_id,
            attempt.position,
            attempt.number,
            &attempt.action,
            &attempt.client_token,
            attempt.outcome,
            &attempt.request_id,
            attempt.sendings,
            attempt.first_sent_at,
            attempt.last_sent_at,
        ))?;
    Ok(())
}

/// Positions of the steps of a job that have an attempt which cannot be read.
pub(super) fn unreadable(connection: &Connection, job_id: i64) -> rusqlite::Result<Vec<u32>> {
    let mut statement = connection.prepare_cached(OF_JOB)?;
    let mut rows = statement.query([job_id])?;
    let mut positions = Vec::new();
    while let Some(row) = rows.next()? {
        if let Err(error) = read(row) {
            tracing::error!(job_id, %error, "an attempt cannot be read");
            positions.push(row.get(1)?);
        }
    }
    Ok(positions)
}

/// Attempts of a step in their order. Rows that cannot be read are left out; their step is not readable either.
pub(crate) fn of_step(connection: &Connection, job_id: i64, position: u32) -> rusqlite::Result<Vec<AttemptRow>> {
    let mut attempts = of_job(connection, job_id)?;
    attempts.retain(|attempt| attempt.position == position);
    Ok(attempts)
}

/// As [`of_step`], of all steps of a job.
pub(crate) fn of_job(connection: &Connection, job_id: i64) -> rusqlite::Result<Vec<AttemptRow>> {
    let mut statement = connection.prepare_cached(OF_JOB)?;
    let mut rows = statement.query([job_id])?;
    let mut attempts = Vec::new();
    while let Some(row) = rows.next()? {
        attempts.extend(read(row));
    }
    Ok(attempts)
}

fn read(row: &Row<'_>) -> rusqlite::Result<AttemptRow> {
    Ok(AttemptRow {
        job_id: row.get(0)?,
        position: row.get(1)?,
        number: row.get(2)?,
        action: row.get(3)?,
        client_token: row.get(4)?,
        outcome: row.get(5)?,
        request_id: row.get(6)?,
        sendings: row.get(7)?,
        first_sent_at: row.get(8)?,
        last_sent_at: row.get(9)?,
    })
}
