//! The outcome for one instance of StartInstances, StopInstances or RebootInstances.

use crate::declare::row;
use crate::redaction::{row_code, row_message};

row! {
    /// The answer for one instance.
    #[derive(Default, Eq)]
    pub struct InstanceResponse from fields {
        /// The instance.
        instance_id: String = fields.text("InstanceId")?,
        /// `200` when it was done; else an error code.
        code: Option<String> = fields.text("Code").map(|code| row_code(&code)),
        /// The message of the cloud: hostile text, of which only visible characters are kept, and no more than 1,000.
        message: Option<String> = fields.text("Message").map(|message| row_message(&message)),
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
        self.code.as_deref() == Some(DONE)
    }

    /// The error code, when it was not done and says why.
    #[must_use]
    pub fn error_code(&self) -> Option<&str> {
        error_code(self.code.as_deref(), self.message.as_deref())
    }
}

/// The code of what was done.
pub(super) const DONE: &str = "200";

/// The error code of an item. Where the code is only an HTTP status, the message is taken for the error code if it can be one: the
/// documents show no failed item.
pub(super) fn error_code<'a>(code: Option<&'a str>, message: Option<&'a str>) -> Option<&'a str> {
    let code = code.filter(|code| *code != DONE)?;
    if !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(code);
    }
    message.filter(|message| {
        !message.is_empty() && message.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.')
    })
}
