//! Rules of ModifyImageAttribute, TagResources and UntagResources for images. Pure: facts in, findings out. Source: FACTS g;
//! FACTS-INSTANCES 47; metadata of ECS, ModifyImageAttribute.

use alibaba_cloud::ecs::Image;

use super::copy::is_of_others;
use super::text::{RESERVED, check_description, check_name, check_tags_of, name_like};
use super::{Finding, FindingCode, JOB_TAG_KEY, Severity, error, finding};
use crate::image::EditOrder;
use crate::image::attribute::{AttributeChange, ImageAttribute};
use crate::image::image_orders::ToldImages;
use crate::inventory::{NewestImage, Tag};

/// Tags that a resource can have (`OperationDenied.QuotaExceed` of TagResources). Those of the system are not counted here: whether the
/// cloud counts them is not documented.
const MAX_TAGS_OF_RESOURCE: usize = 20;

/// What the rules say of an order, with what the cloud has told of its images.
pub(crate) fn check_edits(order: &EditOrder, told: &ToldImages) -> Vec<Finding> {
    let mut findings = Vec::new();
    let single = match order.images.as_slice() {
        [only] => told.get(only),
        _ => None,
    };
    for attribute in ImageAttribute::ALL {
        let Some(wanted) = attribute.wanted(order) else {
            continue;
        };
        if order.images.len() > 1 && !attribute.is_for_several() {
            findings.push(error(attribute.field(), FindingCode::TooMany).with("max", 1));
        }
        findings.extend(check_value(attribute, wanted, order));
        if let Some(image) = single.filter(|image| !attribute.is(image, wanted)) {
            findings.extend(check_change(attribute, wanted, image));
            findings.extend(changed_meanwhile(attribute, order, image));
        }
    }
    findings.extend(check_given_tags(order));
    if let Some(image) = single {
        findings.extend(tags_changed_meanwhile(order, image));
    }
    for (index, key) in order.images.iter().enumerate() {
        let field = format!("images.{index}");
        match told.get(key) {
            None => findings.push(error(&field, FindingCode::ImageGone)),
            Some(image) => findings.extend(check_image(&field, order, image)),
        }
    }
    let changes = |image: &Image| {
        let tags = TagChanges::of(order, image);
        !AttributeChange::all(order, image).is_empty() || !tags.set.is_empty() || !tags.remove.is_empty()
    };
    if !told.is_empty() && !told.values().any(changes) {
        findings.push(error("images", FindingCode::NothingChanges));
    }
    findings.sort_by_key(|finding| finding.severity as u8);
    findings
}

/// What is to be known of an image before it is edited.
pub(crate) fn edit_findings(image: &Image) -> Vec<Finding> {
    if is_of_others(image) {
        return vec![error("image", FindingCode::ImageOfOthers)];
    }
    let mut findings = Vec::new();
    let hardware = [
        ImageAttribute::BootMode,
        ImageAttribute::NvmeSupport,
        ImageAttribute::ImdsSupport,
    ];
    findings.extend(
        hardware
            .into_iter()
            .filter_map(|attribute| unchangeable(attribute, image)),
    );
    findings.extend(status_refused("deprecate", "Deprecated", image));
    findings.extend(status_refused("restore", "Available", image));
    findings
}

/// Whether a tag stays as it is: one of the system, or the mark of the job that made the image.
pub(crate) fn is_kept_tag(key: &str) -> bool {
    key == JOB_TAG_KEY || RESERVED.iter().any(|prefix| key.starts_with(prefix))
}

/// Whether an image is newer than the newest one of a family.
pub(crate) fn is_newer(image: &Image, newest: Option<&NewestImage>) -> bool {
    let created_at = image.creation_time.map(|time| time.as_millisecond());
    newest.is_none_or(|newest| newest.created_at < created_at)
}

/// That the image becomes the newest of a family.
pub(crate) fn becomes_newest(family: &str) -> Finding {
    finding(Severity::Note, "family", FindingCode::BecomesNewest).with("family", family)
}

/// That one of several images becomes the newest of a family in its region.
pub(crate) fn becomes_newest_of_several(family: &str, region_id: &str, image: &Image) -> Finding {
    let name = image.image_name.as_deref().unwrap_or(&image.image_id);
    finding(Severity::Note, "family", FindingCode::NamedBecomesNewest)
        .with("family", family)
        .with("regionId", region_id)
        .with("name", name)
}

