//! The newest complete set of snapshots of an instance: a finished one of the system disk, and one of each wanted data disk
//! of the same moment.

use std::collections::BTreeSet;

use crate::Problem;
use crate::image::{DraftStart, ImageDrafts};
use crate::inventory::{Inventory, ResourceKey};

/// Snapshots of the system disk that are looked at, newest first.
const MOST: usize = 40;
const FINISHED: &str = "accomplished";

/// What was found of an instance.
pub(super) enum NewestSet {
    /// The newest complete set as a draft of its wanted disks, and when a newer snapshot of the system disk was taken that had to be
    /// passed over.
    Found {
        start: Box<DraftStart>,
        passed_over: Option<i64>,
    },
    /// No snapshot of the system disk has one of each wanted data disk beside it.
    None,
    /// The disks of the instance are not all known.
    Unknown,
}

/// Looks for the newest complete set of an instance. The disks in `left_out` are not part of it.
///
/// # Errors
/// `NotFound` when the cloud does not list the instance, as far as is known; the cache's codes.
pub(super) async fn newest_set(
    inventory: &Inventory,
    drafts: &ImageDrafts,
    instance: &ResourceKey,
    left_out: &[String],
) -> Result<NewestSet, Problem> {
    let (account_id, region_id) = (&instance.account_id, &instance.region_id);
    let known = inventory.known_instance(instance).await?;
    let source = inventory.instance(account_id, region_id, &instance.id).await?;
    let system = known
        .disks
        .iter()
        .find(|disk| disk.disk_type.as_deref() == Some("system"));
    let (Some(source), Some(system)) = (source.filter(|source| source.has_all_disks), system) else {
        return Ok(NewestSet::Unknown);
    };
    let data_disks = source.data_disks.into_iter().map(|disk| disk.disk_id);
    let wanted: BTreeSet<String> = data_disks.filter(|id| !left_out.contains(id)).collect();
    let mut snapshots = inventory
        .snapshots_of_disks_near(account_id, region_id, vec![system.disk_id.clone()], None, MOST)
        .await?;
    snapshots.retain(|known| known.row.can_become_image && known.row.created_at.is_some());
    snapshots.sort_by_key(|known| std::cmp::Reverse(known.row.created_at));
    let newest = snapshots.first().and_then(|known| known.row.created_at);
    for known in snapshots.iter().filter(|known| known.row.status == FINISHED) {
        let mut start = drafts.open(&known.row.key).await?;
        if keep_wanted(&mut start, &wanted) {
            return Ok(NewestSet::Found {
                start: Box::new(start),
                passed_over: newest.filter(|newest| known.row.created_at != Some(*newest)),
            });
        }
    }
    Ok(NewestSet::None)
}

/// Leaves the wanted disks in a draft, and says whether each of them is there with a finished snapshot.
fn keep_wanted(start: &mut DraftStart, wanted: &BTreeSet<String>) -> bool {
    let candidates = start.candidates.iter();
    let finished = candidates
        .filter(|candidate| candidate.row.status == FINISHED && wanted.contains(&candidate.row.source_disk_id));
    let finished: BTreeSet<&str> = finished.map(|candidate| candidate.row.key.id.as_str()).collect();
    start
        .draft
        .data_disks
        .retain(|disk| finished.contains(disk.snapshot_id.as_str()));
    start.draft.data_disks.len() == wanted.len()
}
