//! A draft of instances that are identical to an instance, and what of it cannot be carried. Source: FACTS-INSTANCES, table b and 15.

use alibaba_cloud::ecs::{Disk, Instance};

use super::not_carried;
use super::settings::settings;
use super::{HostNames, LaunchDisk, LaunchDraft, NotCarried, NotCarriedCode, NotRead, SignIn};
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
    let mut missing = not_carried::of_instance(instance);
    let tags = own_tags(&instance.tags).len().saturating_sub(MAX_TAGS);
    if tags > 0 {
        missing.push(not_carried::of(NotCarriedCode::Tags, &tags.to_string()));
    }
    match &reading.disks {
        Ok(disks) => {
            missing.extend(take_over_disks(draft, disks));
            missing.extend(not_carried::settings(instance, disks));
        }
        Err(problem) => gap("DescribeDisks", problem),
    }
    (missing, not_read)
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
            not_carried.push(not_carried::of(NotCarriedCode::DiskOnlyInImage, &row.device));
            continue;
        };
        take_over_disk(row, left.remove(position));
    }
    for disk in left {
        let device = disk.device.as_deref().unwrap_or(&disk.disk_id);
        not_carried.push(not_carried::of(NotCarriedCode::DiskNotInImage, device));
    }
    for disk in disks {
        if matches!(disk.multi_attach.as_deref(), Some("Enabled" | "LegacyShared")) {
            let device = disk.device.as_deref().unwrap_or(&disk.disk_id);
            not_carried.push(not_carried::of(NotCarriedCode::MultiAttach, device));
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
    row.name = text(&disk.disk_name);
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn reading(more: &Value, disk: &Value) -> InstanceReading {
        let mut instance = json!({ "InstanceId": "i-1", "Status": "Running", "InstanceType": "ecs.g7.large" });
        instance
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        InstanceReading {
            instance: Instance::from_json(&instance.to_string()).unwrap(),
            disks: Ok(vec![Disk::from_json(&disk.to_string()).unwrap()]),
            role: Ok(String::new()),
            user_data: Ok(None),
        }
    }

    fn system_disk() -> LaunchDraft {
        LaunchDraft {
            disks: vec![LaunchDisk {
                system: true,
                of_image: true,
                ..LaunchDisk::default()
            }],
            ..LaunchDraft::default()
        }
    }

    #[test]
    fn every_setting_is_taken_over_or_named() {
        let tags: Vec<Value> = (0..22)
            .map(|number| json!({ "TagKey": format!("t{number}"), "TagValue": "" }))
            .collect();
        let odd = json!({
            "MetadataOptions": { "HttpEndpoint": "enabled", "HttpPutResponseHopLimit": 3, "InstanceMetadataTags": "enabled" },
            "DeploymentSetId": "ds-1", "DeploymentSetGroupNo": 2,
            "DedicatedInstanceAttribute": { "Tenancy": "host", "Affinity": "default" },
            "ClockOptions": { "PtpStatus": "enabled" },
            "PrivateDnsNameOptions": { "EnableIpDnsARecord": true, "EnableIpDnsPtrRecord": false, "HostnameType": "IpBased" },
            "SpotStrategy": "SpotWithPriceLimit", "SpotPriceLimit": 0.970, "SpotInterruptionBehavior": "Stop",
            "CpuOptions": { "Numa": "ON", "TopologyType": "DiscreteCoreToHTMapping" },
            "PublicIpAddress": { "IpAddress": ["47.1.1.1"] }, "InternetMaxBandwidthIn": 7, "InternetMaxBandwidthOut": 5,
            "EcsCapacityReservationAttr": { "CapacityReservationPreference": "open" },
            "Tags": { "Tag": tags },
        });
        let disk = json!({
            "DiskId": "d-1", "Type": "system", "Device": "/dev/xvda", "Size": 40, "DiskName": "erp-sys", "DeleteAutoSnapshot": true,
            "EnableAutoSnapshot": true, "StorageSetId": "ss-1",
        });
        let mut draft = system_disk();
        let (not_carried, _) = take_over(&mut draft, &reading(&odd, &disk));
        let taken: Vec<(&str, &str)> = draft
            .settings
            .iter()
            .map(|setting| (setting.name.as_str(), setting.value.as_str()))
            .collect();
        for setting in [
            ("HttpPutResponseHopLimit", "3"),
            ("DeploymentSetGroupNo", "2"),
            ("Tenancy", "host"),
            ("ClockOptions.PtpStatus", "enabled"),
            ("PrivateDnsNameOptions.EnableIpDnsARecord", "true"),
            ("SpotPriceLimit", "0.97"),
            ("SpotInterruptionBehavior", "Stop"),
        ] {
            assert!(taken.contains(&setting), "{setting:?} in {taken:?}");
        }
        assert!(!taken.iter().any(|(name, _)| *name == "Affinity"), "{taken:?}");
        assert_eq!(draft.disks[0].name, "erp-sys");
        assert_eq!(draft.tags.len(), MAX_TAGS);
        let value = |code| {
            let found = not_carried.iter().find(|each| each.code == code);
            found.map(|each| each.value.as_str()).unwrap_or_default()
        };
        assert_eq!(value(NotCarriedCode::Tags), "3");
        assert_eq!(
            value(NotCarriedCode::Settings),
            "InternetMaxBandwidthIn=7, PrivateDnsNameOptions.HostnameType=IpBased, CpuOptions.Numa=ON, \
             CpuOptions.TopologyType=DiscreteCoreToHTMapping, InstanceMetadataTags=enabled, CapacityReservationPreference=open, \
             /dev/xvda DeleteAutoSnapshot=true, /dev/xvda StorageSetId=ss-1"
        );
    }

    #[test]
    fn what_every_instance_has_is_neither_sent_nor_named() {
        let usual = json!({
            "MetadataOptions": { "HttpPutResponseHopLimit": 0, "InstanceMetadataTags": "disabled" },
            "DedicatedInstanceAttribute": { "Tenancy": "default", "Affinity": "default" },
            "ClockOptions": { "PtpStatus": "disabled" }, "SpotStrategy": "NoSpot", "SpotInterruptionBehavior": "Terminate",
            "PrivateDnsNameOptions": { "EnableIpDnsARecord": false, "HostnameType": "Custom" },
            "PublicIpAddress": { "IpAddress": ["47.1.1.1"] }, "InternetMaxBandwidthIn": 10, "InternetMaxBandwidthOut": 5,
            "EcsCapacityReservationAttr": { "CapacityReservationPreference": "none" },
        });
        let disk = json!({
            "DiskId": "d-1", "Type": "system", "Device": "/dev/xvda", "DeleteAutoSnapshot": false, "EnableAutoSnapshot": true,
        });
        let mut draft = system_disk();
        let (not_carried, _) = take_over(&mut draft, &reading(&usual, &disk));
        assert_eq!(draft.settings, Vec::new());
        let named = not_carried.iter().any(|each| each.code == NotCarriedCode::Settings);
        assert!(!named, "{not_carried:?}");
    }
}
