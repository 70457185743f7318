//! DescribeSnapshotLinks: one chain of snapshots for every disk.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::call::{Answer, Call};
use crate::cloud::{Cloud, Snapshot};
use crate::paging::{self, Limits, Row};
use crate::refusal::Refusal;

const LIMITS: Limits = Limits {
    listing: "DescribeSnapshotLinks",
    default_results: 10,
    most_results: 100,
    clamps_results: true,
    has_numbers: true,
};

/// What the snapshots of one disk add up to.
struct Chain {
    newest: Snapshot,
    count: u64,
    bytes: i64,
}

impl Row for Chain {
    fn position(&self) -> (Timestamp, &str) {
        (self.newest.created, &self.newest.link_id)
    }
}

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let parameters = call.parameters;
    let list = |name: &str, code: &str| {
        let malformed = |_| Refusal::new(400, code, format!("The specified {name} is invalid."));
        parameters.json_list(name).map_err(malformed)
    };
    let disk_ids = list("DiskIds", "InvalidDiskIds")?;
    let link_ids = list("SnapshotLinkIds", "InvalidSnapshotLinkIds")?;
    let (cloud, now) = (&*call.cloud, call.now);
    let of_instance: Option<Vec<String>> = match parameters.get("InstanceId") {
        None => None,
        Some(asked) if cloud.instance(region_id, asked).is_none() => {
            let message = "The specified instanceId is not exists.";
            return Err(Refusal::new(400, "InvalidInstanceId.NotFound", message));
        }
        Some(asked) => Some(cloud.disks_of(asked).into_iter().map(|disk| disk.disk_id).collect()),
    };
    let any =
        |asked: &Option<Vec<String>>, value: &str| asked.as_ref().is_none_or(|ids| ids.iter().any(|id| id == value));
    let mut chains: BTreeMap<Arc<str>, Chain> = BTreeMap::new();
    for row in cloud.snapshots_in(region_id, now) {
        if !any(&disk_ids, &row.source_disk_id)
            || !any(&of_instance, &row.source_disk_id)
            || !any(&link_ids, &row.link_id)
        {
            continue;
        }
        let bytes = row.stored_bytes(now);
        match chains.get_mut(&row.link_id) {
            Some(chain) => {
                chain.count += 1;
                chain.bytes = chain.bytes.saturating_add(bytes);
                if row.created > chain.newest.created {
                    chain.newest = row.into_owned();
                }
            }
            None => {
                let newest = row.into_owned();
                chains.insert(
                    newest.link_id.clone(),
                    Chain {
                        newest,
                        count: 1,
                        bytes,
                    },
                );
            }
        }
    }
    let (rows, mut fields) = paging::page(parameters, chains.into_values().collect(), LIMITS)?;
    let rows: Vec<_> = rows.iter().map(|row| render(row, cloud)).collect();
    fields.insert("SnapshotLinks", json!({ "SnapshotLink": rows }));
    Ok(fields)
}

fn render(chain: &Chain, cloud: &Cloud) -> Value {
    let newest = &chain.newest;
    let disk = cloud.disks.iter().find(|disk| *disk.disk_id == *newest.source_disk_id);
    let instance_id = disk.and_then(|disk| disk.instance_id.as_deref());
    let instance = instance_id.and_then(|id| cloud.instance(newest.region_id, id));
    json!({
        "SnapshotLinkId": *newest.link_id,
        "RegionId": newest.region_id,
        "SourceDiskId": *newest.source_disk_id,
        "SourceDiskName": disk.map(|disk| disk.name.as_str()).unwrap_or_default(),
        "SourceDiskSize": newest.source_disk_gib,
        "SourceDiskType": newest.source_disk_type,
        "InstanceId": instance_id.unwrap_or_default(),
        "InstanceName": instance.map(|instance| instance.name.as_str()).unwrap_or_default(),
        "TotalCount": chain.count,
        "TotalSize": chain.bytes,
        "Category": newest.category,
        "InstantAccess": false,
    })
}
