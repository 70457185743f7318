//! Elastic Compute Service, version 2014-05-26: one file an action, one file a noun.

mod create_image;
mod describe_disks;
mod describe_images;
mod describe_instances;
mod describe_regions;
mod describe_snapshots;
mod disk;
mod image;
mod instance;
mod region;
mod snapshot;
mod tag;

pub use create_image::{CreateImage, CreatedImage, ImageSource, NewDisk};
pub use describe_disks::{DescribeDisks, DiskPage};
pub use describe_images::{DescribeImages, EVERY_STATUS, ImagePage};
pub use describe_instances::{DescribeInstances, InstancePage};
pub use describe_regions::{DescribeRegions, RegionList};
pub use describe_snapshots::{DescribeSnapshots, SnapshotPage};
pub use disk::Disk;
pub use image::{DetectionItem, DetectionOptions, DiskDeviceMapping, Image};
pub use instance::Instance;
pub use region::Region;
pub use snapshot::Snapshot;
pub use tag::{Tag, TagFilter};

/// The `Version` parameter.
pub const VERSION: &str = "2014-05-26";
