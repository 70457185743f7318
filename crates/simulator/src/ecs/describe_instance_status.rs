//! DescribeInstanceStatus: the power state of instances, and nothing else.

use serde_json::json;

use crate::call::{Answer, Call};
use crate::paging;
use crate::refusal::Refusal;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let parameters = call.parameters;
    let ids = parameters.list("InstanceId")?;
    if ids.len() > 100 {
        let message = "Instance ids cannot be more than 100.";
        return Err(Refusal::new(403, "InvalidParameter.TooManyInstanceIds", message));
    }
    let rows = call.cloud.instances.iter().filter(|row| {
        row.region_id == region_id
            && (ids.is_empty() || ids.contains(&row.instance_id))
            && parameters.get("ZoneId").is_none_or(|zone_id| zone_id == row.zone_id)
    });
    let (rows, mut fields) = paging::numbered_page_of(parameters, rows.collect(), 50)?;
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| json!({ "InstanceId": row.instance_id, "Status": row.status(call.now) }))
        .collect();
    fields.insert("InstanceStatuses", json!({ "InstanceStatus": rows }));
    Ok(fields)
}
