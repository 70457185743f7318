//! Images: the account's own in every status, and those that other accounts share with it.

use alibaba_cloud::ecs::{DescribeImages, DetectionOptions, DiskDeviceMapping, Image};

use super::{At, Kind, Named, count, lower_case, text, there};
use crate::inventory::index::{Columns, Entry, Layout, Order, SearchText};
use crate::inventory::relations::{Dirty, ImageFacts, Place, Relations};
use crate::inventory::{FlagField, ImageRow, NumberField, ResourceKey, ShardKind, SortColumn, TimeField, WordField};
use crate::milliseconds::SECOND;

/// The account's own images.
pub(in crate::inventory) struct Images;

/// Images of other accounts that are shared with this one.
pub(in crate::inventory) struct SharedImages;

/// Both are the same kind of row, and differ in how they are asked for.
macro_rules! images {
    ($kind:ident, $owner:literal) => {
        impl Kind for $kind {
            type Listing = DescribeImages;
            type Record = Image;

            const SHARD: ShardKind = ShardKind::$kind;
            const RAM_ACTION: &'static str = "ecs:DescribeImages";

            fn listing(region_id: &str) -> DescribeImages {
                DescribeImages {
                    image_owner_alias: Some($owner.to_owned()),
                    ..DescribeImages::new(region_id)
                }
            }

            fn id(image: &Image) -> &str {
                &image.image_id
            }

            fn take_raw(image: &mut Image) -> String {
                std::mem::take(&mut image.raw)
            }

            fn parse(raw: &str) -> Option<Image> {
                Image::from_json(raw)
            }

            fn relate(relations: &mut Relations, at: &At<'_>, image: &Image, dirty: &mut Dirty) {
                let place = relations.enter(at.place_id, at.account_id, at.region_id);
                place.put_image(&image.image_id, facts(image, at.row), dirty);
            }

            fn forget(relations: &mut Relations, place_id: i64, gone: &[(i64, String)], dirty: &mut Dirty) {
                if let Some(place) = relations.place_mut(place_id) {
                    for (row, image_id) in gone {
                        place.remove_image(image_id, *row, dirty);
                    }
                }
            }

            fn entry<'a>(id: i64, place_id: i64, place: &Place, image: &'a Image) -> Option<Entry<'a>> {
                Some(entry(id, place_id, place, image))
            }
        }
    };
}

images!(Images, "self");
images!(SharedImages, "others");

impl Named for Images {
    fn named(region_id: &str, image_ids: Vec<String>) -> DescribeImages {
        DescribeImages {
            image_ids,
            ..Self::listing(region_id)
        }
    }
}

impl Columns for Images {
    fn layout(&self) -> Layout {
        Layout {
            texts: 3,
            own: 2,
            // Operating system, family, description, owner; snapshots and tags.
            shared: 5,
            words: 8,
            numbers: &[SECOND, 1],
        }
    }

