//! Changes the type of a subscription instance.

use super::ChangeOrder;
use crate::declare::action;

action! {
    /// Changes the instance type; in effect after a restart. Source: metadata of ECS, ModifyPrepayInstanceSpec.
    pub struct ModifyPrepayInstanceSpec: Ecs(region_id), WithClientToken, 30 seconds -> ChangeOrder {
        /// The region.
        region_id: String = "RegionId",
        /// The instance; it must be stopped for a downgrade.
        instance_id: String = "InstanceId",
        /// The new type.
        instance_type: String = "InstanceType",
        /// At most 64 ASCII characters; the same for every repetition of one intended change.
        client_token: String = "ClientToken",
        /// `upgrade` or `downgrade`.
        operator_type: Option<String> = "OperatorType",
        /// Whether the order is paid at once; it is when absent.
        auto_pay: Option<bool> = "AutoPay",
        /// `cloud_efficiency` or `cloud_ssd`: the new category of the system disk, of old instance types.
        system_disk_category: Option<String> = "SystemDisk.Category",
        /// Whether the instance may move to another cluster in its zone.
        migrate_across_zone: bool = "MigrateAcrossZone",
        /// Whether it is restarted as soon as the change is made.
        reboot_when_finished: bool = "RebootWhenFinished",
        /// When it is restarted, as `yyyy-MM-ddTHH:mmZ`.
        reboot_time: Option<String> = "RebootTime",
        /// When a temporary change ends, as `yyyy-MM-ddTHH:mmZ`.
        end_time: Option<String> = "EndTime",
    }
    /// A change that is paid at once.
    new(region_id: String, instance_id: String, instance_type: String, client_token: String);
}
