//! One export from its begin to its end: rows are read and written piece by piece, so that a million of them is no more in memory than a
//! window of them is.

use std::collections::HashMap;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::Timestamp;

use super::freshness::Freshness;
use super::json::{End, Stale};
use super::table;
use super::{ExportField, ExportFormat, ExportSink, ExportSpec, ExportTarget, csv, json};
use crate::inventory::{Inventory, Records, RowKind};
use crate::{Problem, ProblemCode};

/// Rows that are read and written at once.
const CHUNK: usize = 1_000;

/// What is written.
pub(super) struct Run {
    pub(super) inventory: Inventory,
    pub(super) kind: RowKind,
    pub(super) spec: ExportSpec,
    /// Ids of the rows in the store, in the order of the file.
    pub(super) ids: Vec<i64>,
    /// The cache that the ids are of.
    pub(super) cache_epoch: u64,
    /// What accounts are called, by their ids.
    pub(super) aliases: HashMap<String, String>,
    pub(super) freshness: Freshness,
    pub(super) started_at: Timestamp,
}

/// How far an export is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Written {
    pub(super) rows: u32,
    pub(super) stale: u32,
    /// Rows that went meanwhile.
    pub(super) gone: u32,
}

/// How an export ended that did not fail.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Ended {
    Done,
    Cancelled,
}

impl Run {
    /// Writes everything, and tells after each piece how far it is.
    ///
    /// # Errors
    /// `ExportFailed` with `reason`, the cache's codes. Nothing is left behind.
    pub(super) async fn write(
        &self,
        target: Box<dyn ExportTarget>,
        is_cancelled: &AtomicBool,
        progress: impl Fn(Written),
    ) -> Result<Ended, Problem> {
        let fields = table::fields(self.kind);
        let mut written = Written::default();
        let mut sink = in_background(move || target.create()).await?;
        sink = append(sink, self.begin(&fields)?).await?;
        for ids in self.ids.chunks(CHUNK) {
            if is_cancelled.load(Ordering::SeqCst) {
                return Ok(Ended::Cancelled);
            }
            let records = self.read(ids).await?;
            let bytes = self.encode(&fields, &records, written.rows == 0)?;
            sink = append(sink, bytes).await?;
            let rows = count(records.places().len());
            written.rows += rows;
            written.gone += count(ids.len()) - rows;
            written.stale += self.freshness.stale_rows(&records);
            progress(written);
        }
        sink = append(sink, self.end(written)?).await?;
        if is_cancelled.load(Ordering::SeqCst) {
            return Ok(Ended::Cancelled);
        }
        in_background(move || sink.keep()).await?;
        Ok(Ended::Done)
    }

    async fn read(&self, ids: &[i64]) -> Result<Records, Problem> {
        let records = self.inventory.records(self.kind, ids.to_vec()).await?;
        if self.inventory.cache_epoch() != self.cache_epoch {
            // Another file has taken its place; the ids mean other rows.
            return Err(Problem::new(ProblemCode::CacheDamaged));
        }
        Ok(records)
    }

    fn begin(&self, fields: &[ExportField]) -> Result<Vec<u8>, Problem> {
        match self.spec.format {
            ExportFormat::Csv => csv::begin(fields, &self.spec).map_err(internal),
            ExportFormat::Json => json::begin(self.started_at, self.kind).map_err(internal),
        }
    }

    fn encode(&self, fields: &[ExportField], records: &Records, first: bool) -> Result<Vec<u8>, Problem> {
        let alias = |id: &str| self.aliases.get(id).map_or("", String::as_str);
        let values = table::values(records, alias);
        match self.spec.format {
            ExportFormat::Csv => csv::rows(&values).map_err(internal),
            ExportFormat::Json => {
                let names: Vec<&str> = fields.iter().map(|field| field.name()).collect();
                json::rows(&names, &values, first).map_err(internal)
            }
        }
    }

    fn end(&self, written: Written) -> Result<Vec<u8>, Problem> {
        match self.spec.format {
            ExportFormat::Csv => Ok(Vec::new()),
            ExportFormat::Json => json::end(&End {
                stale: Stale {
                    rows: written.stale,
                    parts: &self.freshness.stale,
                },
                missing: &self.freshness.missing,
                missing_rows: written.gone,
            })
            .map_err(internal),
        }
    }
}

pub(super) async fn append(mut sink: Box<dyn ExportSink>, bytes: Vec<u8>) -> Result<Box<dyn ExportSink>, Problem> {
    in_background(move || {
        sink.write_all(&bytes)?;
        Ok(sink)
    })
    .await
}

/// Writes a file that is in memory as a whole.
///
/// # Errors
/// `ExportFailed` with `reason` and `file`. Nothing is left behind.
pub(crate) async fn write_file(target: Box<dyn ExportTarget>, bytes: Vec<u8>) -> Result<(), Problem> {
    let name = file_name(&*target);
    let written = in_background(move || {
        let mut sink = target.create()?;
        sink.write_all(&bytes)?;
        sink.keep()
    });
    written.await.map_err(|problem| problem.with("file", name))
}

/// What the file is called, without its folder.
pub(super) fn file_name(target: &dyn ExportTarget) -> String {
    let name = target.path().file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// Waits for a disk where that holds up nobody.
pub(super) async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, Problem> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(internal)?.map_err(|error| problem(&error))
}

fn problem(error: &io::Error) -> Problem {
    let reason = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "full",
        io::ErrorKind::FileTooLarge => "tooLarge",
        io::ErrorKind::PermissionDenied => "denied",
        io::ErrorKind::ReadOnlyFilesystem => "readOnly",
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => "folderGone",
        _ => "other",
    };
    tracing::warn!(reason, kind = ?error.kind(), "an export could not be written");
    Problem::new(ProblemCode::ExportFailed).with("reason", reason)
}

pub(super) fn internal<E>(_: E) -> Problem {
    Problem::new(ProblemCode::Internal)
}

fn count(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}
