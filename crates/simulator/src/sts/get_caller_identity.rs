//! GetCallerIdentity: whose key it is.

use serde_json::json;

use crate::call::{Answer, Call, fields};

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let key = call.key;
    Ok(fields(json!({
        "AccountId": key.account_id,
        "Arn": key.arn,
        "IdentityType": key.identity_type,
        "PrincipalId": key.user_id,
        "UserId": key.user_id,
    })))
}
