//! Changes the type of a pay-as-you-go instance.

use crate::Done;
use crate::declare::action;

action! {
    /// Changes the instance type or the bandwidth, never both at once. Source: metadata of ECS, ModifyInstanceSpec.
    pub struct ModifyInstanceSpec: Ecs(region_id), WithClientToken, 70 seconds -> Done {
        /// The region of the instance; it selects the host and is no parameter.
        region_id: String,
        /// The instance; it must be stopped for another type.
        instance_id: String = "InstanceId",
        /// At most 64 ASCII characters; the same for every repetition of one intended change.
        client_token: String = "ClientToken",
        /// The new type; in effect at the next start.
        instance_type: Option<String> = "InstanceType",
        /// The new outbound bandwidth, in Mbit/s.
        internet_max_bandwidth_out: Option<u32> = "InternetMaxBandwidthOut",
        /// The new inbound bandwidth, in Mbit/s.
        internet_max_bandwidth_in: Option<u32> = "InternetMaxBandwidthIn",
        /// `cloud_efficiency` or `cloud_ssd`: the new category of the system disk, of old instance types.
        system_disk_category: Option<String> = "SystemDisk.Category",
        /// Whether the answer comes before the change is made.
        is_async: bool = "Async",
        /// Whether the instance may move to another cluster in its zone.
        allow_migrate_across_zone: bool = "AllowMigrateAcrossZone",
        /// Only checks the request; a pass is answered with the error `DryRunOperation`.
        dry_run: bool = "DryRun",
    }
    /// No change yet.
    new(region_id: String, instance_id: String, client_token: String);
}
