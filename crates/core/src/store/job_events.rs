//! Table `job_events` of `state.db`: the log of each job. Lines are added, never changed; the oldest of a long log go.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row, Transaction};

use super::json::{from_json, to_json, tolerant};
use super::words::stored_as_words;
use crate::Problem;
use crate::job::JobEventCode;

pub(crate) const CREATE: &str = "
CREATE TABLE job_events (
    id INTEGER PRIMARY KEY,
    job_id INTEGER NOT NULL REFERENCES jobs (id),
    position INTEGER,
    at INTEGER NOT NULL,
    code TEXT NOT NULL,
    params TEXT NOT NULL,
    request_id TEXT,
    problem TEXT
) STRICT;
CREATE INDEX job_events_of_job ON job_events (job_id, code);
";

stored_as_words!(JobEventCode {
    Saved = "saved",
    Sending = "sending",
    Accepted = "accepted",
    Refused = "refused",
    NoAnswer = "no_answer",
    Adopted = "adopted",
    NotFoundResend = "not_found_resend",
    NewToken = "new_token",
    DuplicateFound = "duplicate_found",
    Throttled = "throttled",
    Paused = "paused",
    Resumed = "resumed",
    Progress = "progress",
    Queued = "queued",
    NotListed = "not_listed",
    ListedAgain = "listed_again",
    Done = "done",
    GrowsAtStart = "grows_at_start",
    Proven = "proven",
    DifferenceAccepted = "difference_accepted",
    AgentSeen = "agent_seen",
    AgentNotSeen = "agent_not_seen",
    AgentNotAsked = "agent_not_asked",
    ReleaseConfirmed = "release_confirmed",
    Released = "released",
    ReleasedBefore = "released_before",
    InstancesKept = "instances_kept",
    Checked = "checked",
    NothingToRestore = "nothing_to_restore",
    Failed = "failed",
    Retried = "retried",
    Skipped = "skipped",
    Cancelling = "cancelling",
    Cancelled = "cancelled",
    CancelFailed = "cancel_failed",
    Stopped = "stopped",
    RestLeftOut = "rest_left_out",
    Deleted = "deleted",
    DeletedBefore = "deleted_before",
    Undone = "undone",
    Exported = "exported",
});

/// Lines kept of a job, and of these the ones that only tell of progress.
const MOST_LINES: u32 = 2_000;
const MOST_PROGRESS_LINES: u32 = 500;

/// A line.
#[derive(Clone, Debug)]
pub(crate) struct JobEventRow {
    pub(crate) at: i64,
    /// The step; `None` for the whole job.
    pub(crate) position: Option<u32>,
    pub(crate) code: JobEventCode,
    pub(crate) params: BTreeMap<String, String>,
    pub(crate) request_id: Option<String>,
    pub(crate) problem: Option<Problem>,
}

/// Adds a line to the log of a job, and takes the oldest out when there are too many.
pub(crate) fn insert(transaction: &Transaction<'_>, job_id: i64, event: &JobEventRow) -> rusqlite::Result<()> {
    let problem = event.problem.as_ref().map(to_json).transpose()?;
    transaction
        .prepare_cached(
            "INSERT INTO job_events (job_id, position, at, code, params, request_id, problem)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute((
            job_id,
            event.position,
            event.at,
            event.code,
            to_json(&event.params)?,
            &event.request_id,
            problem,
        ))?;
    if event.code == JobEventCode::Progress {
        transaction
            .prepare_cached(
                "DELETE FROM job_events WHERE job_id = ?1 AND code = ?2 AND id <=
                 (SELECT id FROM job_events WHERE job_id = ?1 AND code = ?2 ORDER BY id DESC LIMIT 1 OFFSET ?3)",
            )?
            .execute((job_id, event.code, MOST_PROGRESS_LINES))?;
    }
    transaction
        .prepare_cached(
            "DELETE FROM job_events WHERE job_id = ?1 AND id <=
             (SELECT id FROM job_events WHERE job_id = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)",
        )?
        .execute((job_id, MOST_LINES))?;
    Ok(())
}

/// The newest `limit` lines of a job, newest first. Lines that cannot be read are left out.
pub(crate) fn list(connection: &Connection, job_id: i64, limit: u32) -> rusqlite::Result<Vec<JobEventRow>> {
    let mut statement = connection.prepare_cached(
        "SELECT position, at, code, params, request_id, problem FROM job_events WHERE job_id = ?1 ORDER BY id DESC LIMIT ?2",
    )?;
    let mut rows = statement.query((job_id, limit))?;
    let mut events = Vec::new();
    while let Some(row) = rows.next()? {
        match read(row) {
            Ok(event) => events.push(event),
            Err(error) => tracing::error!(job_id, %error, "a line of a job's log cannot be read"),
        }
    }
    Ok(events)
}

/// How many lines a job has.
pub(crate) fn count(connection: &Connection, job_id: i64) -> rusqlite::Result<u32> {
    connection
        .prepare_cached("SELECT count(*) FROM job_events WHERE job_id = ?1")?
        .query_row([job_id], |row| row.get(0))
}

fn read(row: &Row<'_>) -> rusqlite::Result<JobEventRow> {
    Ok(JobEventRow {
        position: row.get(0)?,
        at: row.get(1)?,
        code: row.get(2)?,
        params: from_json(row, 3)?,
        request_id: row.get(4)?,
        problem: tolerant(row, 5)?,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::store::jobs;

    fn line(at: i64, code: JobEventCode) -> JobEventRow {
        JobEventRow {
            at,
            position: Some(1),
            code,
            params: BTreeMap::new(),
            request_id: None,
            problem: None,
        }
    }

    #[test]
    fn a_log_keeps_its_newest_lines_and_loses_those_about_progress_first() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(jobs::CREATE).unwrap();
        connection.execute_batch(CREATE).unwrap();
        for id in [1, 2] {
            let sql = "INSERT INTO jobs VALUES (?1, ?1, 'a-1', 'Finance', '1', 'web', 1, '{}', 0, NULL)";
            connection.execute(sql, [id]).unwrap();
        }
        let transaction = connection.transaction().unwrap();
        insert(&transaction, 2, &line(0, JobEventCode::Saved)).unwrap();
        insert(&transaction, 1, &line(0, JobEventCode::Saved)).unwrap();
        for at in 1..=700 {
            insert(&transaction, 1, &line(at, JobEventCode::Progress)).unwrap();
        }
        assert_eq!(count(&transaction, 1).unwrap(), 1 + MOST_PROGRESS_LINES);
        let kept = list(&transaction, 1, 1_000).unwrap();
        assert_eq!(kept.last().unwrap().code, JobEventCode::Saved);
        assert_eq!((kept[0].at, kept[499].at), (700, 201));

        for at in 701..=3_000 {
            insert(&transaction, 1, &line(at, JobEventCode::Paused)).unwrap();
        }
        assert_eq!(count(&transaction, 1).unwrap(), MOST_LINES);
        let newest = list(&transaction, 1, 3).unwrap();
        assert_eq!(
            newest.iter().map(|line| line.at).collect::<Vec<_>>(),
            [3_000, 2_999, 2_998]
        );
        assert_eq!(count(&transaction, 2).unwrap(), 1, "the log of another job");
    }
}
