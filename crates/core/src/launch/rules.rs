//! The rules of RunInstances, checked before anything is sent, and what differs from the instance to be identical to. Pure.
//! Source: RunInstances (js-ecs), FACTS-INSTANCES b and c.

use secrecy::{ExposeSecret, SecretString};

use super::request::{MOST_DIGITS, MOST_PER_CALL};
use super::settings::is_setting;
use super::{HostNames, LaunchDifference, LaunchDisk, LaunchDraft, SignIn};
use crate::finding::{Finding, FindingCode, Severity};
use crate::image::rules::{check_description, check_length, check_tags};
use crate::{Problem, ProblemCode};

/// Most instances of a draft: ten calls.
pub(crate) const MOST: u32 = 1_000;
const MOST_DATA_DISKS: usize = 16;
const MOST_NUMBER: u32 = 999_999;
const MOST_SECURITY_GROUPS: usize = 16;
/// Most characters of an id or a name: those of a disk name, of a key pair and of a resource group, and more than a role has.
const MOST_CHARACTERS: usize = 128;

/// Everything the rules have to say of a draft: errors first.
pub(super) fn check(draft: &LaunchDraft, windows: bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut required = |field: &str, value: &str| {
        if value.is_empty() {
            findings.push(error(field, FindingCode::Required));
        }
    };
    required("imageId", &draft.image_id);
    required("instanceType", &draft.instance_type);
    required("zoneId", &draft.zone_id);
    required("vSwitchId", &draft.v_switch_id);
    findings.extend(count(draft));
    if draft.security_group_ids.is_empty() {
        findings.push(error("securityGroupIds", FindingCode::Required));
    } else if draft.security_group_ids.len() > MOST_SECURITY_GROUPS {
        findings.push(error("securityGroupIds", FindingCode::TooMany).with("max", MOST_SECURITY_GROUPS));
    }
    if draft.bandwidth_out > 100 {
        findings.push(error("bandwidthOut", FindingCode::NumberTooLarge).with("max", 100));
    }
    if draft.is_subscription() && !matches!(draft.period_months, 1..=9 | 12 | 24 | 36 | 48 | 60) {
        findings.push(error("periodMonths", FindingCode::PeriodUnknown));
    }
    if draft.is_subscription() && draft.deletion_protection {
        findings.push(note("deletionProtection", FindingCode::NotForSubscriptions));
    }
    findings.extend(disks(&draft.disks));
    findings.extend(sign_in(draft, windows));
    findings.extend(names(draft, windows));
    findings.extend(check_description("description", &draft.description));
    findings.extend(check_tags(&draft.tags));
    findings.extend(settings(draft));
    findings.extend(lengths(draft));
    if draft.user_data {
        findings.push(note("userData", FindingCode::UserDataRunsAgain));
    }
    if draft.bandwidth_out > 0 {
        findings.push(warning("bandwidthOut", FindingCode::PublicAddress).with("bandwidth", draft.bandwidth_out));
    }
    if draft.count > 1 {
        findings.push(note("count", FindingCode::SharedIdentity));
    }
    findings.sort_by_key(|finding| match finding.severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Note => 2,
    });
    findings
}

fn error(field: &str, code: FindingCode) -> Finding {
    Finding::new(Severity::Error, field, code)
}

fn warning(field: &str, code: FindingCode) -> Finding {
    Finding::new(Severity::Warning, field, code)
}

fn note(field: &str, code: FindingCode) -> Finding {
    Finding::new(Severity::Note, field, code)
}

fn count(draft: &LaunchDraft) -> Vec<Finding> {
    let mut findings = Vec::new();
    if draft.count == 0 {
        findings.push(error("count", FindingCode::NumberTooSmall).with("min", 1));
    } else if draft.count > MOST {
        findings.push(error("count", FindingCode::NumberTooLarge).with("max", MOST));
    }
    if draft.at_least == 0 {
        findings.push(error("atLeast", FindingCode::NumberTooSmall).with("min", 1));
    } else if draft.at_least > draft.count {
        findings.push(error("atLeast", FindingCode::NumberTooLarge).with("max", draft.count));
    }
    if draft.count > MOST_PER_CALL {
        findings.push(note("count", FindingCode::SeveralCalls).with("calls", draft.count.div_ceil(MOST_PER_CALL)));
    }
    findings
}

