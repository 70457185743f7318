//! The reply of an action that only says that it was done.

use crate::declare::FromReply;
use crate::{JsonObject, Unreadable};

/// The cloud has done what was asked and says nothing more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done;

impl FromReply for Done {
    /// An object without a RequestId is no answer of the API.
    fn from_reply(reply: JsonObject<'_>) -> Result<Self, Unreadable> {
        let request_id = reply.text("RequestId").or_else(|| reply.text("requestId"));
        request_id.map(|_| Self).ok_or(Unreadable::Field("RequestId"))
    }
}
