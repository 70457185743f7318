//! DescribeImageSupportInstanceTypes: the instance types an image runs on.

use serde_json::json;

use crate::call::{Answer, Call, fields};
use crate::cloud::INSTANCE_TYPES;
use crate::refusal::Refusal;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let image_id = call.required("ImageId")?;
    call.one_of("ActionType", &["CreateEcs", "ChangeOS"], || {
        Refusal::new(400, "InvalidParamter", "Invalid Parameter.")
    })?;
    let image = call.cloud.image(region_id, image_id).ok_or_else(|| {
        let message = "The specified image does not exist.";
        Refusal::new(404, "InvalidImageId.NotFound", message)
    })?;
    let types: Vec<_> = INSTANCE_TYPES
        .iter()
        .filter(|kind| kind.fits(image))
        .map(|kind| {
            json!({
                "InstanceTypeId": kind.id,
                "InstanceTypeFamily": kind.family,
                "CpuCoreCount": kind.cpu,
                "MemorySize": kind.memory_gib,
            })
        })
        .collect();
    Ok(fields(json!({
        "ImageId": image_id,
        "RegionId": region_id,
        "InstanceTypes": { "InstanceType": types },
    })))
}
