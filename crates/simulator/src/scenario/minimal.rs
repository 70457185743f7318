//! As little as a job of several steps needs: four regions, a handful of snapshots and an image that is shared with an account, put
//! together in no time.

use jiff::{SignedDuration, Timestamp};

use super::company::Company;
use super::history::Details;
use super::images::Own;
use super::machine::{Machine, Plan};
use crate::cloud::{Cloud, Os, Production, REGIONS, Region, State};

/// Regions of the scenario; images are copied between them.
const REGION_IDS: [&str; 4] = ["cn-beijing", "cn-hangzhou", "cn-shanghai", "ap-southeast-1"];

// A table: one machine per line reads better than one argument per line.
#[rustfmt::skip]
const MACHINES: [Machine; 3] = [
    Machine::new("cn-hangzhou", "app-01", Os::ALIYUN_3, &[40, 60], Plan::ByHand, "default", "app"),
    Machine::new("cn-hangzhou", "old-01", Os::CENTOS_79, &[40], Plan::Automatic(0), "default", "old"),
    Machine::new("cn-shanghai", "web-01", Os::UBUNTU_2404, &[40], Plan::ByHand, "default", "web"),
];

pub(super) fn cloud(seed: u64, epoch: Timestamp, image_quota: usize) -> Cloud {
    let regions: Vec<Region> = REGIONS
        .into_iter()
        .filter(|region| REGION_IDS.contains(&region.region_id))
        .collect();
    let mut company = Company::new(seed, epoch, image_quota, &regions);
    for machine in MACHINES {
        company.add(machine);
    }
    for built in company.machines.clone() {
        for disk in 0..built.disks.len() {
            let at = company.before(SignedDuration::from_hours(1));
            let part = if disk == 0 {
                "sys".to_owned()
            } else {
                format!("data{disk}")
            };
            let name = format!("{}-{part}", built.machine.name);
            company.take(&built, disk, at, Details::named(name));
        }
    }
    if let Some(built) = company.find("app-01") {
        let unfinished = Details {
            state: State::Progressing(SignedDuration::from_mins(30)),
            ..Details::named("app-01-unfinished")
        };
        let at = company.before(SignedDuration::from_mins(1));
        company.take(&built, 0, at, unfinished);
    }
    company.add_image(Own {
        region: "cn-hangzhou",
        name: "app-01-base",
        family: None,
        description: "",
        age: SignedDuration::from_mins(45),
        production: Production::Creating(SignedDuration::from_mins(20)),
        ends_as: "Available",
        is_deprecated: false,
        used_by_instance: false,
        snapshots: ["sys", "data1"].map(|part| format!("app-01-{part}")).to_vec(),
    });
    let shared_at = company.before(SignedDuration::from_mins(10));
    for image in &mut company.cloud.images {
        image.shared_with = vec![("1000000000000009".to_owned(), shared_at)];
    }
    company.add_public_images();
    company.cloud
}
