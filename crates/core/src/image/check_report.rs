//! The report of an image check: every item with what is known of it, and the ways to mend what it found. Pure. The cloud checks an image
//! once, after it was made or imported, and has no action that checks it again.

use alibaba_cloud::ecs::{DetectionItem, Image};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::CheckItem;
use super::rules::{is_encrypted, is_of_others};
use crate::inventory::{ImageCheckItem, ResourceKey, image_disks, is_check_finished};
use crate::{Problem, ProblemCode};

/// Everything that is known of the check of an image.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImageCheckReport {
    /// Which image.
    pub key: ResourceKey,
    /// `ImageName`; empty when it has none.
    pub name: String,
    /// `OSType` in lower case: `linux`, `windows`.
    pub os_type: String,
    /// `Status` of the image, verbatim.
    pub image_status: String,
    /// Whether there is a result, and why there is none.
    pub state: CheckState,
    /// `Status` of the check, verbatim; empty when not told.
    pub status: String,
    /// What was looked at: the worst first, then in the order of the cloud.
    pub items: Vec<ReportedItem>,
    /// The template that repairs images takes this image: an own plain one of Linux, of `x86_64` or `arm64`.
    pub in_template: bool,
    /// Data disks of the image. The template makes an image of the system disk alone.
    pub data_disks: u32,
    /// The snapshot of its system disk, of which it can be created again.
    pub snapshot_id: Option<String>,
}

/// Whether an image was checked.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum CheckState {
    /// The check has ended.
    Checked,
    /// It is under way: what it found so far is not all.
    Checking,
    /// The image is not there yet; a check runs once it is.
    NotReady,
    /// It was not asked for when the image was made.
    NotChecked,
    /// Images with an encrypted disk cannot be checked.
    Encrypted,
    /// It belongs to another account, which alone is told of a check.
    OfOthers,
}

/// How bad an item is.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum CheckGroup {
    /// `RiskLevel` is `High`: instances may not start.
    High,
    /// `RiskLevel` is `Medium`: a slow start, or settings that do not take.
    Medium,
    /// Another `RiskLevel`, or a `RiskCode` without one.
    Other,
    /// No risk was told.
    NoRisk,
    /// A fact that was read.
    Read,
}

/// An item of the report.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ReportedItem {
    /// Which documented item it is; `null` for another one.
    pub item: Option<CheckItem>,
    /// The cloud's own words.
    pub told: ImageCheckItem,
    /// How bad it is.
    pub group: CheckGroup,
    /// The template that repairs images can repair it.
    pub in_template: bool,
}

/// The report of an image as the cloud has just told of it.
pub(crate) fn report(key: &ResourceKey, image: &Image) -> ImageCheckReport {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    let check = image.detection_options.as_ref();
    let in_template = takes_template(image);
    let told = check.map(|check| check.items.as_slice()).unwrap_or_default();
    let mut items: Vec<ReportedItem> = told.iter().map(|item| reported(item, in_template)).collect();
    items.sort_by_key(|item| item.group);
    let disks = image_disks(image);
    let (system, data): (Vec<_>, Vec<_>) = disks.into_iter().partition(|disk| disk.disk_type == "system");
    ImageCheckReport {
        key: key.clone(),
        name: text(&image.image_name),
        os_type: text(&image.os_type).to_lowercase(),
        image_status: image.status.clone(),
        state: state(image),
        status: check.map(|check| text(&check.status)).unwrap_or_default(),
        items,
        in_template,
        data_disks: u32::try_from(data.len()).unwrap_or(u32::MAX),
        snapshot_id: system.into_iter().find_map(|disk| disk.snapshot_id),
    }
}

fn state(image: &Image) -> CheckState {
    match &image.detection_options {
        Some(check) if is_check_finished(check) => CheckState::Checked,
        Some(_) => CheckState::Checking,
        None if is_of_others(image) => CheckState::OfOthers,
        None if is_encrypted(image) => CheckState::Encrypted,
        None if matches!(image.status.as_str(), "Creating" | "Waiting") => CheckState::NotReady,
        None => CheckState::NotChecked,
    }
}

/// Source: ACS-ECS-RepairImage (`OSType` and owner of `repairImageId`, `DesiredValues` of `checkImage`); FACTS-INSTANCES, 50.
fn takes_template(image: &Image) -> bool {
    let is = |field: &Option<String>, word: &str| field.as_deref().is_some_and(|text| text.eq_ignore_ascii_case(word));
    let is_fit = is(&image.architecture, "x86_64") || is(&image.architecture, "arm64");
    is(&image.os_type, "linux") && is_fit && !is_encrypted(image) && !is_of_others(image)
}

fn reported(told: &DetectionItem, in_template: bool) -> ReportedItem {
    let given = |field: &Option<String>| field.clone().filter(|text| !text.is_empty());
    let told = ImageCheckItem {
        name: told.name.clone().unwrap_or_default(),
        value: told.value.clone().unwrap_or_default(),
        risk_code: given(&told.risk_code),
        risk_level: given(&told.risk_level),
    };
    let item = CheckItem::of(&told.name);
    ReportedItem {
        group: group(&told, item),
        in_template: in_template && item.is_some_and(CheckItem::is_in_template),
        item,
        told,
    }
}

fn group(told: &ImageCheckItem, item: Option<CheckItem>) -> CheckGroup {
    match (told.risk_level.as_deref(), &told.risk_code) {
        (Some(level), _) if level.eq_ignore_ascii_case("High") => CheckGroup::High,
        (Some(level), _) if level.eq_ignore_ascii_case("Medium") => CheckGroup::Medium,
        (Some(_), _) | (None, Some(_)) => CheckGroup::Other,
        (None, None) if item.is_some_and(CheckItem::is_read) => CheckGroup::Read,
        (None, None) => CheckGroup::NoRisk,
    }
}

/// The site of Alibaba Cloud that an account belongs to. The cloud does not tell it.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum TemplateSite {
    /// `aliyun.com`.
    China,
    /// `alibabacloud.com`.
    International,
}

/// The page of the template that repairs images, in a region. Source: help page "Check and fix custom images".
///
/// # Errors
/// `Malformed` at `regionId` for what cannot be a `RegionId`.
pub fn repair_template(region_id: &str, site: TemplateSite) -> Result<String, Problem> {
    let is_allowed = |character: char| character.is_ascii_alphanumeric() || character == '-';
    if region_id.is_empty() || !region_id.chars().all(is_allowed) {
        let problem = Problem::new(ProblemCode::Malformed).at("regionId");
        return Err(problem.with("reason", "not a RegionId"));
    }
    let host = match site {
        TemplateSite::China => "oos.console.aliyun.com",
        TemplateSite::International => "oos.console.alibabacloud.com",
    };
    Ok(format!(
        "https://{host}/{region_id}/execution/create/ACS-ECS-RepairImage"
    ))
}
