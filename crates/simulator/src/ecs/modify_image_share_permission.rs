//! ModifyImageSharePermission: whom an image is shared with. Of each list the first ten are read, the rest is ignored.

use serde_json::json;

use super::own_image;
use crate::call::{Answer, Call, fields};
use crate::ledger::Effect;
use crate::refusal::Refusal;

/// Accounts of one list that a call looks at. Source: help page ModifyImageSharePermission.
const READ: usize = 10;
/// Quota `q_user-per-image-shared-user-count`.
const MOST_ACCOUNTS: usize = 50;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let image = own_image(call, region_id)?;
    let changed = |list: &str| -> Result<Vec<String>, Refusal> {
        let mut accounts = call.parameters.list(list)?;
        accounts.truncate(READ);
        Ok(accounts)
    };
    let (added, removed) = (changed("AddAccount")?, changed("RemoveAccount")?);
    let is_public = call.parameters.boolean("IsPublic")?;
    let refuse = |status, code: &str, message: &str| Err(Refusal::new(status, code, message));
    if call.parameters.get("LaunchPermission").is_some() {
        let message = "The specified parameter \"LaunchPermission\" is forbidden for current account.";
        return refuse(400, "ForbiddenParameter.LaunchPermission", message);
    }
    match image.status(call.now) {
        "Available" => {}
        "Deprecated" => {
            let message = "The specified image cannot be shared when it is deprecated.";
            return refuse(403, "OperationDenied.InvalidImageStatus", message);
        }
        _ => return refuse(404, "InvalidImageId.NotFound", "The specified ImageId does not exist."),
    }
    for account in added.iter().chain(&removed) {
        if account == &call.cloud.account_id {
            let message = "The specified Account does not yourself.";
            return refuse(404, "InvalidAccount.Forbbiden", message);
        }
        if !call.cloud.other_accounts.exists(account) {
            let parameter = "parameter \"AddAccount.n\" or \"RemoveAccount.n\" does not exist.";
            let message = if call.cloud.open_questions.unknown_accounts_are_not_named {
                format!("The specified {parameter}")
            } else {
                format!("The specified account {account} in {parameter}")
            };
            return refuse(404, "InvalidAccount.NotFound", &message);
        }
    }
    if !added.is_empty() && image.is_encrypted() {
        if image
            .mappings
            .iter()
            .filter(|mapping| mapping.snapshot_id.is_some())
            .count()
            > 1
        {
            let message = "The encrypted image contains multiple snapshots, which do not support share.";
            return refuse(403, "OperationDeined.FullImage", message);
        }
        let service_key_id = call.cloud.service_key_id(region_id);
        let mut sources = image
            .mappings
            .iter()
            .filter_map(|mapping| mapping.snapshot_id.as_deref());
        let is_of_service = sources.any(|id| {
            let snapshot = call.cloud.snapshot(Some(region_id), id, call.now);
            snapshot.is_some_and(|row| row.kms_key_id.as_deref() == Some(service_key_id))
        });
        if is_of_service {
            let message = "The specified service key encrypted image is not supported for this operation. Please switch \
                to a CMK (Customer Master Key) encrypted image and retry.";
            return refuse(403, "InvalidOperation.ServiceKeyEncryptedImageUnsupported", message);
        }
        let role = "AliyunECSShareEncryptImageDefaultRole";
        if !call.cloud.roles.iter().any(|known| known.name() == role) {
            let message =
                "Requires a RAM role of AliyunECSShareEncryptImageDefaultRole before sharing encrypted image.";
            return refuse(403, "AssumeRoleError", message);
        }
    }
    if is_public == Some(true) && !image.is_public {
        let message = "The current account has not signed \"Community Image Terms of Service\".";
        return refuse(403, "PublicImageAgreement.NotSigned", message);
    }
    let mut shared = image.shared_with.clone();
    let is_shared = |account: &String| image.shared_with.iter().any(|(known, _)| known == account);
    let removed: Vec<_> = removed.into_iter().filter(is_shared).collect();
    shared.retain(|(account, _)| !removed.contains(account));
    let mut new = Vec::new();
    for account in added {
        if !shared.iter().any(|(known, _)| known == &account) {
            shared.push((account.clone(), call.this_second()));
            new.push(account);
        }
    }
    if shared.len() > MOST_ACCOUNTS {
        return refuse(
            403,
            "QuotaExceed.ShareImageUser",
            "The shared Image user Quota exceeds.",
        );
    }
    let image_id = image.image_id.clone();
    call.stop_if_dry_run()?;
    if let Some(image) = call.cloud.own_image_mut(region_id, &image_id) {
        image.shared_with = shared;
        if let Some(asked) = is_public.filter(|asked| *asked != image.is_public) {
            image.is_public = asked;
            call.effects.push(Effect::ImageModified {
                region_id: region_id.to_owned(),
                image_id: image_id.clone(),
            });
        }
        if !new.is_empty() || !removed.is_empty() {
            call.effects.push(Effect::ImageShareChanged {
                region_id: region_id.to_owned(),
                image_id,
                added: new,
                removed,
            });
        }
    }
    Ok(fields(json!({})))
}
