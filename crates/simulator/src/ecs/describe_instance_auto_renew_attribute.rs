//! DescribeInstanceAutoRenewAttribute: whether subscriptions renew themselves.

use serde_json::json;

use crate::call::{Answer, Call};
use crate::paging;
use crate::refusal::Refusal;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let parameters = call.parameters;
    let status = call.one_of("RenewalStatus", &["AutoRenewal", "Normal", "NotRenewal"], || {
        let message = "The specified parameter RenewalStatus is not valid.";
        Refusal::new(403, "InvalidParameter.RenewalStatus", message)
    })?;
    let ids: Vec<&str> = parameters
        .get("InstanceId")
        .map(|ids| ids.split(',').map(str::trim).collect())
        .unwrap_or_default();
    if ids.is_empty() && status.is_none() {
        let message = "The parameter RenewalStatus and InstanceId can not be both empty.";
        return Err(Refusal::new(403, "InvalidParameter.RenewalStatusInstanceId", message));
    }
    if ids.len() > 100 {
        let message = "InstanceId should be less than 100.";
        return Err(Refusal::new(403, "InvalidParameter.ToManyInstanceIds", message));
    }
    for id in &ids {
        let Some(instance) = call.cloud.instance(region_id, id) else {
            let message = format!("The specified InstanceId {id} is not valid.");
            return Err(Refusal::new(403, "InvalidParameter.InvalidInstanceId", message));
        };
        if instance.subscribed_until.is_none() {
            let message = "Pay-As-You-Go instances do not support this operation.";
            return Err(Refusal::new(403, "ChargeTypeViolation", message));
        }
    }
    let rows = call.cloud.instances.iter().filter(|row| {
        let own = if row.settings.renewal.is_some() {
            "AutoRenewal"
        } else {
            "Normal"
        };
        row.region_id == region_id
            && row.subscribed_until.is_some()
            && (ids.is_empty() || ids.contains(&row.instance_id.as_str()))
            && status.is_none_or(|status| status == own)
    });
    let (rows, mut fields) = paging::numbered_page(parameters, rows.collect())?;
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let renewal = row.settings.renewal;
            json!({
                "InstanceId": row.instance_id,
                "AutoRenewEnabled": renewal.is_some(),
                "RenewalStatus": if renewal.is_some() { "AutoRenewal" } else { "Normal" },
                "Duration": renewal.map_or(0, |renewal| renewal.duration),
                "PeriodUnit": renewal.map_or("Month", |renewal| renewal.unit),
            })
        })
        .collect();
    fields.insert("InstanceRenewAttributes", json!({ "InstanceRenewAttribute": rows }));
    Ok(fields)
}
