//! Rules of the words of a draft: name, description, family, tags, resource group.

use std::collections::HashSet;

use super::{Finding, FindingCode, ImageDraft, JOB_TAG_KEY, MAX_TAGS, error};
use crate::inventory::Tag;

/// Prefixes that the cloud keeps for itself.
pub(super) const RESERVED: [&str; 2] = ["acs:", "aliyun"];
const URLS: [&str; 2] = ["http://", "https://"];

pub(super) fn check(draft: &ImageDraft) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(check_name("name", &draft.name));
    findings.extend(check_description("description", &draft.description));
    if !draft.family.is_empty() {
        findings.extend(name_like("family", &draft.family));
    }
    findings.extend(check_tags(&draft.tags));
    if !draft.resource_group_id.is_empty() && !is_resource_group_id(&draft.resource_group_id) {
        findings.push(error("resourceGroupId", FindingCode::BadResourceGroupId));
    }
    findings
}

/// Whether a character may stand in the name of an image or a family. The pages disagree over the full stop; the ones of
/// ModifyImageAttribute and of the error allow it, and a refusal costs nothing.
pub(crate) fn is_allowed(character: char) -> bool {
    is_letter(character) || character.is_ascii_digit() || matches!(character, ':' | '_' | '-' | '.')
}

/// An English or Chinese letter. Ideographs beyond the first plane count as two characters for the cloud and are left out.
pub(crate) fn is_letter(character: char) -> bool {
    character.is_ascii_alphabetic()
        || matches!(character, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

pub(crate) fn name_like(field: &str, value: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(length(field, value, 2, 128));
    if let Some(url) = starts_with_url(value) {
        findings.push(error(field, FindingCode::StartsWithUrl).with("prefix", url));
        return findings;
    }
    if let Some(url) = contains_url(value) {
        findings.push(error(field, FindingCode::ContainsUrl).with("prefix", url));
        return findings;
    }
    if !value.starts_with(is_letter) {
        findings.push(error(field, FindingCode::StartsWithLetter));
    }
    findings.extend(reserved(field, value, &RESERVED));
    if let Some(bad) = value.chars().find(|character| !is_allowed(*character)) {
        findings.push(error(field, FindingCode::BadCharacter).with("character", bad));
    }
    findings
}

/// The rules of an image name that must be given.
pub(crate) fn check_name(field: &str, name: &str) -> Vec<Finding> {
    if name.is_empty() {
        vec![error(field, FindingCode::Required)]
    } else {
        name_like(field, name)
    }
}

/// The rules of a description, which may be empty.
pub(crate) fn check_description(field: &str, value: &str) -> Vec<Finding> {
    if value.is_empty() {
        return Vec::new();
    }
    let mut findings = Vec::from_iter(length(field, value, 2, 256));
    if starts_with_url(value).is_some() {
        findings.push(error(field, FindingCode::StartsWithUrl));
    }
    findings
}

/// The rules of the tags that a person gives, beside the job's own.
pub(crate) fn check_tags(tags: &[Tag]) -> Vec<Finding> {
    check_tags_of(tags, MAX_TAGS)
}

/// The same of a resource that takes another number of them.
pub(super) fn check_tags_of(tags: &[Tag], most: usize) -> Vec<Finding> {
    let mut findings = Vec::new();
    if tags.len() > most {
        findings.push(error("tags", FindingCode::TooManyTags).with("max", most));
    }
    let mut keys = HashSet::new();
    for (index, tag) in tags.iter().enumerate() {
        let key = format!("tags.{index}.key");
        if tag.key.is_empty() {
            findings.push(error(&key, FindingCode::Required));
        } else if tag.key == JOB_TAG_KEY {
            findings.push(error(&key, FindingCode::ReservedPrefix).with("prefix", JOB_TAG_KEY));
        } else if !keys.insert(tag.key.as_str()) {
            findings.push(error(&key, FindingCode::DuplicateTagKey));
        }
        findings.extend(tag_text(&key, &tag.key, &["aliyun", "acs:"]));
        findings.extend(tag_text(&format!("tags.{index}.value"), &tag.value, &["acs:"]));
    }
    findings
}

fn tag_text(field: &str, value: &str, prefixes: &[&str]) -> Vec<Finding> {
    let mut findings = Vec::from_iter(length(field, value, 0, 128));
    findings.extend(reserved(field, value, prefixes));
    if contains_url(value).is_some() {
        findings.push(error(field, FindingCode::ContainsUrl));
    }
    if let Some(bad) = value.chars().find(|character| character.is_control()) {
        findings.push(error(field, FindingCode::BadCharacter).with("character", bad.escape_unicode()));
    }
    findings
}

pub(crate) fn length(field: &str, value: &str, min: usize, max: usize) -> Option<Finding> {
    let count = value.chars().count();
    if count < min {
        return Some(error(field, FindingCode::TooShort).with("min", min));
    }
    (count > max).then(|| error(field, FindingCode::TooLong).with("max", max))
}

fn reserved(field: &str, value: &str, prefixes: &[&str]) -> Option<Finding> {
    let prefix = prefixes.iter().find(|prefix| value.starts_with(**prefix))?;
    Some(error(field, FindingCode::ReservedPrefix).with("prefix", prefix))
}

pub(crate) fn starts_with_url(value: &str) -> Option<&'static str> {
    let folded = value.to_ascii_lowercase();
    URLS.into_iter().find(|url| folded.starts_with(url))
}

fn contains_url(value: &str) -> Option<&'static str> {
    let folded = value.to_ascii_lowercase();
    URLS.into_iter().find(|url| folded.contains(url))
}

fn is_resource_group_id(value: &str) -> bool {
    value.strip_prefix("rg-").is_some_and(|rest| {
        !rest.is_empty() && value.len() <= 64 && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    })
}
