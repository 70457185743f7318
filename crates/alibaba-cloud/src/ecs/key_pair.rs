//! A key pair as DescribeKeyPairs tells it. The cloud never gives the private half again.

use jiff::Timestamp;

use super::Tag;
use crate::JsonObject;

/// An SSH key pair.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyPair {
    /// The name, unique in the region.
    pub key_pair_name: String,
    /// The fingerprint.
    pub key_pair_finger_print: Option<String>,
    /// When it was made.
    pub creation_time: Option<Timestamp>,
    /// The resource group.
    pub resource_group_id: Option<String>,
    /// The tags.
    pub tags: Vec<Tag>,
}

impl KeyPair {
    pub(super) fn read(fields: JsonObject<'_>) -> Option<Self> {
        Some(Self {
            key_pair_name: fields.text("KeyPairName")?,
            key_pair_finger_print: fields.text("KeyPairFingerPrint"),
            creation_time: fields.time("CreationTime"),
            resource_group_id: fields.text("ResourceGroupId"),
            tags: fields.tags(),
        })
    }
}
