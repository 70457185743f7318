//! DescribeSnapshots: filters, paging, and how a snapshot is shown.

use std::borrow::Cow;
use std::collections::HashSet;

use jiff::Timestamp;
use serde::Serialize;
use serde::ser::{SerializeMap as _, Serializer};
use serde_json::json;

use super::malformed_rows;
use super::time_range::TimeRange;
use crate::call::{Answer, Call, to_second};
use crate::cloud::{Snapshot, Tags};
use crate::paging::{self, Limits, Row};
use crate::refusal::Refusal;
use crate::tags::TagFilter;

const LIMITS: Limits = Limits {
    listing: "DescribeSnapshots",
    default_results: 10,
    most_results: 100,
    clamps_results: false,
    has_numbers: true,
};
/// Filters that split a listing into parts which should add up to it.
const SHARD_FILTERS: [&str; 6] = [
    "Status",
    "SnapshotType",
    "Usage",
    "SourceDiskType",
    "Category",
    "Encrypted",
];
const MOST_IDS: usize = 100;

impl Row for Cow<'_, Snapshot> {
    fn position(&self) -> (Timestamp, &str) {
        (self.created, &self.snapshot_id)
    }
}

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let filter = Filter::read(call)?;
    call.stop_if_dry_run()?;
    let (cloud, now) = (&*call.cloud, call.now);
    let held = cloud.held_snapshots(region_id, now);
    let (after, limit) = paging::reach(call.parameters, LIMITS)?;
    let listed = cloud.listed_snapshots(region_id, &held, now).map(Cow::Borrowed);
    let mut rows: Vec<_> = listed.filter(|row| filter.accepts(row, &held, now)).collect();
    // The catalog is as long as a large account: of it, named rows are looked up, and else no more is read than the page needs.
    if let Some(ids) = &filter.ids {
        let ids: HashSet<&String> = ids.iter().collect();
        let named = ids.into_iter().filter_map(|id| cloud.catalog.find(id));
        let named = named.filter(|row| row.region_id == region_id && filter.accepts(row, &held, now));
        rows.extend(named.map(Cow::Owned));
    } else {
        let after = after.as_ref().map(|after| (after.second, after.id.as_str()));
        let further = cloud.catalog.rows_after(region_id, after).map(Cow::Owned);
        let further = further.filter(|row| filter.accepts(row, &held, now));
        rows.reserve(limit.unwrap_or_default());
        rows.extend(further.take(limit.unwrap_or(usize::MAX)));
    }
    let (rows, mut fields) = paging::page(call.parameters, rows, LIMITS)?;
    let shown = rows.iter().map(|row| Shown { row, held: &held, now });
    if cloud.has_malformed_rows {
        let rows = malformed_rows::damage(shown.map(|row| json!(row)).collect());
        fields.set_rows("Snapshots", "Snapshot", rows.iter());
    } else {
        fields.set_rows("Snapshots", "Snapshot", shown);
    }
    Ok(fields)
}

struct Filter<'a> {
    disk_id: Option<&'a str>,
    name: Option<&'a str>,
    resource_group_id: Option<&'a str>,
    kms_key_id: Option<&'a str>,
    ids: Option<Vec<String>>,
    link_ids: Option<Vec<String>>,
    disk_ids: Option<Vec<String>>,
    status: Option<&'static str>,
    snapshot_type: Option<&'static str>,
    usage: Option<&'static str>,
    source_disk_type: Option<&'static str>,
    category: Option<&'static str>,
    encrypted: Option<bool>,
    created: TimeRange,
    tags: TagFilter,
    /// Whether the rows that no filter finds are left out.
    misses_some: bool,
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
        let [created] = TimeRange::read(
            parameters,
            ["Creation"],
            [
                "The specified FilterKey is not found.",
                "The specified FilterValue exceeds the limit.",
            ],
        )?;
        Ok(Self {
            disk_id: parameters.get("DiskId"),
            name: parameters.get("SnapshotName"),
            resource_group_id: parameters.get("ResourceGroupId"),
            kms_key_id: parameters.get("KMSKeyId"),
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
            encrypted: match parameters.boolean("Encrypted")? {
                None if call.cloud.open_questions.encrypted_hidden_by_default => Some(false),
                asked => asked,
            },
            created,
            tags: TagFilter::read(parameters)?,
            misses_some: call.cloud.open_questions.filters_miss_some
                && SHARD_FILTERS.into_iter().any(|name| parameters.get(name).is_some()),
        })
    }

    fn accepts(&self, row: &Snapshot, held: &HashSet<&str>, now: Timestamp) -> bool {
        if !row.exists(held, now) {
            return false;
        }
        if self.misses_some && row.snapshot_id.ends_with('q') {
            return false;
        }
        let is = |asked: Option<&str>, value: Option<&str>| asked.is_none() || asked == value;
        let any = |asked: &Option<Vec<String>>, value: &str| {
            asked.as_ref().is_none_or(|ids| ids.iter().any(|id| id == value))
        };
        any(&self.ids, &row.snapshot_id)
            && any(&self.link_ids, &row.link_id)
            && any(&self.disk_ids, &row.source_disk_id)
            && is(self.disk_id, Some(&row.source_disk_id))
            && is(self.name, row.name.as_deref())
            && is(self.resource_group_id, Some(&row.resource_group_id))
            && is(self.kms_key_id, row.kms_key_id.as_deref())
            && self
                .status
                .is_none_or(|status| status == "all" || status == row.status(now))
            && self
                .snapshot_type
                .is_none_or(|kind| kind == "all" || (kind == "user") == (row.snapshot_type == "user"))
            && self.usage.is_none_or(|usage| usage == row.usage(held))
            && self.source_disk_type.is_none_or(|kind| kind == row.source_disk_type)
            && self.category.is_none_or(|category| category == row.category)
            && self
                .encrypted
                .is_none_or(|encrypted| encrypted == row.kms_key_id.is_some())
            && self.created.holds(row.created)
            && self.tags.accepts(&row.tags)
    }
}

