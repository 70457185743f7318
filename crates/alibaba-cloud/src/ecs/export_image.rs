//! Writes an image to OSS.

use crate::Unreadable;
use crate::declare::{action, reply};

action! {
    /// Exports an image to a bucket in its region. Source: metadata of ECS, ExportImage.
    pub struct ExportImage: Ecs(region_id), Once, 15 seconds -> ExportedImage {
        /// The region.
        region_id: String = "RegionId",
        /// The image.
        image_id: String = "ImageId",
        /// The bucket, in the same region.
        oss_bucket: String = "OSSBucket",
        /// What the name of the object begins with.
        oss_prefix: Option<String> = "OSSPrefix",
        /// `raw`, `vhd`, `qcow2`, `vmdk` or `vdi`; `raw` when absent.
        image_format: Option<String> = "ImageFormat",
        /// The RAM role that may write to the bucket; `AliyunECSImageExportDefaultRole` when absent.
        role_name: Option<String> = "RoleName",
        /// Only checks the request; a pass is answered with the error `DryRunOperation`.
        dry_run: bool = "DryRun",
    }
    /// An export in the default format.
    new(region_id: String, image_id: String, oss_bucket: String);
}

reply! {
    /// The export the cloud has begun.
    #[derive(Eq)]
    pub struct ExportedImage from reply {
        /// The task to follow.
        task_id: String = reply.text("TaskId").or_else(|| reply.text("ExportTaskId")).ok_or(Unreadable::Field("TaskId"))?,
    }
}
