//! The support report: what a person can copy and send along with a question. Everything in it comes from types that hold no secret.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::account::Account;
use crate::inventory::SyncState;
use crate::job::{JobDetail, JobSummary};
use crate::preferences::Preferences;

/// How much of the newest log file goes into a report, bytes.
const LOG_TAIL: u64 = 64 * 1024;

/// What runs, and where it writes its log.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// Name and version of each part, in the order in which they are shown: the application, its web view, the system.
    pub versions: Vec<(String, String)>,
    /// Folder of the log files; `None` when none are written.
    pub log_dir: Option<PathBuf>,
}

/// What a report is made of.
pub(crate) struct Facts<'a> {
    pub(crate) now: Timestamp,
    pub(crate) program: &'a Program,
    pub(crate) preferences: &'a Preferences,
    pub(crate) accounts: &'a [Account],
    pub(crate) sync: Option<&'a SyncState>,
    pub(crate) jobs: &'a [JobSummary],
    pub(crate) job: Option<&'a JobDetail>,
    pub(crate) log: &'a str,
}

/// The report as plain text. In English: those who answer questions read it, whatever the language of the window.
pub(crate) fn report(facts: &Facts<'_>) -> String {
    let mut text = String::from("Darkroom support report\n");
    // Writing to a string does not fail.
    let _ = writeln!(text, "made at {}", facts.now);
    for (name, version) in &facts.program.versions {
        let _ = writeln!(text, "{name} {version}");
    }
    let _ = writeln!(text, "\n## Settings\n{}", json(facts.preferences));
    let _ = writeln!(text, "\n## Accounts ({})", facts.accounts.len());
    for account in facts.accounts {
        let _ = writeln!(
            text,
            "{}: kind {}, environment {}, secret {}, locked {}, endpoint {}",
            account.id,
            word(&account.kind),
            word(&account.environment),
            word(&account.secret),
            account.locked,
            account.endpoint.as_deref().unwrap_or("public"),
        );
    }
    let _ = writeln!(text, "\n## Inventory");
    let _ = match facts.sync {
        Some(sync) => writeln!(text, "{}", json(sync)),
        None => writeln!(text, "could not be read"),
    };
    let _ = writeln!(text, "\n## Jobs ({})", facts.jobs.len());
    for job in facts.jobs.iter().take(20) {
        let _ = writeln!(
            text,
            "job {}: {}, {} of {} steps, created at {}",
            job.id,
            word(&job.state),
            job.steps_done,
            job.steps_total,
            time(job.created_at),
        );
    }
    if let Some(job) = facts.job {
        let _ = writeln!(text, "\n## Job {}\n{}", job.summary.id, json(job));
    }
    let _ = writeln!(text, "\n## Log\n{}", facts.log);
    text
}

/// The end of the newest log file, from the start of a line; empty when there is none.
pub(crate) fn recent_log(folder: &Path) -> String {
    newest_file(folder)
        .and_then(|path| tail(&path).ok())
        .unwrap_or_default()
}

fn newest_file(folder: &Path) -> Option<PathBuf> {
    // The date in the name orders the files.
    let files = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    files.filter(|path| path.is_file()).max()
}

fn tail(path: &Path) -> std::io::Result<String> {
    let mut file = File::open(path)?;
    let start = file.metadata()?.len().saturating_sub(LOG_TAIL);
    file.seek(SeekFrom::Start(start))?;
    let mut bytes = Vec::new();
    file.take(LOG_TAIL).read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    Ok(match text.split_once('\n') {
        Some((_, rest)) if start > 0 => rest.to_owned(),
        _ => text.into_owned(),
    })
}

fn time(milliseconds: i64) -> String {
    Timestamp::from_millisecond(milliseconds).map_or_else(|_| milliseconds.to_string(), |at| at.to_string())
}

/// The word that the window knows a value by.
fn word(value: &impl serde::Serialize) -> String {
    json(value).trim_matches('"').to_owned()
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_else(|error| format!("not readable: {error}"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_end_of_the_newest_log_begins_with_a_whole_line() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("darkroom.2026-11-27.log"), "older\n").unwrap();
        let line = format!("{}\n", "x".repeat(99));
        let lines = usize::try_from(LOG_TAIL).unwrap() / line.len() + 10;
        fs::write(folder.path().join("darkroom.2026-11-28.log"), line.repeat(lines)).unwrap();
        let log = recent_log(folder.path());
        assert!(log.starts_with(&line), "{:?}", log.get(..120));
        assert!(log.len() > 60_000);
    }

    #[test]
    fn no_log_is_no_error() {
        assert_eq!(recent_log(Path::new("/there/is/no/such/folder")), "");
    }
}
