//! Rules of the disks of a draft: which snapshots, how many, how large, from which moment.

use std::collections::HashSet;

use super::{
    Finding, FindingCode, ImageDraft, MAX_DATA_DISKS, MAX_SIZE_GIB, SAME_MOMENT_SECONDS, Severity, SourceFacts,
    data_disk_obstacles, error, finding, obstacles,
};
use crate::image::SnapshotFacts;

pub(super) fn check(draft: &ImageDraft, sources: &SourceFacts) -> Vec<Finding> {
    let mut findings = Vec::new();
    let system = sources.snapshot(&draft.system_snapshot_id);
    match system {
        None => {
            findings.push(error("snapshot", FindingCode::SnapshotGone).with("snapshotId", &draft.system_snapshot_id))
        }
        Some(system) => {
            findings.extend(elsewhere("snapshot", draft, system));
            findings.extend(obstacles(system));
        }
    }
    findings.extend(size("systemSizeGib", draft.system_size_gib, system));
    if draft.data_disks.len() > MAX_DATA_DISKS {
        findings.push(error("dataDisks", FindingCode::TooManyDataDisks).with("max", MAX_DATA_DISKS));
    }
    findings.extend(data_disks(draft, sources, system));
    findings.extend(left_out(draft, sources, system));
    findings
}

fn data_disks(draft: &ImageDraft, sources: &SourceFacts, system: Option<&SnapshotFacts>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut picked = HashSet::from([draft.system_snapshot_id.as_str()]);
    let mut disks = HashSet::new();
    for (index, disk) in draft.data_disks.iter().enumerate() {
        let field = format!("dataDisks.{index}.snapshotId");
        let known = sources.snapshot(&disk.snapshot_id);
        let twice =
            |severity| finding(severity, &field, FindingCode::DuplicateDisk).with("snapshotId", &disk.snapshot_id);
        if !picked.insert(disk.snapshot_id.as_str()) {
            findings.push(twice(Severity::Error));
        } else if let Some(known) = known
            && !known.row.source_disk_id.is_empty()
            && !disks.insert(known.row.source_disk_id.as_str())
        {
            findings.push(twice(Severity::Warning));
        }
        match known {
            None => findings.push(error(&field, FindingCode::SnapshotGone).with("snapshotId", &disk.snapshot_id)),
            Some(known) => {
                findings.extend(elsewhere(&field, draft, known));
                let obstacles = data_disk_obstacles(known);
                findings.extend(obstacles.into_iter().map(|finding| Finding {
                    field: field.clone(),
                    ..finding
                }));
                findings.extend(system.and_then(|system| other_moment(&field, system, known)));
            }
        }
        findings.extend(size(&format!("dataDisks.{index}.sizeGib"), disk.size_gib, known));
    }
    findings
}

/// Data disks of the instance of which no snapshot is picked.
fn left_out(draft: &ImageDraft, sources: &SourceFacts, system: Option<&SnapshotFacts>) -> Option<Finding> {
    let (instance, system) = (sources.instance.as_ref()?, system?);
    let picked: HashSet<&str> = draft
        .data_disks
        .iter()
        .filter_map(|disk| sources.snapshot(&disk.snapshot_id))
        .map(|known| known.row.source_disk_id.as_str())
        .collect();
    let missing: HashSet<&str> = instance
        .data_disks
        .iter()
        .map(|disk| disk.disk_id.as_str())
        .filter(|disk| !picked.contains(disk))
        .collect();
    if missing.is_empty() {
        return None;
    }
    let nearest = sources
        .snapshots
        .iter()
        .filter(|known| missing.contains(known.row.source_disk_id.as_str()))
        .filter_map(|known| gap_seconds(system, known))
        .min_by_key(|gap| gap.abs());
    let found = finding(Severity::Warning, "dataDisks", FindingCode::DiskLeftOut).with("count", missing.len());
    Some(match nearest {
        Some(gap) => found.with("seconds", gap),
        None => found,
    })
}

/// A snapshot that was not taken together with the system-disk snapshot, as far as is known.
fn other_moment(field: &str, system: &SnapshotFacts, known: &SnapshotFacts) -> Option<Finding> {
    let found = finding(Severity::Warning, field, FindingCode::OtherMoment);
    match gap_seconds(system, known) {
        Some(gap) if gap.abs() <= SAME_MOMENT_SECONDS => None,
        Some(gap) => Some(found.with("seconds", gap)),
        None => Some(found),
    }
}

/// Seconds from the system-disk snapshot to another one; negative when the other is older. `None` when a time is unknown.
pub(crate) fn gap_seconds(system: &SnapshotFacts, other: &SnapshotFacts) -> Option<i64> {
    Some((other.row.created_at? - system.row.created_at?).div_euclid(1000))
}

fn elsewhere(field: &str, draft: &ImageDraft, known: &SnapshotFacts) -> Option<Finding> {
    let key = &known.row.key;
    (key.account_id != draft.account_id || key.region_id != draft.region_id)
        .then(|| error(field, FindingCode::OtherRegion).with("snapshotId", &key.id))
}

fn size(field: &str, size_gib: u32, known: Option<&SnapshotFacts>) -> Option<Finding> {
    let min = known.and_then(|known| known.row.size_gib).unwrap_or(1).max(1);
    if size_gib < min {
        return Some(error(field, FindingCode::SizeTooSmall).with("min", min));
    }
    // A disk that is already larger than the documented greatest is the cloud's to judge.
    let max = MAX_SIZE_GIB.max(min);
    (size_gib > max).then(|| error(field, FindingCode::SizeTooLarge).with("max", max))
}
