//! What is compared of an image and of an instance, read from the answers of the cloud. Pure.

use alibaba_cloud::ecs::{Disk, Image, Instance, Tag};
use jiff::Timestamp;

use super::ComparedAttribute as Attribute;
use super::compare::{SideDisk, Values};
use super::comparison::ComparedValue;
use super::image_orders::ToldShare;
use super::rules::is_of_others;
use crate::Problem;
use crate::instance::reading::letter;
use crate::inventory::{check_findings, check_word, image_disks, is_check_finished};
use crate::proof::tag_text;

/// What is compared of an image; `instances` is how many run it, when the lists tell.
pub(crate) fn of_image(told: &ToldShare, instances: Option<u32>) -> Values {
    let image = &told.image;
    let mut values = Values::new();
    let mut put = |attribute, value: Option<ComparedValue>| {
        if let Some(value) = value {
            values.insert(attribute, value);
        }
    };
    put(Attribute::Status, given(Some(&image.status)));
    put(Attribute::Image, given(Some(&image.image_id)));
    put(
        Attribute::Os,
        given(image.os_name_en.as_ref().or(image.os_name.as_ref())),
    );
    put(Attribute::Platform, given(image.platform.as_ref()));
    put(Attribute::Architecture, given(image.architecture.as_ref()));
    put(Attribute::BootMode, given(image.boot_mode.as_ref()));
    put(Attribute::Nvme, given(image.nvme_support.as_ref()));
    put(Attribute::Imds, given(image.imds_support.as_ref()));
    put(Attribute::SecureBoot, given(image.secure_boot_support.as_ref()));
    put(Attribute::CloudInit, image.is_support_cloudinit.map(flag));
    put(Attribute::License, given(image.license_type.as_ref()));
    put(Attribute::ProductCode, Some(optional(image.product_code.as_ref())));
    put(Attribute::Family, Some(optional(image.image_family.as_ref())));
    put(Attribute::Name, Some(optional(image.image_name.as_ref())));
    put(Attribute::Description, Some(optional(image.description.as_ref())));
    put(Attribute::Version, Some(optional(image.image_version.as_ref())));
    put(Attribute::Copied, image.is_copied.map(flag));
    put(Attribute::Created, image.creation_time.map(time));
    put(Attribute::SharedWith, Some(shared_with(told)));
    put(Attribute::Check, Some(check(image)));
    put(Attribute::Tags, Some(tags(&image.tags)));
    put(
        Attribute::Instances,
        Some(instances.map_or(ComparedValue::NotListed, |count| one(count.to_string()))),
    );
    put(
        Attribute::ResourceGroup,
        Some(optional(image.resource_group_id.as_ref())),
    );
    let encrypted: Option<Vec<bool>> = image.disk_device_mappings.iter().map(|disk| disk.encrypted).collect();
    let encrypted = encrypted.filter(|told| !told.is_empty());
    put(Attribute::Encrypted, encrypted.map(|told| flag(told.contains(&true))));
    values.extend(of_disks(&disks_of_image(image)));
    values
}

/// The disks of an image, the system disk first, then by device.
pub(crate) fn disks_of_image(image: &Image) -> Vec<SideDisk> {
    let disks = image_disks(image).into_iter();
    let disks = disks.map(|disk| {
        let is_system = disk.disk_type == "system";
        side_disk(is_system, disk.device.as_deref(), disk.size_gib, disk.snapshot_id)
    });
    let mut disks: Vec<SideDisk> = disks.collect();
    disks.sort_by(|left, right| (!left.is_system, &left.letter).cmp(&(!right.is_system, &right.letter)));
    disks
}

/// What is compared of an instance.
pub(crate) fn of_instance(instance: &Instance, disks: &Result<Vec<Disk>, Problem>) -> Values {
    let mut values = Values::new();
    let mut put = |attribute, value: Option<ComparedValue>| {
        if let Some(value) = value {
            values.insert(attribute, value);
        }
    };
    put(Attribute::Image, given(instance.image_id.as_ref()));
    put(
        Attribute::Os,
        given(instance.os_name_en.as_ref().or(instance.os_name.as_ref())),
    );
    put(Attribute::Imds, imds(instance));
    put(Attribute::Name, Some(optional(instance.instance_name.as_ref())));
    put(Attribute::Description, Some(optional(instance.description.as_ref())));
    put(Attribute::Created, instance.creation_time.map(time));
    put(Attribute::Tags, Some(tags(&instance.tags)));
    put(
        Attribute::ResourceGroup,
        Some(optional(instance.resource_group_id.as_ref())),
    );
    match disks {
        Ok(rows) => {
            let encrypted: Option<Vec<bool>> = rows.iter().map(|disk| disk.encrypted).collect();
            put(Attribute::Encrypted, encrypted.map(|told| flag(told.contains(&true))));
            values.extend(of_disks(&disks_of_instance(rows)));
        }
        Err(problem) => {
            let refused = ComparedValue::Refused {
                problem: problem.clone(),
            };
            for attribute in [Attribute::Encrypted].iter().chain(&OF_DISKS) {
                put(*attribute, Some(refused.clone()));
            }
        }
    }
    values
}

