//! The state of an instance as DescribeInstanceStatus tells it.

use crate::JsonObject;

/// The state of an instance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InstanceStatus {
    /// The instance.
    pub instance_id: String,
    /// `Pending`, `Starting`, `Running`, `Stopping` or `Stopped`; others verbatim.
    pub status: Option<String>,
}

impl InstanceStatus {
    pub(super) fn read(fields: JsonObject<'_>) -> Option<Self> {
        Some(Self {
            instance_id: fields.text("InstanceId")?,
            status: fields.text("Status"),
        })
    }
}
