//! The disks an instance is launched with: those of its image, changed as asked, and those asked for beside them.

use std::collections::BTreeMap;

use super::describe_zones::DISK_CATEGORIES;
use super::{encryption, image_source, image_text};
use crate::call::Call;
use crate::cloud::Image;
use crate::parameters::boolean;
use crate::refusal::Refusal;

const MOST_DATA_DISKS: usize = 16;
const MOST_GIB: i64 = 32_768;

pub(super) struct NewDisk {
    pub(super) name: Option<String>,
    pub(super) device: String,
    pub(super) disk_type: &'static str,
    pub(super) category: &'static str,
    pub(super) size_gib: i64,
    pub(super) snapshot_id: Option<String>,
    pub(super) kms_key_id: Option<String>,
    pub(super) auto_snapshot_policy_id: Option<String>,
    /// Asked for by `DataDisk.N`, not brought by the image.
    pub(super) is_asked_for: bool,
}

/// The system disk, the data disks of the image, then those asked for.
pub(super) fn read(call: &Call<'_>, region_id: &str, image: &Image) -> Result<Vec<NewDisk>, Refusal> {
    let category = call.one_of("SystemDisk.Category", &DISK_CATEGORIES, || {
        let message = "The specified parameter \"SystemDisk.Category\" is not valid.";
        Refusal::new(400, "InvalidSystemDiskCategory.ValueNotSupported", message)
    })?;
    let asked_size = call.parameters.integer("SystemDisk.Size")?;
    check_system_size(asked_size, image)?;
    let system_name = disk_name(call.parameters.get("SystemDisk.DiskName"))?;
    let policy_id = call.parameters.get("SystemDisk.AutoSnapshotPolicyId");
    let is_policy = |asked| {
        let mut disks = call.cloud.disks.iter();
        disks.any(|disk| disk.region_id == region_id && disk.auto_snapshot_policy_id.as_deref() == Some(asked))
    };
    if policy_id.is_some_and(|asked| !is_policy(asked)) {
        let message = "Specified parameter AutoSnapshotPolicyId not found.";
        return Err(Refusal::new(404, "InvalidAutoSnapshotPolicyId.NotFound", message));
    }
    let system_key = system_key(call, region_id)?;
    let mut disks: Vec<NewDisk> = Vec::new();
    for mapping in &image.mappings {
        let is_system = mapping.disk_type == "system";
        let source = mapping
            .snapshot_id
            .as_ref()
            .and_then(|id| call.cloud.snapshot(Some(region_id), id, call.now));
        disks.push(NewDisk {
            name: system_name.clone().filter(|_| is_system),
            device: mapping.device.clone(),
            disk_type: mapping.disk_type,
            category: category.filter(|_| is_system).unwrap_or("cloud_essd"),
            size_gib: asked_size.filter(|_| is_system).unwrap_or(mapping.size_gib),
            snapshot_id: mapping.snapshot_id.clone(),
            kms_key_id: system_key
                .clone()
                .filter(|_| is_system)
                .or_else(|| source.and_then(|row| row.kms_key_id.as_deref().map(str::to_owned))),
            auto_snapshot_policy_id: policy_id.filter(|_| is_system).map(str::to_owned),
            is_asked_for: false,
        });
    }
    for asked in call.parameters.numbered("DataDisk")? {
        let disk = data_disk(call, region_id, &asked, &disks)?;
        disks.push(disk);
    }
    if disks.len() > MOST_DATA_DISKS + 1 {
        let message = "The total number of specified disk in an instance exceeds.";
        return Err(Refusal::new(400, "InstanceDiskNumber.LimitExceed", message));
    }
    Ok(disks)
}

fn disk_name(asked: Option<&str>) -> Result<Option<String>, Refusal> {
    if asked.is_some_and(|name| !image_text::is_plain_name(name)) {
        let message = "The specified parameter \"SyatemDisk.DiskName or DataDisk.n.DiskName\" is not valid.";
        return Err(Refusal::new(400, "InvalidDiskName.Malformed", message));
    }
    Ok(asked.map(str::to_owned))
}

