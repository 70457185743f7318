//! RunInstances: the checks, and the new instances with the disks their image and the request ask for.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::SignedDuration;
use serde_json::json;

use super::launch::{self, Launch};
use crate::call::{Answer, Call, fields};
use crate::client_token::{self, MISMATCH};
use crate::cloud::{Disk, Instance};
use crate::ledger::Effect;
use crate::refusal::Refusal;

const MOST: i64 = 100;
/// The last numbers of the addresses a switch gives away by itself.
const HOSTS: Range<u64> = 10..250;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    client_token::once(call, MISMATCH, |call| {
        let amount = call.parameters.integer("Amount")?.unwrap_or(1);
        let least = call.parameters.integer("MinAmount")?.unwrap_or(1);
        if !(1..=MOST).contains(&amount) {
            let message = "The specified parameter Amount is not valid.";
            return Err(Refusal::new(403, "InvalidParam.Amount", message));
        }
        if !(1..=amount).contains(&least) {
            let message = "The specified parameter MinAmount is not valid.";
            return Err(Refusal::new(400, "InvalidMinAmount.Malformed", message));
        }
        let launch = launch::read(call, region_id)?;
        let mut hosts = free_hosts(call, &launch);
        let needed = amount - i64::from(launch.private_ip.is_some());
        if i64::try_from(hosts.len()).unwrap_or(i64::MAX) < needed {
            let message = "Don't have enough private IPs in this switch.";
            return Err(Refusal::new(400, "QuotaExceeded.PrivateIpAddress", message));
        }
        call.stop_if_dry_run()?;
        let ids: Vec<_> = (1..=amount)
            .map(|number| begin(call, &launch, &mut hosts, number, amount))
            .collect();
        let order_id = call.cloud.randomness.digits(15);
        let price = f64::from(launch.kind.milliyuan_an_hour) / 1_000.0;
        Ok(fields(json!({
            "InstanceIdSets": { "InstanceIdSet": ids },
            "OrderId": order_id,
            "TradePrice": price,
        })))
    })
}

/// Where the addresses end that the switch gives to those who ask for none.
fn free_hosts(call: &Call<'_>, launch: &Launch) -> BTreeSet<u64> {
    let neighbours = call.cloud.instances.iter();
    let neighbours = neighbours.filter(|row| row.vswitch_id == launch.vswitch_id);
    let taken = neighbours.map(|row| &row.private_ip).chain(&launch.private_ip);
    let taken: BTreeSet<&str> = taken.filter_map(|address| Some(address.rsplit_once('.')?.1)).collect();
    HOSTS
        .filter(|host| !taken.contains(host.to_string().as_str()))
        .collect()
}

fn begin(call: &mut Call<'_>, launch: &Launch, hosts: &mut BTreeSet<u64>, number: i64, amount: i64) -> String {
    let region_id = launch.region_id;
    let instance_id = call.cloud.new_id("i", region_id);
    let created = call.this_second();
    let moment = |call: &Call<'_>, seconds| {
        let lasts = call.cloud.paced(SignedDuration::from_secs(seconds));
        call.now.checked_add(lasts).unwrap_or(call.now)
    };
    let transitions = vec![("Pending", moment(call, 15)), ("Starting", moment(call, 45))];
    let name = match &launch.name {
        Some(name) if amount > 1 && launch.is_numbered => format!("{name}{number:03}"),
        Some(name) => name.clone(),
        None => instance_id.clone(),
    };
    for disk in &launch.disks {
        let disk_id = call.cloud.new_id("d", region_id);
        call.cloud.disks.push(Disk {
            disk_id: disk_id.clone(),
            region_id,
            zone_id: launch.zone_id.clone(),
            name: disk
                .name
                .clone()
                .unwrap_or_else(|| format!("{name}-{}", disk.device.trim_start_matches("/dev/"))),
            disk_type: disk.disk_type,
            category: disk.category,
            size_gib: disk.size_gib,
            device: disk.device.clone(),
            instance_id: Some(instance_id.clone()),
            image_id: launch.image.image_id.clone(),
            source_snapshot_id: disk.snapshot_id.clone(),
            created,
            kms_key_id: disk.kms_key_id.clone(),
            auto_snapshot_policy_id: disk.auto_snapshot_policy_id.clone(),
            resource_group_id: launch.resource_group_id.clone(),
            tags: launch.tags.clone(),
        });
        // A data disk made straight from a snapshot keeps it from being deleted without force.
        if let Some(snapshot_id) = disk.snapshot_id.as_ref().filter(|_| disk.is_asked_for)
            && let Some(snapshot) = call.cloud.snapshot_mut(snapshot_id, call.now)
        {
            snapshot.used_by_disk = true;
        }
        call.effects.push(Effect::DiskCreated {
            region_id: region_id.to_owned(),
            disk_id,
        });
    }
    let drawn = HOSTS.start + call.cloud.randomness.below(HOSTS.end - HOSTS.start);
    let private_ip = launch.private_ip.clone().filter(|_| number == 1).unwrap_or_else(|| {
        let host = hosts.range(drawn..).next().or(hosts.first()).copied().unwrap_or(drawn);
        hosts.remove(&host);
        format!("172.16.{}.{host}", launch.net)
    });
    call.cloud.instances.push(Instance {
        instance_id: instance_id.clone(),
        region_id,
        zone_id: launch.zone_id.clone(),
        name,
        description: launch.description.clone(),
        final_status: "Running",
        transitions,
        instance_type: launch.kind.id,
        cpu: launch.kind.cpu,
        memory_mib: launch.kind.memory_gib * 1_024,
        os: launch.image.os,
        image_id: launch.image.image_id.clone(),
        created,
        private_ip,
        vpc_id: launch.vpc_id.clone(),
        vswitch_id: launch.vswitch_id.clone(),
        security_group_id: launch.security_group_id.clone(),
        key_pair_name: launch.key_pair_name.clone(),
        subscribed_until: None,
        locked_for: None,
        resource_group_id: launch.resource_group_id.clone(),
        tags: launch.tags.clone(),
    });
    call.effects.push(Effect::InstanceCreated {
        region_id: region_id.to_owned(),
        instance_id: instance_id.clone(),
    });
    instance_id
}