    fn order(&self, column: SortColumn) -> Option<Order> {
        Some(match column {
            SortColumn::Id => Order::Text(0),
            SortColumn::Name => Order::Text(1),
            SortColumn::Os => Order::Text(2),
            SortColumn::Status => Order::Word(0),
            SortColumn::Owner => Order::Word(2),
            SortColumn::Family => Order::Word(3),
            SortColumn::Architecture => Order::Word(5),
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
            WordField::ResourceGroup,
            WordField::Owner,
            WordField::Family,
            WordField::Os,
            WordField::Architecture,
            WordField::BootMode,
            WordField::ImageCheck,
        ];
        fields.into_iter().position(|known| known == field)
    }

    fn number(&self, field: NumberField) -> Option<usize> {
        let fields = [NumberField::CreatedAt, NumberField::Size];
        fields.into_iter().position(|known| known == field)
    }

    fn time(&self, field: TimeField) -> Option<usize> {
        (field == TimeField::CreatedAt).then_some(0)
    }

    fn flag(&self, field: FlagField) -> Option<u32> {
        let fields = [
            FlagField::Encrypted,
            FlagField::SharedWithMe,
            FlagField::Copied,
            FlagField::Deprecated,
            FlagField::NewerInFamily,
            FlagField::NewestOfFamily,
        ];
        super::bit(&fields, field)
    }
}

fn entry<'a>(id: i64, place_id: i64, place: &Place, image: &'a Image) -> Entry<'a> {
    let row = row(place, image, None);
    let mut search = SearchText::new()
        .line(&row.key.id)
        .line(&row.name)
        .line(&row.os)
        .line(&row.family)
        .line(text(&image.description))
        .line(text(&image.image_owner_id));
    for snapshot_id in &row.snapshot_ids {
        search = search.line(snapshot_id);
    }
    for tag in &image.tags {
        search = search.line(&tag.key).line(&tag.value);
    }
    let flags = [
        row.encrypted,
        row.shared_with_me,
        row.copied,
        row.deprecated,
        row.newer_in_family == Some(true),
        place.is_newest_of_family(&image.image_id, &facts(image, 0)),
    ];
    Entry {
        id,
        place: place_id,
        search: search.finish(),
        words: vec![
            image.status.as_str().into(),
            text(&image.resource_group_id).into(),
            text(&image.image_owner_alias).into(),
            row.family.into(),
            lower_case(text(&image.os_type)),
            text(&image.architecture).into(),
            row.boot_mode.into(),
            row.check.into(),
        ],
        numbers: vec![row.created_at, row.size_gib.map(i64::from)],
        flags: super::flags(&flags),
        tags: super::tags(&image.tags),
    }
}

/// What the grid shows of an image. With whom it is shared is asked for one by one, and not told here.
pub(in crate::inventory) fn row(place: &Place, image: &Image, copies: Option<u32>) -> ImageRow {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    let related = facts(image, 0);
    let mappings = &image.disk_device_mappings;
    let data_disks = mappings.iter().filter(|mapping| !is_system(mapping, mappings)).count();
    let status = image.status.clone();
    ImageRow {
        key: ResourceKey {
            account_id: place.account_id.clone(),
            region_id: place.region_id.clone(),
            id: image.image_id.clone(),
        },
        name: related.name.clone(),
        deprecated: status == "Deprecated",
        status,
        progress: image.progress,
        os: text(&image.os_name_en.clone().or_else(|| image.os_name.clone())),
        os_type: text(&image.os_type).to_lowercase(),
        platform: text(&image.platform),
        architecture: text(&image.architecture),
        size_gib: image.size,
        data_disks: count(data_disks),
        family: related.family.clone(),
        owner: text(&image.image_owner_alias),
        shared_with_me: related.is_shared_with_me,
        share_count: (image.is_self_shared == Some(false)).then_some(0),
        copied: related.is_copied,
        copies,
        check: check_word(image).to_owned(),
        check_findings: count(findings(image).count()),
        created_at: related.created_at,
        newer_in_family: there(place.newer_image(&related).is_some(), place, ShardKind::ALL_IMAGES),
        newest_of_family: match place.is_newest_of_family(&image.image_id, &related) {
            true => place.listed.once(ShardKind::ALL_IMAGES, true),
            false => Some(false),
        },
        boot_mode: text(&image.boot_mode),
        encrypted: related.is_encrypted,
        snapshot_ids: related.snapshot_ids,
    }
}

/// What other rows need to know of an image.
pub(in crate::inventory) fn facts(image: &Image, row: i64) -> ImageFacts {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    let mappings = &image.disk_device_mappings;
    let (system, data): (Vec<_>, Vec<_>) = mappings.iter().partition(|mapping| is_system(mapping, mappings));
    let snapshot_of = |mapping: &&DiskDeviceMapping| mapping.snapshot_id.clone();
    let alias = text(&image.image_owner_alias);
    let is_shared_with_me = alias == "others";
    ImageFacts {
        row,
        name: text(&image.image_name),
        status: image.status.clone(),
        family: text(&image.image_family),
        owner: if is_shared_with_me {
            text(&image.image_owner_id)
        } else {
            alias
        },
        created_at: image.creation_time.map(|time| time.as_millisecond()),
        progress: image.progress,
        size_gib: size_gib(image),
        architecture: text(&image.architecture),
        is_copied: image.is_copied.unwrap_or(false),
        is_encrypted: mappings.iter().any(|mapping| mapping.encrypted == Some(true)),
        is_shared_with_me,
        system_snapshot_id: system.iter().find_map(snapshot_of),
        snapshot_ids: system.iter().chain(&data).filter_map(snapshot_of).collect(),
    }
}

