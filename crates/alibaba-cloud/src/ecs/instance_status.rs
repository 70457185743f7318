//! The state of an instance as DescribeInstanceStatus returns it.

use crate::declare::row;

row! {
    /// The state of an instance.
    #[derive(Default, Eq)]
    pub struct InstanceStatus from fields {
        /// The instance.
        instance_id: String = fields.text("InstanceId")?,
        /// `Pending`, `Starting`, `Running`, `Stopping` or `Stopped`; others verbatim.
        status: Option<String> = fields.text("Status"),
    }
}
