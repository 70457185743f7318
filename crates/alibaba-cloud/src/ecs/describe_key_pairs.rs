//! One page of the key pairs of a region.

use super::{KeyPair, TagFilter};
use crate::declare::{action, page};

action! {
    /// Lists key pairs. Source: metadata of ECS, DescribeKeyPairs.
    pub struct DescribeKeyPairs: Ecs(region_id), Read, 15 seconds -> KeyPairPage {
        /// The region.
        region_id: String = "RegionId",
        /// Key pairs of this name; `*` stands for any text.
        key_pair_name: Option<String> = "KeyPairName",
        /// The key pair of this fingerprint.
        key_pair_finger_print: Option<String> = "KeyPairFingerPrint",
        /// Key pairs of this resource group.
        resource_group_id: Option<String> = "ResourceGroupId",
        /// Key pairs with all of these tags.
        tags: Vec<TagFilter> = "Tag",
        /// The page, from 1.
        page_number: u32 = "PageNumber" numbered(50),
    }
    /// All key pairs of a region.
    new(region_id: String) {
        page_number: 1,
    };
}

page! {
    /// One page of key pairs.
    #[derive(Eq)]
    pub struct KeyPairPage of DescribeKeyPairs by page_number {
        /// The rows, in the cloud's order.
        key_pairs: Vec<KeyPair> = "KeyPairs" / "KeyPair", id key_pair_name,
    }
}
