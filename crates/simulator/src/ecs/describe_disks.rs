//! DescribeDisks: filters, paging, and how a disk is shown.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::time_range::TimeRange;
use crate::call::{Answer, Call, to_second};
use crate::cloud::Disk;
use crate::instance_questions::DeviceNaming;
use crate::paging::{self, Limits, Row};
use crate::pattern;
use crate::refusal::Refusal;
use crate::tags::{self, TagFilter};

const LIMITS: Limits = Limits {
    listing: "DescribeDisks",
    default_results: 10,
    most_results: 500,
    clamps_results: true,
    has_numbers: true,
};
const MOST_IDS: usize = 100;
const CATEGORIES: [&str; 14] = [
    "all",
    "cloud",
    "cloud_efficiency",
    "cloud_ssd",
    "cloud_essd",
    "cloud_auto",
    "cloud_regional_disk_auto",
    "cloud_essd_entry",
    "elastic_ephemeral_disk_standard",
    "elastic_ephemeral_disk_premium",
    "local_ssd_pro",
    "local_hdd_pro",
    "ephemeral",
    "ephemeral_ssd",
];

impl Row for &Disk {
    fn position(&self) -> (Timestamp, &str) {
        (self.created, &self.disk_id)
    }
}

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let parameters = call.parameters;
    let ids = parameters.json_list("DiskIds")?;
    if ids.as_ref().is_some_and(|ids| ids.len() > MOST_IDS) {
        let message = "The amount of specified disk Ids exceeds the limit.";
        return Err(Refusal::new(403, "InvalidDiskIds.Malformed", message));
    }
    let disk_type = call.one_of("DiskType", &["all", "system", "data"], || {
        Refusal::new(
            400,
            "InvalidDiskType.ValueNotSupported",
            "The specified disk type is not supported.",
        )
    })?;
    let category = call.one_of("Category", &CATEGORIES, || {
        Refusal::new(
            400,
            "InvalidCategory.ValueNotSupported",
            "The specified disk category is not supported.",
        )
    })?;
    let statuses = [
        "In_use",
        "Available",
        "Attaching",
        "Detaching",
        "Creating",
        "ReIniting",
        "All",
    ];
    let status = call.one_of("Status", &statuses, || {
        Refusal::new(
            400,
            "InvalidStatus.ValueNotSupported",
            "The specified disk status is not supported.",
        )
    })?;
    let encrypted = parameters.boolean("Encrypted")?;
    let charged = call.one_of("DiskChargeType", &["PrePaid", "PostPaid"], || {
        let message = "The DiskChargeType does not exist in our records.";
        Refusal::new(404, "InvalidDiskChargeType.NotFound", message)
    })?;
    let locked = call.one_of("LockReason", &["financial", "security", "recycling"], || {
        Refusal::new(
            404,
            "InvalidLockReason.NotFound",
            "The specified LockReason is not found.",
        )
    })?;
    let portable = parameters.boolean("Portable")?;
    let goes_along = parameters.boolean("DeleteWithInstance")?;
    let has_policy = parameters.boolean("EnableAutomatedSnapshotPolicy")?;
    let shared = parameters.boolean("EnableShared")?;
    let attaches = call.one_of("MultiAttach", &["Disabled", "Enabled", "LegacyShared"], || {
        Refusal::new(
            403,
            "InvalidParameter.MultiAttach",
            "The specified param MultiAttach is not valid.",
        )
    })?;
    let is_snapped = parameters.boolean("EnableAutoSnapshot")?;
    let snapshots_go_along = parameters.boolean("DeleteAutoSnapshot")?;
    let [created] = TimeRange::read(
        parameters,
        ["Creation"],
        ["The filter key is not found.", "The filter value is not valid."],
    )?;
    let tags = TagFilter::read(parameters)?;
    call.stop_if_dry_run()?;

    let is = |name: &str, value: Option<&str>| parameters.get(name).is_none_or(|asked| Some(asked) == value);
    let rows = call
        .cloud
        .disks
        .iter()
        .filter(|row| {
            row.region_id == region_id
                && row.created <= call.now
                && ids.as_ref().is_none_or(|ids| ids.contains(&row.disk_id))
                && is("InstanceId", row.instance_id.as_deref())
                && is("ZoneId", Some(&row.zone_id))
                && is("KMSKeyId", row.kms_key_id.as_deref())
                && is("SnapshotId", row.source_snapshot_id.as_deref())
                && is("ResourceGroupId", Some(&row.resource_group_id))
                && is("AutoSnapshotPolicyId", row.auto_snapshot_policy_id.as_deref())
                && parameters.get("DiskName").is_none_or(|asked| pattern::matches(asked, &row.name))
                && disk_type.is_none_or(|kind| kind == "all" || kind == row.disk_type)
                && category.is_none_or(|category| category == "all" || category == row.category)
                && status.is_none_or(|status| status == "All" || status == row.status(call.now))
                // "Only encrypted disks", so that false filters nothing.
                && encrypted.is_none_or(|encrypted| !encrypted || row.kms_key_id.is_some())
                && portable.is_none_or(|portable| portable == (row.disk_type == "data"))
                && goes_along.is_none_or(|goes_along| goes_along == row.settings.delete_with_instance)
                && has_policy.is_none_or(|has_policy| has_policy == row.auto_snapshot_policy_id.is_some())
                // Nothing here is subscribed to, locked or shared by instances.
                && charged != Some("PrePaid")
                && locked.is_none()
                && shared != Some(true)
                && attaches.is_none_or(|attaches| attaches == "Disabled")
                && is_snapped.is_none_or(|is_snapped| is_snapped == row.settings.enable_auto_snapshot)
                && snapshots_go_along.is_none_or(|go_along| go_along == row.settings.delete_auto_snapshot)
                && created.holds(row.created)
                && tags.accepts(&row.tags)
        })
        .collect();
    let (rows, mut fields) = paging::page(parameters, rows, LIMITS)?;
    let naming = call.cloud.open_questions.instances.device_naming;
    let rows: Vec<_> = rows.into_iter().map(|row| render(row, naming, call.now)).collect();
    fields.insert("Disks".to_owned(), json!({ "Disk": rows }));
    Ok(fields)
}

