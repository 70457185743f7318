//! DescribeSnapshotGroups: all disks of an instance at one moment, as the service groups them.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::call::{Answer, Call, to_second};
use crate::cloud::{Cloud, SnapshotGroup};
use crate::paging::{self, Limits, Row};
use crate::pattern;
use crate::refusal::Refusal;
use crate::tags::{self, TagFilter};

const LIMITS: Limits = Limits {
    listing: "DescribeSnapshotGroups",
    default_results: 10,
    most_results: 100,
    clamps_results: false,
    has_numbers: false,
};

impl Row for &SnapshotGroup {
    fn position(&self) -> (Timestamp, &str) {
        (self.created, &self.snapshot_group_id)
    }
}

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let parameters = call.parameters;
    let ids = parameters.list("SnapshotGroupId")?;
    let statuses = parameters.list("Status")?;
    if let Some(unknown) = statuses
        .iter()
        .find(|status| !["progressing", "accomplished", "failed"].contains(&status.as_str()))
    {
        let message = format!("The specified Status {unknown} is not supported.");
        return Err(Refusal::new(403, "InvalidStatus.ValueNotSupported", message));
    }
    let tags = TagFilter::read(parameters).map_err(|_| Refusal::invalid("Tag"))?;
    let (cloud, now) = (&*call.cloud, call.now);
    let is = |name: &str, value: &str| parameters.get(name).is_none_or(|asked| asked == value);
    let rows = cloud.snapshot_groups.iter().filter(|group| {
        group.region_id == region_id
            && tags.accepts(&group.tags)
            && (ids.is_empty() || ids.contains(&group.snapshot_group_id))
            && is("InstanceId", &group.instance_id)
            && is("ResourceGroupId", &group.resource_group_id)
            && parameters
                .get("Name")
                .is_none_or(|asked| pattern::matches(asked, &group.name))
            && members(group, cloud, now).next().is_some()
            && (statuses.is_empty() || statuses.iter().any(|asked| asked == status(group, cloud, now)))
    });
    let mut rows_and_fields = paging::page(parameters, rows.collect(), LIMITS)?;
    let rows: Vec<_> = rows_and_fields
        .0
        .into_iter()
        .map(|row| render(row, cloud, now))
        .collect();
    rows_and_fields
        .1
        .insert("SnapshotGroups", json!({ "SnapshotGroup": rows }));
    Ok(rows_and_fields.1)
}

/// The snapshots of the group that still exist.
fn members<'a>(
    group: &'a SnapshotGroup,
    cloud: &'a Cloud,
    now: Timestamp,
) -> impl Iterator<Item = std::borrow::Cow<'a, crate::cloud::Snapshot>> {
    group
        .snapshot_ids
        .iter()
        .filter_map(move |id| cloud.snapshot(Some(group.region_id), id, now))
}

fn status(group: &SnapshotGroup, cloud: &Cloud, now: Timestamp) -> &'static str {
    let statuses: Vec<_> = members(group, cloud, now).map(|row| row.status(now)).collect();
    ["failed", "progressing"]
        .into_iter()
        .find(|status| statuses.contains(status))
        .unwrap_or("accomplished")
}

/// The keys of tags are `Key` and `Value` here, unlike everywhere else.
fn render(group: &SnapshotGroup, cloud: &Cloud, now: Timestamp) -> Value {
    let snapshots: Vec<_> = members(group, cloud, now)
        .map(|row| {
            json!({
                "SnapshotId": row.snapshot_id,
                "SourceDiskId": *row.source_disk_id,
                "SourceDiskType": row.source_disk_type,
                "Progress": format!("{}%", row.progress(now)),
                "Available": row.status(now) == "accomplished",
                "InstantAccess": false,
                "InstantAccessRetentionDays": 0,
                "Tags": tags::render_plain(&row.tags),
            })
        })
        .collect();
    json!({
        "SnapshotGroupId": group.snapshot_group_id,
        "InstanceId": group.instance_id,
        "Name": group.name,
        "Description": group.description,
        "Status": status(group, cloud, now),
        "ProgressStatus": "null",
        "CreationTime": to_second(group.created),
        "ResourceGroupId": group.resource_group_id,
        "Snapshots": { "Snapshot": snapshots },
        "Tags": tags::render_plain(&group.tags),
    })
}
