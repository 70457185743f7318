//! DescribeImages: the default status, filters, paging, and how an image is shown.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::image_findings::{findings, has_high_risk};
use super::time_range::TimeRange;
use crate::call::{Answer, Call, to_second};
use crate::cloud::{Check, Cloud, Image, ImageOwner, InstanceType, Tags};
use crate::paging::{self, Row};
use crate::pattern;
use crate::refusal::Refusal;
use crate::tags::{self, TagFilter};

const STATUSES: [&str; 6] = [
    "Creating",
    "Waiting",
    "Available",
    "UnAvailable",
    "CreateFailed",
    "Deprecated",
];
const MOST_IDS: usize = 100;

impl Row for &Image {
    fn position(&self) -> (Timestamp, &str) {
        (self.created, &self.image_id)
    }
}

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let parameters = call.parameters;
    let statuses = statuses(parameters.get("Status"))?;
    if parameters.boolean("Usable")?.is_some() && parameters.get("Status").is_none() {
        return Err(Refusal::missing("Status"));
    }
    let usable = parameters.boolean("Usable")?;
    let ids: Option<Vec<&str>> = parameters
        .get("ImageId")
        .map(|ids| ids.split(',').map(str::trim).collect());
    if ids.as_ref().is_some_and(|ids| ids.len() > MOST_IDS) {
        return Err(Refusal::new(400, "InvalidParamter", "Invalid Parameter."));
    }
    let owner = call.one_of("ImageOwnerAlias", &["system", "self", "others", "marketplace"], || {
        let message = "The specified ImageOwnerAlias value is not supported.";
        Refusal::new(400, "InvalidImageOwnerAlias.ValueNotSupported", message)
    })?;
    let os_type = call.one_of("OSType", &["windows", "linux"], || {
        Refusal::new(404, "InvalidOSType", "The specified OSType is not valid.")
    })?;
    let architecture = call.one_of("Architecture", &["i386", "x86_64", "arm64"], || {
        Refusal::new(404, "InvalidArchitecture", "The specified Architecture is not valid.")
    })?;
    let usage = call.one_of("Usage", &["instance", "none"], || {
        Refusal::new(404, "InvalidUsage", "The specified Usage is not valid.")
    })?;
    let is_public = parameters.boolean("IsPublic")? == Some(true);
    if is_public && owner.is_some_and(|owner| owner != "others") {
        let message = "When querying images, the parameter ImageOwnerAlias should be others while specified parameter \
            IsPublic is true.";
        return Err(Refusal::new(
            400,
            "InvalidImageOwnerAlias.PublicImageUnsupported",
            message,
        ));
    }
    let owner_id = parameters.integer("ImageOwnerId")?;
    if owner_id.is_some() && !is_public && owner.is_some_and(|owner| owner != "others") {
        let message = "The parameter \"ImageOwnerId\" is not supported in this context, it is only valid when \
            querying shared images or community images.";
        return Err(Refusal::new(400, "InvalidOperation.ImageOwnerIdUnsupported", message));
    }
    let kind = match parameters.get("InstanceType") {
        None => None,
        Some(asked) => Some(InstanceType::find(asked).ok_or_else(|| {
            let message = "The specified InstanceType does not exist or beyond the permitted range.";
            Refusal::new(400, "InvalidInstanceType.ValueNotSupported", message)
        })?),
    };
    let mut is_old = false;
    for name in ["IsSupportCloudinit", "IsSupportIoOptimized"] {
        is_old |= parameters.boolean(name)? == Some(false);
    }
    let [created] = TimeRange::read(
        parameters,
        ["Creation"],
        [
            "The specified Filter Key is not found.",
            "The specified Filter Value is not valid.",
        ],
    )?;
    let tags = TagFilter::read(parameters)?;
    call.stop_if_dry_run()?;

    let now = call.now;
    let early = call.cloud.open_questions.images_usable_early;
    let rows = call
        .cloud
        .images
        .iter()
        .filter(|row| {
            // Community images are found only by asking for them.
            let holds = |snapshot_id: &str| {
                row.mappings
                    .iter()
                    .any(|mapping| mapping.snapshot_id.as_deref() == Some(snapshot_id))
            };
            row.region_id == region_id
                && row.created <= now
                && is_public == row.is_public
                && statuses.contains(&row.status(now))
                && ids.as_ref().is_none_or(|ids| ids.contains(&row.image_id.as_str()))
                && parameters
                    .get("ImageName")
                    .is_none_or(|asked| pattern::matches(asked, &row.name))
                && parameters
                    .get("ImageFamily")
                    .is_none_or(|asked| row.family.as_deref() == Some(asked))
                && parameters
                    .get("ResourceGroupId")
                    .is_none_or(|asked| asked == row.resource_group_id)
                && parameters.get("SnapshotId").is_none_or(holds)
                && owner.is_none_or(|owner| owner == row.owner.alias())
                && owner_id.is_none_or(|asked| owner_of(row, call.cloud) == Some(asked))
                && kind.is_none_or(|kind| kind.runs(&row.architecture))
                && os_type.is_none_or(|kind| kind == row.os.os_type)
                && architecture.is_none_or(|kind| kind == row.architecture)
                // All images here support both.
                && !is_old
                && created.holds(row.created)
                && usage.is_none_or(|usage| (usage == "instance") == call.cloud.is_in_use(row))
                && usable.is_none_or(|usable| usable == row.is_usable(now, early))
                && tags.accepts(&shown_tags(row, call.cloud, now))
        })
        .collect();
    let (rows, mut fields) = paging::numbered_page(parameters, rows)?;
    let rows: Vec<_> = rows.into_iter().map(|row| render(row, call.cloud, now)).collect();
    fields.insert("RegionId".to_owned(), json!(region_id));
    fields.insert("Images".to_owned(), json!({ "Image": rows }));
    Ok(fields)
}

