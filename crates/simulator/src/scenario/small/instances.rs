//! What the instances of the small company run, how they are paid for, and the one that is locked.

use super::super::company::Company;
use super::days;
use crate::cloud::SystemEvent;

/// Instances and the own image that they were made from.
const IMAGES: [(&str, &str); 11] = [
    ("erp-app-02", "erp-db-golden"),
    ("builder-01", "app-node-base-v13"),
    ("web-gw-01", "web-gw-base"),
    ("web-gw-02", "web-gw-base"),
    ("edge-01", "edge-base"),
    ("edge-02", "edge-base"),
    ("app-node-01", "app-node-base-v13"),
    ("app-node-02", "app-node-base-v13"),
    ("app-node-03", "app-node-base-v13"),
    ("app-node-04", "app-node-base-v13"),
    ("app-node-05", "app-node-base-v13"),
];

/// Subscriptions and the days that are left of them.
const SUBSCRIPTIONS: [(&str, i64); 5] = [
    ("erp-db-01", 12),
    ("order-svc-03", 203),
    ("warehouse-01", 88),
    ("finance-01", 3),
    ("hr-win-01", -2),
];

/// Its image has been deleted since.
const ORPHAN: (&str, &str) = ("shop-02", "m-wz9h4d2q8shopbase7k1");

/// It was rebooted for maintenance.
const REBOOTED: &str = "builder-01";

pub(super) fn instances(company: &mut Company) {
    for (name, image) in IMAGES {
        let region_id = region_of(company, name);
        let images = company.cloud.images.iter();
        let found = images
            .filter(|row| Some(row.region_id) == region_id && row.is_own())
            .find(|row| row.name == image);
        if let Some(image_id) = found.map(|row| row.image_id.clone()) {
            set_image(company, name, &image_id);
        }
    }
    set_image(company, ORPHAN.0, ORPHAN.1);
    reboot(company);
    for (name, left) in SUBSCRIPTIONS {
        let until = company.before(days(-left));
        for row in company.cloud.instances.iter_mut().filter(|row| row.name == name) {
            row.subscribed_until = Some(until);
            if left < 0 {
                row.locked_for = Some("financial");
                row.final_status = "Stopped";
            }
        }
    }
}

/// A planned reboot some days ago.
fn reboot(company: &mut Company) {
    let at = company.before(days(3));
    let instances = company.cloud.instances.iter();
    let rebooted = instances.filter(|row| row.name == REBOOTED).map(|row| SystemEvent {
        event_id: row.instance_id.replacen("i-", "e-", 1),
        region_id: row.region_id,
        instance_id: row.instance_id.clone(),
        resource_group_id: row.resource_group_id.clone(),
        at,
        name: "SystemMaintenance.Reboot",
        code: 1,
        reason: "The instance was rebooted because of system maintenance.",
    });
    company.cloud.events = rebooted.collect();
}

fn region_of(company: &Company, name: &str) -> Option<&'static str> {
    let row = company.cloud.instances.iter().find(|row| row.name == name)?;
    Some(row.region_id)
}

/// The instance and its system disk.
fn set_image(company: &mut Company, name: &str, image_id: &str) {
    let mut ids = Vec::new();
    for row in company.cloud.instances.iter_mut().filter(|row| row.name == name) {
        image_id.clone_into(&mut row.image_id);
        ids.push(row.instance_id.clone());
    }
    let is_its = |disk: &&mut crate::cloud::Disk| {
        disk.disk_type == "system" && disk.instance_id.as_ref().is_some_and(|id| ids.contains(id))
    };
    for disk in company.cloud.disks.iter_mut().filter(is_its) {
        image_id.clone_into(&mut disk.image_id);
    }
}
