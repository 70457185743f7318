//! The rules of CreateSnapshot and CreateSnapshotGroup, and of the image that is made of their snapshots. Pure: facts in, findings out.
//! Source: metadata and error lists of both actions; Snapshots (Limitations); Create a snapshot-consistent group.

use std::collections::HashSet;

use alibaba_cloud::ecs::Disk;

use super::{OrderDisk, OrderFacts, OrderedImage, SnapshotOrder};
use crate::finding::{Finding, FindingCode, Severity};
use crate::image::rules::{self, MAX_DATA_DISKS};

/// Days that a snapshot can be kept, at most.
const MAX_RETENTION_DAYS: u32 = 65_536;
/// Disks and GiB of a snapshot group, at most.
const MAX_GROUP_DISKS: usize = 128;
const MAX_GROUP_GIB: u64 = 256 * 1024;

/// Categories of the ESSD family.
const ESSD_FAMILY: [&str; 5] = [
    "cloud_essd",
    "cloud_auto",
    "cloud_essd_entry",
    "cloud_essd_xc0",
    "cloud_essd_xc1",
];

/// Why no snapshot can be made of a disk; `None` when one can.
pub(crate) fn obstacle(disk: &Disk) -> Option<Finding> {
    let category = disk.category.as_deref().unwrap_or_default();
    let is_local = ["local_", "ephemeral", "elastic_ephemeral"]
        .iter()
        .any(|prefix| category.starts_with(prefix));
    if is_local {
        return Some(error("diskIds", FindingCode::DiskWithoutSnapshots).with("category", category));
    }
    match disk.status.as_deref().unwrap_or_default() {
        "" | "In_use" | "Available" => None,
        status => Some(error("diskIds", FindingCode::DiskNotReady).with("status", status)),
    }
}

/// Why a snapshot group cannot include a disk of an instance in that zone; `None` when it can.
pub(crate) fn group_obstacle(disk: &Disk, zone_id: &str) -> Option<Finding> {
    let category = disk.category.as_deref().unwrap_or_default();
    let disk_zone = disk.zone_id.as_deref().unwrap_or(zone_id);
    if !ESSD_FAMILY.contains(&category) {
        return Some(error("diskIds", FindingCode::GroupCategoryUnfit).with("category", category));
    }
    if matches!(disk.multi_attach.as_deref(), Some("Enabled" | "LegacyShared")) {
        return Some(error("diskIds", FindingCode::GroupMultiAttach));
    }
    (disk_zone != zone_id).then(|| error("diskIds", FindingCode::GroupOtherZone).with("zoneId", disk_zone))
}

/// The rules of the name of a snapshot or group.
pub(crate) fn check_name(field: &str, name: &str) -> Vec<Finding> {
    if name.is_empty() {
        return vec![error(field, FindingCode::Required)];
    }
    let mut findings = Vec::from_iter(rules::check_length(field, name, 2, 128));
    if let Some(url) = rules::starts_with_url(name) {
        findings.push(error(field, FindingCode::StartsWithUrl).with("prefix", url));
    } else if !name.starts_with(rules::is_letter) {
        findings.push(error(field, FindingCode::StartsWithLetter));
    }
    if name.starts_with("auto") {
        findings.push(error(field, FindingCode::ReservedPrefix).with("prefix", "auto"));
    }
    findings
}

/// Everything the rules have to say of an order: errors first, then warnings, then notes.
pub(crate) fn check(order: &SnapshotOrder, facts: &OrderFacts) -> Vec<Finding> {
    let ordered = facts.ordered(order);
    let mut findings = disks(order, facts, &ordered);
    findings.extend(check_name("name", &order.name));
    findings.extend(long_names(order, &ordered));
    findings.extend(rules::check_description("description", &order.description));
    findings.extend(retention(order));
    findings.extend(rules::check_tags(&order.tags));
    if let Some(wanted) = &order.image {
        findings.extend(image(wanted, order, facts, &ordered));
    }
    findings.sort_by_key(|finding| match finding.severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Note => 2,
    });
    findings
}

