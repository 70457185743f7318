//! DescribeInstanceRamRole: the roles of instances, or the instances of a role.

use serde_json::json;

use crate::call::{Answer, Call};
use crate::cloud::Instance;
use crate::paging;
use crate::refusal::Refusal;

const MOST_IDS: usize = 50;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let parameters = call.parameters;
    let malformed = || {
        let message = "The specified instanceIds are not valid.";
        Refusal::new(400, "InvalidInstanceIds.Malformed", message)
    };
    let ids = parameters.json_list("InstanceIds").map_err(|_| malformed())?;
    let role = parameters.get("RamRoleName");
    let Some(ids) = ids.or_else(|| role.map(|_| Vec::new())) else {
        let message = "The specified InstanceIds and RamRoleName can not be empty at the same time.";
        return Err(Refusal::new(403, "InvalidParameter.AllEmpty", message));
    };
    if ids.len() > MOST_IDS {
        return Err(malformed());
    }
    if ids.iter().any(|id| call.cloud.instance(region_id, id).is_none()) {
        let message = "The specified instanceId does not exist";
        return Err(Refusal::new(404, "InvalidInstanceId.NotFound", message));
    }
    let is_asked = |row: &Instance| match role {
        Some(role) => row.settings.role_name.as_deref() == Some(role),
        None => ids.contains(&row.instance_id),
    };
    let rows = call.cloud.instances.iter();
    let rows = rows.filter(|row| row.region_id == region_id && is_asked(row));
    let (rows, mut fields) = paging::numbered_page_of(parameters, rows.collect(), 50)?;
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| json!({ "InstanceId": row.instance_id, "RamRoleName": row.settings.role_name.as_deref().unwrap_or_default() }))
        .collect();
    fields.insert("RegionId", region_id);
    fields.insert("InstanceRamRoleSets", json!({ "InstanceRamRoleSet": rows }));
    Ok(fields)
}
