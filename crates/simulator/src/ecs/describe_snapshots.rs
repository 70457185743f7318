//! DescribeSnapshots: filters, paging, and how a snapshot is shown.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use crate::call::{Answer, Call, to_second};
use crate::cloud::{Cloud, Snapshot};
use crate::paging::{self, Limits, Row};
use crate::parameters::Parameters;
use crate::refusal::Refusal;
use crate::tags::{self, TagFilter};

const LIMITS: Limits = Limits {
    listing: "DescribeSnapshots",
    most_results: 100,
    clamps_results: false,
};
const MOST_IDS: usize = 100;

impl Row for &Snapshot {
    fn position(&self) -> (Timestamp, &str) {
        (self.created, &self.snapshot_id)
    }
}

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let filter = Filter::read(call)?;
    call.stop_if_dry_run()?;
    let (cloud, now) = (&*call.cloud, call.now);
    let rows = cloud
        .snapshots_in(region_id, now)
        .filter(|row| filter.accepts(row, cloud, now))
        .collect();
    let (rows, mut fields) = paging::page(call.parameters, rows, LIMITS)?;
    let rows: Vec<_> = rows.into_iter().map(|row| render(row, cloud, now)).collect();
    fields.insert("Snapshots".to_owned(), json!({ "Snapshot": rows }));
    Ok(fields)
}

struct Filter<'a> {
    parameters: &'a Parameters,
    ids: Option<Vec<String>>,
    link_ids: Option<Vec<String>>,
    disk_ids: Option<Vec<String>>,
    status: Option<&'static str>,
    snapshot_type: Option<&'static str>,
    usage: Option<&'static str>,
    source_disk_type: Option<&'static str>,
    category: Option<&'static str>,
    encrypted: Option<bool>,
    created_from: Option<Timestamp>,
    created_to: Option<Timestamp>,
    tags: TagFilter,
}

impl<'a> Filter<'a> {
    fn read(call: &Call<'a>) -> Result<Self, Refusal> {
        let parameters = call.parameters;
        let ids = parameters.json_list("SnapshotIds")?;
        if ids.as_ref().is_some_and(|ids| ids.len() > MOST_IDS) {
            let message = "The amount of specified specified snapshot Ids exceeds the limit.";
            return Err(Refusal::new(403, "InvalidSnapshotIds.Malformed", message));
        }
        let link_ids = match parameters.get("SnapshotLinkId") {
            Some(text) if text.starts_with('[') => parameters.json_list("SnapshotLinkId")?,
            other => other.map(|id| vec![id.to_owned()]),
        };
        let disk_ids = parameters.get("InstanceId").map(|instance_id| {
            let attached = call
                .cloud
                .disks
                .iter()
                .filter(|disk| disk.instance_id.as_deref() == Some(instance_id));
            attached.map(|disk| disk.disk_id.clone()).collect()
        });
        let (created_from, created_to) = creation_range(parameters)?;
        Ok(Self {
            parameters,
            ids,
            link_ids,
            disk_ids,
            status: call.one_of("Status", &["progressing", "accomplished", "failed", "all"], || {
                Refusal::new(404, "InvalidStatus.NotFound", "The specified Status is not found.")
            })?,
            snapshot_type: call.one_of("SnapshotType", &["auto", "user", "all"], || {
                let message = "The specfied SnapshotType is not found.";
                Refusal::new(404, "InvalidSnapshotType.NotFound", message)
            })?,
            usage: call.one_of("Usage", &["image", "disk", "image_disk", "none"], || {
                Refusal::new(404, "InvalidUsage", "The specifed Usage is not valid.")
            })?,
            source_disk_type: call.one_of("SourceDiskType", &["system", "data"], || {
                Refusal::new(
                    404,
                    "InvalidSourceDiskType",
                    "The specifed SourceDiskType is not valid.",
                )
            })?,
            category: call.one_of("Category", &["standard", "flash", "archive"], || {
                let message = "The specified Category is not valid.";
                Refusal::new(403, "InvalidSnapshotCategory.Malformed", message)
            })?,
            encrypted: parameters.boolean("Encrypted")?,
            created_from,
            created_to,
            tags: TagFilter::read(parameters)?,
        })
    }