/// Only Available when nothing is sent; several separated by commas; `ALL` alone.
fn statuses(sent: Option<&str>) -> Result<Vec<&'static str>, Refusal> {
    let Some(sent) = sent else {
        return Ok(vec!["Available"]);
    };
    if sent.eq_ignore_ascii_case("ALL") {
        return Ok(STATUSES.to_vec());
    }
    sent.split(',')
        .map(|asked| {
            let asked = asked.trim();
            STATUSES
                .into_iter()
                .find(|known| known.eq_ignore_ascii_case(asked))
                .ok_or_else(|| Refusal::new(400, "InvalidParamter", "Invalid Parameter."))
        })
        .collect()
}

/// How DescribeImages and DescribeImageFromFamily show an image.
pub(super) fn render(row: &Image, cloud: &Cloud, now: Timestamp) -> Value {
    let mappings: Vec<_> = row
        .mappings
        .iter()
        .filter(|_| row.is_own())
        .map(|mapping| {
            let is_copying = row.is_being_copied(now);
            json!({
                "Progress": if is_copying { format!("{}%", row.progress(now)) } else { String::new() },
                "RemainTime": row.remain_time(now),
                "Device": mapping.device,
                "Type": mapping.disk_type,
                "Size": mapping.size_gib.to_string(),
                "SnapshotId": mapping.snapshot_id.as_deref().unwrap_or_default(),
                "Encrypted": mapping.encrypted,
                "Format": "",
                "ImportOSSBucket": "",
                "ImportOSSObject": "",
            })
        })
        .collect();
    let features = row.features_at(now);
    let mut shown = json!({
        "ImageId": row.image_id,
        "ImageName": row.name,
        "ImageFamily": row.family.as_deref().unwrap_or_default(),
        "ImageVersion": row.version.as_deref().unwrap_or_default(),
        "ImageOwnerAlias": row.owner.alias(),
        "Description": row.description_at(now),
        "Status": row.status(now),
        "Progress": format!("{}%", row.progress(now)),
        "CreationTime": to_second(row.created),
        "Size": row.system_gib(),
        "Platform": row.platform,
        "OSType": row.os.os_type,
        "OSName": row.os.name_zh,
        "OSNameEn": row.os.name_en,
        "Architecture": row.architecture,
        "BootMode": row.boot_mode,
        "Usage": if cloud.is_in_use(row) { "instance" } else { "none" },
        "IsCopied": row.copy_of.is_some(),
        "IsPublic": row.is_public || row.owner == ImageOwner::AlibabaCloud,
        "IsSelfShared": if row.shared_with.is_empty() { "" } else { "True" },
        "Usable": row.is_usable(now, cloud.open_questions.images_usable_early),
        "IsSubscribed": false,
        "IsSupportCloudinit": true,
        "IsSupportIoOptimized": true,
        "LoginAsNonRootSupported": row.os.os_type == "linux",
        "ProductCode": "",
        "SupplierName": "",
        "ResourceGroupId": row.resource_group_id,
        "Features": { "NvmeSupport": features.nvme_support, "ImdsSupport": features.imds_support },
        "DiskDeviceMappings": { "DiskDeviceMapping": mappings },
        "Tags": tags::render(&shown_tags(row, cloud, now)),
    });
    if let Some(account_id) = owner_of(row, cloud) {
        shown["ImageOwnerId"] = json!(account_id);
    }
    match row.check(now) {
        Check::NotAsked => {}
        Check::Processing => shown["DetectionOptions"] = json!({ "Status": "Processing", "Items": { "Item": [] } }),
        Check::Finished => {
            shown["DetectionOptions"] = json!({ "Status": "Finished", "Items": { "Item": findings(row) } })
        }
    }
    shown
}

/// The account whose the image is.
fn owner_of(row: &Image, cloud: &Cloud) -> Option<i64> {
    match row.owner {
        ImageOwner::Account => cloud.account_id.parse().ok(),
        ImageOwner::AlibabaCloud => None,
        ImageOwner::Another(account_id) => Some(account_id),
    }
}

/// The tags that are visible at `now`. The image check adds two to an image that passes.
pub(super) fn shown_tags(row: &Image, cloud: &Cloud, now: Timestamp) -> Tags {
    let late =
        SignedDuration::from_secs(i64::try_from(cloud.open_questions.tags_appear_after_seconds).unwrap_or(i64::MAX));
    let mut tags = row.tags.clone();
    if now.duration_since(row.created) < late {
        tags.clear();
    }
    if row.check(now) == Check::Finished && !has_high_risk(row) {
        tags.push(("acs:ecs:image:osVersion".to_owned(), row.os.version.to_owned()));
        tags.push(("acs:ecs:image:kernelVersion".to_owned(), row.os.kernel.to_owned()));
    }
    tags
}
