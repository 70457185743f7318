//! A key pair as DescribeKeyPairs returns it. The cloud never gives the private half again.

use jiff::Timestamp;

use super::Tag;
use crate::declare::row;

row! {
    /// An SSH key pair.
    #[derive(Default, Eq)]
    pub struct KeyPair from fields {
        /// The name, unique in the region.
        key_pair_name: String = fields.text("KeyPairName")?,
        /// The fingerprint.
        key_pair_finger_print: Option<String> = fields.text("KeyPairFingerPrint"),
        /// When it was made.
        creation_time: Option<Timestamp> = fields.time("CreationTime"),
        /// The resource group.
        resource_group_id: Option<String> = fields.text("ResourceGroupId"),
        /// The tags.
        tags: Vec<Tag> = fields.tags(),
    }
}
