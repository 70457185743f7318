//! Table `journal` of `state.db`: one row per write that was sent to the cloud. Rows stay when their account is removed.

use rusqlite::{Connection, Row, named_params, params};

use super::accounts::Environment;

/// `sent` is written before the first byte leaves. A row that still says so at the next start becomes `unknown`.
pub(crate) const CREATE: &str = "
CREATE TABLE journal (
    id INTEGER PRIMARY KEY,
    account_id TEXT NOT NULL,
    account_alias TEXT NOT NULL,
    environment TEXT NOT NULL,
    uid TEXT NOT NULL,
    arn TEXT NOT NULL,
    action TEXT NOT NULL,
    region_id TEXT,
    target TEXT NOT NULL,
    request TEXT NOT NULL,
    job_id INTEGER,
    position INTEGER,
    sent_at INTEGER NOT NULL,
    answered_at INTEGER,
    outcome TEXT NOT NULL CHECK (outcome IN ('sent', 'accepted', 'refused', 'unknown', 'not_sent')),
    request_id TEXT,
    code TEXT
) STRICT;";

/// A write before it is sent.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NewJournalRow {
    pub(crate) account_id: String,
    pub(crate) account_alias: String,
    pub(crate) environment: Environment,
    pub(crate) uid: String,
    pub(crate) arn: String,
    /// `ecs:CreateImage`.
    pub(crate) action: String,
    pub(crate) region_id: Option<String>,
    pub(crate) target: String,
    /// The recorded request as JSON; it has no secrets.
    pub(crate) request: String,
    pub(crate) job_id: Option<i64>,
    pub(crate) position: Option<u32>,
    pub(crate) sent_at: i64,
}

/// A write as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct JournalRow {
    pub(crate) id: i64,
    pub(crate) write: NewJournalRow,
    pub(crate) answer: Option<AnswerRow>,
}

/// How a write ended.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct AnswerRow {
    pub(crate) answered_at: Option<i64>,
    pub(crate) outcome: Outcome,
    pub(crate) request_id: Option<String>,
    /// The provider's code.
    pub(crate) code: Option<String>,
}

/// What is known of the effect of a write.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Outcome {
    Accepted,
    Refused,
    Unknown,
    NotSent,
}

impl Outcome {
    fn word(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
            Self::NotSent => "not_sent",
        }
    }
}

/// Writes a row as `sent` and returns its id.
pub(crate) fn insert(connection: &Connection, row: &NewJournalRow) -> rusqlite::Result<i64> {
    let sql =
        "INSERT INTO journal (account_id, account_alias, environment, uid, arn, action, region_id, target, request,
                 job_id, position, sent_at, outcome)
               VALUES (:account_id, :account_alias, :environment, :uid, :arn, :action, :region_id, :target, :request,
                 :job_id, :position, :sent_at, 'sent')";
    connection.prepare_cached(sql)?.execute(named_params! {
        ":account_id": row.account_id,
        ":account_alias": row.account_alias,
        ":environment": row.environment.word(),
        ":uid": row.uid,
        ":arn": row.arn,
        ":action": row.action,
        ":region_id": row.region_id,
        ":target": row.target,
        ":request": row.request,
        ":job_id": row.job_id,
        ":position": row.position,
        ":sent_at": row.sent_at,
    })?;
    Ok(connection.last_insert_rowid())
}

/// Writes down how a write ended.
pub(crate) fn answer(connection: &Connection, id: i64, answer: &AnswerRow) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE journal SET answered_at = ?2, outcome = ?3, request_id = ?4, code = ?5 WHERE id = ?1")?
        .execute(params![
            id,
            answer.answered_at,
            answer.outcome.word(),
            answer.request_id,
            answer.code
        ])?;
    Ok(())
}

/// Writes of an earlier run that have no answer never get one.
pub(crate) fn close_unanswered(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("UPDATE journal SET outcome = 'unknown' WHERE outcome = 'sent'", [])?;
    Ok(())
}

/// The newest rows, newest first; of those before `before` when that is given.
pub(crate) fn page(connection: &Connection, before: Option<i64>, limit: u32) -> rusqlite::Result<Vec<JournalRow>> {
    let sql = "SELECT id, account_id, account_alias, environment, uid, arn, action, region_id, target, request, job_id, position,
                 sent_at, answered_at, outcome, request_id, code
               FROM journal WHERE id < ?1 ORDER BY id DESC LIMIT ?2";
    connection
        .prepare_cached(sql)?
        .query_map(params![before.unwrap_or(i64::MAX), limit], read)?
        .collect()
}

fn read(row: &Row<'_>) -> rusqlite::Result<JournalRow> {
    let outcome = match row.get_ref(14)?.as_str()? {
        "sent" => None,
        "accepted" => Some(Outcome::Accepted),
        "refused" => Some(Outcome::Refused),
        "not_sent" => Some(Outcome::NotSent),
        _ => Some(Outcome::Unknown),
    };
    let (answered_at, request_id, code) = (row.get(13)?, row.get(15)?, row.get(16)?);
    Ok(JournalRow {
        id: row.get(0)?,
        write: NewJournalRow {
            account_id: row.get(1)?,
            account_alias: row.get(2)?,
            environment: Environment::from_word(row.get_ref(3)?.as_str()?),
            uid: row.get(4)?,
            arn: row.get(5)?,
            action: row.get(6)?,
            region_id: row.get(7)?,
            target: row.get(8)?,
            request: row.get(9)?,
            job_id: row.get(10)?,
            position: row.get(11)?,
            sent_at: row.get(12)?,
        },
        answer: outcome.map(|outcome| AnswerRow {
            answered_at,
            outcome,
            request_id,
            code,
        }),
    })
}
