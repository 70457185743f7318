//! AssumeRole: temporary credentials of a role, narrowed by a session policy if one is sent.

use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::json;

use crate::access_key::AccessKey;
use crate::call::{Answer, Call, fields, to_second};
use crate::refusal::Refusal;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let refuse = |code: &str, message: &str| Refusal::new(400, code, message);
    if call.key.identity_type == "Account" {
        let message = "You are not authorized to do this action. You should be authorized by RAM.";
        return Err(Refusal::new(403, "NoPermission", message));
    }
    let arn = call.required("RoleArn")?;
    if !arn.starts_with("acs:ram::") || !arn.contains(":role/") {
        return Err(refuse(
            "InvalidParameter.RoleArn",
            "The parameter RoleArn is wrongly formed.",
        ));
    }
    let session_name = call.required("RoleSessionName")?;
    let is_name = |name: &str| {
        name.chars()
            .all(|letter| letter.is_ascii_alphanumeric() || ".@-_".contains(letter))
    };
    if !(2..=64).contains(&session_name.len()) || !is_name(session_name) {
        let message = "The parameter RoleSessionName is wrongly formed.";
        return Err(refuse("InvalidParameter.RoleSessionName", message));
    }
    let wrong_duration = || {
        let message = "The Min/Max value of DurationSeconds is 15min/1hr.";
        refuse("InvalidParameter.DurationSeconds", message)
    };
    let seconds = call
        .parameters
        .integer("DurationSeconds")
        .map_err(|_| wrong_duration())?;
    let seconds = seconds.unwrap_or(3_600);
    if !(900..=3_600).contains(&seconds) {
        return Err(wrong_duration());
    }
    let policy = policy(call.parameters.get("Policy"))?;
    let role = call.cloud.roles.iter().find(|role| role.arn == arn).ok_or_else(|| {
        let message = "The specified Role not exists .";
        Refusal::new(404, "EntityNotExist.Role", message)
    })?;
    let arn = format!(
        "acs:ram::{}:assumed-role/{}/{session_name}",
        call.cloud.account_id,
        role.name()
    );
    let assumed_role_id = format!("{}:{session_name}", role.role_id);
    let (session_actions, denied_actions) = policy;
    let key = AccessKey {
        arn: arn.clone(),
        identity_type: "AssumedRoleUser".to_owned(),
        active: true,
        denied_actions,
        allowed_actions: role.allowed_actions.clone(),
        denied_regions: Vec::new(),
        session_actions,
        user_id: assumed_role_id.clone(),
        ..call.key.clone()
    };
    let lasts = SignedDuration::from_secs(seconds);
    let session = call.sessions.begin(key, call.origin, lasts, call.now);
    Ok(fields(json!({
        "AssumedRoleUser": { "AssumedRoleId": assumed_role_id, "Arn": arn },
        "Credentials": {
            "AccessKeyId": session.key.access_key_id,
            "AccessKeySecret": session.key.access_key_secret,
            "SecurityToken": session.security_token,
            "Expiration": to_second(session.expires()),
        },
    })))
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Policy {
    version: String,
    statement: Vec<Statement>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Statement {
    effect: String,
    action: OneOrMany,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

/// The actions a session policy allows, and those it denies.
type Actions = (Option<Vec<String>>, Vec<String>);

fn policy(text: Option<&str>) -> Result<Actions, Refusal> {
    let Some(text) = text else {
        return Ok((None, Vec::new()));
    };
    if text.len() > 2_048 {
        let message = "The size of Policy must be smaller than 2048 bytes.";
        return Err(Refusal::new(400, "InvalidParameter.PolicySize", message));
    }
    let malformed = || {
        let message = "The parameter Policy has not passed grammar check.";
        Refusal::new(400, "InvalidParameter.PolicyGrammar", message)
    };
    let policy: Policy = serde_json::from_str(text).map_err(|_| malformed())?;
    if policy.version != "1" {
        return Err(malformed());
    }
    let (mut allowed, mut denied) = (Vec::new(), Vec::new());
    for statement in policy.statement {
        let list = match statement.effect.as_str() {
            "Allow" => &mut allowed,
            "Deny" => &mut denied,
            _ => return Err(malformed()),
        };
        match statement.action {
            OneOrMany::One(action) => list.push(action),
            OneOrMany::Many(actions) => list.extend(actions),
        }
    }
    Ok((Some(allowed), denied))
}