fn disks(disks: &[LaunchDisk]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let data = disks.iter().filter(|disk| !disk.system).count();
    if data > MOST_DATA_DISKS {
        findings.push(error("disks", FindingCode::TooManyDataDisks).with("max", MOST_DATA_DISKS));
    }
    for (index, disk) in disks.iter().enumerate() {
        let field = |name: &str| format!("disks.{index}.{name}");
        if disk.category.is_empty() {
            findings.push(error(&field("category"), FindingCode::Required));
        }
        let (min, max) = sizes(disk);
        let min = min.max(disk.image_gib);
        if disk.size_gib < min {
            findings.push(error(&field("sizeGib"), FindingCode::SizeTooSmall).with("min", min));
        } else if disk.size_gib > max.max(min) {
            findings.push(error(&field("sizeGib"), FindingCode::SizeTooLarge).with("max", max));
        }
        if disk.is_essd() && disk.performance_level.is_empty() {
            findings.push(error(&field("performanceLevel"), FindingCode::Required));
        }
        if let Some(iops) = disk.provisioned_iops.filter(|_| disk.is_auto()) {
            let most = most_provisioned_iops(disk.size_gib);
            if iops > most {
                findings.push(error(&field("provisionedIops"), FindingCode::NumberTooLarge).with("max", most));
            }
        }
        if !disk.system && !disk.delete_with_instance {
            findings
                .push(note(&field("deleteWithInstance"), FindingCode::KeptAfterRelease).with("device", &disk.device));
        }
    }
    findings
}

/// Least and greatest size of a category and level, GiB (FACTS-INSTANCES 23). Categories that are not known pass.
fn sizes(disk: &LaunchDisk) -> (u32, u32) {
    let level = disk.performance_level.as_str();
    let range = match (disk.category.as_str(), level) {
        ("cloud", _) => (5, 2_000),
        ("cloud_efficiency" | "cloud_ssd", _) => (20, 32_768),
        ("cloud_essd", "PL1") => (20, 65_536),
        ("cloud_essd", "PL2") => (461, 65_536),
        ("cloud_essd", "PL3") => (1_261, 65_536),
        ("cloud_essd_entry", _) => (10, 32_768),
        _ => (1, 65_536),
    };
    if disk.system { (range.0.max(20), 2_048) } else { range }
}

/// `min(50,000, 1,000 × GiB − baseline)`, where the baseline is `min(1,800 + 50 × GiB, 50,000)` (FACTS-INSTANCES 23).
fn most_provisioned_iops(gib: u32) -> u32 {
    let baseline = (1_800 + 50 * u64::from(gib)).min(50_000);
    let most = (1_000 * u64::from(gib)).saturating_sub(baseline).min(50_000);
    u32::try_from(most).unwrap_or(50_000)
}

fn sign_in(draft: &LaunchDraft, windows: bool) -> Vec<Finding> {
    match draft.sign_in {
        SignIn::KeyPair if windows => vec![error("keyPair", FindingCode::KeyPairOnWindows)],
        SignIn::KeyPair if draft.key_pair.is_empty() => vec![error("keyPair", FindingCode::Required)],
        SignIn::None => vec![warning("signIn", FindingCode::NoSignIn)],
        SignIn::KeyPair | SignIn::ImagePassword | SignIn::Password => Vec::new(),
    }
}

/// Instance names have 2 to 128 characters; host names 2 to 64 on Linux, 2 to 15 on Windows (FACTS-INSTANCES 21).
fn names(draft: &LaunchDraft, windows: bool) -> Vec<Finding> {
    let prefix = draft.name_prefix.as_str();
    let field = "namePrefix";
    let mut findings = Vec::new();
    if prefix.is_empty() {
        return vec![error(field, FindingCode::Required)];
    }
    if draft.name_digits == 0 {
        findings.push(error("nameDigits", FindingCode::NumberTooSmall).with("min", 1));
    } else if draft.name_digits > MOST_DIGITS {
        findings.push(error("nameDigits", FindingCode::NumberTooLarge).with("max", MOST_DIGITS));
    }
    let last = draft.name_first.saturating_add(draft.count.saturating_sub(1));
    if last > MOST_NUMBER {
        findings.push(error("nameFirst", FindingCode::NumberTooLarge).with("max", MOST_NUMBER));
    }
    let folded = prefix.to_ascii_lowercase();
    if folded.starts_with("http://") || folded.starts_with("https://") {
        findings.push(error(field, FindingCode::StartsWithUrl));
    }
    if !prefix.starts_with(|first: char| first.is_alphabetic()) {
        findings.push(error(field, FindingCode::StartsWithLetter));
    }
    if let Some(bad) = prefix.chars().find(|character| !is_allowed_in_name(*character)) {
        findings.push(error(field, FindingCode::BadCharacter).with("character", bad));
    }
    let longest = draft.names().name(draft.count.saturating_sub(1));
    let length = longest.chars().count();
    if length > 128 {
        findings.push(error(field, FindingCode::TooLong).with("max", 128));
    }
    if draft.host_names == HostNames::SameAsName {
        findings.extend(host_name(&longest, windows));
    }
    findings
}

