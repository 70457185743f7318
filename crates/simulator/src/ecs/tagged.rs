//! Resources that carry tags, found by type and id. What TagResources, UntagResources and ListTagResources share.

use std::sync::Arc;

use super::describe_images::shown_tags;
use crate::call::Call;
use crate::cloud::Tags;
use crate::refusal::Refusal;

const TYPES: [&str; 6] = ["instance", "disk", "snapshot", "image", "securitygroup", "keypair"];
const MOST_RESOURCES: usize = 50;

pub(super) fn resource_type(call: &Call<'_>) -> Result<&'static str, Refusal> {
    if call.parameters.get("ResourceType").is_none() {
        let message = "The parameter - ResourceType should not be null.";
        return Err(Refusal::new(404, "MissingParameter.ResourceType", message));
    }
    let known = call.one_of("ResourceType", &TYPES, || {
        let message = "The ResourceType provided does not exist in our records.";
        Refusal::new(404, "InvalidResourceType.NotFound", message)
    })?;
    Ok(known.unwrap_or_default())
}

/// The ids asked for, at most fifty. They are there or the call is refused.
pub(super) fn resource_ids(call: &mut Call<'_>, region_id: &'static str, kind: &str) -> Result<Vec<String>, Refusal> {
    let ids = call.parameters.list("ResourceId")?;
    if ids.len() > MOST_RESOURCES {
        let message = "The ResourceIds parameter's number is exceed , Valid : 50.";
        return Err(Refusal::new(400, "NumberExceed.ResourceIds", message));
    }
    for id in &ids {
        if tags(call, region_id, kind, id).is_none() {
            let message = "The specified ResourceIds are not found in our records.";
            return Err(Refusal::new(404, "InvalidResourceId.NotFound", message));
        }
    }
    Ok(ids)
}

/// The tags one resource was given, whether they are to be seen yet or not.
pub(super) fn tags(call: &Call<'_>, region_id: &str, kind: &str, id: &str) -> Option<Tags> {
    let cloud = &*call.cloud;
    match kind {
        "instance" => cloud.instance(region_id, id).map(|row| row.tags.clone()),
        "disk" => {
            let mut disks = cloud.disks.iter();
            let found = disks.find(|row| row.region_id == region_id && row.disk_id == id);
            found.map(|row| row.tags.clone())
        }
        "snapshot" => cloud
            .snapshot(Some(region_id), id, call.now)
            .map(|row| Tags::clone(&row.tags)),
        "image" => {
            let found = cloud.image(region_id, id).filter(|row| row.is_own());
            found.map(|row| row.tags.clone())
        }
        "securitygroup" => {
            let mut groups = cloud.security_groups.iter();
            let found = groups.find(|row| row.region_id == region_id && row.security_group_id == id);
            found.map(|row| row.tags.clone())
        }
        _ => {
            let mut pairs = cloud.key_pairs.iter();
            let found = pairs.find(|row| row.region_id == region_id && row.name == id);
            found.map(|row| row.tags.clone())
        }
    }
}

pub(super) fn tags_mut<'a>(call: &'a mut Call<'_>, region_id: &str, kind: &str, id: &str) -> Option<&'a mut Tags> {
    let (cloud, now) = (&mut *call.cloud, call.now);
    match kind {
        "instance" => {
            let mut rows = cloud.instances.iter_mut();
            let found = rows.find(|row| row.region_id == region_id && row.instance_id == id);
            found.map(|row| &mut row.tags)
        }
        "disk" => {
            let mut rows = cloud.disks.iter_mut();
            let found = rows.find(|row| row.region_id == region_id && row.disk_id == id);
            found.map(|row| &mut row.tags)
        }
        "snapshot" => cloud.snapshot_mut(id, now).map(|row| Arc::make_mut(&mut row.tags)),
        "image" => cloud.own_image_mut(region_id, id).map(|row| &mut row.tags),
        "securitygroup" => {
            let mut rows = cloud.security_groups.iter_mut();
            let found = rows.find(|row| row.region_id == region_id && row.security_group_id == id);
            found.map(|row| &mut row.tags)
        }
        _ => {
            let mut rows = cloud.key_pairs.iter_mut();
            let found = rows.find(|row| row.region_id == region_id && row.name == id);
            found.map(|row| &mut row.tags)
        }
    }
}

/// Every resource of a type in the region: id and the tags to be seen, in the order of ids.
pub(super) fn all(call: &Call<'_>, region_id: &str, kind: &str) -> Vec<(String, Tags)> {
    let cloud = &*call.cloud;
    let mut rows: Vec<(String, Tags)> = match kind {
        "instance" => {
            let rows = cloud.instances.iter().filter(|row| row.region_id == region_id);
            rows.map(|row| (row.instance_id.clone(), row.tags.clone())).collect()
        }
        "disk" => {
            let rows = cloud.disks.iter().filter(|row| row.region_id == region_id);
            rows.map(|row| (row.disk_id.clone(), row.tags.clone())).collect()
        }
        "snapshot" => {
            let rows = cloud.snapshots_in(region_id, call.now).into_iter();
            rows.map(|row| (row.snapshot_id.clone(), Tags::clone(&row.tags)))
                .collect()
        }
        "image" => {
            let rows = cloud.own_images(region_id);
            rows.map(|row| (row.image_id.clone(), shown_tags(row, cloud, call.now)))
                .collect()
        }
        "securitygroup" => {
            let rows = cloud.security_groups.iter().filter(|row| row.region_id == region_id);
            rows.map(|row| (row.security_group_id.clone(), row.tags.clone()))
                .collect()
        }
        _ => {
            let rows = cloud.key_pairs.iter().filter(|row| row.region_id == region_id);
            rows.map(|row| (row.name.clone(), row.tags.clone())).collect()
        }
    };
    rows.sort_unstable();
    rows
}
