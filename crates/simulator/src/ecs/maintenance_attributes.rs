//! DescribeInstanceMaintenanceAttributes and ModifyInstanceMaintenanceAttributes: what becomes of an instance when its host
//! is maintained.

use serde_json::json;

use crate::call::{Answer, Call, fields};
use crate::ledger::Effect;
use crate::paging;
use crate::refusal::Refusal;

const ACTIONS: [&str; 3] = ["Stop", "AutoRecover", "AutoRedeploy"];

/// The instances asked for, which must exist.
fn ids(call: &Call<'_>, region_id: &str) -> Result<Vec<String>, Refusal> {
    let ids = call.parameters.list("InstanceId")?;
    if ids.len() > 100 {
        let message = "The number of instance IDs exceeds the upper limit.";
        return Err(Refusal::new(403, "InstanceIdLimitExceeded", message));
    }
    if ids.iter().any(|id| call.cloud.instance(region_id, id).is_none()) {
        let message = "The specified InstanceId does not exist.";
        return Err(Refusal::new(404, "InvalidInstanceId.NotFound", message));
    }
    Ok(ids)
}

pub(super) fn describe(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let ids = ids(call, region_id)?;
    let rows = call.cloud.instances.iter();
    let rows = rows.filter(|row| row.region_id == region_id && (ids.is_empty() || ids.contains(&row.instance_id)));
    let (rows, mut fields) = paging::numbered_page(call.parameters, rows.collect())?;
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            json!({
                "InstanceId": row.instance_id,
                "NotifyOnMaintenance": row.settings.notify_on_maintenance,
                "MaintenanceWindows": { "MaintenanceWindow": [] },
                "ActionOnMaintenance": {
                    "Value": row.settings.action_on_maintenance,
                    "DefaultValue": "AutoRecover",
                    "SupportedValues": { "SupportedValue": ACTIONS },
                },
            })
        })
        .collect();
    fields.insert("MaintenanceAttributes", json!({ "MaintenanceAttribute": rows }));
    Ok(fields)
}

pub(super) fn modify(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let ids = ids(call, region_id)?;
    if ids.is_empty() {
        return Err(Refusal::missing("InstanceId"));
    }
    let action = call.one_of("ActionOnMaintenance", &ACTIONS, || {
        Refusal::invalid("ActionOnMaintenance")
    })?;
    let notify = call.parameters.boolean("NotifyOnMaintenance")?;
    let rows = call.cloud.instances.iter_mut();
    for row in rows.filter(|row| ids.contains(&row.instance_id)) {
        let settings = &mut row.settings;
        settings.action_on_maintenance = action.unwrap_or(settings.action_on_maintenance);
        settings.notify_on_maintenance = notify.unwrap_or(settings.notify_on_maintenance);
        call.effects.push(Effect::InstanceModified {
            region_id: region_id.to_owned(),
            instance_id: row.instance_id.clone(),
        });
    }
    Ok(fields(json!({})))
}
