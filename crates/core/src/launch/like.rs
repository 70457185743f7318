//! A draft of instances that are identical to an instance, and what of it cannot be carried. Source: FACTS-INSTANCES, table b and 15.

use alibaba_cloud::ecs::{Disk, Instance};

use super::{HostNames, LaunchDisk, LaunchDraft, LaunchSetting, NotCarried, NotCarriedCode, NotRead, SignIn};
use crate::image::rules::{JOB_TAG_KEY, MAX_TAGS};
use crate::instance::reading::{InstanceReading, letter};
use crate::inventory::{ImageDetail, ImageDisk, Tag};

/// A draft that has what the image says, and nothing else.
pub(super) fn of_image(image: &ImageDetail) -> LaunchDraft {
    LaunchDraft {
        account_id: image.row.key.account_id.clone(),
        region_id: image.row.key.region_id.clone(),
        image_id: image.row.key.id.clone(),
        count: 1,
        at_least: 1,
        charge_type: "PostPaid".to_owned(),
        period_months: 1,
        internet_charge_type: "PayByTraffic".to_owned(),
        disks: image.disks.iter().map(of_image_disk).collect(),
        name_first: 1,
        name_digits: 3,
        ..LaunchDraft::default()
    }
}

fn of_image_disk(disk: &ImageDisk) -> LaunchDisk {
    let system = disk.disk_type == "system";
    let size_gib = disk.size_gib.unwrap_or(0);
    LaunchDisk {
        device: disk.device.clone().unwrap_or_default(),
        system,
        of_image: true,
        image_gib: size_gib,
        size_gib,
        delete_with_instance: system,
        ..LaunchDisk::default()
    }
}

/// Takes everything over that can be.
pub(super) fn take_over(draft: &mut LaunchDraft, reading: &InstanceReading) -> (Vec<NotCarried>, Vec<NotRead>) {
    let instance = &reading.instance;
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    draft.like = Some(instance.instance_id.clone());
    draft.instance_type = text(&instance.instance_type);
    draft.zone_id = text(&instance.zone_id);
    draft.vpc_id = text(&instance.vpc_id);
    draft.v_switch_id = text(&instance.v_switch_id);
    draft.security_group_ids.clone_from(&instance.security_group_ids);
    if has_public_address(instance) {
        draft.bandwidth_out = instance.internet_max_bandwidth_out.unwrap_or(0);
        draft.internet_charge_type = text(&instance.internet_charge_type);
    }
    draft.key_pair = text(&instance.key_pair_name);
    draft.sign_in = match draft.key_pair.is_empty() {
        true => SignIn::ImagePassword,
        false => SignIn::KeyPair,
    };
    draft.description = text(&instance.description);
    draft.resource_group_id = text(&instance.resource_group_id);
    draft.deletion_protection = instance.deletion_protection == Some(true);
    draft.tags = tags(instance);
    draft.host_names = HostNames::SameAsName;
    draft.settings = settings(instance);
    name_after(draft, instance.instance_name.as_deref().unwrap_or_default());

    let mut not_read = Vec::new();
    let mut gap = |action: &str, problem: &crate::Problem| {
        not_read.push(NotRead {
            action: action.to_owned(),
            problem: problem.clone(),
        });
    };
    match &reading.role {
        Ok(role) => draft.ram_role.clone_from(role),
        Err(problem) => gap("DescribeInstanceRamRole", problem),
    }
    match &reading.user_data {
        Ok(data) => draft.user_data = data.is_some(),
        Err(problem) => gap("DescribeUserData", problem),
    }
    let mut not_carried = not_carried(instance);
    match &reading.disks {
        Ok(disks) => not_carried.extend(take_over_disks(draft, disks)),
        Err(problem) => gap("DescribeDisks", problem),
    }
    (not_carried, not_read)
}

/// Whether an instance has a public address of its own. An elastic one is not: it is another product.
pub(crate) fn has_public_address(instance: &Instance) -> bool {
    !instance.own_public_ip_addresses.is_empty()
}

