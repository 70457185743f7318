//! The small company: put together from its machines, what was taken by hand, and its images.

mod by_hand;
mod images;
mod machines;

use jiff::{SignedDuration, Timestamp};

use super::company::Company;
use super::history::Details;
use crate::cloud::Cloud;

const HANGZHOU: &str = "cn-hangzhou";
const SHANGHAI: &str = "cn-shanghai";
const SHENZHEN: &str = "cn-shenzhen";
const SINGAPORE: &str = "ap-southeast-1";

/// How many snapshots there are in all.
const SNAPSHOTS: usize = 640;

const fn hours(hours: i64) -> SignedDuration {
    SignedDuration::from_hours(hours)
}

const fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(days * 24)
}

pub(super) fn cloud(seed: u64, epoch: Timestamp, image_quota: usize) -> Cloud {
    let mut company = Company::new(seed, epoch, image_quota);
    for machine in machines::MACHINES {
        company.add(machine);
    }
    company.follow_plans();
    by_hand::by_hand(&mut company);
    security_scans(&mut company);
    detach_a_disk(&mut company);
    trim(&mut company.cloud);
    images::images(&mut company);
    company.add_public_images();
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
