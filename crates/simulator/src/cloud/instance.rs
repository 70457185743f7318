//! Instances and their power state over time.

use jiff::Timestamp;

use super::{Os, Tags};

#[derive(Debug, Clone)]
pub(crate) struct Instance {
    pub(crate) instance_id: String,
    pub(crate) region_id: &'static str,
    pub(crate) zone_id: String,
    pub(crate) name: String,
    pub(crate) description: String,
    /// Its status after all transitions.
    pub(crate) final_status: &'static str,
    /// The statuses before that, in order, each with the time at which it ends.
    pub(crate) transitions: Vec<(&'static str, Timestamp)>,
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
    pub(crate) key_pair_name: Option<String>,
    /// When its subscription ends; none when it is paid as it is used.
    pub(crate) subscribed_until: Option<Timestamp>,
    /// As `LockReason` has it.
    pub(crate) locked_for: Option<&'static str>,
    pub(crate) resource_group_id: String,
    pub(crate) tags: Tags,
}

impl Instance {
    /// `Pending`, `Starting`, `Running`, `Stopping` or `Stopped`.
    pub(crate) fn status(&self, now: Timestamp) -> &'static str {
        let passing = self.transitions.iter().find(|(_, until)| now < *until);
        passing.map_or(self.final_status, |(status, _)| status)
    }
}
