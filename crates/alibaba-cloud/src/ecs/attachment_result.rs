//! The outcome for one instance of AttachKeyPair or AttachInstanceRamRole.

use super::instance_response::{DONE, error_code};
use crate::declare::row;
use crate::redaction::{row_code, row_message};

row! {
    /// The answer for one instance.
    #[derive(Default, Eq)]
    pub struct AttachmentResult from fields {
        /// The instance.
        instance_id: String = fields.text("InstanceId")?,
        /// `200` when it was done; else an error code.
        code: Option<String> = fields.text("Code").map(|code| row_code(&code)),
        /// The message of the cloud: hostile text, of which only visible characters are kept, and no more than 1,000.
        message: Option<String> = fields.text("Message").map(|message| row_message(&message)),
        /// Whether it was done.
        success: Option<bool> = fields.flag("Success"),
    }
}

impl AttachmentResult {
    /// Whether it was done; an answer that does not say so counts as not done.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.success.unwrap_or_else(|| self.code.as_deref() == Some(DONE))
    }

    /// The error code, when it was not done and says why.
    #[must_use]
    pub fn error_code(&self) -> Option<&str> {
        error_code(self.code.as_deref(), self.message.as_deref())
    }
}