/// The key asked for with the system disk.
fn system_key(call: &Call<'_>, region_id: &str) -> Result<Option<String>, Refusal> {
    let encrypted = call.parameters.boolean("SystemDisk.Encrypted")? == Some(true);
    let key_id = call.parameters.get("SystemDisk.KMSKeyId");
    encryption::asked(call, region_id, encrypted, key_id, 400)
}

pub(super) fn check_system_size(asked: Option<i64>, image: &Image) -> Result<(), Refusal> {
    match asked {
        Some(size) if size < image.system_gib() => {
            let message = "The specified parameter SystemDisk.Size is less than the image size.";
            Err(Refusal::new(404, "InvalidSystemDiskSize.LessThanImageSize", message))
        }
        Some(size) if size > 2_048 => {
            let message = "The specified parameter SystemDisk.Size is more than the max size.";
            Err(Refusal::new(404, "InvalidSystemDiskSize.MoreThanMaxSize", message))
        }
        _ => Ok(()),
    }
}

fn data_disk(
    call: &Call<'_>,
    region_id: &str,
    asked: &BTreeMap<String, String>,
    taken: &[NewDisk],
) -> Result<NewDisk, Refusal> {
    let field = |name: &str| asked.get(name).map(String::as_str).filter(|value| !value.is_empty());
    let category = match field("Category") {
        None => "cloud_essd",
        Some(asked) => *DISK_CATEGORIES.iter().find(|known| **known == asked).ok_or_else(|| {
            let message = "The specified parameter \"DataDisk.n.Category\" is not valid.";
            Refusal::new(400, "InvalidDataDiskCategory.ValueNotSupported", message)
        })?,
    };
    let snapshot = match field("SnapshotId") {
        None => None,
        Some(id) => Some(image_source::usable(call, region_id, id)?),
    };
    let least = snapshot.as_ref().map_or(10, |row| row.source_disk_gib);
    let size = field("Size").map(str::parse::<i64>).transpose().unwrap_or(Some(0));
    let size_gib = size.unwrap_or_else(|| least.max(20));
    if !(least..=MOST_GIB).contains(&size_gib) {
        let message = "The specified DataDisk.n.Size beyond the permitted range, or the capacity of snapshot exceeds \
            the size limit of the specified disk category.";
        return Err(Refusal::new(400, "InvalidDataDiskSize.ValueNotSupported", message));
    }
    let is_taken = |device: &str| taken.iter().any(|disk| disk.device == device);
    let malformed = || {
        let message = "The specified parameter \"DataDisk.n.Device\" is not valid.";
        Refusal::new(400, "InvalidDataDevice.Malformed", message)
    };
    let device = match field("Device") {
        Some(device) if image_source::device_letter(device).is_some() && !is_taken(device) => device.to_owned(),
        Some(_) => return Err(malformed()),
        None => ('b'..='z')
            .map(|letter| format!("/dev/xvd{letter}"))
            .find(|device| !is_taken(device))
            .ok_or_else(malformed)?,
    };
    let own_key = snapshot
        .as_ref()
        .and_then(|row| row.kms_key_id.as_deref())
        .map(str::to_owned);
    let encrypted = field("Encrypted").map(|value| boolean("DataDisk.n.Encrypted", value));
    let encrypted = encrypted.transpose()?.unwrap_or(false);
    let asked_key = encryption::asked(call, region_id, encrypted, field("KMSKeyId"), 400)?;
    Ok(NewDisk {
        name: disk_name(field("DiskName"))?,
        device,
        disk_type: "data",
        category,
        size_gib,
        snapshot_id: snapshot.map(|row| row.snapshot_id.clone()),
        kms_key_id: own_key.or(asked_key),
        auto_snapshot_policy_id: None,
        is_asked_for: true,
    })
}
