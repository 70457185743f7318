//! System events of instances, as DescribeInstanceHistoryEvents lists them.

use jiff::Timestamp;

use super::Cloud;
use crate::ledger::Effect;

#[derive(Debug, Clone)]
pub(crate) struct SystemEvent {
    pub(crate) event_id: String,
    pub(crate) region_id: &'static str,
    pub(crate) instance_id: String,
    pub(crate) resource_group_id: String,
    pub(crate) at: Timestamp,
    /// `SystemFailure.Delete`.
    pub(crate) name: &'static str,
    pub(crate) code: u32,
    pub(crate) reason: &'static str,
}

impl Cloud {
    /// Lets take effect by `now` what was to come: changes of disks, and the end of instances whose creation has failed, with
    /// their disks; an event tells of each.
    pub(crate) fn settle(&mut self, now: Timestamp, effects: &mut Vec<Effect>) {
        self.disks.iter_mut().for_each(|disk| disk.settle(now));
        let is_due = |at: Option<Timestamp>| at.is_some_and(|at| at <= now);
        let gone = self.images.extract_if(.., |image| is_due(image.gone_at));
        effects.extend(gone.map(|image| Effect::ImageDeleted {
            region_id: image.region_id.to_owned(),
            image_id: image.image_id,
        }));
        let vanished: Vec<_> = self.instances.extract_if(.., |row| is_due(row.vanishes_at)).collect();
        for row in vanished {
            let event_id = self.new_id("e", row.region_id);
            self.events.push(SystemEvent {
                event_id,
                region_id: row.region_id,
                instance_id: row.instance_id.clone(),
                resource_group_id: row.resource_group_id.clone(),
                at: row.vanishes_at.unwrap_or(now),
                name: "SystemFailure.Delete",
                code: 29,
                reason: "The instance is released because of an instance creation failure.",
            });
            let is_its = |disk: &mut super::Disk| disk.instance_id.as_ref() == Some(&row.instance_id);
            let region_id = row.region_id.to_owned();
            effects.extend(self.disks.extract_if(.., is_its).map(|disk| Effect::DiskDeleted {
                region_id: region_id.clone(),
                disk_id: disk.disk_id,
            }));
            effects.push(Effect::InstanceDeleted {
                region_id,
                instance_id: row.instance_id,
            });
        }
    }
}
