//! The state of the Cloud Assistant Agent as DescribeCloudAssistantStatus returns it.

use jiff::Timestamp;

use crate::declare::row;

row! {
    /// The state of the agent in one instance.
    #[derive(Default, Eq)]
    pub struct CloudAssistantStatus from fields {
        /// The instance.
        instance_id: String = fields.text("InstanceId")?,
        /// Whether the agent runs.
        cloud_assistant_status: Option<bool> = fields.flag("CloudAssistantStatus"),
        /// When it was last heard of.
        last_heartbeat_time: Option<Timestamp> = fields.time("LastHeartbeatTime"),
        /// When a command was last run.
        last_invoked_time: Option<Timestamp> = fields.time("LastInvokedTime"),
        /// The version; absent when it is not installed.
        cloud_assistant_version: Option<String> = fields.text("CloudAssistantVersion"),
        /// How many commands run now.
        active_task_count: Option<u64> = fields.number("ActiveTaskCount"),
        /// How many commands have run.
        invocation_count: Option<u64> = fields.number("InvocationCount"),
        /// `Windows`, `Linux` or `FreeBSD`.
        os_type: Option<String> = fields.text("OSType"),
        /// Whether one can log in through it.
        support_session_manager: Option<bool> = fields.flag("SupportSessionManager"),
    }
}
