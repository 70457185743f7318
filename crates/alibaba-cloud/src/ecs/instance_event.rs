//! A system event as DescribeInstanceHistoryEvents returns it.

use jiff::Timestamp;

use crate::JsonObject;
use crate::declare::row;

row! {
    /// A system event of an instance or a host.
    #[derive(Default, Eq)]
    pub struct InstanceEvent from fields {
        /// The id of the event.
        event_id: String = fields.text("EventId")?,
        /// `SystemFailure.Delete`, `SystemMaintenance.Reboot`, ...; verbatim.
        event_type: Option<String> = fields.text_in("EventType", "Name"),
        /// `Scheduled`, `Executing`, `Executed`, `Failed`, ...; verbatim.
        event_cycle_status: Option<String> = fields.text_in("EventCycleStatus", "Name"),
        /// `instance`, `ddh` or `managedhost`.
        resource_type: Option<String> = fields.text("ResourceType"),
        /// The instance or host.
        instance_id: Option<String> = fields.text("InstanceId"),
        /// The reason in the words of the cloud: hostile text.
        reason: Option<String> = fields.text("Reason"),
        /// The reason as a code.
        reason_code: Option<String> = fields.text("ReasonCode"),
        /// How much it matters, verbatim.
        impact_level: Option<String> = fields.text("ImpactLevel"),
        /// When it was told of.
        event_publish_time: Option<Timestamp> = fields.time("EventPublishTime"),
        /// When it is planned for.
        not_before: Option<Timestamp> = fields.time("NotBefore"),
        /// When it ended.
        event_finish_time: Option<Timestamp> = fields.time("EventFinishTime"),
        /// The code of the failure.
        code: Option<String> = fields.text_in("ExtendedAttribute", "Code"),
        /// The disk it is about.
        disk_id: Option<String> = fields.text_in("ExtendedAttribute", "DiskId"),
        /// The device name of that disk.
        device: Option<String> = fields.text_in("ExtendedAttribute", "Device"),
        /// The dedicated host.
        host_id: Option<String> = fields.text_in("ExtendedAttribute", "HostId"),
        /// `ddh` or `managehost`.
        host_type: Option<String> = fields.text_in("ExtendedAttribute", "HostType"),
        /// How the instance can be moved.
        migration_options: Vec<String> = migration_options(fields),
        /// How an online repair is done.
        online_repair_policy: Option<String> = fields.text_in("ExtendedAttribute", "OnlineRepairPolicy"),
        /// Whether it can be accepted.
        can_accept: Option<bool> = fields.object("ExtendedAttribute").and_then(|more| more.flag("CanAccept")),
        /// The result of the answer to it, verbatim.
        response_result: Option<String> = fields.text_in("ExtendedAttribute", "ResponseResult"),
    }
}

fn migration_options(fields: JsonObject<'_>) -> Vec<String> {
    let more = fields.object("ExtendedAttribute");
    more.map(|more| more.texts("MigrationOptions", "MigrationOption"))
        .unwrap_or_default()
}
