//! A drafted image as it is stored, in the plan of a job and among the kept drafts: an own record, so that the window's types can change
//! freely. Who stores it stores a version with it.

use serde::{Deserialize, Serialize};

use super::{CopyEncryption, CopyTarget, DraftDataDisk, ImageDraft, TestLaunch, TestPrice, TestRelease};
use crate::inventory::Tag;

/// A custom image as it was drafted.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub(crate) struct ImageRecord {
    account_id: String,
    region_id: String,
    system_snapshot_id: String,
    system_size_gib: u32,
    data_disks: Vec<DiskRecord>,
    name: String,
    description: String,
    family: String,
    tags: Vec<TagRecord>,
    resource_group_id: String,
    image_check: bool,
    copy_to: Vec<CopyRecord>,
    share_with: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    test_launch: Option<TestLaunchRecord>,
}

#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
struct TestLaunchRecord {
    zone_id: String,
    v_switch_id: String,
    security_group_id: String,
    instance_type: String,
    disk_category: String,
    performance_level: String,
    /// `None` for a release after a confirmation.
    release_after_minutes: Option<u32>,
    price: Option<PriceRecord>,
}

#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
struct PriceRecord {
    hourly: f64,
    currency: String,
}

impl From<&TestLaunch> for TestLaunchRecord {
    fn from(test: &TestLaunch) -> Self {
        Self {
            zone_id: test.zone_id.clone(),
            v_switch_id: test.v_switch_id.clone(),
            security_group_id: test.security_group_id.clone(),
            instance_type: test.instance_type.clone(),
            disk_category: test.disk_category.clone(),
            performance_level: test.performance_level.clone(),
            release_after_minutes: match test.release {
                TestRelease::AfterConfirmation => None,
                TestRelease::AfterMinutes { minutes } => Some(minutes),
            },
            price: test.price.as_ref().map(|price| PriceRecord {
                hourly: price.hourly,
                currency: price.currency.clone(),
            }),
        }
    }
}

impl From<TestLaunchRecord> for TestLaunch {
    fn from(record: TestLaunchRecord) -> Self {
        let price = record.price.map(|price| TestPrice {
            hourly: price.hourly,
            currency: price.currency,
        });
        Self {
            zone_id: record.zone_id,
            v_switch_id: record.v_switch_id,
            security_group_id: record.security_group_id,
            instance_type: record.instance_type,
            disk_category: record.disk_category,
            performance_level: record.performance_level,
            release: match record.release_after_minutes {
                None => TestRelease::AfterConfirmation,
                Some(minutes) => TestRelease::AfterMinutes { minutes },
            },
            price,
        }
    }
}

#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
struct DiskRecord {
    snapshot_id: String,
    size_gib: u32,
}

#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
struct CopyRecord {
    region_id: String,
    name: String,
    /// Absent for a copy without encryption of its own, empty for the key of the service.
    #[serde(skip_serializing_if = "Option::is_none")]
    kms_key_id: Option<String>,
}

/// A tag of a request.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub(crate) struct TagRecord {
    pub(crate) key: String,
    pub(crate) value: String,
}

impl From<&Tag> for TagRecord {
    fn from(tag: &Tag) -> Self {
        Self {
            key: tag.key.clone(),
            value: tag.value.clone(),
        }
    }
}

impl From<&ImageDraft> for ImageRecord {
    fn from(draft: &ImageDraft) -> Self {
        let disks = draft.data_disks.iter().map(|disk| DiskRecord {
            snapshot_id: disk.snapshot_id.clone(),
            size_gib: disk.size_gib,
        });
        let copies = draft.copy_to.iter().map(|copy| CopyRecord {
            region_id: copy.region_id.clone(),
            name: copy.name.clone(),
            kms_key_id: copy.encryption.as_ref().map(|with| with.kms_key_id.clone()),
        });
        Self {
            account_id: draft.account_id.clone(),
            region_id: draft.region_id.clone(),
            system_snapshot_id: draft.system_snapshot_id.clone(),
            system_size_gib: draft.system_size_gib,
            data_disks: disks.collect(),
            name: draft.name.clone(),
            description: draft.description.clone(),
            family: draft.family.clone(),
            tags: draft.tags.iter().map(TagRecord::from).collect(),
            resource_group_id: draft.resource_group_id.clone(),
            image_check: draft.image_check,
            copy_to: copies.collect(),
            share_with: draft.share_with.clone(),
            test_launch: draft.test_launch.as_ref().map(TestLaunchRecord::from),
        }
    }
}

impl From<ImageRecord> for ImageDraft {
    fn from(record: ImageRecord) -> Self {
        let disks = record.data_disks.into_iter().map(|disk| DraftDataDisk {
            snapshot_id: disk.snapshot_id,
            size_gib: disk.size_gib,
        });
        let tags = record.tags.into_iter().map(|tag| Tag {
            key: tag.key,
            value: tag.value,
        });
        let copies = record.copy_to.into_iter().map(|copy| CopyTarget {
            region_id: copy.region_id,
            name: copy.name,
            encryption: copy.kms_key_id.map(|kms_key_id| CopyEncryption { kms_key_id }),
        });
        Self {
            account_id: record.account_id,
            region_id: record.region_id,
            system_snapshot_id: record.system_snapshot_id,
            system_size_gib: record.system_size_gib,
            data_disks: disks.collect(),
            name: record.name,
            description: record.description,
            family: record.family,
            tags: tags.collect(),
            resource_group_id: record.resource_group_id,
            image_check: record.image_check,
            copy_to: copies.collect(),
            share_with: record.share_with,
            test_launch: record.test_launch.map(TestLaunch::from),
        }
    }
}
