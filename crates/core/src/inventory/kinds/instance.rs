//! Instances.

use alibaba_cloud::ecs::{DescribeInstances, Instance};

use super::{At, Kind, count, lower_case, text, there};
use crate::inventory::index::{Columns, Entry, Layout, Order, SearchText};
use crate::inventory::relations::{Dirty, InstanceFacts, Place, Relations};
use crate::inventory::{FlagField, InstanceRow, NumberField, ResourceKey, ShardKind, SortColumn, TimeField, WordField};
use crate::milliseconds::SECOND;

pub(in crate::inventory) struct Instances;

impl Kind for Instances {
    type Listing = DescribeInstances;
    type Record = Instance;

    const SHARD: ShardKind = ShardKind::Instances;
    const RAM_ACTION: &'static str = "ecs:DescribeInstances";

    fn listing(region_id: &str) -> DescribeInstances {
        DescribeInstances::new(region_id)
    }

    fn id(instance: &Instance) -> &str {
        &instance.instance_id
    }

    fn take_raw(instance: &mut Instance) -> String {
        std::mem::take(&mut instance.raw)
    }

    fn parse(raw: &str) -> Option<Instance> {
        Instance::from_json(raw)
    }

    fn relate(relations: &mut Relations, at: &At<'_>, instance: &Instance, dirty: &mut Dirty) {
        let place = relations.enter(at.place_id, at.account_id, at.region_id);
        place.put_instance(&instance.instance_id, facts(instance, at.row), dirty);
    }

    fn forget(relations: &mut Relations, place_id: i64, gone: &[(i64, String)], dirty: &mut Dirty) {
        if let Some(place) = relations.place_mut(place_id) {
            for (_, instance_id) in gone {
                place.remove_instance(instance_id, dirty);
            }
        }
    }

    fn entry<'a>(id: i64, place_id: i64, place: &Place, instance: &'a Instance) -> Option<Entry<'a>> {
        let row = row(place, instance);
        // While not all disks are known, those that are.
        let disks = i64::from(count(place.disks_of_instance(&instance.instance_id).len()));
        let mut search = SearchText::new()
            .line(&row.key.id)
            .line(&row.name)
            .line(row.image_name.as_deref().unwrap_or(&row.image_id))
            .line(&row.image_id)
            .line(text(&instance.description))
            .line(text(&instance.host_name));
        for address in row.private_ips.iter().chain(&row.public_ips) {
            search = search.line(address);
        }
        for tag in &instance.tags {
            search = search.line(&tag.key).line(&tag.value);
        }
        Some(Entry {
            id,
            place: place_id,
            search: search.finish(),
            words: vec![
                row.status.into(),
                text(&instance.resource_group_id).into(),
                lower_case(text(&instance.os_type)),
                row.instance_type.into(),
                row.image_id.into(),
                row.zone_id.into(),
                row.charge_type.into(),
            ],
            numbers: vec![row.created_at, row.expires_at, Some(disks)],
            flags: super::flags(&[row.newer_image == Some(true)]),
            tags: super::tags(&instance.tags),
        })
    }
}

impl Columns for Instances {
    fn layout(&self) -> Layout {
        Layout {
            texts: 3,
            own: 2,
            // Image, its id, description; the name of the host, addresses and tags.
            shared: 4,
            words: 7,
            numbers: &[SECOND, SECOND, 1],
        }
    }

    fn order(&self, column: SortColumn) -> Option<Order> {
        Some(match column {
            SortColumn::Id => Order::Text(0),
            SortColumn::Name => Order::Text(1),
            SortColumn::Image => Order::Text(2),
            SortColumn::Status => Order::Word(0),
            SortColumn::InstanceType => Order::Word(3),
            SortColumn::Zone => Order::Word(5),
            SortColumn::ChargeType => Order::Word(6),
            SortColumn::CreatedAt => Order::Number(0),
            SortColumn::ExpiresAt => Order::Number(1),
            SortColumn::Disks => Order::Number(2),
            SortColumn::Region => Order::Region,
            SortColumn::Account => Order::Account,
            _ => return None,
        })
    }

    fn word(&self, field: WordField) -> Option<usize> {
        let fields = [
            WordField::Status,
            WordField::ResourceGroup,
            WordField::Os,
            WordField::InstanceType,
            WordField::Image,
            WordField::Zone,
            WordField::ChargeType,
        ];
        fields.into_iter().position(|known| known == field)
    }

    fn number(&self, field: NumberField) -> Option<usize> {
        let fields = [NumberField::CreatedAt, NumberField::ExpiresAt];
        fields.into_iter().position(|known| known == field)
    }

    fn time(&self, field: TimeField) -> Option<usize> {
        match field {
            TimeField::CreatedAt => Some(0),
            TimeField::ExpiresAt => Some(1),
            TimeField::ReleasedAt => None,
        }
    }

    fn flag(&self, field: FlagField) -> Option<u32> {
        super::bit(&[FlagField::NewerImage], field)
    }
}

/// What the grid shows of an instance.
pub(in crate::inventory) fn row(place: &Place, instance: &Instance) -> InstanceRow {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    let image_id = text(&instance.image_id);
    let image = place.image(&image_id);
    let charge_type = text(&instance.instance_charge_type);
    // A pay-as-you-go instance has an end too, a hundred years ahead, that means nothing.
    let expires = if charge_type.eq_ignore_ascii_case("PrePaid") {
        instance.expired_time
    } else {
        instance.auto_release_time
    };
    InstanceRow {
        key: ResourceKey {
            account_id: place.account_id.clone(),
            region_id: place.region_id.clone(),
            id: instance.instance_id.clone(),
        },
        name: text(&instance.instance_name),
        status: text(&instance.status),
        instance_type: text(&instance.instance_type),
        image_name: image.map(|image| image.name.clone()),
        newer_image: there(
            image.is_some_and(|image| place.newer_image(image).is_some()),
            place,
            ShardKind::ALL_IMAGES,
        ),
        image_id,
        created_at: instance.creation_time.map(|time| time.as_millisecond()),
        expires_at: expires.map(|time| time.as_millisecond()),
        charge_type,
        zone_id: text(&instance.zone_id),
        private_ips: instance.private_ip_addresses.clone(),
        public_ips: instance.public_ip_addresses.clone(),
        os: text(&instance.os_name_en.clone().or_else(|| instance.os_name.clone())),
        lock_reasons: instance.lock_reasons.clone(),
        disks: place.listed.once(
            &[ShardKind::Disks],
            count(place.disks_of_instance(&instance.instance_id).len()),
        ),
    }
}

/// What other rows need to know of an instance.
fn facts(instance: &Instance, row: i64) -> InstanceFacts {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    InstanceFacts {
        row,
        name: text(&instance.instance_name),
        status: text(&instance.status),
        image_id: text(&instance.image_id),
        os_name: instance.os_name_en.clone().or_else(|| instance.os_name.clone()),
        os_type: instance.os_type.as_deref().map(str::to_lowercase),
    }
}
