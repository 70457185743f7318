//! Snapshots of disks.

use std::borrow::Cow;

use alibaba_cloud::ecs::{DescribeSnapshots, Snapshot};

use super::{At, Kind, Named, lower_case, text, there};
use crate::inventory::index::{Columns, Entry, Layout, Order, SearchText};
use crate::inventory::obstacle::Fitness;
use crate::inventory::relations::{Dirty, DiskFacts, InstanceFacts, Place, RelatedSnapshot, Relations};
use crate::inventory::{
    FlagField, NumberField, ShardKind, SnapshotFacts, SnapshotRow, SortColumn, TimeField, WordField,
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
        let status = text(&snapshot.status);
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
        match &snapshot.source_snapshot_id {
            Some(source) => {
                let origins = relations.origins(at.account_id);
                origins.put(at.place_id, &snapshot.snapshot_id, source);
            }
            None => relations.remove_origin(at.account_id, &snapshot.snapshot_id),
        }
    }

    fn forget(relations: &mut Relations, place_id: i64, gone: &[(i64, String)], _: &mut Dirty) {
        relations.remove_snapshots(place_id, gone);
    }

    fn entry<'a>(id: i64, place_id: i64, place: &Place, snapshot: &'a Snapshot) -> Option<Entry<'a>> {
        let told = Told::of(place, snapshot);
        let name = text(&snapshot.snapshot_name);
        let instance_id = told.instance.map_or("", |(id, _)| id);
        let instance = told.instance_name().filter(|name| !name.is_empty());
        let mut search = SearchText::new()
            .line(&snapshot.snapshot_id)
            .line(name)
            .line(instance.unwrap_or(instance_id))
            .line(instance_id)
            .line(text(&snapshot.source_disk_id))
            .line(text(&snapshot.description));
        for tag in &snapshot.tags {
            search = search.line(&tag.key).line(&tag.value);
        }
        let usage = match (told.used_by_image, told.used_by_disk) {
            (true, true) => "image\ndisk",
            (true, false) => "image",
            (false, true) => "disk",
            (false, false) => "none",
        };
        let flags = [
            told.encrypted,
            told.automatic,
            lower_case(name).starts_with(AGENTLESS_PREFIX),
            told.disk.is_some(),
            told.can_become_image,
        ];
        Some(Entry {
            id,
            place: place_id,
            search: search.finish(),
            words: vec![
                text(&snapshot.status).into(),
                told.disk_type,
                usage.into(),
                text(&snapshot.resource_group_id).into(),
            ],
            numbers: vec![
                told.created_at,
                snapshot.source_disk_size.map(i64::from),
                told.released_at,
            ],
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

fn disk_type(snapshot: &Snapshot) -> Cow<'_, str> {
    lower_case(text(&snapshot.source_disk_type))
}

/// What is read out of a snapshot and of what is known beside it, without copies.
struct Told<'s, 'p> {
    disk_type: Cow<'s, str>,
    /// The disk it was made from, while it is listed.
    disk: Option<&'p DiskFacts>,
    /// The instance that this disk is on.
    instance: Option<(&'p str, Option<&'p InstanceFacts>)>,
    created_at: Option<i64>,
    released_at: Option<i64>,
    used_by_image: bool,
    used_by_disk: bool,
    encrypted: bool,
    automatic: bool,
    can_become_image: bool,
}

impl<'s, 'p> Told<'s, 'p> {
    fn of(place: &'p Place, snapshot: &'s Snapshot) -> Self {
        let usage = lower_case(text(&snapshot.usage));
        let snapshot_type = text(&snapshot.snapshot_type);
        let disk_id = text(&snapshot.source_disk_id);
        let disk_type = disk_type(snapshot);
        let created_at = created_at(snapshot);
        let fitness = Fitness {
            disk_type: &disk_type,
            status: text(&snapshot.status),
            category: text(&snapshot.category),
            created_at,
        };
        Self {
            disk: place.disk(disk_id),
            instance: place.instance_of_disk(disk_id),
            created_at,
            released_at: created_at
                .zip(snapshot.retention_days)
                .map(|(created_at, days)| created_at.saturating_add(i64::from(days) * DAY)),
            used_by_image: usage.contains("image"),
            used_by_disk: usage.contains("disk"),
            encrypted: snapshot.encrypted.unwrap_or(false),
            automatic: ["auto", "timer"]
                .iter()
                .any(|known| snapshot_type.eq_ignore_ascii_case(known)),
            can_become_image: fitness.can_become_image(),
            disk_type,
        }
    }

    fn instance_name(&self) -> Option<&'p str> {
        let (_, known) = self.instance?;
        known.map(|known| known.name.as_str())
    }
}

/// A snapshot with everything the rules read of it.
pub(in crate::inventory) fn facts(place: &Place, snapshot: &Snapshot) -> SnapshotFacts {
    let told = Told::of(place, snapshot);
    let text = |field: &Option<String>| text(field).to_owned();
    SnapshotFacts {
        row: SnapshotRow {
            key: place.key(&snapshot.snapshot_id),
            name: text(&snapshot.snapshot_name),
            status: text(&snapshot.status),
            progress: snapshot.progress,
            instance_id: told.instance.map(|(id, _)| id.to_owned()),
            instance_name: told.instance_name().map(str::to_owned),
            size_gib: snapshot.source_disk_size,
            created_at: told.created_at,
            used_by_image: told.used_by_image,
            used_by_disk: told.used_by_disk,
            encrypted: told.encrypted,
            automatic: told.automatic,
            can_become_image: told.can_become_image,
            source_listed: there(told.disk.is_some(), place, &[ShardKind::Disks]),
            source_disk_id: text(&snapshot.source_disk_id),
            disk_type: told.disk_type.into_owned(),
        },
        category: text(&snapshot.category),
        released_at: told.released_at,
        device: told.disk.and_then(|disk| disk.device.clone()),
    }
}
