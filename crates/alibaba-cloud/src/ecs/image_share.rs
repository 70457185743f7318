//! With whom an image is shared, as DescribeImageSharePermission returns it.

use crate::declare::row;
use jiff::Timestamp;

row! {
    /// An account an image is shared with.
    #[derive(Default, Eq)]
    pub struct ImageShare from fields {
        /// The main account; it may exceed 2^53, hence text.
        aliyun_id: String = fields.text("AliyunId")?,
        /// Since when.
        shared_time: Option<Timestamp> = fields.time("SharedTime"),
    }
}
