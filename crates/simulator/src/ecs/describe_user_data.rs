//! DescribeUserData: the user data of one instance, as it was sent.

use serde_json::json;

use crate::call::{Answer, Call, fields};
use crate::instance_questions::Permission;
use crate::refusal::Refusal;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    if call.cloud.open_questions.instances.permission == Permission::NoUserData {
        let message = "User not authorized to operate on the specified resource, or this API doesn't support RAM.";
        return Err(Refusal::new(403, "Forbidden.RAM", message));
    }
    let instance_id = call.required("InstanceId")?;
    let instance = call.cloud.instance(region_id, instance_id).ok_or_else(|| {
        let message = "The specified InstanceId does not exist.";
        Refusal::new(404, "InvalidInstanceId.NotFound", message)
    })?;
    Ok(fields(json!({
        "InstanceId": instance_id,
        "RegionId": region_id,
        "UserData": instance.settings.user_data.reveal(),
    })))
}
