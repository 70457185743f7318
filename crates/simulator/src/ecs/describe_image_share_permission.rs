//! DescribeImageSharePermission: the accounts an own image is shared with.

use jiff::Timestamp;
use serde_json::json;

use super::own_image;
use crate::call::{Answer, Call, to_second};
use crate::paging::{self, Row};

impl Row for &(String, Timestamp) {
    fn position(&self) -> (Timestamp, &str) {
        (self.1, &self.0)
    }
}

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let image = own_image(call, region_id)?;
    let shared = image
        .shared_with
        .iter()
        .filter(|(_, since)| *since <= call.now)
        .collect();
    let (rows, mut fields) = paging::numbered_page(call.parameters, shared)?;
    let accounts: Vec<_> = rows
        .into_iter()
        .map(|(account, since)| json!({ "AliyunId": account, "SharedTime": to_second(*since) }))
        .collect();
    fields.insert("ImageId", image.image_id.as_str());
    fields.insert("RegionId", region_id);
    fields.insert("Accounts", json!({ "Account": accounts }));
    fields.insert("ShareGroups", json!({ "ShareGroup": [] }));
    Ok(fields)
}
