//! ModifyInstanceAttribute: names, groups, protection and user data. Password and host name take effect at the next reboot,
//! and changed user data is shown but not run.

use serde_json::json;

use super::{image_text, launch, launch_names, launch_settings};
use crate::call::{Answer, Call, fields};
use crate::ledger::Effect;
use crate::refusal::Refusal;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let instance = super::any_instance(call)?.clone();
    let parameters = call.parameters;
    let refuse = |status, code: &str, message: &str| Err(Refusal::new(status, code, message));
    let name = parameters.get("InstanceName");
    if name.is_some_and(|name| !image_text::is_plain_name(name)) {
        let message = "The specified parameter \"InstanceName\" is not valid.";
        return refuse(400, "InvalidInstanceName.Malformed", message);
    }
    let host_name = parameters.get("HostName");
    if let Some(name) = host_name {
        launch_names::host_name(name, instance.os.os_type == "windows")?;
    }
    let description = match parameters.get("Description") {
        None => None,
        Some(_) => Some(image_text::description(parameters, "Description")?),
    };
    launch::check_password_for(call, instance.os)?;
    let protected = parameters.boolean("DeletionProtection")?;
    if protected == Some(true) && instance.subscribed_until.is_some() {
        let message = "Deletion protection is only valid for postPaid instance, not for prePaid or spot instance.";
        return refuse(403, "InvalidChargeType.ValueNotSupported", message);
    }
    let credit = call.one_of("CreditSpecification", &["Standard", "Unlimited"], || {
        let message = "The specified CreditSpecification is not supported in this region.";
        Refusal::new(400, "InvalidParameter.CreditSpecification", message)
    })?;
    let jumbo_frames = parameters.boolean("EnableJumboFrame")?;
    let groups = groups(call, instance.region_id, &instance.vpc_id)?;
    let user_data = launch_settings::user_data(call).map_err(|refusal| {
        // The same fault has another status here.
        let is_malformed = refusal.code == "InvalidUserData.Base64FormatInvalid";
        let status = if is_malformed { 403 } else { refusal.status };
        Refusal { status, ..refusal }
    })?;
    let mut instances = call.cloud.instances.iter_mut();
    if let Some(row) = instances.find(|row| row.instance_id == instance.instance_id) {
        if let Some(name) = name {
            name.clone_into(&mut row.name);
        }
        row.description = description.unwrap_or_else(|| row.description.clone());
        if !groups.is_empty() {
            row.security_group_ids = groups;
        }
        let settings = &mut row.settings;
        settings.host_name = host_name.map(str::to_owned).or_else(|| settings.host_name.take());
        settings.deletion_protection = protected.unwrap_or(settings.deletion_protection);
        settings.credit_specification = credit.or(settings.credit_specification);
        settings.jumbo_frames = jumbo_frames.unwrap_or(settings.jumbo_frames);
        if parameters.has("UserData") {
            settings.user_data = user_data;
        }
    }
    call.effects.push(Effect::InstanceModified {
        region_id: instance.region_id.to_owned(),
        instance_id: instance.instance_id,
    });
    Ok(fields(json!({})))
}

/// The groups that replace those there were; none when they stay.
fn groups(call: &Call<'_>, region_id: &str, vpc_id: &str) -> Result<Vec<String>, Refusal> {
    let asked = call.parameters.list("SecurityGroupIds")?;
    for (place, group_id) in asked.iter().enumerate() {
        let mut groups = call.cloud.security_groups.iter();
        let found = groups.find(|row| row.region_id == region_id && row.security_group_id == *group_id);
        let (code, message) = match found {
            None => (
                "InvalidSecurityGroupId.NotFound",
                "The specified SecurityGroupId does not exist.",
            ),
            Some(group) if group.vpc_id != vpc_id => (
                "InvalidSecurityGroupVpc.NotBelongToOneVpc",
                "The specified SecurityGroupIds are belong to different vpc.",
            ),
            Some(_) if asked[..place].contains(group_id) => (
                "InvalidParameter.SecurityGroupIdRepeated",
                "The specified security group ids has repeated.",
            ),
            Some(_) => continue,
        };
        return Err(Refusal::new(404, code, message));
    }
    Ok(asked)
}