/// The disks of an instance, in the order in which they were read.
pub(crate) fn disks_of_instance(disks: &[Disk]) -> Vec<SideDisk> {
    let disks = disks.iter().map(|disk| {
        let is_system = disk.disk_type.as_deref() == Some("system");
        side_disk(
            is_system,
            disk.device.as_deref(),
            disk.size,
            disk.source_snapshot_id.clone(),
        )
    });
    disks.collect()
}

const OF_DISKS: [Attribute; 4] = [
    Attribute::DiskCount,
    Attribute::Sizes,
    Attribute::Devices,
    Attribute::Snapshots,
];

/// Sizes and devices are told only when those of every disk are, and snapshots only when that of the system disk is.
fn of_disks(disks: &[SideDisk]) -> Values {
    let Some(system) = disks.first() else {
        return Values::new();
    };
    let sizes: Option<Vec<String>> = disks.iter().map(|disk| Some(disk.size_gib?.to_string())).collect();
    let data = disks.iter().filter(|disk| !disk.is_system);
    let letters: Vec<String> = data.map(|disk| disk.letter.clone()).collect();
    let devices = letters.iter().all(|letter| !letter.is_empty()).then_some(letters);
    let snapshots = disks.iter().map(|disk| disk.snapshot_id.clone()).collect();
    let snapshots = (!system.snapshot_id.is_empty()).then_some(snapshots);
    let known = [
        (Attribute::DiskCount, Some(vec![disks.len().to_string()])),
        (Attribute::Sizes, sizes),
        (Attribute::Devices, devices),
        (Attribute::Snapshots, snapshots),
    ];
    let read = |values| ComparedValue::Read { values };
    let known = known.into_iter();
    known
        .map(|(attribute, values)| (attribute, values.map_or(ComparedValue::NotTold, read)))
        .collect()
}

fn side_disk(is_system: bool, device: Option<&str>, size_gib: Option<u32>, snapshot_id: Option<String>) -> SideDisk {
    SideDisk {
        is_system,
        device: device.unwrap_or_default().trim_start_matches("/dev/").to_owned(),
        letter: letter(device),
        size_gib,
        snapshot_id: snapshot_id.unwrap_or_default(),
    }
}

fn one(value: String) -> ComparedValue {
    ComparedValue::Read { values: vec![value] }
}

fn flag(value: bool) -> ComparedValue {
    one(value.to_string())
}

fn time(at: Timestamp) -> ComparedValue {
    one(at.to_string())
}

/// A value that the cloud always has: without one it does not tell.
fn given(value: Option<&String>) -> Option<ComparedValue> {
    value.filter(|text| !text.is_empty()).map(|text| one(text.clone()))
}

/// A value that there may not be: without one there is none.
fn optional(value: Option<&String>) -> ComparedValue {
    let values = value.filter(|text| !text.is_empty()).cloned();
    ComparedValue::Read {
        values: values.into_iter().collect(),
    }
}

fn tags(tags: &[Tag]) -> ComparedValue {
    let mut values: Vec<String> = tags.iter().map(|tag| tag_text(&tag.key, &tag.value)).collect();
    values.sort();
    ComparedValue::Read { values }
}

fn shared_with(told: &ToldShare) -> ComparedValue {
    match &told.shared_with {
        _ if is_of_others(&told.image) => ComparedValue::OfOthers,
        Ok(accounts) => {
            let mut values = accounts.clone();
            values.sort();
            ComparedValue::Read { values }
        }
        Err(problem) => ComparedValue::Refused {
            problem: problem.clone(),
        },
    }
}

fn check(image: &Image) -> ComparedValue {
    if image.detection_options.is_none() && is_of_others(image) {
        return ComparedValue::OfOthers;
    }
    let check = image.detection_options.as_ref();
    let items = check.map(|check| check.items.as_slice()).unwrap_or_default();
    let has_ended = check.is_none_or(is_check_finished);
    let word = if has_ended { check_word(image) } else { "checking" };
    let counts = [check_findings(image).count(), items.len()];
    let risks = items.iter().filter_map(|item| {
        let level = item.risk_level.as_deref()?;
        Some(format!("{}: {level}", item.name.as_deref().unwrap_or_default()))
    });
    let mut risks: Vec<String> = risks.collect();
    risks.sort();
    let mut values = vec![word.to_owned()];
    values.extend(counts.map(|count| count.to_string()));
    values.extend(risks);
    ComparedValue::Read { values }
}

/// What the metadata service of an instance allows, in the words of images: `v2` when only the hardened mode is allowed.
fn imds(instance: &Instance) -> Option<ComparedValue> {
    let tokens = instance.metadata_options.as_ref()?.http_tokens.as_deref()?;
    Some(one(match tokens {
        "required" => "v2".to_owned(),
        "optional" => "v1".to_owned(),
        other => other.to_owned(),
    }))
}
