//! The reply of an action that only says that it was done.

use crate::{JsonObject, Unreadable};

/// The cloud has done what was asked, and tells nothing more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done;

impl Done {
    /// An object without a RequestId is no answer of the API.
    pub(crate) fn read(reply: &JsonObject) -> Result<Self, Unreadable> {
        let request_id = reply.text("RequestId").or_else(|| reply.text("requestId"));
        request_id.map(|_| Self).ok_or(Unreadable::Field("RequestId"))
    }
}
