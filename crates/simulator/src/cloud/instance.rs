//! Instances and their power state over time.

use jiff::Timestamp;

use super::{InstanceSettings, InstanceType, Os, Tags};

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
    pub(crate) security_group_ids: Vec<String>,
    pub(crate) key_pair_name: Option<String>,
    /// When its subscription ends; none when it is paid as it is used.
    pub(crate) subscribed_until: Option<Timestamp>,
    /// As `LockReason` has it.
    pub(crate) locked_for: Option<&'static str>,
    pub(crate) resource_group_id: String,
    pub(crate) tags: Tags,
    pub(crate) settings: InstanceSettings,
    /// When a creation that fails takes it away again.
    pub(crate) vanishes_at: Option<Timestamp>,
    /// How it was stopped, while it is.
    pub(crate) stopped_mode: Option<&'static str>,
    /// The image it ran before its system disk was replaced, and until when that is still shown.
    pub(crate) replaced: Option<(String, Timestamp)>,
    /// When its type or bandwidth was last changed.
    pub(crate) spec_changed: Option<Timestamp>,
    /// The type it has after the next start or reboot.
    pub(crate) pending_type: Option<&'static InstanceType>,
}

impl Instance {
    /// `Pending`, `Starting`, `Running`, `Stopping` or `Stopped`.
    pub(crate) fn status(&self, now: Timestamp) -> &'static str {
        let passing = self.transitions.iter().find(|(_, until)| now < *until);
        passing.map_or(self.final_status, |(status, _)| status)
    }

    pub(crate) fn family(&self) -> &str {
        self.instance_type
            .rsplit_once('.')
            .map_or(self.instance_type, |(family, _)| family)
    }

    /// Its type, if that is on sale.
    pub(crate) fn kind(&self) -> Option<&'static InstanceType> {
        InstanceType::find(self.instance_type)
    }

    pub(crate) fn set_type(&mut self, kind: &'static InstanceType) {
        self.instance_type = kind.id;
        self.cpu = kind.cpu;
        self.memory_mib = kind.memory_gib * 1_024;
    }

    /// `PrePaid` or `PostPaid`.
    pub(crate) fn charge_type(&self) -> &'static str {
        match self.subscribed_until {
            Some(_) => "PrePaid",
            None => "PostPaid",
        }
    }

    /// `ImageId` as DescribeInstances shows it.
    pub(crate) fn shown_image_id(&self, now: Timestamp) -> &str {
        match &self.replaced {
            Some((image_id, until)) if now < *until => image_id,
            _ => &self.image_id,
        }
    }

    /// `KeepCharging` or `StopCharging` of a stopped instance.
    pub(crate) fn stopped_mode(&self, now: Timestamp) -> &'static str {
        if self.status(now) == "Stopped" {
            self.stopped_mode.unwrap_or("KeepCharging")
        } else {
            "Not-applicable"
        }
    }

    pub(crate) fn host_name(&self) -> &str {
        self.settings.host_name.as_deref().unwrap_or(&self.name)
    }
}
