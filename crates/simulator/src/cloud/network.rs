//! What an instance is launched into and with: networks, security groups, key pairs, and keys that encrypt its disks.

use jiff::Timestamp;

use super::Tags;

#[derive(Debug, Clone)]
pub(crate) struct Vpc {
    pub(crate) vpc_id: String,
    pub(crate) region_id: &'static str,
    pub(crate) name: String,
    pub(crate) cidr_block: &'static str,
    pub(crate) created: Timestamp,
    pub(crate) resource_group_id: String,
}

#[derive(Debug, Clone)]
pub(crate) struct VSwitch {
    pub(crate) vswitch_id: String,
    pub(crate) vpc_id: String,
    pub(crate) region_id: &'static str,
    pub(crate) zone_id: String,
    pub(crate) name: String,
    /// Third number of `172.16.x.0/24`.
    pub(crate) net: u8,
    pub(crate) created: Timestamp,
    pub(crate) resource_group_id: String,
}

#[derive(Debug, Clone)]
pub(crate) struct SecurityGroup {
    pub(crate) security_group_id: String,
    pub(crate) vpc_id: String,
    pub(crate) region_id: &'static str,
    pub(crate) name: String,
    pub(crate) created: Timestamp,
    pub(crate) resource_group_id: String,
    pub(crate) tags: Tags,
}

#[derive(Debug, Clone)]
pub(crate) struct KeyPair {
    pub(crate) name: String,
    pub(crate) region_id: &'static str,
    pub(crate) finger_print: String,
    pub(crate) created: Timestamp,
    pub(crate) resource_group_id: String,
    pub(crate) tags: Tags,
}

#[derive(Debug, Clone)]
pub(crate) struct KmsKey {
    pub(crate) key_id: String,
    pub(crate) region_id: &'static str,
    /// `alias/disks`.
    pub(crate) alias: String,
}