fn disks(order: &SnapshotOrder, facts: &OrderFacts, ordered: &[OrderDisk]) -> Vec<Finding> {
    let mut findings = Vec::new();
    if order.disk_ids.is_empty() {
        findings.push(error("diskIds", FindingCode::Required));
    }
    let mut seen = HashSet::new();
    for (index, disk_id) in order.disk_ids.iter().enumerate() {
        let field = format!("diskIds.{index}");
        if !seen.insert(disk_id) {
            findings.push(error(&field, FindingCode::DuplicateDisk).with("diskId", disk_id));
        }
        let Some(disk) = facts.disks.iter().find(|disk| disk.disk_id == *disk_id) else {
            findings.push(error(&field, FindingCode::DiskGone).with("diskId", disk_id));
            continue;
        };
        let of_group = disk.group_obstacle.as_ref().filter(|_| order.consistent);
        findings.extend(disk.obstacle.as_ref().or(of_group).map(|obstacle| Finding {
            field,
            ..obstacle.clone()
        }));
    }
    let gib: u64 = ordered.iter().filter_map(|disk| disk.size_gib).map(u64::from).sum();
    if order.consistent && order.disk_ids.len() > MAX_GROUP_DISKS {
        findings.push(error("diskIds", FindingCode::GroupTooManyDisks).with("max", MAX_GROUP_DISKS));
    }
    if order.consistent && gib > MAX_GROUP_GIB {
        findings.push(error("diskIds", FindingCode::GroupTooLarge).with("max", MAX_GROUP_GIB));
    }
    findings
}

/// With several single snapshots the device is behind the name.
fn long_names(order: &SnapshotOrder, ordered: &[OrderDisk]) -> Option<Finding> {
    if order.consistent || ordered.len() < 2 {
        return None;
    }
    let suffix = ordered.iter().map(|disk| disk.name_suffix().len() + 1).max()?;
    let most = 128_usize.saturating_sub(suffix);
    let is_within = (most + 1..=128).contains(&order.name.chars().count());
    is_within.then(|| error("name", FindingCode::TooLong).with("max", most))
}

fn retention(order: &SnapshotOrder) -> Option<Finding> {
    let days = order.retention_days?;
    if order.consistent {
        return Some(error("retentionDays", FindingCode::RetentionNotOfGroup));
    }
    match days {
        0 => Some(error("retentionDays", FindingCode::NumberTooSmall).with("min", 1)),
        1..=MAX_RETENTION_DAYS => None,
        _ => Some(error("retentionDays", FindingCode::NumberTooLarge).with("max", MAX_RETENTION_DAYS)),
    }
}

fn image(wanted: &OrderedImage, order: &SnapshotOrder, facts: &OrderFacts, ordered: &[OrderDisk]) -> Vec<Finding> {
    let mut findings = rules::check_name("image.name", &wanted.name);
    findings.extend(rules::check_description("image.description", &wanted.description));
    if !wanted.family.is_empty() {
        findings.extend(rules::check_name_like("image.family", &wanted.family));
    }
    let (system, data): (Vec<_>, Vec<_>) = ordered.iter().partition(|disk| disk.disk_type == "system");
    if system.is_empty() && !order.disk_ids.is_empty() {
        findings.push(error("diskIds", FindingCode::NotSystemDisk));
    }
    if data.len() > MAX_DATA_DISKS {
        findings.push(error("diskIds", FindingCode::TooManyDataDisks).with("max", MAX_DATA_DISKS));
    }
    let warning = |field, code| Finding::new(Severity::Warning, field, code);
    let left_out = facts.disks.len().saturating_sub(ordered.len());
    if left_out > 0 {
        findings.push(warning("diskIds", FindingCode::DiskLeftOut).with("count", left_out));
    }
    if !order.consistent && ordered.len() > 1 {
        findings.push(warning("diskIds", FindingCode::NotSameMoment));
    }
    if ordered.iter().any(|disk| facts.encrypted.contains(&disk.disk_id)) {
        findings.push(Finding::new(Severity::Note, "diskIds", FindingCode::Encrypted));
        if wanted.image_check {
            findings.push(warning("image.imageCheck", FindingCode::ImageCheckNotForEncrypted));
        }
    }
    if order.retention_days.is_some() {
        // The cloud does not release what an image holds.
        findings.push(Finding::new(
            Severity::Note,
            "retentionDays",
            FindingCode::SnapshotsKept,
        ));
    }
    findings.push(Finding::new(Severity::Note, "diskIds", FindingCode::SensitiveData));
    findings
}

fn error(field: &str, code: FindingCode) -> Finding {
    Finding::new(Severity::Error, field, code)
}
