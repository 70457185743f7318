//! DescribeDiskDefaultKMSKeyId: the key new disks of the account are encrypted with, which here is the service's own.

use serde_json::json;

use crate::call::{Answer, Call, fields};

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let is_on = call.cloud.open_questions.instances.default_encryption;
    let key_id = if is_on {
        call.cloud.service_key_id(region_id)
    } else {
        ""
    };
    Ok(fields(json!({ "KMSKeyId": key_id })))
}