fn is_allowed_in_name(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, ':' | '_' | '-' | '.')
}

fn host_name(name: &str, windows: bool) -> Option<Finding> {
    let most = if windows { 15 } else { 64 };
    if name.chars().count() > most {
        return Some(error("hostNames", FindingCode::TooLong).with("max", most));
    }
    let is_allowed =
        |character: char| character.is_ascii_alphanumeric() || character == '-' || (character == '.' && !windows);
    if let Some(bad) = name.chars().find(|character| !is_allowed(*character)) {
        return Some(error("hostNames", FindingCode::BadCharacter).with("character", bad));
    }
    let is_doubled = ["..", "--", ".-", "-."].iter().any(|pair| name.contains(pair));
    let is_edge = |character: char| character == '.' || character == '-';
    (is_doubled || name.starts_with(is_edge)).then(|| error("hostNames", FindingCode::HostNamePunctuation))
}

fn settings(draft: &LaunchDraft) -> Vec<Finding> {
    let rows = draft.settings.iter().enumerate();
    let unknown = rows.filter(|(_, setting)| !is_setting(&setting.name));
    unknown
        .map(|(index, _)| error(&format!("settings.{index}"), FindingCode::SettingUnknown))
        .collect()
}

/// Ids and names that are sent as they are; the cloud knows which of them exist.
fn lengths(draft: &LaunchDraft) -> Vec<Finding> {
    let too_long = |field: &str, value: &str| check_length(field, value, 0, MOST_CHARACTERS);
    let mut findings: Vec<Finding> = [
        ("ramRole", &draft.ram_role),
        ("resourceGroupId", &draft.resource_group_id),
        ("keyPair", &draft.key_pair),
    ]
    .into_iter()
    .filter_map(|(field, value)| too_long(field, value))
    .collect();
    for (index, disk) in draft.disks.iter().enumerate() {
        let field = |name: &str| format!("disks.{index}.{name}");
        findings.extend(too_long(&field("name"), &disk.name));
        findings.extend(too_long(&field("kmsKeyId"), &disk.kms_key_id));
        findings.extend(too_long(&field("autoSnapshotPolicyId"), &disk.auto_snapshot_policy_id));
        findings.extend(check_description(&field("description"), &disk.description));
    }
    for (index, setting) in draft.settings.iter().enumerate() {
        findings.extend(too_long(&format!("settings.{index}"), &setting.value));
    }
    findings
}

/// Whether a password obeys the rules (FACTS-INSTANCES 22): 8 to 30 characters of three of four kinds; on Windows it does not begin
/// with a slash.
fn is_password(password: &str, windows: bool) -> bool {
    const SPECIAL: &str = "()`~!@#$%^&*-_+=|{}[]:;'<>,.?/";
    let kinds = [
        password.chars().any(|character| character.is_ascii_uppercase()),
        password.chars().any(|character| character.is_ascii_lowercase()),
        password.chars().any(|character| character.is_ascii_digit()),
        password.chars().any(|character| SPECIAL.contains(character)),
    ];
    let is_known = |character: char| character.is_ascii_alphanumeric() || SPECIAL.contains(character);
    (8..=30).contains(&password.chars().count())
        && kinds.iter().filter(|there| **there).count() >= 3
        && password.chars().all(is_known)
        && !(windows && password.starts_with('/'))
}

/// Checks the password of a sign-in that takes one.
///
/// # Errors
/// `PasswordRefused` at `password`.
pub(crate) fn check_password(sign_in: SignIn, password: Option<&SecretString>, windows: bool) -> Result<(), Problem> {
    let given = password.map(SecretString::expose_secret).unwrap_or_default();
    if sign_in == SignIn::Password && !is_password(given, windows) {
        return Err(Problem::new(ProblemCode::PasswordRefused).at("password"));
    }
    Ok(())
}

