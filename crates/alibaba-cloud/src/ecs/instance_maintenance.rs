//! The maintenance of an instance as DescribeInstanceMaintenanceAttributes returns it.

use crate::JsonObject;
use crate::declare::row;

row! {
    /// What happens to an instance when its host is maintained.
    #[derive(Default, Eq)]
    pub struct InstanceMaintenance from fields {
        /// The instance.
        instance_id: String = fields.text("InstanceId")?,
        /// `Stop`, `AutoRecover` or `AutoRedeploy`; verbatim.
        action_on_maintenance: Option<String> = fields.text_in("ActionOnMaintenance", "Value"),
        /// What it is unless it is set.
        default_action: Option<String> = fields.text_in("ActionOnMaintenance", "DefaultValue"),
        /// What it can be set to.
        supported_actions: Vec<String> = supported_actions(fields),
        /// Whether an event tells of it before.
        notify_on_maintenance: Option<bool> = fields.flag("NotifyOnMaintenance"),
        /// The hours in which it may happen.
        maintenance_windows: Vec<MaintenanceWindow> = fields.rows("MaintenanceWindows", "MaintenanceWindow", MaintenanceWindow::read),
    }
}

row! {
    /// Hours of the day.
    #[derive(Default, Eq)]
    pub struct MaintenanceWindow from fields {
        /// When they begin, as `HH:mm:ss`.
        start_time: Option<String> = fields.text("StartTime"),
        /// When they end, as `HH:mm:ss`.
        end_time: Option<String> = fields.text("EndTime"),
    }
}

fn supported_actions(fields: JsonObject<'_>) -> Vec<String> {
    let action = fields.object("ActionOnMaintenance");
    let supported = action.map(|action| action.texts("SupportedValues", "SupportedValue"));
    supported.unwrap_or_default()
}
