//! Table `steps` of `state.db`: one row per step of a job, the unit of sending, of recovery and of display.

use alibaba_cloud::RecordedRequest;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params};
use serde_json::Value;

use super::attempts;
use super::json::{from_json, to_json, tolerant};
use super::words::stored_as_words;
use crate::Problem;
use crate::job::{StepKindName, StepState};

pub(crate) const CREATE: &str = "
CREATE TABLE steps (
    job_id INTEGER NOT NULL REFERENCES jobs (id),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('create_image', 'image_check', 'copy_image', 'restore_features', 'share_image')),
    after TEXT NOT NULL,
    source INTEGER,
    account_id TEXT NOT NULL,
    request_region TEXT NOT NULL,
    result_region TEXT NOT NULL,
    name TEXT,
    size_gib INTEGER NOT NULL,
    input TEXT NOT NULL,
    request TEXT,
    marker TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('pending', 'sending', 'reconciling', 'waiting', 'running', 'cancelling', 'done', 'failed',
        'skipped', 'cancelled', 'stopped')),
    resource_id TEXT,
    cloud_status TEXT,
    progress INTEGER,
    queued_behind INTEGER,
    result TEXT,
    problem TEXT,
    revision INTEGER NOT NULL,
    started_at INTEGER,
    accepted_at INTEGER,
    last_seen_at INTEGER,
    finished_at INTEGER,
    last_request_id TEXT,
    PRIMARY KEY (job_id, position)
) STRICT;
CREATE INDEX steps_unfinished ON steps (account_id, result_region) WHERE finished_at IS NULL;
";

/// Which kinds there are is known by the program: a kind of a newer one makes its row unreadable, and no other.
pub(crate) const ANY_KIND: &str = "
CREATE TABLE steps_of_any_kind (
    job_id INTEGER NOT NULL REFERENCES jobs (id),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    after TEXT NOT NULL,
    source INTEGER,
    account_id TEXT NOT NULL,
    request_region TEXT NOT NULL,
    result_region TEXT NOT NULL,
    name TEXT,
    size_gib INTEGER NOT NULL,
    input TEXT NOT NULL,
    request TEXT,
    marker TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('pending', 'sending', 'reconciling', 'waiting', 'running', 'cancelling', 'done', 'failed',
        'skipped', 'cancelled', 'stopped')),
    resource_id TEXT,
    cloud_status TEXT,
    progress INTEGER,
    queued_behind INTEGER,
    result TEXT,
    problem TEXT,
    revision INTEGER NOT NULL,
    started_at INTEGER,
    accepted_at INTEGER,
    last_seen_at INTEGER,
    finished_at INTEGER,
    last_request_id TEXT,
    PRIMARY KEY (job_id, position)
) STRICT;
INSERT INTO steps_of_any_kind SELECT * FROM steps;
-- Attempts refer to steps, and would keep the table from being dropped.
CREATE TABLE attempts_meanwhile AS SELECT * FROM attempts;
DELETE FROM attempts;
DROP TABLE steps;
ALTER TABLE steps_of_any_kind RENAME TO steps;
CREATE INDEX steps_unfinished ON steps (account_id, result_region) WHERE finished_at IS NULL;
INSERT INTO attempts SELECT * FROM attempts_meanwhile;
DROP TABLE attempts_meanwhile;
";