    fn accepts(&self, row: &Snapshot, cloud: &Cloud, now: Timestamp) -> bool {
        let is = |name: &str, value: Option<&str>| self.parameters.get(name).is_none_or(|asked| Some(asked) == value);
        let any = |asked: &Option<Vec<String>>, value: &String| asked.as_ref().is_none_or(|ids| ids.contains(value));
        any(&self.ids, &row.snapshot_id)
            && any(&self.link_ids, &row.link_id)
            && any(&self.disk_ids, &row.source_disk_id)
            && is("DiskId", Some(&row.source_disk_id))
            && is("SnapshotName", row.name.as_deref())
            && is("ResourceGroupId", Some(&row.resource_group_id))
            && is("KMSKeyId", row.kms_key_id.as_deref())
            && self
                .status
                .is_none_or(|status| status == "all" || status == row.status(now))
            && self
                .snapshot_type
                .is_none_or(|kind| kind == "all" || (kind == "user") == (row.snapshot_type == "user"))
            && self.usage.is_none_or(|usage| usage == cloud.usage(row, now))
            && self.source_disk_type.is_none_or(|kind| kind == row.source_disk_type)
            && self.category.is_none_or(|category| category == row.category)
            && self
                .encrypted
                .is_none_or(|encrypted| encrypted == row.kms_key_id.is_some())
            && self.created_from.is_none_or(|from| row.created >= from)
            && self.created_to.is_none_or(|to| row.created <= to)
            && self.tags.accepts(&row.tags)
    }
}

/// `Filter.1` (CreationStartTime) and `Filter.2` (CreationEndTime), `yyyy-MM-ddTHH:mmZ`.
fn creation_range(parameters: &Parameters) -> Result<(Option<Timestamp>, Option<Timestamp>), Refusal> {
    let (mut from, mut to) = (None, None);
    for member in parameters.numbered("Filter")? {
        let bound = match member.get("Key").map(String::as_str) {
            Some("CreationStartTime") => &mut from,
            Some("CreationEndTime") => &mut to,
            _ => {
                let message = "The specified FilterKey is not found.";
                return Err(Refusal::new(404, "InvalidFilterKey.NotFound", message));
            }
        };
        let value = member.get("Value").map(String::as_str).unwrap_or_default();
        let time = DateTime::strptime("%Y-%m-%dT%H:%MZ", value)
            .and_then(|civil| TimeZone::UTC.to_timestamp(civil))
            .map_err(|_| {
                Refusal::new(
                    404,
                    "InvalidFilterValue",
                    "The specified FilterValue exceeds the limit.",
                )
            })?;
        *bound = Some(time);
    }
    Ok((from, to))
}

/// Absent keys are left out as live replies do: no name, no retention, no tags.
fn render(row: &Snapshot, cloud: &Cloud, now: Timestamp) -> Value {
    let stored = row.source_disk_gib.saturating_mul(1 << 30) / 100 * 38 * row.progress(now) / 100;
    let mut shown = json!({
        "SnapshotId": row.snapshot_id,
        "SnapshotLinkId": row.link_id,
        "SnapshotSN": format!("64472-{}-{}", row.created.as_second(), row.source_disk_gib),
        "RegionId": row.region_id,
        "Status": row.status(now),
        "Progress": format!("{}%", row.progress(now)),
        "RemainTime": row.remain_time(now),
        "Available": row.status(now) != "failed" && row.category == "standard",
        "CreationTime": to_second(row.created),
        "LastModifiedTime": to_second(row.created),
        "Description": row.description,
        "SourceDiskId": row.source_disk_id,
        "SourceDiskType": row.source_disk_type,
        "SourceDiskSize": row.source_disk_gib.to_string(),
        "SourceStorageType": "disk",
        "SnapshotType": row.snapshot_type,
        "Category": row.category,
        "Usage": cloud.usage(row, now),
        "Encrypted": row.kms_key_id.is_some(),
        "KMSKeyId": row.kms_key_id.as_deref().unwrap_or_default(),
        "ProductCode": "",
        "InstantAccess": false,
        "ResourceGroupId": row.resource_group_id,
        "FullSnapshotSizeInBytes": stored,
    });
    if let Some(name) = &row.name {
        shown["SnapshotName"] = json!(name);
    }
    if let Some(days) = row.retention_days {
        shown["RetentionDays"] = json!(days);
    }
    if !row.tags.is_empty() {
        shown["Tags"] = tags::render(&row.tags);
    }
    shown
}
