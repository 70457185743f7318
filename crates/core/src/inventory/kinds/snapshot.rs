//! Snapshots of disks.

use alibaba_cloud::ecs::{DescribeSnapshots, Snapshot};

use super::{At, Kind, Named, there};
use crate::inventory::index::{Columns, Entry, Layout, Order, SearchText};
use crate::inventory::relations::{Dirty, Place, RelatedSnapshot, Relations};
use crate::inventory::{
    FlagField, NumberField, ResourceKey, ShardKind, SnapshotFacts, SnapshotRow, SortColumn, TimeField, WordField,
    obstacles,
};
use crate::milliseconds::{DAY, SECOND};

/// Names of the temporary snapshots of Security Center begin with this.
const AGENTLESS_PREFIX: &str = "sas_agentless";

pub(in crate::inventory) struct Snapshots;

impl Kind for Snapshots {
    type Listing = DescribeSnapshots;
    type Record = Snapshot;

    const SHARD: ShardKind = ShardKind::Snapshots;
    const RAM_ACTION: &'static str = "ecs:DescribeSnapshots";

    fn listing(region_id: &str) -> DescribeSnapshots {
        DescribeSnapshots::new(region_id)
    }

    fn id(snapshot: &Snapshot) -> &str {
        &snapshot.snapshot_id
    }

    fn take_raw(snapshot: &mut Snapshot) -> String {
        std::mem::take(&mut snapshot.raw)
    }

    fn parse(raw: &str) -> Option<Snapshot> {
        Snapshot::from_json(raw)
    }

    fn relate(relations: &mut Relations, at: &At<'_>, snapshot: &Snapshot, _: &mut Dirty) {
        let status = snapshot.status.as_deref().unwrap_or_default();
        let related = RelatedSnapshot {
            row: at.row,
            disk_id: snapshot.source_disk_id.clone().unwrap_or_default(),
            created_at: created_at(snapshot),
            is_data: disk_type(snapshot) == "data",
            // An unknown status counts as running.
            is_unfinished: !matches!(status, "accomplished" | "failed"),
        };
        let place = relations.enter(at.place_id, at.account_id, at.region_id);
        place.put_snapshot(&snapshot.snapshot_id, &related);
        let origins = relations.origins(at.account_id);
        match &snapshot.source_snapshot_id {
            Some(source) => origins.put(at.place_id, &snapshot.snapshot_id, source),
            None => origins.remove(&snapshot.snapshot_id),
        }
    }

    fn forget(relations: &mut Relations, place_id: i64, gone: &[(i64, String)], _: &mut Dirty) {
        relations.remove_snapshots(place_id, gone);
    }

    fn entry(id: i64, place_id: i64, place: &Place, snapshot: &Snapshot) -> Option<Entry> {
        let facts = facts(place, snapshot);
        let row = &facts.row;
        let text = |field: &Option<String>| field.clone().unwrap_or_default();
        let instance_id = row.instance_id.as_deref().unwrap_or_default();
        let instance = row.instance_name.as_deref().filter(|name| !name.is_empty());
        let mut search = SearchText::new()
            .line(&row.key.id)
            .line(&row.name)
            .line(instance.unwrap_or(instance_id))
            .line(instance_id)
            .line(&row.source_disk_id)
            .line(snapshot.description.as_deref().unwrap_or_default());
        for tag in &snapshot.tags {
            search = search.line(&tag.key).line(&tag.value);
        }
        let usage = match (row.used_by_image, row.used_by_disk) {
            (true, true) => "image\ndisk",
            (true, false) => "image",
            (false, true) => "disk",
            (false, false) => "none",
        };
        let flags = [
            row.encrypted,
            row.automatic,
            row.name.to_lowercase().starts_with(AGENTLESS_PREFIX),
            row.source_listed == Some(true),
            row.can_become_image,
        ];
        Some(Entry {
            id,
            place: place_id,
            search: search.finish(),
            words: vec![
                row.status.clone(),
                row.disk_type.clone(),
                usage.to_owned(),
                text(&snapshot.resource_group_id),
            ],
            numbers: vec![row.created_at, row.size_gib.map(i64::from), facts.released_at],
            flags: super::flags(&flags),
            tags: super::tags(&snapshot.tags),
        })
    }
}

