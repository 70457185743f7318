//! Rules of CopyImage. Pure: facts in, findings out. Source: FACTS g; help page CopyImage (2026-01-06).

use std::collections::HashSet;

use alibaba_cloud::ecs::{Image, Tag as CloudTag};

use super::text::{RESERVED, check_description, check_name};
use super::{Finding, FindingCode, JOB_TAG_KEY, MAX_TAGS, Severity, error, finding};
use crate::image::image_orders::ToldImages;
use crate::image::{CopyOrder, OrderedCopy, TagRecord};
use crate::inventory::size_gib;

/// Copies of one order, at most.
const MAX_COPIES: usize = 100;
/// Above this CopyImage refuses, GiB.
const MAX_COPY_GIB: u32 = 2_048;
/// Characters of a KMS key id or its ARN, at most.
const MAX_KEY_CHARACTERS: usize = 256;

/// What the rules say of an order, with what the cloud has told of its images.
pub(crate) fn check_copies(order: &CopyOrder, told: &ToldImages) -> Vec<Finding> {
    let mut findings = Vec::new();
    if order.copies.is_empty() {
        findings.push(error("copies", FindingCode::Required));
    }
    if order.copies.len() > MAX_COPIES {
        findings.push(error("copies", FindingCode::TooMany).with("max", MAX_COPIES));
    }
    let (mut images, mut places, mut names) = (HashSet::new(), HashSet::new(), HashSet::new());
    for (index, copy) in order.copies.iter().enumerate() {
        let field = |name: &str| format!("copies.{index}.{name}");
        match told.get(&copy.image) {
            None => findings.extend(
                images
                    .insert(&copy.image)
                    .then(|| error(&field("image"), FindingCode::ImageGone)),
            ),
            Some(image) => {
                if images.insert(&copy.image) {
                    findings.extend(copy_findings(&field("image"), image));
                }
                findings.extend(encryption(copy, image, &field("encrypted")));
                findings.extend(place(copy, image, &field("regionId")));
            }
        }
        if copy.region_id.is_empty() {
            findings.push(error(&field("regionId"), FindingCode::Required));
        } else if !places.insert((&copy.image, &copy.region_id)) {
            findings.push(error(&field("regionId"), FindingCode::DuplicateRegion));
        }
        let wrong = check_name(&field("name"), &copy.name);
        if wrong.is_empty() && !names.insert((&copy.region_id, &copy.name)) {
            findings.push(error(&field("name"), FindingCode::DuplicateImageName));
        }
        findings.extend(wrong);
        if copy.encrypted {
            findings.extend(check_key(&field("kmsKeyId"), &copy.kms_key_id));
        }
    }
    findings.sort_by_key(|finding| finding.severity as u8);
    findings
}

/// What is to be known before an image is copied, wherever to.
pub(crate) fn copy_findings(field: &str, image: &Image) -> Vec<Finding> {
    let mut findings = Vec::from_iter(status(field, image));
    if image.is_public == Some(true) {
        findings.push(error(field, FindingCode::CommunityImage));
    }
    if size_gib(image) > MAX_COPY_GIB {
        findings.push(finding(Severity::Warning, field, FindingCode::TooLargeToCopy).with("max", MAX_COPY_GIB));
    }
    if image.product_code.as_deref().is_some_and(|code| !code.is_empty()) {
        findings.push(finding(Severity::Warning, field, FindingCode::MarketplaceCopy));
    }
    if is_encrypted(image) {
        findings.push(finding(Severity::Note, field, FindingCode::EncryptedStays));
    }
    findings
}

/// Why an image can be neither copied nor shared now.
pub(super) fn status(field: &str, image: &Image) -> Option<Finding> {
    match image.status.as_str() {
        "Available" => None,
        "Deprecated" => Some(error(field, FindingCode::ImageDeprecated)),
        status => Some(error(field, FindingCode::ImageNotAvailable).with("status", status)),
    }
}

/// An image that another account shares is copied inside of its region only. Within a region a copy of one's own image is the same image
/// again, unless it is encrypted with another key.
fn place(copy: &OrderedCopy, image: &Image, field: &str) -> Option<Finding> {
    let is_same = copy.region_id == copy.image.region_id;
    if is_of_others(image) {
        return (!is_same && !copy.region_id.is_empty()).then(|| error(field, FindingCode::SharedImageRegion));
    }
    (is_same && !copy.encrypted).then(|| error(field, FindingCode::SameRegion))
}

/// An encrypted image does not become a plain one.
fn encryption(copy: &OrderedCopy, image: &Image, field: &str) -> Option<Finding> {
    (is_encrypted(image) && !copy.encrypted).then(|| error(field, FindingCode::EncryptedStays))
}

/// Whether the text can be the id of a KMS key, its ARN, or an alias.
pub(crate) fn check_key(field: &str, key: &str) -> Option<Finding> {
    if key.len() > MAX_KEY_CHARACTERS {
        return Some(error(field, FindingCode::TooLong).with("max", MAX_KEY_CHARACTERS));
    }
    let is_allowed = |character: char| character.is_ascii_alphanumeric() || "-_/:.".contains(character);
    let bad = key.chars().find(|character| !is_allowed(*character))?;
    Some(error(field, FindingCode::BadCharacter).with("character", bad))
}

pub(crate) fn is_encrypted(image: &Image) -> bool {
    let mut disks = image.disk_device_mappings.iter();
    disks.any(|disk| disk.encrypted == Some(true))
}

pub(crate) fn is_of_others(image: &Image) -> bool {
    image.image_owner_alias.as_deref().is_some_and(|owner| owner != "self")
}

/// Disks that are filled from a snapshot; `None` when the cloud does not tell them, for there is one at least.
pub(crate) fn snapshots(image: &Image) -> Option<u32> {
    let disks = image.disk_device_mappings.iter();
    let count = disks.filter(|disk| disk.snapshot_id.is_some()).count();
    u32::try_from(count).ok().filter(|count| *count > 0)
}

/// The description that a copy gets, which may be empty; `None` when that of the image breaks the rules, so that the copy gets none.
pub(crate) fn carried_description(image: &Image) -> Option<&str> {
    let description = image.description.as_deref().unwrap_or_default();
    check_description("description", description)
        .is_empty()
        .then_some(description)
}

/// The tags that a copy gets, and the keys of those that it does not get: the system's, and what is over the number that a request
/// takes. The mark of the job that made the image is left out without a word: a copy has one of its own.
pub(crate) fn carried_tags(tags: &[CloudTag]) -> (Vec<TagRecord>, Vec<String>) {
    let is_of_system = |tag: &&CloudTag| RESERVED.iter().any(|prefix| tag.key.starts_with(prefix));
    let tags = tags.iter().filter(|tag| tag.key != JOB_TAG_KEY);
    let (system, own): (Vec<_>, Vec<_>) = tags.partition(is_of_system);
    let over = own.iter().skip(MAX_TAGS).copied();
    let left_out = system.into_iter().chain(over).map(|tag| tag.key.clone()).collect();
    let carried = own.iter().take(MAX_TAGS).map(|tag| TagRecord {
        key: tag.key.clone(),
        value: tag.value.clone(),
    });
    (carried.collect(), left_out)
}