stored_as_words!(StepKindName {
    CreateImage = "create_image",
    ImageCheck = "image_check",
    CopyImage = "copy_image",
    RestoreFeatures = "restore_features",
    ShareImage = "share_image",
    UnshareImage = "unshare_image",
    EditImage = "edit_image",
    DeprecateImage = "deprecate_image",
    RestoreImage = "restore_image",
    TagImage = "tag_image",
    UntagImage = "untag_image",
    CreateSnapshot = "create_snapshot",
    CreateSnapshotGroup = "create_snapshot_group",
    LaunchInstances = "launch_instances",
    ProveInstances = "prove_instances",
    MendDifference = "mend_difference",
    StartInstances = "start_instances",
    StopInstances = "stop_instances",
    RebootInstances = "reboot_instances",
    ReplaceSystemDisk = "replace_system_disk",
    AttachKeyPair = "attach_key_pair",
    ApplySnapshotPolicy = "apply_snapshot_policy",
    ChangeInstanceType = "change_instance_type",
    ResizeDisk = "resize_disk",
    ChangeDiskCategory = "change_disk_category",
    ChangeBandwidth = "change_bandwidth",
    WaitForAgent = "wait_for_agent",
    ReleaseInstances = "release_instances",
    UndoTime = "undo_time",
    DeleteImage = "delete_image",
    DeleteSnapshots = "delete_snapshots",
    ExportImage = "export_image",
});

stored_as_words!(StepState {
    Pending = "pending",
    Sending = "sending",
    Reconciling = "reconciling",
    Waiting = "waiting",
    Running = "running",
    Cancelling = "cancelling",
    Done = "done",
    Failed = "failed",
    Skipped = "skipped",
    Cancelled = "cancelled",
    Stopped = "stopped",
    Unreadable = "unreadable",
});

/// A row.
#[derive(Clone, Debug)]
pub(crate) struct StepRow {
    pub(crate) job_id: i64,
    /// Counting from 1.
    pub(crate) position: u32,
    pub(crate) kind: StepKindName,
    /// Positions of the steps that end before it begins.
    pub(crate) after: Vec<u32>,
    /// Position of the step whose result it works on.
    pub(crate) source: Option<u32>,
    pub(crate) account_id: String,
    /// Where the request is sent.
    pub(crate) request_region: String,
    /// Where the result is.
    pub(crate) result_region: String,
    /// Name of the result.
    pub(crate) name: Option<String>,
    /// How much the cloud has to do, for estimates; 0 when that says nothing.
    pub(crate) size_gib: i64,
    /// What the kind needs to make its request; a record of the kind's own.
    pub(crate) input: Value,
    /// The request without its ClientToken; `None` until it is known.
    pub(crate) request: Option<RecordedRequest>,
    /// Value of the tag by which the result is recognised.
    pub(crate) marker: String,
    pub(crate) state: StepState,
    /// The result, or what the step works on.
    pub(crate) resource_id: Option<String>,
    pub(crate) cloud_status: Option<String>,
    pub(crate) progress: Option<u8>,
    pub(crate) queued_behind: Option<u32>,
    /// What was found out beside the resource; a record of the kind's own.
    pub(crate) result: Option<Value>,
    pub(crate) problem: Option<Problem>,
    /// Grows with every write. A write names the revision it rests on.
    pub(crate) revision: i64,
    pub(crate) started_at: Option<i64>,
    /// When the cloud accepted it; from then on it is watched.
    pub(crate) accepted_at: Option<i64>,
    pub(crate) last_seen_at: Option<i64>,
    pub(crate) finished_at: Option<i64>,
    /// The last request of the window that was carried out on it.
    pub(crate) last_request_id: Option<String>,
}

/// A row that may have been written by another version.
#[derive(Clone, Debug)]
pub(crate) enum StoredStep {
    Readable(Box<StepRow>),
    Unreadable { position: u32 },
}

impl StoredStep {
    pub(crate) fn readable(&self) -> Option<&StepRow> {
        match self {
            Self::Readable(row) => Some(row),
            Self::Unreadable { .. } => None,
        }
    }

    /// A step with an attempt that cannot be read cannot be read either: nobody knows what was sent for it.
    fn without(self, unreadable: &[u32]) -> Self {
        match self {
            Self::Readable(row) if unreadable.contains(&row.position) => Self::Unreadable { position: row.position },
            step => step,
        }
    }
}