impl Named for Snapshots {
    fn named(region_id: &str, snapshot_ids: Vec<String>) -> DescribeSnapshots {
        DescribeSnapshots {
            snapshot_ids,
            ..Self::listing(region_id)
        }
    }
}

impl Columns for Snapshots {
    fn layout(&self) -> Layout {
        Layout {
            texts: 3,
            // Its id and its name.
            own: 2,
            // Instance, its id, disk, description; tags.
            shared: 5,
            words: 4,
            numbers: &[SECOND, 1, SECOND],
        }
    }

    fn order(&self, column: SortColumn) -> Option<Order> {
        Some(match column {
            SortColumn::Id => Order::Text(0),
            SortColumn::Name => Order::Text(1),
            SortColumn::Instance => Order::Text(2),
            SortColumn::Status => Order::Word(0),
            SortColumn::DiskType => Order::Word(1),
            SortColumn::Usage => Order::Word(2),
            SortColumn::CreatedAt => Order::Number(0),
            SortColumn::Size => Order::Number(1),
            SortColumn::Region => Order::Region,
            SortColumn::Account => Order::Account,
            _ => return None,
        })
    }

    fn word(&self, field: WordField) -> Option<usize> {
        let fields = [
            WordField::Status,
            WordField::DiskType,
            WordField::Usage,
            WordField::ResourceGroup,
        ];
        fields.into_iter().position(|known| known == field)
    }

    fn number(&self, field: NumberField) -> Option<usize> {
        let fields = [NumberField::CreatedAt, NumberField::Size, NumberField::ReleasedAt];
        fields.into_iter().position(|known| known == field)
    }

    fn time(&self, field: TimeField) -> Option<usize> {
        match field {
            TimeField::CreatedAt => Some(0),
            TimeField::ReleasedAt => Some(2),
            TimeField::ExpiresAt => None,
        }
    }

    fn flag(&self, field: FlagField) -> Option<u32> {
        let fields = [
            FlagField::Encrypted,
            FlagField::Automatic,
            FlagField::Agentless,
            FlagField::SourceListed,
            FlagField::CanBecomeImage,
        ];
        super::bit(&fields, field)
    }
}

fn created_at(snapshot: &Snapshot) -> Option<i64> {
    snapshot.creation_time.map(|time| time.as_millisecond())
}

fn disk_type(snapshot: &Snapshot) -> String {
    snapshot.source_disk_type.as_deref().unwrap_or_default().to_lowercase()
}

/// A snapshot with everything the rules read of it.
pub(in crate::inventory) fn facts(place: &Place, snapshot: &Snapshot) -> SnapshotFacts {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    let usage = text(&snapshot.usage).to_lowercase();
    let snapshot_type = text(&snapshot.snapshot_type).to_lowercase();
    let disk_id = text(&snapshot.source_disk_id);
    let disk = place.disk(&disk_id);
    let instance = place.instance_of_disk(&disk_id);
    let created_at = created_at(snapshot);
    let released_at = created_at
        .zip(snapshot.retention_days)
        .map(|(created_at, days)| created_at.saturating_add(i64::from(days) * DAY));
    let row = SnapshotRow {
        key: ResourceKey {
            account_id: place.account_id.clone(),
            region_id: place.region_id.clone(),
            id: snapshot.snapshot_id.clone(),
        },
        name: text(&snapshot.snapshot_name),
        status: text(&snapshot.status),
        progress: snapshot.progress,
        disk_type: disk_type(snapshot),
        instance_id: instance.map(|(id, _)| id.to_owned()),
        instance_name: instance.and_then(|(_, known)| known).map(|known| known.name.clone()),
        size_gib: snapshot.source_disk_size,
        created_at,
        used_by_image: usage.contains("image"),
        used_by_disk: usage.contains("disk"),
        encrypted: snapshot.encrypted.unwrap_or(false),
        automatic: matches!(snapshot_type.as_str(), "auto" | "timer"),
        can_become_image: false,
        source_listed: there(disk.is_some(), place, &[ShardKind::Disks]),
        source_disk_id: disk_id,
    };
    let mut facts = SnapshotFacts {
        row,
        category: text(&snapshot.category),
        released_at,
        device: disk.and_then(|disk| disk.device.clone()),
    };
    facts.row.can_become_image = obstacles(&facts).is_empty();
    facts
}