fn render(row: &Disk, naming: DeviceNaming, now: Timestamp) -> Value {
    let device = match naming {
        DeviceNaming::Xvd => row.device.clone(),
        DeviceNaming::Vd => row.device.replacen("/dev/xvd", "/dev/vd", 1),
    };
    let attachments: Vec<_> = row
        .instance_id
        .iter()
        .map(|id| json!({ "InstanceId": id, "Device": device, "AttachedTime": to_second(row.created) }))
        .collect();
    let mut shown = json!({
        "DiskId": row.disk_id,
        "RegionId": row.region_id,
        "ZoneId": row.zone_id,
        "DiskName": row.name,
        "Description": row.settings.description,
        "Type": row.disk_type,
        "Category": row.category,
        "Size": row.size_gib,
        "Status": row.status(now),
        "Device": row.device,
        "InstanceId": row.instance_id.as_deref().unwrap_or_default(),
        "ImageId": if row.disk_type == "system" { row.image_id.as_str() } else { "" },
        "SourceSnapshotId": row.source_snapshot_id.as_deref().unwrap_or_default(),
        "SerialNumber": row.disk_id.trim_start_matches("d-"),
        "CreationTime": to_second(row.created),
        "AttachedTime": if row.instance_id.is_some() { to_second(row.created) } else { String::new() },
        "DetachedTime": "",
        "ExpiredTime": "2999-09-08T16:00Z",
        "DiskChargeType": "PostPaid",
        "Portable": row.disk_type == "data",
        "DeleteWithInstance": row.settings.delete_with_instance,
        "DeleteAutoSnapshot": row.settings.delete_auto_snapshot,
        "EnableAutoSnapshot": row.settings.enable_auto_snapshot,
        "EnableAutomatedSnapshotPolicy": row.auto_snapshot_policy_id.is_some(),
        "AutoSnapshotPolicyId": row.auto_snapshot_policy_id.as_deref().unwrap_or_default(),
        "Encrypted": row.kms_key_id.is_some(),
        "KMSKeyId": row.kms_key_id.as_deref().unwrap_or_default(),
        "ResourceGroupId": row.resource_group_id,
        "MultiAttach": "Disabled",
        "MountInstanceNum": attachments.len(),
        "Attachments": { "Attachment": attachments },
        "MountInstances": { "MountInstance": [] },
        "OperationLocks": { "OperationLock": [] },
        "ProductCode": "",
        "Tags": tags::render(&row.tags),
    });
    if let Some(level) = row.settings.performance_level {
        shown["PerformanceLevel"] = json!(level);
    }
    if let Some(iops) = row.settings.provisioned_iops {
        shown["ProvisionedIops"] = json!(iops);
    }
    if let Some(bursting) = row.settings.bursting {
        shown["BurstingEnabled"] = json!(bursting);
    }
    shown
}
