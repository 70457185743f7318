//! Why a snapshot cannot be a disk of an image at all, whatever the rest of the draft says.

use super::SnapshotFacts;
use crate::finding::{Finding, FindingCode, Severity};

/// 2013-07-15T00:00:00Z, milliseconds since the epoch. Snapshots from before make no images (`InvalidSnapshot.TooOld`).
const FIRST_USABLE: i64 = 1_373_846_400_000;

/// Why a snapshot cannot be the system disk of an image; empty when it can.
#[must_use]
pub fn obstacles(snapshot: &SnapshotFacts) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !snapshot.row.disk_type.eq_ignore_ascii_case("system") {
        findings.push(error("snapshot", FindingCode::NotSystemDisk));
    }
    findings.extend(of_any_disk("snapshot", snapshot));
    findings
}

/// Why a snapshot cannot be a data disk of an image; empty when it can.
#[must_use]
pub fn data_disk_obstacles(snapshot: &SnapshotFacts) -> Vec<Finding> {
    let mut findings = Vec::new();
    if snapshot.row.disk_type.eq_ignore_ascii_case("system") {
        findings.push(error("snapshot", FindingCode::NotDataDisk));
    }
    findings.extend(of_any_disk("snapshot", snapshot));
    findings
}

fn of_any_disk(field: &str, snapshot: &SnapshotFacts) -> Vec<Finding> {
    let row = &snapshot.row;
    let mut findings = Vec::new();
    // An unfinished one can be picked: the job waits for it.
    if row.status == "failed" {
        findings.push(error(field, FindingCode::SnapshotFailed));
    }
    if row.created_at.is_some_and(|at| at < FIRST_USABLE) {
        findings.push(error(field, FindingCode::TooOld));
    }
    if snapshot.category.eq_ignore_ascii_case("archive") {
        findings.push(error(field, FindingCode::CategoryUnfit).with("category", &snapshot.category));
    }
    findings
}

fn error(field: &str, code: FindingCode) -> Finding {
    Finding::new(Severity::Error, field, code)
}
