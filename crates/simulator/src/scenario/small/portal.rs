//! The portal, which is worth copying, and the nodes that run an image of yesterday. Their random numbers are their own, so that
//! they change nothing of the others.

use std::mem;

use jiff::SignedDuration;

use super::super::company::Company;
use super::super::history::Details;
use super::super::images::Own;
use super::super::machine::{Machine, Plan};
use super::super::source::{self, IMAGE, SOURCE};
use super::{HANGZHOU, hours};
use crate::cloud::{Os, Production};
use crate::randomness::Randomness;

// A table: one machine per line reads better than one argument per line.
#[rustfmt::skip]
const MACHINES: [Machine; 7] = [
    Machine::new(HANGZHOU, SOURCE, Os::ALIYUN_3, &[40, 100, 200], Plan::ByHand, "web", "portal"),
    Machine::new(HANGZHOU, "app-node-01", Os::UBUNTU_2404, &[40], Plan::ByHand, "web", "app-node"),
    Machine::new(HANGZHOU, "app-node-02", Os::UBUNTU_2404, &[40], Plan::ByHand, "web", "app-node"),
    Machine::new(HANGZHOU, "app-node-03", Os::UBUNTU_2404, &[40], Plan::ByHand, "web", "app-node"),
    Machine::new(HANGZHOU, "app-node-04", Os::UBUNTU_2404, &[40], Plan::ByHand, "web", "app-node"),
    Machine::new(HANGZHOU, "app-node-05", Os::UBUNTU_2404, &[40], Plan::ByHand, "web", "app-node"),
    Machine::new(HANGZHOU, "scratch-01", Os::ALIYUN_3, &[40, 60], Plan::ByHand, "default", "scratch").env("test"),
];
const SNAPSHOTS: [&str; 3] = ["portal-01-sys", "portal-01-data1", "portal-01-data2"];

/// The machines, and the snapshots of the portal of yesterday.
pub(super) fn machines(company: &mut Company, seed: u64) {
    let mut own = Randomness::new(seed ^ 0x0008_0001);
    mem::swap(&mut own, &mut company.cloud.randomness);
    for machine in MACHINES {
        company.add(machine);
    }
    if let Some(built) = company.find(SOURCE) {
        for (disk, name) in SNAPSHOTS.into_iter().enumerate() {
            let seconds = i64::try_from(disk).unwrap_or_default();
            let at = company.before(hours(26) - SignedDuration::from_secs(seconds));
            company.take(&built, disk, at, Details::named(name));
        }
    }
    mem::swap(&mut own, &mut company.cloud.randomness);
}

/// The image of the portal.
pub(super) fn image(company: &mut Company, seed: u64) {
    let mut own = Randomness::new(seed ^ 0x0008_0003);
    mem::swap(&mut own, &mut company.cloud.randomness);
    company.add_image(Own {
        region: HANGZHOU,
        name: IMAGE,
        family: None,
        description: "Portal with its data disks",
        age: hours(25),
        production: Production::Creating(SignedDuration::from_mins(20)),
        ends_as: "Available",
        is_deprecated: false,
        used_by_instance: false,
        snapshots: SNAPSHOTS.map(str::to_owned).to_vec(),
    });
    mem::swap(&mut own, &mut company.cloud.randomness);
}

/// Every attribute of the portal.
pub(super) fn dress(company: &mut Company, seed: u64) {
    let instances = company.cloud.instances.iter();
    let id = instances
        .filter(|row| row.name == SOURCE)
        .map(|row| row.instance_id.clone())
        .next();
    if let Some(id) = id {
        source::dress(&mut company.cloud, &id, seed);
    }
}
