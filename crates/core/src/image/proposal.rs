//! What the Create custom image page starts from: the data-disk snapshots of the same moment, and a draft that already obeys the rules.

use std::cmp::Reverse;
use std::collections::HashMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::rules::{self, MAX_DATA_DISKS, SAME_MOMENT_SECONDS};
use super::source::SourceFacts;
use super::{DataDiskCandidate, DraftDataDisk, DraftStart, ImageDraft, SnapshotFacts};
use crate::inventory::SnapshotDetail;

/// Most candidates that are offered. Those of the instance come first, so none of them is ever cut off by others.
pub const MAX_CANDIDATES: usize = 500;

/// Capacity proposed when the cloud does not tell the size of a disk, GiB.
const UNKNOWN_SIZE_GIB: u32 = 20;

/// Proposes an image of a system-disk snapshot. `sources` holds the data-disk snapshots of its region that are near in time, and
/// its instance. Times in the name are of `zone`, the one in which the window writes all times.
#[must_use]
pub fn propose(system: SnapshotDetail, sources: &SourceFacts, zone: &TimeZone) -> DraftStart {
    let mut ranked = candidates(&system, sources);
    ranked.truncate(MAX_CANDIDATES);
    let draft = draft(&system, &ranked, sources, zone);
    DraftStart {
        instance_data_disks: sources
            .instance
            .as_ref()
            .filter(|instance| instance.has_all_disks)
            .map(|instance| u32::try_from(instance.data_disks.len()).unwrap_or(u32::MAX)),
        os_name: sources.instance.as_ref().and_then(|instance| instance.os_name.clone()),
        candidates: ranked.into_iter().map(|ranked| ranked.candidate).collect(),
        draft,
        system,
    }
}

struct Ranked<'a> {
    known: &'a SnapshotFacts,
    candidate: DataDiskCandidate,
}

fn candidates<'a>(system: &SnapshotDetail, sources: &'a SourceFacts) -> Vec<Ranked<'a>> {
    let key = &system.row.key;
    let mut found: Vec<Ranked<'a>> = sources
        .snapshots
        .iter()
        .filter(|known| known.row.disk_type.eq_ignore_ascii_case("data"))
        .filter(|known| known.row.key.account_id == key.account_id && known.row.key.region_id == key.region_id)
        .map(|known| {
            let gap_seconds = gap_seconds(system, known);
            let same_instance = known.row.instance_id.is_some() && known.row.instance_id == system.row.instance_id;
            let candidate = DataDiskCandidate {
                row: known.row.clone(),
                gap_seconds,
                same_moment: gap_seconds.is_some_and(|gap| gap.abs() <= SAME_MOMENT_SECONDS),
                same_instance,
                nearest_of_disk: false,
                obstacles: rules::data_disk_obstacles(known),
            };
            Ranked { known, candidate }
        })
        .collect();
    mark_nearest(&mut found);
    found.sort_by(|left, right| order(left).cmp(&order(right)));
    found
}

/// Seconds from the system-disk snapshot to another one; `None` when a time is unknown.
fn gap_seconds(system: &SnapshotDetail, known: &SnapshotFacts) -> Option<i64> {
    Some((known.row.created_at? - system.row.created_at?).div_euclid(1000))
}

/// How far away a candidate is; an unknown time is farther than any other.
fn distance_seconds(candidate: &DataDiskCandidate) -> u64 {
    candidate.gap_seconds.map_or(u64::MAX, i64::unsigned_abs)
}

/// Marks the nearest snapshot of each disk: among those that can be picked, when there are any, and within the moment a finished one
/// rather than one that the job would have to wait for.
fn mark_nearest(found: &mut [Ranked<'_>]) {
    let mut nearest: HashMap<&str, usize> = HashMap::new();
    fn distance<'a>(ranked: &Ranked<'a>) -> (bool, bool, bool, u64, &'a str) {
        let candidate = &ranked.candidate;
        (
            !candidate.obstacles.is_empty(),
            !candidate.same_moment,
            candidate.row.status != "accomplished",
            distance_seconds(candidate),
            ranked.known.row.key.id.as_str(),
        )
    }
    for index in 0..found.len() {
        let disk = found[index].known.row.source_disk_id.as_str();
        let best = nearest.entry(disk).or_insert(index);
        if distance(&found[index]) < distance(&found[*best]) {
            *best = index;
        }
    }
    for index in nearest.into_values() {
        found[index].candidate.nearest_of_disk = true;
    }
}

