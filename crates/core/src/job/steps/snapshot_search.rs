//! Searches for the snapshot or the snapshot group that a step may have made: by its marker, then by its exact name. Names of snapshots
//! need not be unique: one without a marker is the step's own only when it was made of the same disk or instance after the first
//! sending.

use alibaba_cloud::ecs::{DescribeSnapshotGroups, DescribeSnapshots, Snapshot, SnapshotGroup, Tag, TagFilter};
use futures_util::TryStreamExt;
use jiff::Timestamp;

use crate::cloud::CallError;
use crate::image::rules::JOB_TAG_KEY;
use crate::job::kind::{Found, Made, Search};

/// Searches for a snapshot of a disk.
pub(super) async fn find(search: &Search<'_>, disk_id: &str) -> Result<Found, CallError> {
    let region_id = &search.step.result_region;
    let of_disk = |row: &Snapshot| row.source_disk_id.as_deref().is_none_or(|id| id == disk_id);
    let marked = DescribeSnapshots {
        tags: vec![marker(search)],
        ..DescribeSnapshots::new(region_id)
    };
    let (rows, request_id) = snapshots(search, marked).await?;
    let ours = rows.into_iter().filter(of_disk).map(Candidate::from);
    if let Some(found) = by_tag(search, ours.collect(), request_id) {
        return Ok(found);
    }
    let Some(name) = &search.step.name else {
        return Ok(Found::Nothing);
    };
    let named = DescribeSnapshots {
        snapshot_name: Some(name.clone()),
        disk_id: Some(disk_id.to_owned()),
        ..DescribeSnapshots::new(region_id)
    };
    let (rows, request_id) = snapshots(search, named).await?;
    let named = rows
        .into_iter()
        .filter(|row| row.source_disk_id.as_deref() == Some(disk_id));
    Ok(by_name(search, name, named.map(Candidate::from).collect(), request_id))
}

/// Searches for a group of the disks of an instance.
pub(super) async fn find_group(search: &Search<'_>, instance_id: &str) -> Result<Found, CallError> {
    let region_id = &search.step.result_region;
    let marked = DescribeSnapshotGroups {
        tags: vec![marker(search)],
        ..DescribeSnapshotGroups::new(region_id)
    };
    let (rows, request_id) = groups(search, marked).await?;
    let ours = rows.into_iter().map(Candidate::from);
    if let Some(found) = by_tag(search, ours.collect(), request_id) {
        return Ok(found);
    }
    let Some(name) = &search.step.name else {
        return Ok(Found::Nothing);
    };
    let named = DescribeSnapshotGroups {
        name: Some(name.clone()),
        instance_id: Some(instance_id.to_owned()),
        ..DescribeSnapshotGroups::new(region_id)
    };
    let (rows, request_id) = groups(search, named).await?;
    let named = rows
        .into_iter()
        .filter(|row| row.instance_id.as_deref() == Some(instance_id));
    Ok(by_name(search, name, named.map(Candidate::from).collect(), request_id))
}

/// What may be the step's own.
struct Candidate {
    id: String,
    name: Option<String>,
    made_at: Option<Timestamp>,
    tags: Vec<Tag>,
}

impl From<Snapshot> for Candidate {
    fn from(row: Snapshot) -> Self {
        Self {
            id: row.snapshot_id,
            name: row.snapshot_name,
            made_at: row.creation_time,
            tags: row.tags,
        }
    }
}

impl From<SnapshotGroup> for Candidate {
    fn from(row: SnapshotGroup) -> Self {
        Self {
            id: row.snapshot_group_id,
            name: row.name,
            made_at: row.creation_time,
            tags: row.tags,
        }
    }
}

impl Candidate {
    fn marker(&self) -> Option<&String> {
        let tag = self.tags.iter().find(|tag| tag.key == JOB_TAG_KEY);
        tag.map(|tag| &tag.value)
    }

    fn found(self, by: &'static str, others: usize, request_id: String) -> Found {
        Found::Ours {
            made_at: self.made_at.map(Timestamp::as_millisecond),
            made: Made::one(self.id),
            by,
            others,
            request_id,
        }
    }
}

fn marker(search: &Search<'_>) -> TagFilter {
    TagFilter {
        key: JOB_TAG_KEY.to_owned(),
        value: Some(search.step.marker.clone()),
    }
}

fn by_tag(search: &Search<'_>, mut rows: Vec<Candidate>, request_id: String) -> Option<Found> {
    rows.retain(|row| row.marker() == Some(&search.step.marker));
    rows.sort_by(|left, right| (left.made_at, &left.id).cmp(&(right.made_at, &right.id)));
    let others = rows.len().saturating_sub(1);
    let first = rows.into_iter().next()?;
    Some(first.found("tag", others, request_id))
}

fn by_name(search: &Search<'_>, name: &String, rows: Vec<Candidate>, request_id: String) -> Found {
    let is_after = |made: Timestamp| made.as_millisecond() >= search.not_before;
    let is_ours = |row: &Candidate| {
        row.name.as_ref() == Some(name) && row.marker().is_none() && row.made_at.is_some_and(is_after)
    };
    let first = rows.into_iter().filter(is_ours).min_by_key(|row| row.made_at);
    first.map_or(Found::Nothing, |row| row.found("name", 0, request_id))
}

/// Every snapshot that matches. An unreadable one may be the one searched for, so it fails the search.
async fn snapshots(search: &Search<'_>, action: DescribeSnapshots) -> Result<(Vec<Snapshot>, String), CallError> {
    let mut pages = std::pin::pin!(search.client.pages(action));
    let (mut rows, mut request_id) = (Vec::new(), String::new());
    while let Some(page) = pages.try_next().await? {
        if page.body.skipped > 0 {
            return Err(CallError::of_unreadable_row(page.request_id));
        }
        rows.extend(page.body.snapshots);
        request_id = page.request_id;
    }
    Ok((rows, request_id))
}

/// The same of groups.
async fn groups(
    search: &Search<'_>,
    action: DescribeSnapshotGroups,
) -> Result<(Vec<SnapshotGroup>, String), CallError> {
    let mut pages = std::pin::pin!(search.client.pages(action));
    let (mut rows, mut request_id) = (Vec::new(), String::new());
    while let Some(page) = pages.try_next().await? {
        if page.body.skipped > 0 {
            return Err(CallError::of_unreadable_row(page.request_id));
        }
        rows.extend(page.body.snapshot_groups);
        request_id = page.request_id;
    }
    Ok((rows, request_id))
}