/// What an order changes of the tags of an image.
pub(crate) struct TagChanges {
    pub(crate) set: Vec<Tag>,
    pub(crate) remove: Vec<String>,
}

impl TagChanges {
    /// What the image has already, and what was seen so and is not touched, is no change.
    pub(crate) fn of(order: &EditOrder, image: &Image) -> Self {
        let has = |key: &str, value: &str| image.tags.iter().any(|tag| tag.key == key && tag.value == value);
        let seen = order.seen.iter().flat_map(|seen| &seen.tags).collect::<Vec<_>>();
        let set = order
            .tags
            .iter()
            .filter(|tag| !seen.contains(tag) && !has(&tag.key, &tag.value));
        let is_there = |key: &&String| image.tags.iter().any(|tag| tag.key == **key);
        let remove = order
            .remove_tags
            .iter()
            .filter(|key| !is_kept_tag(key))
            .filter(is_there);
        Self {
            set: set.cloned().collect(),
            remove: remove.cloned().collect(),
        }
    }

    /// Tags that people have given the image once all of this is done.
    fn count_after(&self, image: &Image) -> usize {
        let own = image.tags.iter().filter(|tag| !is_of_system(&tag.key));
        let stays = own.filter(|tag| !self.remove.contains(&tag.key) && !self.set.iter().any(|new| new.key == tag.key));
        stays.count() + self.set.len()
    }

    /// Whether the new tags have room beside those that are to go.
    pub(crate) fn has_room(&self, image: &Image) -> bool {
        let new = self
            .set
            .iter()
            .filter(|new| image.tags.iter().all(|tag| tag.key != new.key));
        image.tags.len() + new.count() <= MAX_TAGS_OF_RESOURCE
    }
}

/// A tag that is not touched may break rules that were others when it was given.
fn check_given_tags(order: &EditOrder) -> impl Iterator<Item = Finding> {
    let seen = order.seen.iter().flat_map(|seen| &seen.tags).collect::<Vec<_>>();
    let untouched = order.tags.iter().enumerate().filter(|(_, tag)| seen.contains(tag));
    let untouched: Vec<String> = untouched.map(|(index, _)| format!("tags.{index}.")).collect();
    let is_about = move |finding: &Finding| {
        finding.code == FindingCode::DuplicateTagKey
            || !untouched
                .iter()
                .any(|prefix| finding.field.starts_with(prefix.as_str()))
    };
    check_tags_of(&order.tags, MAX_TAGS_OF_RESOURCE)
        .into_iter()
        .filter(is_about)
}

fn is_of_system(key: &str) -> bool {
    RESERVED.iter().any(|prefix| key.starts_with(prefix))
}

fn check_value(attribute: ImageAttribute, wanted: &str, order: &EditOrder) -> Vec<Finding> {
    let field = attribute.field();
    let one_of = |known: &[&str]| {
        let is_known = known.contains(&wanted);
        Vec::from_iter((!is_known).then(|| error(field, FindingCode::SettingUnknown)))
    };
    let had_one = attribute.seen(order).is_some_and(|seen| !seen.is_empty());
    match attribute {
        ImageAttribute::Name => check_name(field, wanted),
        // The API has no value for none.
        ImageAttribute::Description | ImageAttribute::Family if wanted.is_empty() && had_one => {
            vec![error(field, FindingCode::CannotBeCleared)]
        }
        ImageAttribute::Description if wanted.is_empty() => vec![error(field, FindingCode::Required)],
        ImageAttribute::Description => check_description(field, wanted),
        ImageAttribute::Family if wanted.is_empty() => vec![error(field, FindingCode::Required)],
        ImageAttribute::Family => name_like(field, wanted),
        ImageAttribute::BootMode => one_of(&["BIOS", "UEFI", "UEFI-Preferred"]),
        ImageAttribute::NvmeSupport => one_of(&["supported", "unsupported"]),
        ImageAttribute::ImdsSupport => one_of(&["v1", "v2"]),
        ImageAttribute::Status => one_of(&["Available", "Deprecated"]),
    }
}

