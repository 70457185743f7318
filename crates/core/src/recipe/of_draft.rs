//! A recipe of a draft: the choices without the snapshots.

use jiff::tz::TimeZone;

use super::Recipe;
use super::name_template::NameWords;
use crate::image::{CopyTarget, ImageDraft};
use crate::inventory::{SnapshotFacts, SnapshotRow, SourceInstance};

/// What is known of a draft.
pub(super) struct Known {
    pub(super) system: SnapshotRow,
    /// Its data disks.
    pub(super) data: Vec<SnapshotFacts>,
    pub(super) instance: Option<SourceInstance>,
    pub(super) account_alias: String,
}

/// The recipe that a draft suggests. Its names become templates: the name of the instance and the time of the system-disk snapshot are
/// taken out of them. Disks of the instance that are not in the draft are left out.
pub(super) fn of_draft(draft: &ImageDraft, known: Known, zone: &TimeZone) -> Recipe {
    let Known {
        system,
        data,
        instance,
        account_alias,
    } = known;
    let disks = instance.into_iter().flat_map(|instance| instance.data_disks);
    let is_picked = |id: &str| data.iter().any(|known| known.row.source_disk_id == id);
    let left_out = disks.map(|disk| disk.disk_id).filter(|id| !is_picked(id));
    let instance_id = system.instance_id.clone().unwrap_or_default();
    let instance_name = system.instance_name.clone().unwrap_or_default();
    let words = NameWords::new(
        &instance_name,
        &instance_id,
        system.created_at.unwrap_or_default(),
        zone,
    );
    let copies = draft.copy_to.iter().map(|copy| CopyTarget {
        name: match copy.name == draft.name {
            true => "{name}".to_owned(),
            false => words.template_of(&copy.name),
        },
        ..copy.clone()
    });
    Recipe {
        id: None,
        name: if instance_name.is_empty() {
            instance_id.clone()
        } else {
            instance_name.clone()
        },
        account_id: draft.account_id.clone(),
        account_alias,
        region_id: draft.region_id.clone(),
        image_name: words.template_of(&draft.name),
        instance_id,
        instance_name,
        left_out_disk_ids: left_out.collect(),
        description: draft.description.clone(),
        family: draft.family.clone(),
        tags: draft.tags.clone(),
        resource_group_id: draft.resource_group_id.clone(),
        image_check: draft.image_check,
        copy_to: copies.collect(),
        share_with: draft.share_with.clone(),
    }
}