/// A step that ended well, for the estimate of others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FinishedStep {
    pub(crate) kind: StepKindName,
    pub(crate) size_gib: i64,
    pub(crate) accepted_at: i64,
    pub(crate) finished_at: i64,
}

const COLUMNS: &str = "job_id, position, kind, after, source, account_id, request_region, result_region, name, size_gib, input, \
                       request, marker, state, resource_id, cloud_status, progress, queued_behind, result, problem, revision, \
                       started_at, accepted_at, last_seen_at, finished_at, last_request_id";

/// Adds a step.
pub(crate) fn insert(transaction: &Transaction<'_>, step: &StepRow) -> rusqlite::Result<()> {
    let sql = format!(
        "INSERT INTO steps ({COLUMNS}) VALUES (:job_id, :position, :kind, :after, :source, :account_id, :request_region,
         :result_region, :name, :size_gib, :input, :request, :marker, :state, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL,
         NULL, NULL, NULL)"
    );
    transaction.prepare_cached(&sql)?.execute(named_params! {
        ":job_id": step.job_id,
        ":position": step.position,
        ":kind": step.kind,
        ":after": to_json(&step.after)?,
        ":source": step.source,
        ":account_id": step.account_id,
        ":request_region": step.request_region,
        ":result_region": step.result_region,
        ":name": step.name,
        ":size_gib": step.size_gib,
        ":input": to_json(&step.input)?,
        ":request": step.request.as_ref().map(to_json).transpose()?,
        ":marker": step.marker,
        ":state": step.state,
    })?;
    Ok(())
}

/// Writes what can change of a step that rests on the revision `step.revision`. `false`, and nothing is written, when somebody else
/// has written in between or the step has ended.
pub(crate) fn update(transaction: &Transaction<'_>, step: &StepRow) -> rusqlite::Result<bool> {
    write(transaction, step, "AND finished_at IS NULL")
}

/// As [`update`], also of a step that has ended: it begins anew.
pub(crate) fn reopen(transaction: &Transaction<'_>, step: &StepRow) -> rusqlite::Result<bool> {
    write(transaction, step, "")
}

fn write(transaction: &Transaction<'_>, step: &StepRow, guard: &str) -> rusqlite::Result<bool> {
    let sql = format!(
        "UPDATE steps SET name = :name, input = :input, request = :request, marker = :marker, state = :state,
         resource_id = :resource_id, cloud_status = :cloud_status, progress = :progress, queued_behind = :queued_behind,
         result = :result, problem = :problem, revision = :revision + 1, started_at = :started_at, accepted_at = :accepted_at,
         last_seen_at = :last_seen_at, finished_at = :finished_at, last_request_id = :last_request_id
         WHERE job_id = :job_id AND position = :position AND revision = :revision {guard}"
    );
    let changed = transaction.prepare_cached(&sql)?.execute(named_params! {
        ":job_id": step.job_id,
        ":position": step.position,
        ":name": step.name,
        ":input": to_json(&step.input)?,
        ":request": step.request.as_ref().map(to_json).transpose()?,
        ":marker": step.marker,
        ":state": step.state,
        ":resource_id": step.resource_id,
        ":cloud_status": step.cloud_status,
        ":progress": step.progress,
        ":queued_behind": step.queued_behind,
        ":result": step.result.as_ref().map(to_json).transpose()?,
        ":problem": step.problem.as_ref().map(to_json).transpose()?,
        ":revision": step.revision,
        ":started_at": step.started_at,
        ":accepted_at": step.accepted_at,
        ":last_seen_at": step.last_seen_at,
        ":finished_at": step.finished_at,
        ":last_request_id": step.last_request_id,
    })?;
    Ok(changed == 1)
}

/// Steps of a job in their order.
pub(crate) fn of_job(connection: &Connection, job_id: i64) -> rusqlite::Result<Vec<StoredStep>> {
    let sql = format!("SELECT {COLUMNS} FROM steps WHERE job_id = ?1 ORDER BY position");
    let unreadable = attempts::unreadable(connection, job_id)?;
    connection
        .prepare_cached(&sql)?
        .query_map([job_id], |row| Ok(stored(row)?.without(&unreadable)))?
        .collect()
}

