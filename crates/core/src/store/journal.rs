//! Table `journal` of `state.db`: one row per write that was sent to the cloud. Rows stay when their account is removed.

use rusqlite::{Connection, OptionalExtension, Row, ToSql, named_params, params};

use super::accounts::Environment;
use crate::cloud::{JournalFilter, JournalOutcome};

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

/// The provider's message, what a row is found by, and an index that holds all that a list asks for: a page of 100,000 rows is found without
/// reading a request.
pub(crate) const LISTED: &str = "
ALTER TABLE journal ADD COLUMN message TEXT;
ALTER TABLE journal ADD COLUMN found_by TEXT NOT NULL DEFAULT '';
UPDATE journal SET found_by = target || CASE WHEN json_valid(request) THEN
    (SELECT coalesce(group_concat(char(10) || json_extract(value, '$[1]'), ''), '') FROM json_each(request, '$.parameters'))
    ELSE '' END;
CREATE INDEX journal_list ON journal (id, account_id, action, region_id, outcome, sent_at, request_id, code, found_by);";

fn word(outcome: JournalOutcome) -> &'static str {
    match outcome {
        JournalOutcome::Sent => "sent",
        JournalOutcome::Accepted => "accepted",
        JournalOutcome::Refused => "refused",
        JournalOutcome::Unknown => "unknown",
        JournalOutcome::NotSent => "not_sent",
    }
}

fn outcome_of(word: &str) -> JournalOutcome {
    match word {
        "sent" => JournalOutcome::Sent,
        "accepted" => JournalOutcome::Accepted,
        "refused" => JournalOutcome::Refused,
        "not_sent" => JournalOutcome::NotSent,
        _ => JournalOutcome::Unknown,
    }
}

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
    pub(crate) answer: AnswerRow,
}

/// How a write ended.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct AnswerRow {
    pub(crate) answered_at: Option<i64>,
    pub(crate) outcome: JournalOutcome,
    pub(crate) request_id: Option<String>,
    /// The provider's code.
    pub(crate) code: Option<String>,
    /// The provider's message.
    pub(crate) message: Option<String>,
}

/// An account that rows are of, as the newest of them names it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct JournalAccountRow {
    pub(crate) account_id: String,
    pub(crate) account_alias: String,
}

/// Writes a row as `sent` and returns its id. `found_by` is what a search looks into, beside the action and the answer.
pub(crate) fn insert(connection: &Connection, row: &NewJournalRow, found_by: &str) -> rusqlite::Result<i64> {
    let sql =
        "INSERT INTO journal (account_id, account_alias, environment, uid, arn, action, region_id, target, request,
                 job_id, position, sent_at, outcome, found_by)
               VALUES (:account_id, :account_alias, :environment, :uid, :arn, :action, :region_id, :target, :request,
                 :job_id, :position, :sent_at, 'sent', :found_by)";
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
        ":found_by": found_by,
    })?;
    Ok(connection.last_insert_rowid())
}

/// Writes down how a write ended.
pub(crate) fn answer(connection: &Connection, id: i64, answer: &AnswerRow) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE journal SET answered_at = ?2, outcome = ?3, request_id = ?4, code = ?5, message = ?6 WHERE id = ?1",
        )?
        .execute(params![
            id,
            answer.answered_at,
            word(answer.outcome),
            answer.request_id,
            answer.code,
            answer.message
        ])?;
    Ok(())
}

/// Writes of an earlier run that have no answer never get one.
pub(crate) fn close_unanswered(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("UPDATE journal SET outcome = 'unknown' WHERE outcome = 'sent'", [])?;
    Ok(())
}

const COLUMNS: &str =
    "id, account_id, account_alias, environment, uid, arn, action, region_id, target, request, job_id, position,
    sent_at, answered_at, outcome, request_id, code, message";