fn take_over_disks(draft: &mut LaunchDraft, disks: &[Disk]) -> Vec<NotCarried> {
    let mut left: Vec<&Disk> = disks.iter().collect();
    let mut not_carried = Vec::new();
    for row in &mut draft.disks {
        let is_it = |disk: &&Disk| {
            let is_system = disk.disk_type.as_deref() == Some("system");
            is_system == row.system && (row.system || letter(disk.device.as_deref()) == letter(Some(&row.device)))
        };
        let Some(position) = left.iter().position(is_it) else {
            not_carried.push(carried_not(NotCarriedCode::DiskOnlyInImage, &row.device));
            continue;
        };
        take_over_disk(row, left.remove(position));
    }
    for disk in left {
        let device = disk.device.as_deref().unwrap_or(&disk.disk_id);
        not_carried.push(carried_not(NotCarriedCode::DiskNotInImage, device));
    }
    for disk in disks {
        if matches!(disk.multi_attach.as_deref(), Some("Enabled" | "LegacyShared")) {
            let device = disk.device.as_deref().unwrap_or(&disk.disk_id);
            not_carried.push(carried_not(NotCarriedCode::MultiAttach, device));
        }
    }
    not_carried
}

fn take_over_disk(row: &mut LaunchDisk, disk: &Disk) {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    row.category = text(&disk.category);
    row.performance_level = match row.is_essd() {
        true => text(&disk.performance_level),
        false => String::new(),
    };
    row.size_gib = disk.size.unwrap_or(0).max(row.image_gib);
    row.delete_with_instance = row.system || disk.delete_with_instance == Some(true);
    row.encrypted = disk.encrypted == Some(true);
    row.kms_key_id = text(&disk.kms_key_id);
    row.provisioned_iops = disk.provisioned_iops.filter(|_| row.is_auto());
    row.bursting = row.is_auto() && disk.bursting_enabled == Some(true);
    row.description = text(&disk.description);
    row.auto_snapshot_policy_id = text(&disk.auto_snapshot_policy_id);
}

/// Tags without those that the cloud or a job keeps for itself.
pub(crate) fn own_tags(tags: &[alibaba_cloud::ecs::Tag]) -> Vec<Tag> {
    let own = tags.iter().filter(|tag| {
        let folded = tag.key.to_ascii_lowercase();
        !folded.starts_with("acs:") && !folded.starts_with("aliyun") && tag.key != JOB_TAG_KEY
    });
    let own = own.map(|tag| Tag {
        key: tag.key.clone(),
        value: tag.value.clone(),
    });
    own.collect()
}

fn tags(instance: &Instance) -> Vec<Tag> {
    own_tags(&instance.tags).into_iter().take(MAX_TAGS).collect()
}

