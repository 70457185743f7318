//! Disks: they join a snapshot to its instance, and no view shows them.

use alibaba_cloud::ecs::{DescribeDisks, Disk};

use super::{At, Kind};
use crate::inventory::ShardKind;
use crate::inventory::index::Entry;
use crate::inventory::relations::{Dirty, DiskFacts, Place, Relations};

pub(in crate::inventory) struct Disks;

impl Kind for Disks {
    type Listing = DescribeDisks;
    type Record = Disk;

    const SHARD: ShardKind = ShardKind::Disks;
    const RAM_ACTION: &'static str = "ecs:DescribeDisks";

    fn listing(region_id: &str) -> DescribeDisks {
        DescribeDisks::new(region_id)
    }

    fn id(disk: &Disk) -> &str {
        &disk.disk_id
    }

    fn take_raw(disk: &mut Disk) -> String {
        std::mem::take(&mut disk.raw)
    }

    fn parse(raw: &str) -> Option<Disk> {
        Disk::from_json(raw)
    }

    fn relate(relations: &mut Relations, at: &At<'_>, disk: &Disk, dirty: &mut Dirty) {
        let place = relations.enter(at.place_id, at.account_id, at.region_id);
        place.put_disk(&disk.disk_id, facts(disk, at.row), dirty);
    }

    fn forget(relations: &mut Relations, place_id: i64, gone: &[(i64, String)], dirty: &mut Dirty) {
        if let Some(place) = relations.place_mut(place_id) {
            for (_, disk_id) in gone {
                place.remove_disk(disk_id, dirty);
            }
        }
    }

    fn entry<'a>(_: i64, _: i64, _: &Place, _: &'a Disk) -> Option<Entry<'a>> {
        None
    }
}

fn facts(disk: &Disk, row: i64) -> DiskFacts {
    DiskFacts {
        row,
        disk_type: disk.disk_type.as_deref().unwrap_or_default().to_lowercase(),
        device: disk.device.clone(),
        instance_id: disk.instance_id.clone(),
        category: disk.category.clone().unwrap_or_default(),
        performance_level: disk.performance_level.clone(),
        size_gib: disk.size,
    }
}
