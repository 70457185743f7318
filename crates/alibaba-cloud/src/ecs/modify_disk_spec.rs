//! Changes the category or the performance of a disk.

use crate::Done;
use crate::declare::{action, reply};

action! {
    /// Changes the category, the performance level or the provisioned IOPS. Source: metadata of ECS, ModifyDiskSpec.
    pub struct ModifyDiskSpec: Ecs(region_id), Once, 30 seconds -> ModifiedDiskSpec {
        /// The region of the disk; it selects the host and is no parameter.
        region_id: String,
        /// The disk.
        disk_id: String = "DiskId",
        /// `cloud_essd`, `cloud_auto`, ...: the new category.
        disk_category: Option<String> = "DiskCategory",
        /// `PL0` to `PL3`: the new level of an ESSD; `PL1` when absent and it becomes one.
        performance_level: Option<String> = "PerformanceLevel",
        /// The new provisioned IOPS, of an ESSD AutoPL disk.
        provisioned_iops: Option<u32> = "ProvisionedIops",
        /// The new IOPS, in a dedicated block storage cluster.
        iops: Option<u32> = "PerformanceControlOptions.IOPS",
        /// The new throughput, in MB/s, in a dedicated block storage cluster.
        throughput: Option<u32> = "PerformanceControlOptions.Throughput",
        /// `All`: back to the usual performance, in a dedicated block storage cluster.
        recover: Option<String> = "PerformanceControlOptions.Recover",
        /// Only checks the request; a pass is answered with the error `DryRunOperation`.
        dry_run: bool = "DryRun",
    }
    /// No change yet.
    new(region_id: String, disk_id: String);
}

reply! {
    /// The cloud has begun the change.
    #[derive(Default, Eq)]
    pub struct ModifiedDiskSpec from reply {
        /// The task; DescribeTasks tells when it is done.
        task_id: Option<String> = Done::from_reply(reply).map(|_| reply.text("TaskId"))?,
        /// The order, of a subscription.
        order_id: Option<String> = reply.text("OrderId"),
    }
}