/// All disks together, GiB. An image that does not tell its disks has its system disk.
pub(crate) fn size_gib(image: &Image) -> u32 {
    let disks = image.disk_device_mappings.iter().filter_map(|disk| disk.size);
    let sum = disks.fold(0, u32::saturating_add);
    sum.max(image.size.unwrap_or_default())
}

/// Old images do not tell the type of a disk: then it is the one at `/dev/xvda`, or the only one.
pub(in crate::inventory) fn is_system(mapping: &DiskDeviceMapping, all: &[DiskDeviceMapping]) -> bool {
    match mapping.disk_type.as_deref() {
        Some(disk_type) => disk_type.eq_ignore_ascii_case("system"),
        None => all.len() == 1 || mapping.device.as_deref() == Some("/dev/xvda"),
    }
}

/// The items of the image check that are a risk.
pub(crate) fn findings(image: &Image) -> impl Iterator<Item = &str> {
    let items = image.detection_options.iter().flat_map(|check| &check.items);
    items.filter_map(|item| item.risk_level.as_deref())
}

/// While it is under way the items so far are not all. A check whose status is not told is finished when it has items.
pub(crate) fn is_finished(check: &DetectionOptions) -> bool {
    match check.status.as_deref() {
        Some(status) => status.eq_ignore_ascii_case("Finished"),
        None => !check.items.is_empty(),
    }
}

/// What the image check found, in one word: `none`, `noRisk`, `medium`, `high`, `checking` or `encrypted`.
pub(crate) fn check_word(image: &Image) -> &'static str {
    let has = |level: &str| findings(image).any(|found| found.eq_ignore_ascii_case(level));
    let is_encrypted = || {
        let mut mappings = image.disk_device_mappings.iter();
        mappings.any(|mapping| mapping.encrypted == Some(true))
    };
    match &image.detection_options {
        None if is_encrypted() => "encrypted",
        None => "none",
        Some(_) if has("High") => "high",
        Some(_) if findings(image).next().is_some() => "medium",
        Some(check) if is_finished(check) => "noRisk",
        Some(_) => "checking",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn checked(status: &str, items: &str) -> &'static str {
        let image = format!(r#"{{"ImageId":"m-1","DetectionOptions":{{{status}"Items":{{"Item":[{items}]}}}}}}"#);
        check_word(&Image::from_json(&image).unwrap())
    }

    #[test]
    fn a_check_has_no_risk_only_when_it_is_finished() {
        let (fine, medium) = (r#"{"Name":"a"}"#, r#"{"Name":"b","RiskLevel":"Medium"}"#);
        assert_eq!(checked(r#""Status":"Processing","#, fine), "checking");
        assert_eq!(checked(r#""Status":"Processing","#, medium), "medium");
        assert_eq!(checked(r#""Status":"Finished","#, fine), "noRisk");
        assert_eq!(checked("", fine), "noRisk");
        assert_eq!(checked("", ""), "checking");
    }

    #[test]
    fn whether_an_image_is_shared_is_known_only_when_the_cloud_says_so() {
        let mut relations = Relations::default();
        let place = relations.enter(1, "a", "cn-hangzhou");
        for (told, count) in [
            ("", None),
            (r#","IsSelfShared":"true""#, None),
            (r#","IsSelfShared":"false""#, Some(0)),
        ] {
            let image = Image::from_json(&format!(r#"{{"ImageId":"m-1"{told}}}"#)).unwrap();
            assert_eq!(row(place, &image, None).share_count, count, "{told}");
        }
    }
}
