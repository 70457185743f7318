//! Where a disk is attached, as DescribeDisks returns it.

use jiff::Timestamp;

use crate::declare::row;

row! {
    /// One instance that a disk is attached to.
    #[derive(Default, Eq)]
    pub struct DiskAttachment from fields {
        /// The instance.
        instance_id: String = fields.text("InstanceId")?,
        /// The device name on that instance. `/dev/xvdb` and `/dev/vdb` are the same disk.
        device: Option<String> = fields.text("Device"),
        /// When it was attached.
        attached_time: Option<Timestamp> = fields.time("AttachedTime"),
    }
}
