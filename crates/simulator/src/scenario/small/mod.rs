//! The small company: put together from its machines, what was taken by hand, and its images.

mod by_hand;
mod images;
mod instances;
mod machines;
mod portal;

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::company::Company;
use super::history::Details;
use crate::cloud::{Cloud, REGIONS, Snapshot, SnapshotGroup};
use crate::randomness::Randomness;

const HANGZHOU: &str = "cn-hangzhou";
const SHANGHAI: &str = "cn-shanghai";
const SHENZHEN: &str = "cn-shenzhen";

/// How many snapshots there are in all.
const SNAPSHOTS: usize = 640;

const fn hours(hours: i64) -> SignedDuration {
    SignedDuration::from_hours(hours)
}

const fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(days * 24)
}

pub(super) fn cloud(seed: u64, epoch: Timestamp, image_quota: usize) -> Cloud {
    let mut company = Company::new(seed, epoch, image_quota, &REGIONS);
    for machine in machines::MACHINES {
        company.add(machine);
    }
    company.follow_plans();
    by_hand::by_hand(&mut company);
    security_scans(&mut company);
    portal::machines(&mut company, seed);
    detach_a_disk(&mut company);
    trim(&mut company.cloud);
    group(&mut company, seed);
    images::images(&mut company);
    portal::image(&mut company, seed);
    company.add_public_images();
    images::images_of_others(&mut company, seed);
    images::spread(&mut company, seed);
    instances::instances(&mut company);
    portal::dress(&mut company, seed);
    company.cloud
}

/// Temporary snapshots of the Security Center's agentless scan.
fn security_scans(company: &mut Company) {
    for (place, built) in company
        .machines
        .clone()
        .into_iter()
        .enumerate()
        .filter(|(place, _)| place % 3 == 1)
    {
        let age = hours(5) + SignedDuration::from_mins(i64::try_from(place).unwrap_or_default() * 47);
        let at = company.before(age);
        let name = format!(
            "SAS_Agentless_{}_{}",
            at.as_second(),
            company.cloud.randomness.digits(6)
        );
        let details = Details {
            retention_days: Some(3),
            is_tagged: false,
            ..Details::named(name)
        };
        company.take(&built, 0, at, details);
    }
}

/// The second data disk of mq-01 stands alone: status Available, no instance.
fn detach_a_disk(company: &mut Company) {
    if let Some(disk) = company.cloud.disks.iter_mut().find(|disk| disk.name == "mq-01-xvdc") {
        disk.instance_id = None;
        disk.device = String::new();
    }
}

/// Drops the oldest automatic snapshots until the number is what the scenario promises.
fn trim(cloud: &mut Cloud) {
    while cloud.snapshots.len() > SNAPSHOTS {
        let automatic = cloud
            .snapshots
            .iter()
            .enumerate()
            .filter(|(_, snapshot)| snapshot.snapshot_type == "timer");
        let Some((place, _)) = automatic.min_by_key(|(_, snapshot)| snapshot.created) else {
            return;
        };
        cloud.snapshots.remove(place);
    }
}

/// The automatic snapshots of warehouse-01 are taken of all its disks at one moment: the service groups them.
fn group(company: &mut Company, seed: u64) {
    let mut randomness = Randomness::new(seed ^ 0x0006_0009);
    let Some(built) = company.find("warehouse-01") else {
        return;
    };
    let mut moments: BTreeMap<String, Vec<Snapshot>> = BTreeMap::new();
    for row in &company.cloud.snapshots {
        let is_of_machine = built.disks.iter().any(|disk| *disk.disk_id == *row.source_disk_id);
        if is_of_machine && row.snapshot_type == "timer" {
            let name = row.name.clone().unwrap_or_default();
            moments.entry(name).or_default().push(row.clone());
        }
    }
    let instance = company.cloud.instances.iter().find(|row| row.name == "warehouse-01");
    let Some(instance_id) = instance.map(|row| row.instance_id.clone()) else {
        return;
    };
    for (name, rows) in moments.into_iter().filter(|(_, rows)| rows.len() == built.disks.len()) {
        let created = rows.iter().map(|row| row.created).min().unwrap_or(company.epoch);
        company.cloud.snapshot_groups.push(SnapshotGroup {
            snapshot_group_id: randomness.identifier("ssg", "uf6"),
            region_id: built.machine.region,
            instance_id: instance_id.clone(),
            name,
            description: String::new(),
            created,
            resource_group_id: built.resource_group_id.clone(),
            snapshot_ids: rows.into_iter().map(|row| row.snapshot_id).collect(),
            tags: Vec::new(),
        });
    }
}
