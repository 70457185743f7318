//! The outcome for one instance of StartInstances, StopInstances or RebootInstances.

use crate::declare::row;

row! {
    /// The answer for one instance.
    #[derive(Default, Eq)]
    pub struct InstanceResponse from fields {
        /// The instance.
        instance_id: String = fields.text("InstanceId")?,
        /// `200` when it was done; else an error code.
        code: Option<String> = fields.text("Code"),
        /// The message of the cloud: hostile text.
        message: Option<String> = fields.text("Message"),
        /// The state before.
        previous_status: Option<String> = fields.text("PreviousStatus"),
        /// The state now.
        current_status: Option<String> = fields.text("CurrentStatus"),
    }
}

impl InstanceResponse {
    /// Whether it was done; an answer that does not say so counts as not done.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.code.as_deref() == Some("200")
    }
}
