//! What a proof compares with: the request of a launch, or another instance.

use std::collections::BTreeMap;

use super::ProofAttributeCode as Code;
use super::tag_text::tag_text;
use crate::instance::reading::letter;
use crate::inventory::ImageDisk;
use crate::launch::is_setting;

/// What was asked for, by attribute; a value for each disk where it is one of disks. An attribute that is missing is not compared.
pub(crate) type Asked = BTreeMap<Code, Vec<String>>;

/// What a RunInstances request asks for. `image` has the disks of its image; `None` when they are not known.
pub(crate) fn of_request(parameters: &[(String, String)], image: Option<&[ImageDisk]>, user_data: bool) -> Asked {
    let value = |name: &str| {
        let found = parameters.iter().find(|(other, _)| other == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let list = |name: &str| {
        let mut values: Vec<String> = (1..)
            .map(|number| value(&format!("{name}.{number}")))
            .take_while(|value| !value.is_empty())
            .collect();
        values.sort();
        values
    };
    let one = |name: &str| vec![value(name)];
    let bandwidth = value("InternetMaxBandwidthOut");
    let mut asked = Asked::from([
        (Code::Image, one("ImageId")),
        (Code::InstanceType, one("InstanceType")),
        (Code::Zone, one("ZoneId")),
        (Code::VSwitch, one("VSwitchId")),
        (Code::SecurityGroups, list("SecurityGroupIds")),
        (Code::ChargeType, one("InstanceChargeType")),
        (Code::PublicAddress, vec![u8::from(bandwidth != "0").to_string()]),
        (Code::Bandwidth, vec![bandwidth]),
        (Code::KeyPair, one("KeyPairName")),
        (Code::RamRole, one("RamRoleName")),
        (Code::UserData, vec![user_data.to_string()]),
        (Code::Description, one("Description")),
        (Code::Tags, tags(&value)),
    ]);
    // Of what was not sent the cloud chooses, and its choice is not known.
    let settings = settings(parameters);
    if !settings.is_empty() {
        asked.insert(Code::Settings, settings);
    }
    // Left out, the resource group is the account's default one, whose id is not known.
    if !value("ResourceGroupId").is_empty() {
        asked.insert(Code::ResourceGroup, one("ResourceGroupId"));
    }
    if !value("DeletionProtection").is_empty() {
        asked.insert(Code::DeletionProtection, one("DeletionProtection"));
    }
    asked.extend(disks(&disk_requests(&value), image));
    asked
}

fn settings(parameters: &[(String, String)]) -> Vec<String> {
    let known = parameters.iter().filter(|(name, _)| is_setting(name));
    let mut settings: Vec<String> = known.map(|(name, value)| format!("{name}={value}")).collect();
    settings.sort();
    settings
}

fn tags(value: &impl Fn(&str) -> String) -> Vec<String> {
    let mut tags: Vec<String> = (1..)
        .map(|number| {
            (
                value(&format!("Tag.{number}.Key")),
                value(&format!("Tag.{number}.Value")),
            )
        })
        .take_while(|(key, _)| !key.is_empty())
        .filter(|(key, _)| key != crate::image::rules::JOB_TAG_KEY)
        .map(|(key, value)| tag_text(&key, &value))
        .collect();
    tags.sort();
    tags
}

/// A disk as a request asks for it. Empty texts were not sent.
struct DiskRequest {
    device: String,
    category: String,
    level: String,
    size: String,
    release: String,
    encrypted: String,
    key: String,
    iops: String,
    burst: String,
    policy: String,
}

fn disk_requests(value: &impl Fn(&str) -> String) -> Vec<DiskRequest> {
    let disk = |prefix: &str| {
        let field = |name: &str| value(&format!("{prefix}.{name}"));
        DiskRequest {
            device: field("Device"),
            category: field("Category"),
            level: field("PerformanceLevel"),
            size: field("Size"),
            release: field("DeleteWithInstance"),
            encrypted: field("Encrypted"),
            key: field("KMSKeyId"),
            iops: field("ProvisionedIops"),
            burst: field("BurstingEnabled"),
            policy: field("AutoSnapshotPolicyId"),
        }
    };
    let data = (1..)
        .map(|number| disk(&format!("DataDisk.{number}")))
        .take_while(|disk| !disk.size.is_empty());
    let mut disks: Vec<DiskRequest> = std::iter::once(disk("SystemDisk")).chain(data).collect();
    // The blank ones follow those of the image.
    disks[1..].sort_by_key(|disk| (disk.device.is_empty(), letter(Some(&disk.device))));
    disks
}

fn disks(requests: &[DiskRequest], image: Option<&[ImageDisk]>) -> Asked {
    let each = |read: &dyn Fn(&DiskRequest) -> String| requests.iter().map(read).collect::<Vec<_>>();
    let data = |read: &dyn Fn(&DiskRequest) -> String| requests.iter().skip(1).map(read).collect::<Vec<_>>();
    let mut asked = Asked::from([
        (Code::DiskCount, vec![requests.len().to_string()]),
        (Code::Category, each(&|disk| disk.category.clone())),
        (Code::PerformanceLevel, each(&|disk| level(&disk.category, &disk.level))),
        (Code::Size, each(&|disk| disk.size.clone())),
        (Code::Release, data(&|disk| disk.release.clone())),
        (
            Code::Encryption,
            each(&|disk| encryption(disk.encrypted == "true", &disk.key)),
        ),
        (
            Code::Provisioned,
            each(&|disk| provisioned(&disk.category, &disk.iops, disk.burst == "true")),
        ),
        (Code::SnapshotPolicy, each(&|disk| disk.policy.clone())),
    ]);
    // A blank disk has no device before it is made, so devices are compared only when all are of the image.
    if requests.iter().skip(1).all(|disk| !disk.device.is_empty()) {
        let data = requests.iter().skip(1).map(|disk| letter(Some(&disk.device)));
        asked.insert(Code::Devices, data.collect());
    }
    if let Some(image) = image.filter(|disks| disks.iter().any(|disk| disk.snapshot_id.is_some())) {
        let of = |disk: &DiskRequest, is_system: bool| {
            let found = image.iter().find(|row| match is_system {
                true => row.disk_type == "system",
                false => !disk.device.is_empty() && letter(row.device.as_deref()) == letter(Some(&disk.device)),
            });
            found.and_then(|row| row.snapshot_id.clone()).unwrap_or_default()
        };
        let content = requests.iter().enumerate().map(|(index, disk)| of(disk, index == 0));
        asked.insert(Code::Content, content.collect());
    }
    asked
}

/// A level means something for an ESSD alone.
pub(super) fn level(category: &str, level: &str) -> String {
    match category {
        "cloud_essd" => level.to_owned(),
        _ => String::new(),
    }
}

/// Whether a disk is encrypted, and with which key if one is named.
pub(super) fn encryption(encrypted: bool, key: &str) -> String {
    match (encrypted, key) {
        (false, _) => "false".to_owned(),
        (true, "") => "true".to_owned(),
        (true, key) => key.to_owned(),
    }
}

/// The only category with provisioned IOPS and burst.
pub(super) const AUTO_PL: &str = "cloud_auto";

/// Provisioned IOPS and burst of an AutoPL disk.
pub(super) fn provisioned(category: &str, iops: &str, burst: bool) -> String {
    if category != AUTO_PL {
        return String::new();
    }
    let iops = if iops.is_empty() { "0" } else { iops };
    format!("{iops} {burst}")
}
