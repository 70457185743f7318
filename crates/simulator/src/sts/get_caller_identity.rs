//! GetCallerIdentity: whose key it is.

use serde_json::json;

use crate::call::{Answer, Call, fields};

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let key = call.key;
    let mut identity = json!({
        "AccountId": key.account_id,
        "Arn": key.arn,
        "IdentityType": key.identity_type,
        "PrincipalId": key.user_id,
        "UserId": key.user_id,
    });
    if let ("AssumedRoleUser", Some((role_id, _))) = (key.identity_type.as_str(), key.user_id.split_once(':')) {
        identity["RoleId"] = json!(role_id);
    }
    Ok(fields(identity))
}
