//! DescribeCloudAssistantStatus: which guests answer. The agent comes with every image unless a switch says otherwise; it
//! answers half a minute after its instance runs.

use jiff::SignedDuration;
use serde_json::json;

use crate::call::{Answer, Call, to_second};
use crate::paging::{self, Limits};
use crate::refusal::Refusal;

const LIMITS: Limits = Limits {
    listing: "DescribeCloudAssistantStatus",
    default_results: 10,
    most_results: 50,
    clamps_results: true,
    has_numbers: true,
};
const BOOT: SignedDuration = SignedDuration::from_secs(30);

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let parameters = call.parameters;
    let ids = parameters.list("InstanceId")?;
    if ids.len() > 100 {
        let message = "The number of instance IDs exceeds the upper limit.";
        return Err(Refusal::new(403, "InstanceIds.ExceedLimit", message));
    }
    if ids.iter().any(|id| call.cloud.instance(region_id, id).is_none()) {
        let message = "The specified instance does not exist.";
        return Err(Refusal::new(404, "InvalidInstance.NotFound", message));
    }
    let system = parameters.get("OSType");
    let is_absent = call.cloud.open_questions.instances.guest_agent_absent;
    let rows = call.cloud.instances.iter().filter(|row| {
        row.region_id == region_id
            && !is_absent
            && (ids.is_empty() || ids.contains(&row.instance_id))
            && system.is_none_or(|system| system.eq_ignore_ascii_case(row.os.os_type))
    });
    let (rows, mut fields) = paging::page(parameters, rows.collect(), LIMITS)?;
    let now = call.now;
    let boot = call.cloud.paced(BOOT);
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let begun = row.transitions.last().map_or(row.created, |(_, until)| *until);
            let is_up = row.status(now) == "Running" && now.duration_since(begun) >= boot;
            json!({
                "InstanceId": row.instance_id,
                "CloudAssistantStatus": is_up.to_string(),
                "CloudAssistantVersion": "2.2.4.956",
                "LastHeartbeatTime": if is_up { to_second(now) } else { String::new() },
                "LastInvokedTime": "",
                "ActiveTaskCount": 0,
                "InvocationCount": 0,
                "OSType": if row.os.os_type == "windows" { "Windows" } else { "Linux" },
                "SupportSessionManager": true,
            })
        })
        .collect();
    fields.insert(
        "InstanceCloudAssistantStatusSet",
        json!({ "InstanceCloudAssistantStatus": rows }),
    );
    Ok(fields)
}
