//! DescribeImageFromFamily: the newest available image of a family, or none.

use serde_json::json;

use super::describe_images;
use crate::call::{Answer, Call, fields};

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let family = call.required("ImageFamily")?;
    let newest = call.cloud.newest_of_family(region_id, family, call.now);
    let shown = newest.map_or_else(
        || json!({}),
        |image| describe_images::render(image, call.cloud, call.now),
    );
    Ok(fields(json!({ "Image": shown })))
}
