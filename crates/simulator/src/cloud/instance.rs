//! Instances.

use jiff::Timestamp;

use super::{Os, Tags};

#[derive(Debug, Clone)]
pub(crate) struct Instance {
    pub(crate) instance_id: String,
    pub(crate) region_id: &'static str,
    pub(crate) zone_id: String,
    pub(crate) name: &'static str,
    pub(crate) status: &'static str,
    pub(crate) instance_type: &'static str,
    pub(crate) cpu: u32,
    pub(crate) memory_mib: u32,
    pub(crate) os: Os,
    pub(crate) image_id: String,
    pub(crate) created: Timestamp,
    pub(crate) private_ip: String,
    pub(crate) vpc_id: String,
    pub(crate) vswitch_id: String,
    pub(crate) security_group_id: String,
    pub(crate) resource_group_id: String,
    pub(crate) tags: Tags,
}
