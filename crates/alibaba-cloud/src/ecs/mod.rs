//! Elastic Compute Service, version 2014-05-26: one file per action, one file per kind of row.

mod available_zone;
mod cancel_copy_image;
mod cancel_task;
mod copy_image;
mod copy_snapshot;
mod create_image;
mod create_snapshot;
mod delete_image;
mod delete_snapshot;
mod describe_available_resource;
mod describe_disks;
mod describe_image_from_family;
mod describe_image_share_permission;
mod describe_image_support_instance_types;
mod describe_images;
mod describe_instance_status;
mod describe_instance_types;
mod describe_instances;
mod describe_key_pairs;
mod describe_price;
mod describe_regions;
mod describe_security_groups;
mod describe_snapshot_groups;
mod describe_snapshot_links;
mod describe_snapshots;
mod describe_snapshots_usage;
mod describe_task_attribute;
mod describe_tasks;
mod describe_zones;
mod disk;
mod export_image;
mod image;
mod image_share;
mod instance;
mod instance_response;
mod instance_status;
mod instance_type;
mod key_pair;
mod list_tag_resources;
mod modify_image_attribute;
mod modify_image_share_permission;
mod modify_snapshot_attribute;
mod price;
mod region;
mod replace_system_disk;
mod run_instances;
mod security_group;
mod share_accounts;
mod snapshot;
mod snapshot_group;
mod snapshot_link;
mod start_instances;
mod stop_instances;
pub(crate) mod tag;
mod tag_resource;
mod tag_resources;
mod task;
mod untag_resources;
mod zone;

pub use available_zone::{AvailableResource, AvailableZone, SupportedResource};
pub use cancel_copy_image::CancelCopyImage;
pub use cancel_task::CancelTask;
pub use copy_image::{CopiedImage, CopyImage};
pub use copy_snapshot::{CopiedSnapshot, CopySnapshot};
pub use create_image::{CreateImage, CreatedImage, ImageSource, NewDisk};
pub use create_snapshot::{CreateSnapshot, CreatedSnapshot};
pub use delete_image::DeleteImage;
pub use delete_snapshot::DeleteSnapshot;
pub use describe_available_resource::{AvailableZoneList, DescribeAvailableResource};
pub use describe_disks::{DescribeDisks, DiskPage};
pub use describe_image_from_family::{DescribeImageFromFamily, FamilyImage};
pub use describe_image_share_permission::{DescribeImageSharePermission, ImageSharePage};
pub use describe_image_support_instance_types::{DescribeImageSupportInstanceTypes, SupportedInstanceTypes};
pub use describe_images::{DescribeImages, EVERY_STATUS, ImagePage};
pub use describe_instance_status::{DescribeInstanceStatus, InstanceStatusPage};
pub use describe_instance_types::{DescribeInstanceTypes, InstanceTypePage};
pub use describe_instances::{DescribeInstances, InstancePage};
pub use describe_key_pairs::{DescribeKeyPairs, KeyPairPage};
pub use describe_price::{DescribePrice, PricedDisk};
pub use describe_regions::{DescribeRegions, RegionList};
pub use describe_security_groups::{DescribeSecurityGroups, SecurityGroupPage};
pub use describe_snapshot_groups::{DescribeSnapshotGroups, SnapshotGroupPage};
pub use describe_snapshot_links::{DescribeSnapshotLinks, SnapshotLinkPage};
pub use describe_snapshots::{DescribeSnapshots, SnapshotPage};
pub use describe_snapshots_usage::{DescribeSnapshotsUsage, SnapshotsUsage};
pub use describe_task_attribute::{DescribeTaskAttribute, OperationProgress, TaskAttribute};
pub use describe_tasks::{DescribeTasks, TaskPage};
pub use describe_zones::{DescribeZones, ZoneList};
pub use disk::Disk;
pub use export_image::{ExportImage, ExportedImage};
pub use image::{DetectionItem, DetectionOptions, DiskDeviceMapping, Image};
pub use image_share::ImageShare;
pub use instance::Instance;
pub use instance_response::InstanceResponse;
pub use instance_status::InstanceStatus;
pub use instance_type::InstanceType;
pub use key_pair::KeyPair;
pub use list_tag_resources::{ListTagResources, TagResourcePage};
pub use modify_image_attribute::ModifyImageAttribute;
pub use modify_image_share_permission::ModifyImageSharePermission;
pub use modify_snapshot_attribute::ModifySnapshotAttribute;
pub use price::{Price, PriceDetail};
pub use region::Region;
pub use replace_system_disk::{ReplaceSystemDisk, ReplacedSystemDisk};
pub use run_instances::{NewDataDisk, NewNetworkInterface, NewSystemDisk, RunInstances, StartedInstanceSet};
pub use security_group::SecurityGroup;
pub use share_accounts::{ShareAccounts, TooManyAccounts};
pub use snapshot::Snapshot;
pub use snapshot_group::{GroupedSnapshot, SnapshotGroup};
pub use snapshot_link::SnapshotLink;
pub use start_instances::{StartInstances, StartedInstances};
pub use stop_instances::{StopInstances, StoppedInstances};
pub use tag::{Tag, TagFilter};
pub use tag_resource::TagResource;
pub use tag_resources::TagResources;
pub use task::Task;
pub use untag_resources::UntagResources;
pub use zone::Zone;

/// The `Version` parameter.
pub const VERSION: &str = "2014-05-26";

/// Reads a row back from the JSON that its `raw` holds.
macro_rules! from_json {
    ($($row:ident),*) => {$(
        impl $row {
            /// The row that this JSON object is, as the cloud wrote it; `None` when it is none.
            #[must_use]
            pub fn from_json(json: &str) -> Option<Self> {
                let document = crate::json::Document::parse(json.as_bytes())?;
                Self::read(document.object()?)
            }
        }
    )*};
}

from_json!(Disk, Image, Instance, Snapshot);
