//! The disks an instance is launched with: those of its image, changed as asked, and those asked for beside them.

use std::collections::BTreeMap;

use super::disk_rules::{Asked, Class};
use super::{encryption, image_source, image_text};
use crate::call::Call;
use crate::cloud::{DiskSettings, Image, InstanceType};
use crate::instance_questions::UnknownDevice;
use crate::parameters::boolean;
use crate::refusal::Refusal;

const MOST_DATA_DISKS: usize = 16;

#[derive(Clone)]
pub(super) struct NewDisk {
    pub(super) name: Option<String>,
    pub(super) device: String,
    pub(super) disk_type: &'static str,
    pub(super) category: &'static str,
    pub(super) size_gib: i64,
    pub(super) snapshot_id: Option<String>,
    pub(super) kms_key_id: Option<String>,
    pub(super) auto_snapshot_policy_id: Option<String>,
    /// Made by `DataDisk.N` from a snapshot, not brought by the image.
    pub(super) is_from_snapshot: bool,
    pub(super) settings: DiskSettings,
}

/// One disk of a request, its fields without `SystemDisk.` or `DataDisk.N.`.
struct Fields<'a>(BTreeMap<&'a str, &'a str>);

impl Fields<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).copied().filter(|value| !value.is_empty())
    }

    fn flag(&self, name: &str) -> Result<Option<bool>, Refusal> {
        self.get(name).map(|value| boolean(name, value)).transpose()
    }

    fn class(&self, call: &Call<'_>, kind: &InstanceType, is_system: bool) -> Result<Class, Refusal> {
        let asked = Asked {
            category: self.get("Category"),
            level: self.get("PerformanceLevel"),
            provisioned_iops: self.get("ProvisionedIops"),
            bursting: self.get("BurstingEnabled"),
        };
        Class::read(call, &asked, kind, is_system)
    }

    fn name(&self) -> Result<Option<String>, Refusal> {
        let asked = self.get("DiskName");
        if asked.is_some_and(|name| !image_text::is_plain_name(name)) {
            let message = "The specified parameter \"SyatemDisk.DiskName or DataDisk.n.DiskName\" is not valid.";
            return Err(Refusal::new(400, "InvalidDiskName.Malformed", message));
        }
        Ok(asked.map(str::to_owned))
    }

    fn description(&self) -> Result<String, Refusal> {
        let text = self.get("Description").unwrap_or_default();
        let length = text.chars().count();
        if length == 0 || (2..=256).contains(&length) && !text.starts_with("http") {
            return Ok(text.to_owned());
        }
        let message =
            "The specified parameter \"SyatemDisk.DiskDescription\" or \"DataDisk.n.Description\" is not valid.";
        Err(Refusal::new(400, "InvalidDiskDescription.Malformed", message))
    }

    fn policy_id(&self, call: &Call<'_>, region_id: &str) -> Result<Option<String>, Refusal> {
        let asked = self.get("AutoSnapshotPolicyId");
        if asked.is_some_and(|asked| !call.cloud.has_policy(region_id, asked)) {
            let message = "Specified parameter AutoSnapshotPolicyId not found.";
            return Err(Refusal::new(404, "InvalidAutoSnapshotPolicyId.NotFound", message));
        }
        Ok(asked.map(str::to_owned))
    }

    /// The key it is encrypted with: the one asked for, else that of what it comes from.
    fn kms_key_id(
        &self,
        call: &Call<'_>,
        region_id: &str,
        snapshot_id: Option<&str>,
    ) -> Result<Option<String>, Refusal> {
        let encrypted = self.flag("Encrypted")?.unwrap_or(false);
        let asked = encryption::asked(call, region_id, encrypted, self.get("KMSKeyId"), 400)?;
        let source = snapshot_id.and_then(|id| call.cloud.snapshot(Some(region_id), id, call.now));
        let own = source.and_then(|row| row.kms_key_id.as_deref().map(str::to_owned));
        let key_id = asked.or(own);
        if key_id.is_none() && call.cloud.open_questions.instances.default_encryption {
            let message = "The specified parameter Encrypted must be true when default encryption is enabled.";
            let code = "InvalidEncrypted.DefaultEncryptionUnsupported";
            return Err(Refusal::new(403, code, message));
        }
        Ok(key_id)
    }
}

