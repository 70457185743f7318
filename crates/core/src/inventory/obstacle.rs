//! Why a snapshot cannot be a disk of an image at all, whatever the rest of the draft says.

use super::SnapshotFacts;
use crate::finding::{Finding, FindingCode, Severity};

/// 2013-07-15T00:00:00Z, milliseconds since the epoch. Snapshots from before make no images (`InvalidSnapshot.TooOld`).
const FIRST_USABLE: i64 = 1_373_846_400_000;

/// What decides whether a snapshot can be a disk of an image.
pub(super) struct Fitness<'a> {
    pub(super) disk_type: &'a str,
    pub(super) status: &'a str,
    pub(super) category: &'a str,
    pub(super) created_at: Option<i64>,
}

impl<'a> Fitness<'a> {
    fn of(snapshot: &'a SnapshotFacts) -> Self {
        Self {
            disk_type: &snapshot.row.disk_type,
            status: &snapshot.row.status,
            category: &snapshot.category,
            created_at: snapshot.row.created_at,
        }
    }

    /// Whether it can be the system disk of one: there are no [`obstacles`].
    pub(super) fn can_become_image(&self) -> bool {
        self.is_system_disk() && !self.has_failed() && !self.is_too_old() && !self.is_archived()
    }

    fn is_system_disk(&self) -> bool {
        self.disk_type.eq_ignore_ascii_case("system")
    }

    /// An unfinished one can be picked: the job waits for it.
    fn has_failed(&self) -> bool {
        self.status == "failed"
    }

    fn is_too_old(&self) -> bool {
        self.created_at.is_some_and(|at| at < FIRST_USABLE)
    }

    fn is_archived(&self) -> bool {
        self.category.eq_ignore_ascii_case("archive")
    }
}

/// Why a snapshot cannot be the system disk of an image; empty when it can.
#[must_use]
pub fn obstacles(snapshot: &SnapshotFacts) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !Fitness::of(snapshot).is_system_disk() {
        findings.push(error("snapshot", FindingCode::NotSystemDisk));
    }
    findings.extend(of_any_disk("snapshot", snapshot));
    findings
}

/// Why a snapshot cannot be a data disk of an image; empty when it can.
#[must_use]
pub fn data_disk_obstacles(snapshot: &SnapshotFacts) -> Vec<Finding> {
    let mut findings = Vec::new();
    if Fitness::of(snapshot).is_system_disk() {
        findings.push(error("snapshot", FindingCode::NotDataDisk));
    }
    findings.extend(of_any_disk("snapshot", snapshot));
    findings
}

fn of_any_disk(field: &str, snapshot: &SnapshotFacts) -> Vec<Finding> {
    let fitness = Fitness::of(snapshot);
    let mut findings = Vec::new();
    if fitness.has_failed() {
        findings.push(error(field, FindingCode::SnapshotFailed));
    }
    if fitness.is_too_old() {
        findings.push(error(field, FindingCode::TooOld));
    }
    if fitness.is_archived() {
        findings.push(error(field, FindingCode::CategoryUnfit).with("category", &snapshot.category));
    }
    findings
}

fn error(field: &str, code: FindingCode) -> Finding {
    Finding::new(Severity::Error, field, code)
}