/// One step; `None` when there is none, or it cannot be read.
pub(crate) fn find(connection: &Connection, job_id: i64, position: u32) -> rusqlite::Result<Option<StepRow>> {
    let sql = format!("SELECT {COLUMNS} FROM steps WHERE job_id = ?1 AND position = ?2");
    let found = connection
        .prepare_cached(&sql)?
        .query_row((job_id, position), stored)
        .optional()?;
    let unreadable = attempts::unreadable(connection, job_id)?;
    Ok(found.and_then(|step| step.without(&unreadable).readable().cloned()))
}

/// Unfinished steps of a region that the cloud has accepted. Rows that cannot be read are left out.
pub(crate) fn in_cloud(connection: &Connection, account_id: &str, region_id: &str) -> rusqlite::Result<Vec<StepRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM steps WHERE finished_at IS NULL AND account_id = ?1 AND result_region = ?2
         AND accepted_at IS NOT NULL ORDER BY job_id, position"
    );
    let rows = connection
        .prepare_cached(&sql)?
        .query_map([account_id, region_id], stored)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let mut steps = Vec::new();
    for step in rows.iter().filter_map(StoredStep::readable) {
        if !attempts::unreadable(connection, step.job_id)?.contains(&step.position) {
            steps.push(step.clone());
        }
    }
    Ok(steps)
}

/// Steps of a kind that have not ended, and those that failed. Rows that cannot be read are left out.
pub(crate) fn unfinished_or_failed(connection: &Connection, kind: StepKindName) -> rusqlite::Result<Vec<StepRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM steps WHERE kind = ?1 AND (finished_at IS NULL OR state = 'failed') ORDER BY job_id, position"
    );
    let rows = connection
        .prepare_cached(&sql)?
        .query_map([kind], stored)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(rows.iter().filter_map(StoredStep::readable).cloned().collect())
}

/// Steps of a kind and an account that have not ended, of jobs that have not ended either. Rows that cannot be read are left out.
pub(crate) fn to_come(connection: &Connection, account_id: &str, kind: StepKindName) -> rusqlite::Result<Vec<StepRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM steps WHERE kind = ?1 AND account_id = ?2 AND finished_at IS NULL
         AND job_id IN (SELECT id FROM jobs WHERE finished_at IS NULL) ORDER BY job_id, position"
    );
    let rows = connection
        .prepare_cached(&sql)?
        .query_map((kind, account_id), stored)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(rows.iter().filter_map(StoredStep::readable).cloned().collect())
}

/// The latest `limit` steps of an account that ended well.
pub(crate) fn finished_well(
    connection: &Connection,
    account_id: &str,
    limit: u32,
) -> rusqlite::Result<Vec<FinishedStep>> {
    connection
        .prepare_cached(
            "SELECT kind, size_gib, accepted_at, finished_at FROM steps WHERE account_id = ?1 AND state = 'done'
             AND accepted_at < finished_at ORDER BY finished_at DESC LIMIT ?2",
        )?
        .query_map((account_id, limit), |row| {
            Ok(FinishedStep {
                kind: row.get(0)?,
                size_gib: row.get(1)?,
                accepted_at: row.get(2)?,
                finished_at: row.get(3)?,
            })
        })?
        .collect()
}

fn stored(row: &Row<'_>) -> rusqlite::Result<StoredStep> {
    let position = row.get(1)?;
    Ok(match read(row) {
        Ok(step) => StoredStep::Readable(Box::new(step)),
        Err(error) => {
            let job_id: i64 = row.get(0)?;
            tracing::error!(job_id, position, %error, "a step cannot be read");
            StoredStep::Unreadable { position }
        }
    })
}