fn order<'a>(ranked: &'a Ranked<'_>) -> impl Ord + use<'a> {
    let candidate = &ranked.candidate;
    (
        Reverse(candidate.same_instance && candidate.nearest_of_disk),
        Reverse(candidate.same_instance),
        distance_seconds(candidate),
        device_order(ranked.known),
        candidate.row.key.id.as_str(),
    )
}

/// Devices in the order the guest names them (`/dev/xvdb` before `/dev/xvdaa`), unknown ones last, then by disk.
fn device_order(known: &SnapshotFacts) -> (bool, usize, &str, &str) {
    let device = known.device.as_deref().unwrap_or_default();
    (
        device.is_empty(),
        device.len(),
        device,
        known.row.source_disk_id.as_str(),
    )
}

fn draft(system: &SnapshotDetail, ranked: &[Ranked<'_>], sources: &SourceFacts, zone: &TimeZone) -> ImageDraft {
    let mut picked: Vec<&Ranked<'_>> = ranked
        .iter()
        .filter(|Ranked { candidate, .. }| {
            candidate.same_instance
                && candidate.same_moment
                && candidate.nearest_of_disk
                && candidate.obstacles.is_empty()
        })
        .collect();
    picked.sort_by(|left, right| device_order(left.known).cmp(&device_order(right.known)));
    picked.truncate(MAX_DATA_DISKS);
    let encrypted = system.row.encrypted || picked.iter().any(|ranked| ranked.known.row.encrypted);
    let key = &system.row.key;
    ImageDraft {
        account_id: key.account_id.clone(),
        region_id: key.region_id.clone(),
        system_snapshot_id: key.id.clone(),
        system_size_gib: system.row.size_gib.unwrap_or(UNKNOWN_SIZE_GIB),
        data_disks: picked
            .into_iter()
            .map(|ranked| DraftDataDisk {
                snapshot_id: ranked.known.row.key.id.clone(),
                size_gib: ranked.known.row.size_gib.unwrap_or(UNKNOWN_SIZE_GIB),
            })
            .collect(),
        name: name(system, sources, zone),
        description: String::new(),
        family: String::new(),
        tags: Vec::new(),
        resource_group_id: String::new(),
        image_check: !encrypted,
        copy_to: Vec::new(),
        share_with: Vec::new(),
        test_launch: None,
    }
}

/// `<instance>-<yyyymmdd-hhmm>` in `zone`, of characters a name may have; after the snapshot when the instance is unknown, and without
/// the time when that is unknown.
fn name(system: &SnapshotDetail, sources: &SourceFacts, zone: &TimeZone) -> String {
    let instance = sources.instance.as_ref().map(|instance| instance.name.as_str());
    let words = [
        instance,
        system.row.instance_name.as_deref(),
        Some(system.row.name.as_str()),
    ];
    stamped(words.into_iter().flatten(), "image", system.row.created_at, zone)
}

/// A name of the first of these words that has characters a name may have, else of `fallback`, with the time behind it.
pub(crate) fn stamped<'a>(
    words: impl Iterator<Item = &'a str>,
    fallback: &str,
    at: Option<i64>,
    zone: &TimeZone,
) -> String {
    let base = words.map(sanitised).find(|base| !base.is_empty()).unwrap_or_default();
    let starts_well = base.starts_with(|first: char| first.is_alphabetic())
        && !base.starts_with("aliyun")
        && !base.starts_with("acs:");
    let base = match (base.is_empty(), starts_well) {
        (true, _) => fallback.to_owned(),
        (false, true) => base,
        (false, false) => format!("{fallback}-{base}"),
    };
    let at = at.and_then(|at| Timestamp::from_millisecond(at).ok());
    let suffix = at.map_or_else(String::new, |at| {
        at.to_zoned(zone.clone()).strftime("-%Y%m%d-%H%M").to_string()
    });
    let base: String = base.chars().take(128 - suffix.len()).collect();
    format!("{base}{suffix}")
}

/// The characters of a text that a name may have, with a hyphen for the others.
pub(crate) fn sanitised(name: &str) -> String {
    let mut clean = String::new();
    for character in name.chars() {
        if rules::is_allowed_in_name(character) {
            clean.push(character);
        } else if !clean.ends_with('-') {
            clean.push('-');
        }
    }
    clean
        .trim_matches(|edge| matches!(edge, '-' | '_' | ':' | '.'))
        .to_owned()
}