/// The system disk, the data disks of the image, then those asked for.
pub(super) fn read(
    call: &Call<'_>,
    region_id: &str,
    image: &Image,
    kind: &InstanceType,
) -> Result<Vec<NewDisk>, Refusal> {
    let mut disks = vec![system_disk(call, region_id, image, kind)?];
    let asked = call.parameters.numbered("DataDisk")?;
    let asked: Vec<_> = asked.iter().map(fields).collect();
    let mut changes: BTreeMap<char, &Fields<'_>> = BTreeMap::new();
    let mut further = Vec::new();
    for fields in &asked {
        let letter = letter(fields)?;
        let in_image = letter.filter(|letter| {
            let mut mappings = image.mappings.iter();
            mappings.any(|mapping| image_source::device_letter(&mapping.device) == Some(*letter))
        });
        match in_image {
            Some('a') => return Err(occupied()),
            Some(_) if fields.get("SnapshotId").is_some() => return Err(occupied()),
            Some(letter) if changes.insert(letter, fields).is_some() => return Err(occupied()),
            Some(_) => {}
            None => further.push((letter, fields)),
        }
    }
    let none = Fields(BTreeMap::new());
    for mapping in image.mappings.iter().filter(|mapping| mapping.disk_type == "data") {
        let letter = image_source::device_letter(&mapping.device);
        let change = letter.and_then(|letter| changes.get(&letter).copied());
        let fields = change.unwrap_or(&none);
        let snapshot_id = mapping.snapshot_id.as_deref();
        let size_gib = size(fields)?.unwrap_or(mapping.size_gib);
        if size_gib < mapping.size_gib {
            let message = "Specified disk size is less than the size of snapshot.";
            return Err(Refusal::new(403, "InvalidDiskSize.TooSmall", message));
        }
        let class = fields.class(call, kind, false)?;
        if change.is_some() {
            class.check(size_gib, false)?;
        }
        disks.push(NewDisk {
            name: fields.name()?,
            device: mapping.device.clone(),
            disk_type: "data",
            category: class.category,
            size_gib,
            snapshot_id: mapping.snapshot_id.clone(),
            kms_key_id: fields.kms_key_id(call, region_id, snapshot_id)?,
            auto_snapshot_policy_id: fields.policy_id(call, region_id)?,
            is_from_snapshot: false,
            settings: class.settings(
                fields.description()?,
                fields.flag("DeleteWithInstance")?.unwrap_or(true),
            ),
        });
    }
    for (letter, fields) in further {
        let disk = additional(call, region_id, kind, letter, fields, &disks)?;
        disks.push(disk);
    }
    if disks.len() > MOST_DATA_DISKS + 1 {
        let message = "The total number of specified disk in an instance exceeds.";
        return Err(Refusal::new(400, "InstanceDiskNumber.LimitExceed", message));
    }
    Ok(disks)
}

fn fields(asked: &BTreeMap<String, String>) -> Fields<'_> {
    let fields = asked.iter();
    Fields(fields.map(|(name, value)| (name.as_str(), value.as_str())).collect())
}

