//! RunInstances: how many instances there will be, and the new ones with the disks their image and the request ask for.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::launch::{self, Launch};
use super::launch_disks::NewDisk;
use super::launch_drift;
use crate::call::{Answer, Call, fields};
use crate::client_token::{self, MISMATCH};
use crate::cloud::{Disk, Instance};
use crate::instance_questions::{Launched, Partial, Permission};
use crate::ledger::Effect;
use crate::refusal::Refusal;

const MOST: u64 = 100;
/// The last numbers of the addresses a switch gives away by itself.
const HOSTS: Range<u64> = 10..250;

fn refuse<T>(status: u16, code: &str, message: &str) -> Result<T, Refusal> {
    Err(Refusal::new(status, code, message))
}

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    client_token::once(call, MISMATCH, |call| {
        let (amount, least) = amounts(call)?;
        let launch = launch::read(call, region_id, usize::try_from(amount).unwrap_or_default())?;
        check_account(call, &launch, amount)?;
        let given = in_stock(call, &launch, amount, least)?;
        let mut hosts = free_hosts(call, &launch);
        if (hosts.len() as u64) < given - u64::from(launch.private_ip.is_some()) {
            let message = "Don't have enough private IPs in this switch.";
            return refuse(400, "QuotaExceeded.PrivateIpAddress", message);
        }
        let questions = call.cloud.open_questions.instances;
        let is_dry = call.parameters.boolean("DryRun")? == Some(true);
        if is_dry && amount > 1 && !questions.dry_runs_take_several {
            let message = "The specified Amount must be 1 when DryRun is true.";
            return refuse(403, "DryRun.InvalidAmount", message);
        }
        call.stop_if_dry_run()?;
        call.cloud.supply.take(&launch.zone_id, launch.kind.id, given);
        let mut ids = Vec::new();
        for number in 1..=given {
            let changed = launch_drift::drifted(call, &launch, number);
            ids.push(begin(call, &changed, &mut hosts, number, number == given));
        }
        let mut answer = fields(json!({ "InstanceIdSets": { "InstanceIdSet": ids } }));
        answer.insert("OrderId", call.cloud.randomness.digits(15));
        if questions.permission != Permission::NoPrice {
            answer.insert("TradePrice", f64::from(launch.kind.milliyuan_an_hour) / 1_000.0);
        }
        Ok(answer)
    })
}

/// `Amount`, and how few are enough: all of them unless `MinAmount` is sent.
fn amounts(call: &Call<'_>) -> Result<(u64, Option<u64>), Refusal> {
    let whole = |number: i64| u64::try_from(number).unwrap_or(0);
    let amount = call.parameters.integer("Amount")?.map_or(1, whole);
    let least = call.parameters.integer("MinAmount")?.map(whole);
    if !(1..=MOST).contains(&amount) {
        return refuse(
            403,
            "InvalidParam.Amount",
            "The specified parameter Amount is not valid.",
        );
    }
    if least.is_some_and(|least| !(1..=amount).contains(&least)) {
        let message = "The specified parameter MinAmount is not valid.";
        return refuse(400, "InvalidMinAmount.Malformed", message);
    }
    Ok((amount, least))
}

/// Whether the account may have so many, and can pay for them.
fn check_account(call: &Call<'_>, launch: &Launch, amount: u64) -> Result<(), Refusal> {
    let supply = &call.cloud.supply;
    if supply.is_out_of_money {
        let message = "Your account does not have enough balance.";
        return refuse(403, "InvalidAccountStatus.NotEnoughBalance", message);
    }
    let asked = u64::from(launch.kind.cpu) * amount;
    let used = call.cloud.used_vcpus(launch.region_id);
    if launch.subscribed_until.is_none() && supply.vcpu_quota.is_some_and(|quota| used + asked > quota) {
        let message = "The number of vCPUs assigned to the ECS instances has exceeded the quota in the zone.";
        return refuse(403, "QuotaExceed.ElasticQuota", message);
    }
    Ok(())
}