/// Parameters that are rarely set, as the instance has them. Values that mean "nothing special" are left out.
pub(crate) fn settings(instance: &Instance) -> Vec<LaunchSetting> {
    let metadata = instance.metadata_options.as_ref();
    let cpu = instance.cpu_options.as_ref();
    let flag = |value: Option<bool>| value.filter(|on| *on).map(|on| on.to_string());
    let number = |value: Option<u32>| value.map(|number| number.to_string());
    // A type has cores and threads of its own; sent, they are refused by types that do not take them.
    let threads = cpu.and_then(|cpu| cpu.threads_per_core);
    let cores = cpu.and_then(|cpu| cpu.core_count);
    let is_special = match (cores, threads, instance.cpu) {
        (Some(cores), Some(threads), Some(all)) => threads == 1 || cores * threads != all,
        _ => false,
    };
    let spot = instance.spot_strategy.clone().filter(|strategy| strategy != "NoSpot");
    let all = [
        ("CreditSpecification", instance.credit_specification.clone()),
        (
            "HttpEndpoint",
            metadata.and_then(|options| options.http_endpoint.clone()),
        ),
        ("HttpTokens", metadata.and_then(|options| options.http_tokens.clone())),
        ("DeploymentSetId", instance.deployment_set_id.clone()),
        ("HpcClusterId", instance.hpc_cluster_id.clone()),
        ("DedicatedHostId", instance.dedicated_host_id.clone()),
        ("CpuOptions.Core", number(cores).filter(|_| is_special)),
        ("CpuOptions.ThreadsPerCore", number(threads).filter(|_| is_special)),
        ("ImageOptions.LoginAsNonRoot", flag(instance.login_as_non_root)),
        ("HibernationOptions.Configured", flag(instance.hibernation_configured)),
        ("SecurityOptions.EnableSecureBoot", flag(instance.enable_secure_boot)),
        ("SpotStrategy", spot.clone()),
        (
            "SpotPriceLimit",
            instance
                .spot_price_limit
                .clone()
                .filter(|_| spot.as_deref() == Some("SpotWithPriceLimit")),
        ),
        (
            "SpotDuration",
            number(instance.spot_duration).filter(|_| spot.is_some()),
        ),
    ];
    let set = all.into_iter().filter_map(|(name, value)| {
        let value = value.filter(|value| !value.is_empty())?;
        Some(LaunchSetting {
            name: name.to_owned(),
            value,
        })
    });
    set.collect()
}

/// A prefix and the next number after the instance's own: `erp-app-02` is followed by `erp-app-03`.
fn name_after(draft: &mut LaunchDraft, name: &str) {
    let stem = name.trim_end_matches(|character: char| character.is_ascii_digit());
    let digits = name.len() - stem.len();
    let own: Option<u32> = name[stem.len()..].parse().ok().filter(|_| digits <= 6);
    match own {
        Some(own) if !stem.is_empty() => {
            draft.name_prefix = stem.to_owned();
            draft.name_first = own.saturating_add(1).min(999_999);
            draft.name_digits = u32::try_from(digits).unwrap_or(3);
        }
        _ => {
            draft.name_prefix = if name.is_empty() {
                String::new()
            } else {
                format!("{name}-")
            }
        }
    }
}

fn carried_not(code: NotCarriedCode, value: &str) -> NotCarried {
    NotCarried {
        code,
        value: value.to_owned(),
    }
}

fn not_carried(instance: &Instance) -> Vec<NotCarried> {
    let mut found = Vec::new();
    if instance.key_pair_name.as_deref().unwrap_or_default().is_empty() {
        found.push(carried_not(NotCarriedCode::Password, ""));
    }
    found.push(carried_not(
        NotCarriedCode::Addresses,
        &instance.private_ip_addresses.join(", "),
    ));
    if let Some(address) = instance.eip_address.as_deref().filter(|address| !address.is_empty()) {
        found.push(carried_not(NotCarriedCode::Eip, address));
    }
    found.push(carried_not(NotCarriedCode::Identity, ""));
    let secondary = instance.network_interfaces.len().saturating_sub(1);
    if secondary > 0 {
        found.push(carried_not(NotCarriedCode::NetworkInterfaces, &secondary.to_string()));
    }
    let local = instance.local_storage_amount.unwrap_or(0);
    if local > 0 {
        found.push(carried_not(NotCarriedCode::LocalDisks, &local.to_string()));
    }
    if instance.instance_charge_type.as_deref() == Some("PrePaid") {
        let until = instance.expired_time.map(|time| time.as_millisecond().to_string());
        found.push(carried_not(NotCarriedCode::Subscription, &until.unwrap_or_default()));
    }
    if let Some(at) = instance.auto_release_time {
        found.push(carried_not(
            NotCarriedCode::AutoRelease,
            &at.as_millisecond().to_string(),
        ));
    }
    found.push(carried_not(NotCarriedCode::Maintenance, ""));
    found.push(carried_not(NotCarriedCode::Memberships, ""));
    found
}
