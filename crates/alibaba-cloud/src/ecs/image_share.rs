//! With whom an image is shared, as DescribeImageSharePermission tells it.

use jiff::Timestamp;

use crate::JsonObject;

/// An account an image is shared with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImageShare {
    /// The main account; it may exceed 2^53, hence text.
    pub aliyun_id: String,
    /// Since when.
    pub shared_time: Option<Timestamp>,
}

impl ImageShare {
    pub(super) fn read(fields: JsonObject<'_>) -> Option<Self> {
        Some(Self {
            aliyun_id: fields.text("AliyunId")?,
            shared_time: fields.time("SharedTime"),
        })
    }
}
