//! Rules for names and descriptions of images, snapshots and instances.

use crate::parameters::Parameters;
use crate::refusal::Refusal;

const NAME_MESSAGE: &str = "Image names must be between 2 and 128 characters long, using either English or Chinese \
    characters. The name must start with a letter or a Chinese character, and can include numbers, colons, \
    underscores and hyphens.";

pub(super) fn name(parameters: &Parameters, parameter: &str) -> Result<Option<String>, Refusal> {
    let Some(name) = parameters.get(parameter) else {
        return Ok(None);
    };
    let is_good = has_length(name, 128)
        && starts_with_letter(name)
        && !is_url(name)
        && name.chars().all(is_allowed)
        && !name.starts_with("acs:")
        && !name.starts_with("aliyun");
    if is_good {
        Ok(Some(name.to_owned()))
    } else {
        Err(Refusal::new(400, "InvalidImageName.Malformed", NAME_MESSAGE))
    }
}

pub(super) fn description(parameters: &Parameters, parameter: &str) -> Result<String, Refusal> {
    match parameters.get(parameter) {
        None => Ok(String::new()),
        Some(text) if has_length(text, 256) && !is_url(text) => Ok(text.to_owned()),
        Some(_) => {
            let message = "The specified description is wrongly formed.";
            Err(Refusal::new(400, "InvalidDescription.Malformed", message))
        }
    }
}

pub(super) fn family(parameters: &Parameters) -> Result<Option<String>, Refusal> {
    let Some(family) = parameters.get("ImageFamily") else {
        return Ok(None);
    };
    let is_good = has_length(family, 128)
        && starts_with_letter(family)
        && family.chars().all(is_allowed)
        && !family.starts_with("acs:")
        && !family.starts_with("aliyun")
        && !family.contains("http://")
        && !family.contains("https://");
    if is_good {
        Ok(Some(family.to_owned()))
    } else {
        let message = "The format of the specified image family is invalid.";
        Err(Refusal::new(400, "InvalidImageFamily.Malformed", message))
    }
}

/// A snapshot's name; source: help page CreateSnapshot.
pub(super) fn snapshot_name(parameters: &Parameters, parameter: &str, status: u16) -> Result<Option<String>, Refusal> {
    let Some(name) = parameters.get(parameter) else {
        return Ok(None);
    };
    // Names beginning with auto belong to automatic snapshots.
    if has_length(name, 128) && starts_with_letter(name) && !is_url(name) && !name.starts_with("auto") {
        return Ok(Some(name.to_owned()));
    }
    let message = "The specified SnapshotName is wrongly formed.";
    Err(Refusal::new(status, "InvalidSnapshotName.Malformed", message))
}

/// 2 to 128 characters that begin with a letter: what instances and disks may be called.
pub(super) fn is_plain_name(name: &str) -> bool {
    has_length(name, 128) && starts_with_letter(name) && !is_url(name)
}

fn has_length(text: &str, most: usize) -> bool {
    (2..=most).contains(&text.chars().count())
}

fn starts_with_letter(text: &str) -> bool {
    text.chars().next().is_some_and(is_letter)
}

fn is_url(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// English or Chinese.
fn is_letter(character: char) -> bool {
    character.is_ascii_alphabetic() || ('\u{4E00}'..='\u{9FFF}').contains(&character)
}

fn is_allowed(character: char) -> bool {
    is_letter(character) || character.is_ascii_digit() || ":_-.".contains(character)
}