/// What a filter asks of a row; everything it names is in the index `journal_list`.
const MATCHES: &str = r"(:accounts IS NULL OR account_id IN (SELECT value FROM json_each(:accounts)))
    AND (:actions IS NULL OR action IN (SELECT value FROM json_each(:actions)))
    AND (:regions IS NULL OR region_id IN (SELECT value FROM json_each(:regions)))
    AND (:outcomes IS NULL OR outcome IN (SELECT value FROM json_each(:outcomes)))
    AND (:from IS NULL OR sent_at >= :from)
    AND (:to IS NULL OR sent_at <= :to)
    AND (:like IS NULL OR found_by LIKE :like ESCAPE '\' OR request_id LIKE :like ESCAPE '\' OR action LIKE :like ESCAPE '\'
        OR code LIKE :like ESCAPE '\')";

/// A filter as the values of [`MATCHES`].
struct Asked {
    accounts: Option<String>,
    actions: Option<String>,
    regions: Option<String>,
    outcomes: Option<String>,
    from: Option<i64>,
    to: Option<i64>,
    like: Option<String>,
}

impl Asked {
    fn of(filter: &JournalFilter) -> Self {
        let outcomes: Vec<String> = filter
            .outcomes
            .iter()
            .map(|outcome| word(*outcome).to_owned())
            .collect();
        Self {
            accounts: list(&filter.account_ids),
            actions: list(&filter.actions),
            regions: list(&filter.region_ids),
            outcomes: list(&outcomes),
            from: filter.from,
            to: filter.to,
            like: like(&filter.search),
        }
    }

    fn values(&self) -> [(&str, &dyn ToSql); 7] {
        [
            (":accounts", &self.accounts),
            (":actions", &self.actions),
            (":regions", &self.regions),
            (":outcomes", &self.outcomes),
            (":from", &self.from),
            (":to", &self.to),
            (":like", &self.like),
        ]
    }
}

/// A list as JSON; `None` for one that is empty.
fn list(values: &[String]) -> Option<String> {
    (!values.is_empty()).then(|| serde_json::Value::from(values.to_vec()).to_string())
}

/// A pattern for texts that have `search` in them, whatever signs it has.
fn like(search: &str) -> Option<String> {
    let search = search.trim();
    let escaped = search.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_");
    (!search.is_empty()).then(|| format!("%{escaped}%"))
}

/// The newest rows that match, newest first; of those before `before` when that is given.
pub(crate) fn page(
    connection: &Connection,
    filter: &JournalFilter,
    before: Option<i64>,
    limit: u32,
) -> rusqlite::Result<Vec<JournalRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM journal WHERE id IN (SELECT id FROM journal INDEXED BY journal_list
         WHERE id < :before AND {MATCHES} ORDER BY id DESC LIMIT :limit) ORDER BY id DESC"
    );
    let asked = Asked::of(filter);
    let before = before.unwrap_or(i64::MAX);
    let mut values: Vec<(&str, &dyn ToSql)> = asked.values().into();
    values.extend([(":before", &before as &dyn ToSql), (":limit", &limit)]);
    connection.prepare_cached(&sql)?.query_map(&*values, read)?.collect()
}

/// How many rows match.
pub(crate) fn count(connection: &Connection, filter: &JournalFilter) -> rusqlite::Result<u32> {
    let sql = format!("SELECT count(*) FROM journal INDEXED BY journal_list WHERE {MATCHES}");
    connection
        .prepare_cached(&sql)?
        .query_row(&Asked::of(filter).values(), |row| row.get(0))
}

/// One row.
pub(crate) fn find(connection: &Connection, id: i64) -> rusqlite::Result<Option<JournalRow>> {
    let sql = format!("SELECT {COLUMNS} FROM journal WHERE id = ?1");
    connection.prepare_cached(&sql)?.query_row([id], read).optional()
}

/// The accounts that rows are of, by their names.
pub(crate) fn accounts(connection: &Connection) -> rusqlite::Result<Vec<JournalAccountRow>> {
    connection
        .prepare_cached(
            "WITH known AS (SELECT DISTINCT account_id FROM journal INDEXED BY journal_list),
             newest AS (SELECT (SELECT id FROM journal INDEXED BY journal_list WHERE account_id = known.account_id
                 ORDER BY id DESC LIMIT 1) AS id FROM known)
             SELECT account_id, account_alias FROM journal WHERE id IN (SELECT id FROM newest) ORDER BY account_alias, id",
        )?
        .query_map([], |row| {
            Ok(JournalAccountRow {
                account_id: row.get(0)?,
                account_alias: row.get(1)?,
            })
        })?
        .collect()
}

/// The actions that rows are of.
pub(crate) fn actions(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    texts(
        connection,
        "SELECT DISTINCT action FROM journal INDEXED BY journal_list ORDER BY action",
    )
}

/// The regions that rows are of.
pub(crate) fn regions(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    texts(
        connection,
        "SELECT DISTINCT region_id FROM journal INDEXED BY journal_list WHERE region_id IS NOT NULL ORDER BY region_id",
    )
}

fn texts(connection: &Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare_cached(sql)?
        .query_map([], |row| row.get(0))?
        .collect()
}

fn read(row: &Row<'_>) -> rusqlite::Result<JournalRow> {
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
        answer: AnswerRow {
            answered_at: row.get(13)?,
            outcome: outcome_of(row.get_ref(14)?.as_str()?),
            request_id: row.get(15)?,
            code: row.get(16)?,
            message: row.get(17)?,
        },
    })
}

#[cfg(test)]
mod tests;
