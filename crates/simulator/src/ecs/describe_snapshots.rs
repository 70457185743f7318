//! DescribeSnapshots: filters, paging, and how a snapshot is shown.

use std::borrow::Cow;
use std::collections::HashSet;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::Serialize;
use serde_json::json;

use super::oddities;
use crate::call::{Answer, Call, to_second};
use crate::cloud::{Snapshot, Tags};
use crate::paging::{self, Limits, Row};
use crate::parameters::Parameters;
use crate::refusal::Refusal;
use crate::tags::TagFilter;

const LIMITS: Limits = Limits {
    listing: "DescribeSnapshots",
    default_results: 10,
    most_results: 100,
    clamps_results: false,
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
    let held = cloud.held_snapshots(now);
    let (after, limit) = paging::reach(call.parameters, LIMITS)?;
    let listed = cloud.listed_snapshots(region_id, &held, now).map(Cow::Borrowed);
    let mut rows: Vec<_> = listed.filter(|row| filter.accepts(row, &held, now)).collect();
    // The catalog is as long as a large account: it is read no further than the page needs.
    let after = after.as_ref().map(|(second, id)| (*second, id.as_str()));
    let further = cloud.catalog.rows_after(region_id, after).map(Cow::Owned);
    let further = further.filter(|row| filter.accepts(row, &held, now));
    rows.extend(further.take(limit.unwrap_or(usize::MAX)));
    let (rows, mut fields) = paging::page(call.parameters, rows, LIMITS)?;
    if cloud.is_odd {
        let rows: Vec<_> = rows.iter().map(|row| Shown::of(row, &held, now)).collect();
        let rows = oddities::disturb(json!(rows));
        fields.insert("Snapshots", json!({ "Snapshot": rows }));
        return Ok(fields);
    }
    let shown: Vec<_> = rows.iter().map(|row| Shown::of(row, &held, now)).collect();
    fields.set_rows(
        "Snapshots",
        "Snapshot",
        serde_json::to_string(&shown).unwrap_or_default(),
    );
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
            encrypted: match parameters.boolean("Encrypted")? {
                None if call.cloud.open_questions.encrypted_hidden_by_default => Some(false),
                asked => asked,
            },
            created_from,
            created_to,
            tags: TagFilter::read(parameters)?,
            misses_some: call.cloud.open_questions.filters_miss_some
                && SHARD_FILTERS.into_iter().any(|name| parameters.get(name).is_some()),
        })
    }

    fn accepts(&self, row: &Snapshot, held: &HashSet<&str>, now: Timestamp) -> bool {
        if !row.exists(held.contains(row.snapshot_id.as_str()), now) {
            return false;
        }
        if self.misses_some && row.snapshot_id.ends_with('q') {
            return false;
        }
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
            && self.usage.is_none_or(|usage| usage == row.usage(held))
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
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Shown<'a> {
    snapshot_id: &'a str,
    snapshot_link_id: &'a str,
    #[serde(rename = "SnapshotSN")]
    snapshot_sn: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    snapshot_name: Option<&'a str>,
    region_id: &'a str,
    status: &'a str,
    progress: String,
    remain_time: i64,
    available: bool,
    creation_time: String,
    last_modified_time: String,
    description: &'a str,
    source_disk_id: &'a str,
    source_disk_type: &'a str,
    source_disk_size: String,
    source_storage_type: &'a str,
    snapshot_type: &'a str,
    category: &'a str,
    usage: &'a str,
    encrypted: bool,
    #[serde(rename = "KMSKeyId")]
    kms_key_id: &'a str,
    product_code: &'a str,
    instant_access: bool,
    resource_group_id: &'a str,
    full_snapshot_size_in_bytes: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    retention_days: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_snapshot_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_region_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tags: Option<ShownTags<'a>>,
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

impl<'a> Shown<'a> {
    fn of(row: &'a Snapshot, held: &HashSet<&str>, now: Timestamp) -> Self {
        let (status, progress) = (row.status(now), row.progress(now));
        let created = to_second(row.created);
        Self {
            snapshot_id: &row.snapshot_id,
            snapshot_link_id: &row.link_id,
            snapshot_sn: format!("64472-{}-{}", row.created.as_second(), row.source_disk_gib),
            snapshot_name: row.name.as_deref(),
            region_id: row.region_id,
            status,
            progress: format!("{progress}%"),
            remain_time: row.remain_time(now),
            available: status != "failed" && row.category == "standard",
            creation_time: created.clone(),
            last_modified_time: created,
            description: &row.description,
            source_disk_id: &row.source_disk_id,
            source_disk_type: row.source_disk_type,
            source_disk_size: row.source_disk_gib.to_string(),
            source_storage_type: "disk",
            snapshot_type: row.snapshot_type,
            category: row.category,
            usage: row.usage(held),
            encrypted: row.kms_key_id.is_some(),
            kms_key_id: row.kms_key_id.as_deref().unwrap_or_default(),
            product_code: "",
            instant_access: false,
            resource_group_id: &row.resource_group_id,
            full_snapshot_size_in_bytes: row.stored_bytes(now),
            retention_days: row.retention_days,
            source_snapshot_id: row.copied_from.as_ref().map(|copy| copy.snapshot_id.as_str()),
            source_region_id: row.copied_from.as_ref().map(|copy| copy.region_id),
            tags: (!row.tags.is_empty()).then(|| ShownTags::of(&row.tags)),
        }
    }
}
