//! What became of one instance of a StartInstances or StopInstances.

use crate::JsonObject;

/// The answer for one instance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InstanceResponse {
    /// The instance.
    pub instance_id: String,
    /// `200` when it was done; else an error code.
    pub code: Option<String>,
    /// The message of the cloud: hostile text.
    pub message: Option<String>,
    /// The state before.
    pub previous_status: Option<String>,
    /// The state now.
    pub current_status: Option<String>,
}

impl InstanceResponse {
    pub(super) fn read(fields: JsonObject<'_>) -> Option<Self> {
        Some(Self {
            instance_id: fields.text("InstanceId")?,
            code: fields.text("Code"),
            message: fields.text("Message"),
            previous_status: fields.text("PreviousStatus"),
            current_status: fields.text("CurrentStatus"),
        })
    }
}
