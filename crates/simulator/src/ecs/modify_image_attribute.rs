//! ModifyImageAttribute: name, description, family, boot mode, features, and whether the image is deprecated.

use serde_json::json;

use super::{image_text, own_image};
use crate::call::{Answer, Call, fields};
use crate::cloud::{Image, ImageFeatures};
use crate::ledger::Effect;
use crate::refusal::Refusal;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let parameters = call.parameters;
    let name = image_text::name(parameters, "ImageName")?;
    let description = match parameters.get("Description") {
        Some(_) => Some(image_text::description(parameters, "Description")?),
        None => None,
    };
    let family = image_text::family(parameters)?;
    let boot_mode = call.one_of("BootMode", &["BIOS", "UEFI", "UEFI-Preferred"], || {
        let message = "The specified parameter BootMode is not supported.";
        Refusal::new(400, "InvalidBootMode.NotSupport", message)
    })?;
    let imds_support = call.one_of("Features.ImdsSupport", &["v1", "v2"], || {
        Refusal::invalid("Features.ImdsSupport")
    })?;
    let nvme_support = call.one_of("Features.NvmeSupport", &["supported", "unsupported"], || {
        Refusal::invalid("Features.NvmeSupport")
    })?;
    let status = call.one_of("Status", &["Deprecated", "Available"], || Refusal::invalid("Status"))?;
    let image = own_image(call, region_id)?;
    let is_taken = |name: &String| {
        let mut images = call.cloud.own_images(region_id);
        images.any(|other| &other.name == name && other.image_id != image.image_id)
    };
    if name.as_ref().is_some_and(is_taken) {
        let message = "The specified Image name has already bean used.";
        return Err(Refusal::new(400, "InvalidImageName.Duplicated", message));
    }
    if boot_mode.is_some_and(|asked| asked != image.boot_mode) && call.cloud.is_in_use(image) {
        let message = "The boot mode of the image cannot be modified because it has associated instances.";
        return Err(Refusal::new(403, "OperationDeined.ImageUsingByInstance", message));
    }
    check_status(image, status, image.status(call.now))?;
    let image_id = image.image_id.clone();
    call.stop_if_dry_run()?;
    let now = call.now;
    let Some(image) = call.cloud.own_image_mut(region_id, &image_id) else {
        return Ok(fields(json!({})));
    };
    image.name = name.unwrap_or_else(|| std::mem::take(&mut image.name));
    image.description = description.unwrap_or_else(|| std::mem::take(&mut image.description));
    image.family = family.or_else(|| image.family.take());
    image.boot_mode = boot_mode.map_or_else(|| std::mem::take(&mut image.boot_mode), str::to_owned);
    let features = ImageFeatures {
        nvme_support: nvme_support.unwrap_or(image.features.nvme_support),
        imds_support: imds_support.unwrap_or(image.features.imds_support),
    };
    let features_change = features != image.features;
    let others = [
        "ImageName",
        "Description",
        "ImageFamily",
        "BootMode",
        "LicenseType",
        "Status",
    ];
    let others_change = others.iter().any(|name| parameters.get(name).is_some());
    image.set_features(features, now);
    image.is_deprecated = status.map_or(image.is_deprecated, |status| status == "Deprecated");
    if features_change {
        call.effects.push(Effect::ImageFeaturesChanged {
            region_id: region_id.to_owned(),
            image_id: image_id.clone(),
            nvme_support: features.nvme_support.to_owned(),
            imds_support: features.imds_support.to_owned(),
        });
    }
    if others_change {
        call.effects.push(Effect::ImageModified {
            region_id: region_id.to_owned(),
            image_id,
        });
    }
    Ok(fields(json!({})))
}

/// Only what is available can be deprecated, unshared, and back.
fn check_status(image: &Image, asked: Option<&str>, present: &str) -> Result<(), Refusal> {
    let refuse = |code: &str, message: &str| Err(Refusal::new(403, code, message));
    match (asked, present) {
        (Some("Deprecated"), "Available") if !image.shared_with.is_empty() => {
            let message = "The specified image has been shared to others, please remove shared accounts first.";
            refuse("ImageUseShared", message)
        }
        (None, _) | (Some("Deprecated"), "Available") | (Some("Available"), "Deprecated") => Ok(()),
        (Some("Deprecated"), _) => refuse(
            "ImageStatus.NotAvailable",
            "The specified image status is not available.",
        ),
        _ => refuse(
            "ImageStatus.NotDeprecated",
            "The specified image status is not deprecated.",
        ),
    }
}
