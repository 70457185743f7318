//! The instance that is worth copying: every attribute of it is set, and its disks differ from each other.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use jiff::{SignedDuration, Timestamp};

use super::account::APP_ROLE;
use crate::cloud::{Cloud, SecurityGroup, UserData};
use crate::randomness::Randomness;

/// Its name.
pub(super) const SOURCE: &str = "portal-01";
/// The full image of it.
pub(super) const IMAGE: &str = "portal-golden";
/// What its guest was begun with.
const USER_DATA: &str = "#cloud-config\npackages:\n  - nginx\n";
/// Category and performance level of its disks.
const CLASSES: [(&str, Option<&str>); 3] = [
    ("cloud_essd", Some("PL0")),
    ("cloud_essd", Some("PL1")),
    ("cloud_auto", None),
];

/// Gives an instance with three disks a second security group, a key pair, a role, user data and tags, and its disks classes of
/// their own; its data disks outlive it.
pub(super) fn dress(cloud: &mut Cloud, instance_id: &str, seed: u64) {
    let group_id = add_group(cloud, instance_id, seed);
    let mut instances = cloud.instances.iter_mut();
    let Some(row) = instances.find(|row| row.instance_id == instance_id) else {
        return;
    };
    SOURCE.clone_into(&mut row.name);
    "Customer portal".clone_into(&mut row.description);
    row.final_status = "Running";
    row.subscribed_until = None;
    row.key_pair_name = Some("operations".to_owned());
    row.security_group_ids.extend(group_id);
    row.tags.push(("team".to_owned(), "web".to_owned()));
    row.settings.host_name = Some("portal-01.internal".to_owned());
    row.settings.role_name = Some(APP_ROLE.to_owned());
    row.settings.user_data = UserData::new(BASE64_STANDARD.encode(USER_DATA));
    row.settings.metadata.tokens = "required";
    let disks = cloud.disks.iter_mut();
    for disk in disks.filter(|disk| disk.instance_id.as_deref() == Some(instance_id)) {
        let place = disk
            .device
            .bytes()
            .last()
            .map_or(0, |letter| usize::from(letter - b'a'));
        let (category, level) = CLASSES[place % CLASSES.len()];
        let is_auto = category == "cloud_auto";
        disk.category = category;
        disk.settings.performance_level = level;
        disk.settings.provisioned_iops = is_auto.then_some(500);
        disk.settings.bursting = is_auto.then_some(true);
    }
}

/// A second security group of the instance's network, and its id.
fn add_group(cloud: &mut Cloud, instance_id: &str, seed: u64) -> Option<String> {
    let instance = cloud.instances.iter().find(|row| row.instance_id == instance_id)?;
    let own = instance.security_group_ids.first()?;
    let group = cloud.security_groups.iter().find(|row| row.security_group_id == *own)?;
    let code = cloud.region(group.region_id).map_or("bp1", |region| region.code);
    let security_group_id = Randomness::new(seed ^ 0x0008_0002).identifier("sg", code);
    let added = SecurityGroup {
        security_group_id: security_group_id.clone(),
        name: "web".to_owned(),
        created: earlier(group.created),
        ..group.clone()
    };
    cloud.security_groups.push(added);
    Some(security_group_id)
}

/// Older than the first one, so that listings begin with that.
fn earlier(at: Timestamp) -> Timestamp {
    at.checked_sub(SignedDuration::from_hours(1)).unwrap_or(at)
}