fn system_disk(call: &Call<'_>, region_id: &str, image: &Image, kind: &InstanceType) -> Result<NewDisk, Refusal> {
    let all = call.parameters.all().iter();
    let own = all.filter_map(|(name, value)| Some((name.strip_prefix("SystemDisk.")?, value.as_str())));
    let fields = Fields(own.collect());
    let class = fields.class(call, kind, true)?;
    let asked = call.parameters.integer("SystemDisk.Size")?;
    check_system_size(asked, image)?;
    let size_gib = asked.unwrap_or_else(|| image.system_gib().max(40));
    if asked.is_some() {
        class.check(size_gib, true)?;
    }
    let mapping = image.mappings.iter().find(|mapping| mapping.disk_type == "system");
    let snapshot_id = mapping.and_then(|mapping| mapping.snapshot_id.clone());
    Ok(NewDisk {
        name: fields.name()?,
        device: mapping.map_or_else(|| "/dev/xvda".to_owned(), |mapping| mapping.device.clone()),
        disk_type: "system",
        category: class.category,
        size_gib,
        kms_key_id: fields.kms_key_id(call, region_id, snapshot_id.as_deref())?,
        snapshot_id,
        auto_snapshot_policy_id: fields.policy_id(call, region_id)?,
        is_from_snapshot: false,
        settings: class.settings(fields.description()?, true),
    })
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

fn size(fields: &Fields<'_>) -> Result<Option<i64>, Refusal> {
    let size = fields.get("Size").map(str::parse::<i64>).transpose();
    size.map_err(|_| {
        let message = "The specified DataDisk.n.Size beyond the permitted range, or the capacity of snapshot exceeds \
            the size limit of the specified disk category.";
        Refusal::new(400, "InvalidDataDiskSize.ValueNotSupported", message)
    })
}

/// A disk beside those of the image: of a snapshot, or empty.
fn additional(
    call: &Call<'_>,
    region_id: &str,
    kind: &InstanceType,
    letter: Option<char>,
    fields: &Fields<'_>,
    taken: &[NewDisk],
) -> Result<NewDisk, Refusal> {
    let is_taken = |letter: char| {
        let mut devices = taken.iter().map(|disk| image_source::device_letter(&disk.device));
        devices.any(|device| device == Some(letter))
    };
    let refuses = call.cloud.open_questions.instances.unknown_device == UnknownDevice::Malformed;
    let device = match letter {
        Some(letter) if is_taken(letter) => return Err(occupied()),
        Some(_) if refuses => return Err(malformed()),
        Some(letter) => letter,
        None => ('b'..='z').find(|letter| !is_taken(*letter)).ok_or_else(malformed)?,
    };
    let class = fields.class(call, kind, false)?;
    let snapshot = match fields.get("SnapshotId") {
        None => None,
        Some(id) => Some(image_source::usable(call, region_id, id)?),
    };
    // The size of a disk of a snapshot is the snapshot's, whatever is asked for.
    let size_gib = match &snapshot {
        Some(snapshot) => snapshot.source_disk_gib,
        None => size(fields)?.unwrap_or_else(|| class.sizes(false).0.max(20)),
    };
    if snapshot.is_none() {
        class.check(size_gib, false)?;
    }
    let snapshot_id = snapshot.map(|row| row.snapshot_id.clone());
    Ok(NewDisk {
        name: fields.name()?,
        device: format!("/dev/xvd{device}"),
        disk_type: "data",
        category: class.category,
        size_gib,
        kms_key_id: fields.kms_key_id(call, region_id, snapshot_id.as_deref())?,
        is_from_snapshot: snapshot_id.is_some(),
        snapshot_id,
        auto_snapshot_policy_id: fields.policy_id(call, region_id)?,
        settings: class.settings(
            fields.description()?,
            fields.flag("DeleteWithInstance")?.unwrap_or(true),
        ),
    })
}

/// The letter of the device asked for, if one is.
fn letter(fields: &Fields<'_>) -> Result<Option<char>, Refusal> {
    let asked = fields.get("Device");
    asked
        .map(|device| image_source::device_letter(device).ok_or_else(malformed))
        .transpose()
}

fn malformed() -> Refusal {
    let message = "The specified parameter \"DataDisk.n.Device\" is not valid.";
    Refusal::new(400, "InvalidDataDevice.Malformed", message)
}

fn occupied() -> Refusal {
    Refusal::new(403, "InvalidDevice.InUse", "The specified device has been occupied.")
}
