//! The CreateImage request of a draft, flattened to wire parameters.

use alibaba_cloud::Action;
use alibaba_cloud::ecs::{self, CreateImage, NewDisk};

use super::{ImageDraft, SourceFacts};

/// Parameters of the CreateImage of a draft by their wire names, in the order a person reads them, without the ClientToken and the
/// job's tag.
///
/// A system disk alone and at its own size is asked for by `SnapshotId`, everything else by `DiskDeviceMapping`, each disk with
/// its device name and size; never both, for the cloud would silently prefer one of them.
#[must_use]
pub fn request(draft: &ImageDraft, sources: &SourceFacts) -> Vec<(String, String)> {
    let mut action = CreateImage::new(&draft.region_id, source(draft, sources), "");
    action.image_name = given(&draft.name);
    action.description = given(&draft.description);
    action.image_family = given(&draft.family);
    action.resource_group_id = given(&draft.resource_group_id);
    action.detection_strategy = draft.image_check.then(|| "Standard".to_owned());
    action.tags = draft
        .tags
        .iter()
        .map(|tag| ecs::Tag {
            key: tag.key.clone(),
            value: tag.value.clone(),
        })
        .collect();
    let wire = action.parameters();
    wire.plain()
        .filter(|(name, _)| *name != "ClientToken")
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

fn given(value: &str) -> Option<String> {
    (!value.is_empty()).then(|| value.to_owned())
}

fn source(draft: &ImageDraft, sources: &SourceFacts) -> ecs::ImageSource {
    let own_size = sources
        .snapshot(&draft.system_snapshot_id)
        .and_then(|known| known.row.size_gib);
    if draft.data_disks.is_empty() && own_size == Some(draft.system_size_gib) {
        return ecs::ImageSource::Snapshot {
            snapshot_id: draft.system_snapshot_id.clone(),
        };
    }
    let system = (draft.system_snapshot_id.as_str(), draft.system_size_gib);
    let data = draft
        .data_disks
        .iter()
        .map(|disk| (disk.snapshot_id.as_str(), disk.size_gib));
    let disks = std::iter::once(system)
        .chain(data)
        .zip('a'..='z')
        .map(|((snapshot_id, size), letter)| NewDisk {
            snapshot_id: Some(snapshot_id.to_owned()),
            device: Some(format!("/dev/xvd{letter}")),
            size: Some(size),
            disk_type: None,
        });
    ecs::ImageSource::DiskDeviceMappings(disks.collect())
}
