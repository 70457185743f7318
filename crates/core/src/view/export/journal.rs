//! The journal as a file: a line for each entry, newest first, read and written piece by piece.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::formula::guarded;
use super::run::{append, file_name, in_background, internal};
use super::value::Value;
use super::{ExportFormat, ExportTarget, csv, json};
use crate::account::Environment;
use crate::cloud::Cloud;
use crate::{JournalEntry, JournalFilter, JournalOutcome, Problem};

/// Entries that are read and written at once.
const CHUNK: u32 = 1_000;

/// How the journal is written to a file.
#[derive(Clone, Debug, Deserialize, PartialEq, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct JournalFile {
    /// The format.
    pub format: ExportFormat,
    /// The headings of a CSV file and the words of the outcomes in the language of the window, by their keys: `sentAt`, `account`, ...,
    /// `accepted`, `refused`, ... Where one is missing its key is written. JSON has keys alone.
    pub words: BTreeMap<String, String>,
}

/// A file that the journal was written to.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct JournalExported {
    /// Its name, without its folder.
    pub file: String,
    /// How many entries it has.
    pub entries: u32,
}

/// A field and what it holds of an entry.
type Field = (&'static str, for<'a> fn(&'a JournalEntry, &'a JournalFile) -> Value<'a>);

/// In the order of the file.
const FIELDS: &[Field] = &[
    ("sentAt", |entry, _| time(Some(entry.line.sent_at))),
    ("account", |entry, _| Value::Text(&entry.line.account_alias)),
    ("environment", |entry, file| {
        shown(file, environment(entry.line.environment))
    }),
    ("uid", |entry, _| Value::Text(&entry.uid)),
    ("identity", |entry, _| Value::Text(&entry.line.arn)),
    ("regionId", |entry, _| Value::text(entry.line.region_id.as_ref())),
    ("action", |entry, _| Value::Text(&entry.line.action)),
    ("target", |entry, _| Value::Text(&entry.line.target)),
    ("outcome", |entry, file| shown(file, outcome(entry.line.outcome))),
    ("code", |entry, _| Value::text(entry.line.code.as_ref())),
    ("message", |entry, _| Value::text(entry.message.as_ref())),
    ("requestId", |entry, _| Value::text(entry.line.request_id.as_ref())),
    ("answeredAt", |entry, _| time(entry.answered_at)),
    ("job", |entry, _| {
        Value::number(entry.job_id.and_then(|id| u64::try_from(id).ok()))
    }),
    ("step", |entry, _| Value::number(entry.position)),
    ("parameters", |entry, _| {
        entry.parameters.as_deref().map_or(Value::Nothing, Value::Parameters)
    }),
];

/// Writes the entries that match. Those that come meanwhile are not part of it.
///
/// # Errors
/// `ExportFailed` with `reason` and `file`, `StoreFailed`. Nothing is left behind.
pub(crate) async fn write_journal(
    cloud: &Cloud,
    filter: JournalFilter,
    file: &JournalFile,
    target: Box<dyn ExportTarget>,
) -> Result<JournalExported, Problem> {
    let name = file_name(&*target);
    let written = write(cloud, filter, file, target).await;
    let entries = written.map_err(|problem| problem.with("file", &name))?;
    Ok(JournalExported { file: name, entries })
}

async fn write(
    cloud: &Cloud,
    filter: JournalFilter,
    file: &JournalFile,
    target: Box<dyn ExportTarget>,
) -> Result<u32, Problem> {
    let filter = cloud.fixed(filter);
    let mut sink = in_background(move || target.create()).await?;
    sink = append(sink, begin(file)?).await?;
    let (mut before, mut written) = (None, 0);
    loop {
        let entries = cloud.journal_entries(&filter, before, CHUNK).await?;
        let Some(last) = entries.last() else {
            break;
        };
        before = Some(last.line.id);
        sink = append(sink, encode(&entries, file, written == 0)?).await?;
        written += u32::try_from(entries.len()).unwrap_or(u32::MAX);
    }
    if file.format == ExportFormat::Json {
        sink = append(sink, b"\n]\n".to_vec()).await?;
    }
    in_background(move || sink.keep()).await?;
    Ok(written)
}

fn begin(file: &JournalFile) -> Result<Vec<u8>, Problem> {
    match file.format {
        ExportFormat::Csv => {
            let mut writer = csv::writer(csv::BYTE_ORDER_MARK.to_vec());
            let headings = FIELDS
                .iter()
                .map(|(key, _)| guarded(word(file, key).into()).into_owned());
            writer.write_record(headings).map_err(internal)?;
            csv::finish(writer).map_err(internal)
        }
        ExportFormat::Json => Ok(b"[".to_vec()),
    }
}

fn encode(entries: &[JournalEntry], file: &JournalFile, first: bool) -> Result<Vec<u8>, Problem> {
    let values = |entry| FIELDS.iter().map(|(_, value)| value(entry, file)).collect();
    let rows: Vec<Vec<Value<'_>>> = entries.iter().map(values).collect();
    match file.format {
        ExportFormat::Csv => csv::rows(&rows).map_err(internal),
        ExportFormat::Json => {
            let keys: Vec<&str> = FIELDS.iter().map(|(key, _)| *key).collect();
            json::rows(&keys, &rows, first).map_err(internal)
        }
    }
}

/// What has a word in the language of the window.
fn shown<'a>(file: &'a JournalFile, key: &'static str) -> Value<'a> {
    match file.format {
        ExportFormat::Csv => Value::Text(word(file, key)),
        ExportFormat::Json => Value::Text(key),
    }
}

fn outcome(outcome: JournalOutcome) -> &'static str {
    match outcome {
        JournalOutcome::Sent => "sent",
        JournalOutcome::Accepted => "accepted",
        JournalOutcome::Refused => "refused",
        JournalOutcome::Unknown => "unknown",
        JournalOutcome::NotSent => "notSent",
    }
}

fn environment(environment: Environment) -> &'static str {
    match environment {
        Environment::Test => "test",
        Environment::Staging => "staging",
        Environment::Production => "production",
    }
}

fn word<'a>(file: &'a JournalFile, key: &'a str) -> &'a str {
    file.words.get(key).map_or(key, String::as_str)
}

fn time(milliseconds: Option<i64>) -> Value<'static> {
    Value::time(milliseconds.and_then(|at| Timestamp::from_millisecond(at).ok()))
}
