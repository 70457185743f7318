//! AttachKeyPair and AttachInstanceRamRole: one by one, so that each instance has a result of its own.

use serde_json::{Value, json};

use crate::call::{Answer, Call, fields};
use crate::cloud::Instance;
use crate::ledger::Effect;
use crate::refusal::Refusal;

/// Source: help page AttachKeyPair.
const MOST_INSTANCES: usize = 50;

pub(super) fn key_pair(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let name = call.required("KeyPairName")?.to_owned();
    let malformed = || {
        let message = "The specified parameter InstanceIds is not valid.";
        Refusal::new(400, "InvalidInstanceIds.ValueNotSupported", message)
    };
    let ids = call.parameters.json_list("InstanceIds").map_err(|_| malformed())?;
    let ids = ids.filter(|ids| !ids.is_empty()).ok_or_else(malformed)?;
    if ids.len() > MOST_INSTANCES {
        let message = "The specified instances are beyond the permitted range.";
        return Err(Refusal::new(403, "InstanceKeyPairLimitExceeded", message));
    }
    let mut pairs = call.cloud.key_pairs.iter();
    if !pairs.any(|pair| pair.region_id == region_id && pair.name == name) {
        let message = "The specified KeyPairName does not exist in our records.";
        return Err(Refusal::new(400, "InvalidKeyPairName.NotFound", message));
    }
    let (results, failed) = each(call, region_id, &ids, |row| {
        if row.os.os_type == "windows" {
            return Err((403, "DependencyViolation.WindowsInstance"));
        }
        row.key_pair_name = Some(name.clone());
        Ok("successful")
    });
    // Here the counts and flags are texts.
    let results: Vec<_> = results
        .into_iter()
        .map(|mut result| {
            result["Success"] = json!(result["Success"].to_string());
            result
        })
        .collect();
    Ok(fields(json!({
        "KeyPairName": name,
        "TotalCount": ids.len().to_string(),
        "FailCount": failed.to_string(),
        "Results": { "Result": results },
    })))
}

pub(super) fn ram_role(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let name = call.required("RamRoleName")?.to_owned();
    let malformed = || {
        let message = "The specified instanceIds are not valid.";
        Refusal::new(400, "InvalidInstanceIds.Malformed", message)
    };
    let ids = call.parameters.json_list("InstanceIds").map_err(|_| malformed())?;
    let ids = ids.filter(|ids| (1..=100).contains(&ids.len())).ok_or_else(malformed)?;
    if !call.cloud.roles.iter().any(|role| role.name() == name) {
        let message = "The specified RAMRoleName does not exist.";
        return Err(Refusal::new(404, "InvalidRamRole.NotFound", message));
    }
    let (results, failed) = each(call, region_id, &ids, |row| {
        if row.settings.role_name.as_ref().is_some_and(|own| *own != name) {
            return Err((403, "InvalidInstance.RamRoleAlreadyAttached"));
        }
        row.settings.role_name = Some(name.clone());
        Ok("success")
    });
    Ok(fields(json!({
        "RamRoleName": name,
        "TotalCount": ids.len(),
        "FailCount": failed,
        "AttachInstanceRamRoleResults": { "AttachInstanceRamRoleResult": results },
    })))
}

/// Attaches to each instance, and gives the results and how many failed.
fn each(
    call: &mut Call<'_>,
    region_id: &str,
    ids: &[String],
    mut attach: impl FnMut(&mut Instance) -> Result<&'static str, (u16, &'static str)>,
) -> (Vec<Value>, usize) {
    let mut failed = 0;
    let mut results = Vec::new();
    for id in ids {
        let mut instances = call.cloud.instances.iter_mut();
        let row = instances.find(|row| row.region_id == region_id && row.instance_id == *id);
        let (code, message) = match row.map(&mut attach) {
            Some(Ok(message)) => {
                call.effects.push(Effect::InstanceModified {
                    region_id: region_id.to_owned(),
                    instance_id: id.clone(),
                });
                (200, message)
            }
            Some(Err(refusal)) => refusal,
            None => (404, "InvalidInstanceId.NotFound"),
        };
        failed += usize::from(code != 200);
        results.push(json!({
            "InstanceId": id,
            "Code": code.to_string(),
            "Message": message,
            "Success": code == 200,
        }));
    }
    (results, failed)
}