/// What is otherwise than in the draft that was taken over from the instance.
pub(super) fn differences(ours: &LaunchDraft, theirs: &LaunchDraft) -> Vec<LaunchDifference> {
    let mut found = Vec::new();
    let mut compare = |field: &str, theirs: String, ours: String| {
        if theirs != ours {
            found.push(LaunchDifference {
                field: field.to_owned(),
                theirs,
                ours,
            });
        }
    };
    let sorted = |ids: &[String]| {
        let mut ids = ids.to_vec();
        ids.sort();
        ids.join(", ")
    };
    let tags = |draft: &LaunchDraft| pairs(draft.tags.iter().map(|tag| (&tag.key, &tag.value)));
    let settings = |draft: &LaunchDraft| pairs(draft.settings.iter().map(|setting| (&setting.name, &setting.value)));
    compare("instanceType", theirs.instance_type.clone(), ours.instance_type.clone());
    compare("zoneId", theirs.zone_id.clone(), ours.zone_id.clone());
    compare("vSwitchId", theirs.v_switch_id.clone(), ours.v_switch_id.clone());
    compare(
        "securityGroupIds",
        sorted(&theirs.security_group_ids),
        sorted(&ours.security_group_ids),
    );
    compare(
        "bandwidthOut",
        theirs.bandwidth_out.to_string(),
        ours.bandwidth_out.to_string(),
    );
    compare("chargeType", theirs.charge_type.clone(), ours.charge_type.clone());
    compare("keyPair", key_pair(theirs), key_pair(ours));
    // That one signs in with a key pair is told by its name.
    if key_pair(theirs) == key_pair(ours) {
        compare("signIn", sign_in_word(theirs), sign_in_word(ours));
    }
    compare("ramRole", theirs.ram_role.clone(), ours.ram_role.clone());
    compare("description", theirs.description.clone(), ours.description.clone());
    compare(
        "resourceGroupId",
        theirs.resource_group_id.clone(),
        ours.resource_group_id.clone(),
    );
    compare(
        "deletionProtection",
        theirs.deletion_protection.to_string(),
        ours.deletion_protection.to_string(),
    );
    compare("tags", tags(theirs), tags(ours));
    compare("settings", settings(theirs), settings(ours));
    compare("userData", theirs.user_data.to_string(), ours.user_data.to_string());
    for (index, disk) in ours.disks.iter().enumerate() {
        let Some(other) = theirs.disks.get(index) else {
            compare(&format!("disks.{index}"), String::new(), disk.device.clone());
            continue;
        };
        let mut of_disk =
            |name: &str, theirs: String, ours: String| compare(&format!("disks.{index}.{name}"), theirs, ours);
        of_disk("category", other.category.clone(), disk.category.clone());
        of_disk(
            "performanceLevel",
            other.performance_level.clone(),
            disk.performance_level.clone(),
        );
        of_disk("sizeGib", other.size_gib.to_string(), disk.size_gib.to_string());
        of_disk(
            "deleteWithInstance",
            other.delete_with_instance.to_string(),
            disk.delete_with_instance.to_string(),
        );
        of_disk("encrypted", other.encrypted.to_string(), disk.encrypted.to_string());
        of_disk("kmsKeyId", other.kms_key_id.clone(), disk.kms_key_id.clone());
        let iops = |disk: &LaunchDisk| disk.provisioned_iops.map(|iops| iops.to_string()).unwrap_or_default();
        of_disk("provisionedIops", iops(other), iops(disk));
        of_disk("bursting", other.bursting.to_string(), disk.bursting.to_string());
        of_disk("name", other.name.clone(), disk.name.clone());
        of_disk("description", other.description.clone(), disk.description.clone());
        of_disk(
            "autoSnapshotPolicyId",
            other.auto_snapshot_policy_id.clone(),
            disk.auto_snapshot_policy_id.clone(),
        );
    }
    found
}

/// In an order of their own: that of the draft means nothing.
fn pairs<'a>(pairs: impl Iterator<Item = (&'a String, &'a String)>) -> String {
    let mut pairs: Vec<String> = pairs.map(|(name, value)| format!("{name}={value}")).collect();
    pairs.sort();
    pairs.join(", ")
}

/// The word of the window for it.
fn sign_in_word(draft: &LaunchDraft) -> String {
    let word = match draft.sign_in {
        SignIn::KeyPair => "keyPair",
        SignIn::ImagePassword => "imagePassword",
        SignIn::Password => "password",
        SignIn::None => "none",
    };
    word.to_owned()
}

fn key_pair(draft: &LaunchDraft) -> String {
    match draft.sign_in {
        SignIn::KeyPair => draft.key_pair.clone(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests;