/// What a change of how instances see their machine can break.
fn check_change(attribute: ImageAttribute, wanted: &str, image: &Image) -> Vec<Finding> {
    let field = attribute.field();
    if let Some(refused) = unchangeable(attribute, image) {
        return vec![refused];
    }
    let breaks = match (attribute, wanted) {
        (ImageAttribute::BootMode, _) => FindingCode::BootModeBreaks,
        (ImageAttribute::NvmeSupport, "supported") => FindingCode::NvmeNeedsDriver,
        (ImageAttribute::NvmeSupport, _) => FindingCode::NvmeTypesLost,
        (ImageAttribute::ImdsSupport, "v2") => FindingCode::ImdsNeedsTokens,
        _ => return Vec::new(),
    };
    vec![finding(Severity::Warning, field, breaks)]
}

/// Why boot mode and features cannot be changed now.
fn unchangeable(attribute: ImageAttribute, image: &Image) -> Option<Finding> {
    let field = attribute.field();
    match attribute {
        ImageAttribute::BootMode | ImageAttribute::NvmeSupport | ImageAttribute::ImdsSupport
            if image.status != "Available" =>
        {
            Some(error(field, FindingCode::OnlyOfAvailable).with("status", &image.status))
        }
        // `OperationDeined.ImageUsingByInstance`.
        ImageAttribute::BootMode if image.usage.as_deref() == Some("instance") => {
            Some(error(field, FindingCode::BootModeInUse))
        }
        _ => None,
    }
}

/// What somebody else has changed since the person looked at it.
fn changed_meanwhile(attribute: ImageAttribute, order: &EditOrder, image: &Image) -> Option<Finding> {
    let seen = attribute.seen(order)?;
    let now = attribute.of(image);
    (seen != now).then(|| error(attribute.field(), FindingCode::ChangedMeanwhile).with("now", now))
}

/// The same of the tags that are to be set or taken away. A tag that is not there counts as one without a value.
fn tags_changed_meanwhile(order: &EditOrder, image: &Image) -> Vec<Finding> {
    let Some(seen) = &order.seen else {
        return Vec::new();
    };
    let seen_value = |key: &str| {
        let seen = seen.tags.iter().find(|tag| tag.key == key);
        seen.map_or("", |tag| &tag.value)
    };
    let TagChanges { set, remove } = TagChanges::of(order, image);
    let set = set.iter().map(|tag| {
        let index = order.tags.iter().position(|other| other == tag).unwrap_or_default();
        (tag.key.as_str(), format!("tags.{index}.value"))
    });
    let remove = remove.iter().map(|key| (key.as_str(), "tags".to_owned()));
    let overtaken = set.chain(remove).filter_map(|(key, field)| {
        let now = tag_value(image, key);
        let found = || error(&field, FindingCode::ChangedMeanwhile).with("now", format!("{key}: {now}"));
        (now != seen_value(key)).then(found)
    });
    overtaken.collect()
}

/// The value of a tag; empty when the image has no such tag.
pub(crate) fn tag_value<'a>(image: &'a Image, key: &str) -> &'a str {
    let tag = image.tags.iter().find(|tag| tag.key == key);
    tag.map_or("", |tag| &tag.value)
}

fn check_image(field: &str, order: &EditOrder, image: &Image) -> Vec<Finding> {
    if is_of_others(image) {
        return vec![error(field, FindingCode::ImageOfOthers)];
    }
    let mut findings = Vec::new();
    if let Some(wanted) = order.status.as_deref() {
        let refused = status_refused(field, wanted, image);
        // One that has the status already is left as it is.
        findings.extend(refused.filter(|_| image.status != wanted));
    }
    if TagChanges::of(order, image).count_after(image) > MAX_TAGS_OF_RESOURCE {
        findings.push(error("tags", FindingCode::TooManyTags).with("max", MAX_TAGS_OF_RESOURCE));
    }
    findings
}

/// Why an image cannot get a status.
fn status_refused(field: &str, wanted: &str, image: &Image) -> Option<Finding> {
    match (wanted, image.status.as_str()) {
        ("Deprecated", "Available") if image.is_self_shared == Some(true) => {
            Some(error(field, FindingCode::SharedBeforeDeprecation))
        }
        ("Deprecated", "Available") | ("Available", "Deprecated") => None,
        ("Deprecated", status) => Some(error(field, FindingCode::CannotBeDeprecated).with("status", status)),
        (_, status) => Some(error(field, FindingCode::CannotBeRestored).with("status", status)),
    }
}