/// How many of the instances asked for there are: all of them, or with `MinAmount` as many as are left.
fn in_stock(call: &Call<'_>, launch: &Launch, amount: u64, least: Option<u64>) -> Result<u64, Refusal> {
    let left = call
        .cloud
        .supply
        .left(&launch.zone_id, launch.kind.id)
        .unwrap_or(u64::MAX);
    let left = match call.cloud.open_questions.instances.partial {
        Partial::Full => left,
        Partial::MinAmountOnly => left.min(least.unwrap_or(u64::MAX)),
        Partial::NoStock => 0,
        Partial::Busy => {
            let message = "The request throttle by resource operation.";
            return refuse(429, "Throttling.Resource", message);
        }
    };
    let given = amount.min(left);
    if given < least.unwrap_or(amount) {
        let message = "The requested resource is sold out in the specified zone; try other types of resources or other \
            regions and zones.";
        return refuse(403, "OperationDenied.NoStock", message);
    }
    Ok(given)
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

fn begin(call: &mut Call<'_>, launch: &Launch, hosts: &mut BTreeSet<u64>, number: u64, is_last: bool) -> String {
    let region_id = launch.region_id;
    let instance_id = call.cloud.new_id("i", region_id);
    let created = call.this_second();
    let moment = |seconds| {
        let lasts = call.cloud.paced(SignedDuration::from_secs(seconds));
        call.now.checked_add(lasts).unwrap_or(call.now)
    };
    let mut transitions = vec![
        ("Pending", moment(15)),
        ("Stopped", moment(17)),
        ("Starting", moment(45)),
    ];
    let mut vanishes_at = None;
    match call.cloud.open_questions.instances.launched {
        Launched::Vanish => vanishes_at = Some(moment(30)),
        Launched::LastVanishes if is_last => vanishes_at = Some(moment(30)),
        Launched::LastStaysPending if is_last => transitions = vec![("Pending", Timestamp::MAX)],
        _ => {}
    }
    let place = usize::try_from(number - 1).unwrap_or_default();
    let nth = |names: &Option<Vec<String>>| names.as_ref().and_then(|names| names.get(place).cloned());
    let name = nth(&launch.names.instances).unwrap_or_else(|| instance_id.clone());
    let own_host = || format!("iZ{}Z", instance_id.trim_start_matches("i-"));
    let mut settings = launch.settings.clone();
    settings.host_name = nth(&launch.names.hosts).or_else(|| Some(own_host()));
    for disk in &launch.disks {
        attach(call, launch, disk, &instance_id, &name);
    }
    if settings.bandwidth_out > 0 {
        settings.public_ip = Some(call.cloud.public_address());
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
        security_group_ids: launch.security_group_ids.clone(),
        key_pair_name: launch.key_pair_name.clone(),
        subscribed_until: launch.subscribed_until,
        locked_for: None,
        resource_group_id: launch.resource_group_id.clone(),
        tags: launch.tags.clone(),
        settings,
        vanishes_at,
        stopped_mode: None,
        replaced: None,
        spec_changed: None,
        pending_type: None,
    });
    call.effects.push(Effect::InstanceCreated {
        region_id: region_id.to_owned(),
        instance_id: instance_id.clone(),
    });
    instance_id
}

/// The new disk, attached to the new instance.
fn attach(call: &mut Call<'_>, launch: &Launch, disk: &NewDisk, instance_id: &str, name: &str) {
    let region_id = launch.region_id;
    let disk_id = call.cloud.new_id("d", region_id);
    let made_up = || format!("{name}-{}", disk.device.trim_start_matches("/dev/"));
    call.cloud.disks.push(Disk {
        disk_id: disk_id.clone(),
        region_id,
        zone_id: launch.zone_id.clone(),
        name: disk.name.clone().unwrap_or_else(made_up),
        disk_type: disk.disk_type,
        category: disk.category,
        size_gib: disk.size_gib,
        device: disk.device.clone(),
        instance_id: Some(instance_id.to_owned()),
        image_id: launch.image.image_id.clone(),
        source_snapshot_id: disk.snapshot_id.clone(),
        created: call.this_second(),
        kms_key_id: disk.kms_key_id.clone(),
        auto_snapshot_policy_id: disk.auto_snapshot_policy_id.clone(),
        resource_group_id: launch.resource_group_id.clone(),
        tags: launch.tags.clone(),
        settings: disk.settings.clone(),
        reinits_until: None,
        pending_gib: None,
        changes: None,
    });
    // A data disk made straight from a snapshot keeps it from being deleted without force.
    if let Some(snapshot_id) = disk.snapshot_id.as_ref().filter(|_| disk.is_from_snapshot)
        && let Some(snapshot) = call.cloud.snapshot_mut(snapshot_id, call.now)
    {
        snapshot.used_by_disk = true;
    }
    call.effects.push(Effect::DiskCreated {
        region_id: region_id.to_owned(),
        disk_id,
    });
}
