//! DescribeImageFromFamily: the newest available image of a family, or none.

use serde_json::json;

use super::describe_images;
use crate::call::{Answer, Call, fields};

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let family = call.required("ImageFamily")?;
    let of_family = call.cloud.images.iter().filter(|image| {
        image.region_id == region_id && image.family.as_deref() == Some(family) && image.status(call.now) == "Available"
    });
    let newest = of_family.max_by_key(|image| (image.created, image.image_id.as_str()));
    let shown = newest.map_or_else(
        || json!({}),
        |image| describe_images::render(image, call.cloud, call.now),
    );
    Ok(fields(json!({ "Image": shown })))
}