fn read(row: &Row<'_>) -> rusqlite::Result<StepRow> {
    let request: Option<String> = row.get(11)?;
    Ok(StepRow {
        job_id: row.get(0)?,
        position: row.get(1)?,
        kind: row.get(2)?,
        after: from_json(row, 3)?,
        source: row.get(4)?,
        account_id: row.get(5)?,
        request_region: row.get(6)?,
        result_region: row.get(7)?,
        name: row.get(8)?,
        size_gib: row.get(9)?,
        input: from_json(row, 10)?,
        request: match request {
            Some(_) => Some(from_json(row, 11)?),
            None => None,
        },
        marker: row.get(12)?,
        state: row.get(13)?,
        resource_id: row.get(14)?,
        cloud_status: row.get(15)?,
        progress: row.get(16)?,
        queued_behind: row.get(17)?,
        result: tolerant(row, 18)?,
        problem: tolerant(row, 19)?,
        revision: row.get(20)?,
        started_at: row.get(21)?,
        accepted_at: row.get(22)?,
        last_seen_at: row.get(23)?,
        finished_at: row.get(24)?,
        last_request_id: row.get(25)?,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::store::jobs;

    /// A store with one step, begun by nobody.
    fn store() -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(jobs::CREATE).unwrap();
        connection.execute_batch(CREATE).unwrap();
        connection.execute_batch(attempts::CREATE).unwrap();
        connection
            .execute_batch(
                "INSERT INTO jobs VALUES (1, 'r-1', 'a-1', 'Finance', '1', 'web', 1, '{}', 0, NULL);
                 INSERT INTO steps VALUES (1, 1, 'create_image', '[]', NULL, 'a-1', 'r', 'r', 'web', 40, '{}', NULL, 'm', 'running',
                 'm-1', NULL, NULL, NULL, NULL, NULL, 0, NULL, 1, NULL, NULL, NULL);",
            )
            .unwrap();
        connection
    }

    #[test]
    fn the_steps_of_an_older_file_keep_their_attempts_and_take_any_kind() {
        let connection = store();
        connection.execute_batch("PRAGMA foreign_keys = ON").unwrap();
        connection
            .execute_batch("INSERT INTO attempts VALUES (1, 1, 1, 'CreateImage', 't-1', 'accepted', 'q-1', 1, 1, 1);")
            .unwrap();
        connection.execute_batch(&format!("BEGIN; {ANY_KIND} COMMIT;")).unwrap();
        connection
            .execute_batch("UPDATE steps SET kind = 'a_kind_of_a_newer_program' WHERE job_id = 1")
            .unwrap();
        assert!(matches!(
            of_job(&connection, 1).unwrap()[..],
            [StoredStep::Unreadable { position: 1 }]
        ));
        assert_eq!(attempts::of_job(&connection, 1).unwrap().len(), 1);
        let orphan = connection.execute_batch("DELETE FROM steps WHERE job_id = 1");
        assert!(orphan.is_err(), "attempts still refer to their step");
    }

    #[test]
    fn of_two_writers_the_slower_one_undoes_nothing() {
        let mut connection = store();
        let transaction = connection.transaction().unwrap();
        let slower = find(&transaction, 1, 1).unwrap().unwrap();
        let mut faster = slower.clone();
        faster.progress = Some(70);
        assert!(update(&transaction, &faster).unwrap());
        assert!(!update(&transaction, &slower).unwrap());
        let mut ended = find(&transaction, 1, 1).unwrap().unwrap();
        assert_eq!((ended.progress, ended.revision), (Some(70), 1));

        ended.state = StepState::Done;
        ended.finished_at = Some(2);
        assert!(update(&transaction, &ended).unwrap());
        ended.revision += 1;
        ended.state = StepState::Running;
        assert!(!update(&transaction, &ended).unwrap(), "what has ended stays so");
        assert!(reopen(&transaction, &ended).unwrap(), "but for a person");
    }
}
