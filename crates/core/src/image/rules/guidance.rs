//! What is good to know for the snapshots that were picked, and for no others.

use super::{Finding, FindingCode, ImageDraft, Severity, SourceFacts, finding};
use crate::image::SnapshotFacts;

pub(super) fn check(draft: &ImageDraft, sources: &SourceFacts, now: i64) -> Vec<Finding> {
    let system = sources
        .snapshot(&draft.system_snapshot_id)
        .map(|known| ("snapshot".to_owned(), known));
    let data = draft.data_disks.iter().enumerate().filter_map(|(index, disk)| {
        Some((
            format!("dataDisks.{index}.snapshotId"),
            sources.snapshot(&disk.snapshot_id)?,
        ))
    });
    let picked: Vec<(String, &SnapshotFacts)> = system.into_iter().chain(data).collect();

    let mut findings = unfinished(&picked);
    findings.extend(encryption(draft, &picked));
    findings.extend(releases(&picked, now));
    findings.extend(guest(draft, sources));
    let has_system = sources.snapshot(&draft.system_snapshot_id).is_some();
    if has_system && sources.instance.is_none() {
        findings.push(note("snapshot", FindingCode::SourceReleased));
    }
    findings.push(note("snapshot", FindingCode::SensitiveData));
    findings.push(note("snapshot", FindingCode::SnapshotsKept));
    findings
}

/// The job waits for snapshots that are not finished.
fn unfinished(picked: &[(String, &SnapshotFacts)]) -> Vec<Finding> {
    let unfinished = picked
        .iter()
        .filter(|(_, known)| !matches!(known.row.status.as_str(), "accomplished" | "failed"));
    unfinished
        .map(|(field, known)| {
            let progress = known
                .row
                .progress
                .map(|percent| percent.to_string())
                .unwrap_or_default();
            note(field, FindingCode::CreatedWhenFinished)
                .with("status", &known.row.status)
                .with("progress", progress)
        })
        .collect()
}

fn encryption(draft: &ImageDraft, picked: &[(String, &SnapshotFacts)]) -> Vec<Finding> {
    let Some((field, _)) = picked.iter().find(|(_, known)| known.row.encrypted) else {
        return Vec::new();
    };
    let mut findings = vec![note(field, FindingCode::Encrypted)];
    if draft.image_check {
        findings.push(finding(
            Severity::Warning,
            "imageCheck",
            FindingCode::ImageCheckNotForEncrypted,
        ));
    }
    findings
}

fn releases(picked: &[(String, &SnapshotFacts)], now: i64) -> Vec<Finding> {
    let due = picked
        .iter()
        .filter_map(|(field, known)| Some((field, known.released_at.filter(|at| *at > now)?)));
    due.map(|(field, at)| note(field, FindingCode::AutomaticRelease).with("at", at))
        .collect()
}

fn guest(draft: &ImageDraft, sources: &SourceFacts) -> Vec<Finding> {
    let instance = sources.instance.as_ref();
    let words = instance.map(|instance| [instance.os_type.as_deref(), instance.os_name.as_deref()]);
    let is_windows = words.is_some_and(|words| {
        words
            .into_iter()
            .flatten()
            .any(|word| word.to_ascii_lowercase().contains("windows"))
    });
    if is_windows {
        return vec![note("snapshot", FindingCode::Windows)];
    }
    // An unknown system is more often Linux than not, and the sentences name Linux themselves.
    let mut findings = vec![note("snapshot", FindingCode::LinuxNetwork)];
    if !draft.data_disks.is_empty() || instance.is_some_and(|instance| !instance.data_disks.is_empty()) {
        findings.push(note("dataDisks", FindingCode::Fstab));
    }
    findings
}

fn note(field: &str, code: FindingCode) -> Finding {
    finding(Severity::Note, field, code)
}