/// A row as the answer shows it. Absent keys are left out as live replies do: no name, no retention, no tags.
struct Shown<'a> {
    row: &'a Snapshot,
    held: &'a HashSet<&'a str>,
    now: Timestamp,
}

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { row, held, now } = *self;
        let status = row.status(now);
        let created = to_second(row.created);
        let size = row.source_disk_gib.to_string();
        let mut fields = serializer.serialize_map(None)?;
        let mut show = |name: &str, text: &str| fields.serialize_entry(name, text);
        show("SnapshotId", &row.snapshot_id)?;
        show("SnapshotLinkId", &row.link_id)?;
        let second = row.created.as_second().to_string();
        show("SnapshotSN", &["64472-", &second, "-", &size].concat())?;
        if let Some(name) = &row.name {
            show("SnapshotName", name)?;
        }
        show("RegionId", row.region_id)?;
        show("Status", status)?;
        match row.progress(now) {
            100 => show("Progress", "100%")?,
            percent => show("Progress", &format!("{percent}%"))?,
        }
        show("CreationTime", &created)?;
        match row.modified {
            Some(modified) => show("LastModifiedTime", &to_second(modified))?,
            None => show("LastModifiedTime", &created)?,
        }
        show("Description", &row.description)?;
        show("SourceDiskId", &row.source_disk_id)?;
        show("SourceDiskType", row.source_disk_type)?;
        show("SourceDiskSize", &size)?;
        show("SourceStorageType", "disk")?;
        show("SnapshotType", row.snapshot_type)?;
        show("Category", row.category)?;
        show("Usage", row.usage(held))?;
        show("KMSKeyId", row.kms_key_id.as_deref().unwrap_or_default())?;
        show("ProductCode", "")?;
        show("ResourceGroupId", &row.resource_group_id)?;
        if let Some(copy) = &row.copied_from {
            show("SourceSnapshotId", &copy.snapshot_id)?;
            show("SourceRegionId", copy.region_id)?;
        }
        fields.serialize_entry("RemainTime", &row.remain_time(now))?;
        fields.serialize_entry("Available", &(status != "failed" && row.category == "standard"))?;
        fields.serialize_entry("Encrypted", &row.kms_key_id.is_some())?;
        fields.serialize_entry("InstantAccess", &false)?;
        fields.serialize_entry("FullSnapshotSizeInBytes", &row.stored_bytes(now))?;
        if let Some(days) = row.retention_days {
            fields.serialize_entry("RetentionDays", &days)?;
        }
        if !row.tags.is_empty() {
            fields.serialize_entry("Tags", &ShownTags::of(&row.tags))?;
        }
        fields.end()
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ShownTags<'a> {
    tag: Vec<ShownTag<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ShownTag<'a> {
    tag_key: &'a str,
    tag_value: &'a str,
}

impl<'a> ShownTags<'a> {
    fn of(tags: &'a Tags) -> Self {
        let shown = tags.iter().map(|(tag_key, tag_value)| ShownTag { tag_key, tag_value });
        Self { tag: shown.collect() }
    }
}
