//! Rules of ExportImage. Pure: facts in, findings out. Source: FACTS g, FACTS-INSTANCES f; help page ExportImage (2025-04-29); for the
//! names of buckets the help page "Bucket naming conventions" of OSS.

use alibaba_cloud::ecs::Image;

use super::copy::{is_encrypted, is_of_others};
use super::{Finding, FindingCode, Severity, error, finding};
use crate::image::image_orders::ToldImages;
use crate::image::{EXPORT_ROLE, ImageExportOrder, ImageFormat, OssTarget};

const MIN_BUCKET: usize = 3;
const MAX_BUCKET: usize = 63;
const MAX_PREFIX: usize = 30;
const MAX_ROLE: usize = 64;
/// Data disks of an image that is exported, at most, and the size of each in GiB.
const MAX_DATA_DISKS: usize = 4;
const MAX_DATA_DISK_GIB: u32 = 500;

/// Regions that export in another format than RAW: Tokyo, Jakarta, Frankfurt, Dubai, Virginia, London, Singapore, Kuala Lumpur and Silicon
/// Valley.
const FORMAT_REGIONS: [&str; 9] = [
    "ap-northeast-1",
    "ap-southeast-5",
    "eu-central-1",
    "me-east-1",
    "us-east-1",
    "eu-west-1",
    "ap-southeast-1",
    "ap-southeast-3",
    "us-west-1",
];

/// What the rules say of an order, with what the cloud has told of its images.
pub(crate) fn check_exports(order: &ImageExportOrder, told: &ToldImages) -> Vec<Finding> {
    let mut findings = Vec::new();
    let regions = order.images.iter().map(|key| key.region_id.as_str());
    let region_id = regions.clone().next().unwrap_or_default();
    if regions.clone().any(|other| other != region_id) {
        findings.push(error("images", FindingCode::ExportRegions));
    }
    for (index, key) in order.images.iter().enumerate() {
        let field = format!("images.{index}");
        match told.get(key) {
            None => findings.push(error(&field, FindingCode::ImageGone)),
            Some(image) => findings.extend(export_findings(&field, image)),
        }
    }
    findings.extend(check_target(&order.target, region_id));
    findings.sort_by_key(|finding| finding.severity as u8);
    findings
}

/// The rules of where an image is exported to. `region_id` is that of the image.
pub(crate) fn check_target(target: &OssTarget, region_id: &str) -> Vec<Finding> {
    let mut findings = bucket(&target.bucket);
    findings.extend(text("prefix", &target.prefix, MAX_PREFIX, |letter| {
        letter.is_ascii_alphanumeric()
    }));
    if target.format != ImageFormat::Raw && !FORMAT_REGIONS.contains(&region_id) {
        let found = finding(Severity::Warning, "format", FindingCode::ExportFormatRegion);
        findings.push(found.with("regionId", region_id));
    }
    if target.role.is_empty() {
        findings.push(error("role", FindingCode::Required));
    } else {
        let wrong = text("role", &target.role, MAX_ROLE, |letter| {
            letter.is_ascii_alphanumeric() || "-._".contains(letter)
        });
        let is_other = wrong.is_empty() && target.role != EXPORT_ROLE;
        findings.extend(wrong);
        if is_other {
            let found = finding(Severity::Warning, "role", FindingCode::ExportRole);
            findings.push(found.with("role", EXPORT_ROLE));
        }
    }
    findings
}

fn bucket(name: &str) -> Vec<Finding> {
    let at = |code| error("bucket", code);
    if name.is_empty() {
        return vec![at(FindingCode::Required)];
    }
    let is_allowed = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    let mut findings = text("bucket", name, MAX_BUCKET, is_allowed);
    if name.chars().count() < MIN_BUCKET {
        findings.push(at(FindingCode::TooShort).with("min", MIN_BUCKET));
    }
    if name.starts_with('-') || name.ends_with('-') {
        findings.push(at(FindingCode::HyphenAtEdge));
    }
    findings
}

fn text(field: &str, text: &str, max: usize, is_allowed: impl Fn(char) -> bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    if text.chars().count() > max {
        findings.push(error(field, FindingCode::TooLong).with("max", max));
    }
    if let Some(bad) = text.chars().find(|letter| !is_allowed(*letter)) {
        findings.push(error(field, FindingCode::BadCharacter).with("character", bad));
    }
    findings
}

/// What is to be known before an image is exported, wherever to.
pub(crate) fn export_findings(field: &str, image: &Image) -> Vec<Finding> {
    let mut findings = Vec::new();
    if image.status != "Available" {
        findings.push(error(field, FindingCode::ImageNotAvailable).with("status", &image.status));
    }
    if is_of_others(image) || image.is_public == Some(true) {
        findings.push(error(field, FindingCode::ExportOfOthers));
    }
    if is_encrypted(image) {
        findings.push(error(field, FindingCode::ExportEncrypted));
    }
    if image.product_code.as_deref().is_some_and(|code| !code.is_empty()) {
        findings.push(error(field, FindingCode::ExportMarketplace));
    }
    findings.extend(licence(field, image));
    findings.extend(disks(field, image));
    findings
}

/// Windows with a licence of one's own is exported. `Auto` leaves open whose it is.
fn licence(field: &str, image: &Image) -> Option<Finding> {
    let is_windows = image
        .os_type
        .as_deref()
        .is_some_and(|os| os.eq_ignore_ascii_case("windows"));
    let severity = match image.license_type.as_deref() {
        Some("BYOL") => return None,
        Some("Aliyun") => Severity::Error,
        _ => Severity::Warning,
    };
    is_windows.then(|| finding(severity, field, FindingCode::ExportWindows))
}

fn disks(field: &str, image: &Image) -> Option<Finding> {
    let data = image.disk_device_mappings.iter();
    let data: Vec<_> = data.filter(|disk| disk.disk_type.as_deref() == Some("data")).collect();
    let is_large = data.iter().any(|disk| disk.size > Some(MAX_DATA_DISK_GIB));
    if data.len() > MAX_DATA_DISKS || is_large {
        let found = error(field, FindingCode::ExportDisks);
        return Some(found.with("max", MAX_DATA_DISKS).with("gib", MAX_DATA_DISK_GIB));
    }
    (!data.is_empty()).then(|| finding(Severity::Note, field, FindingCode::ExportDataDisks).with("count", data.len()))
}
