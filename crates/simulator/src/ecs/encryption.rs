//! The key a new disk or copy is encrypted with. A copy goes from plain to encrypted or from encrypted to encrypted, never back.

use crate::call::Call;
use crate::cloud::{Image, Snapshot};
use crate::refusal::Refusal;

/// The key the copied snapshot is encrypted with, if it is.
pub(super) fn of_snapshot_copy(
    call: &Call<'_>,
    source: &Snapshot,
    destination: &str,
) -> Result<Option<String>, Refusal> {
    let asked = of_copy(call, destination, 403)?;
    if source.kms_key_id.is_some() && asked.is_none() {
        let message = "Encrypted snapshot not support copy to decrypt snapshot.";
        return Err(Refusal::new(403, "InvalidEncrypted.NotSupportDecrypt", message));
    }
    Ok(asked)
}

/// The key the copied image is encrypted with, if it is.
pub(super) fn of_image_copy(call: &Call<'_>, source: &Image, destination: &str) -> Result<Option<String>, Refusal> {
    let asked = of_copy(call, destination, 400)?;
    if source.is_encrypted() && asked.is_none() {
        let message = "The image contains encrypted snapshots, which do not support copying.";
        return Err(Refusal::new(403, "OperationDeined.EncryptedSnapshot", message));
    }
    Ok(asked)
}

fn of_copy(call: &Call<'_>, destination: &str, status: u16) -> Result<Option<String>, Refusal> {
    let encrypted = call.parameters.boolean("Encrypted")? == Some(true);
    asked(call, destination, encrypted, call.parameters.get("KMSKeyId"), status)
}

/// The key asked for in this region; the service's own when encryption is asked for without one.
pub(super) fn asked(
    call: &Call<'_>,
    region_id: &str,
    encrypted: bool,
    key_id: Option<&str>,
    status: u16,
) -> Result<Option<String>, Refusal> {
    let Some(key_id) = key_id else {
        return Ok(encrypted.then(|| call.cloud.service_key_id(region_id).to_owned()));
    };
    if !encrypted {
        let message = "The specified parameter Encrypted must be true when KmsKeyId is not empty.";
        return Err(Refusal::new(status, "InvalidEncrypted.NotMatchKmsKeyId", message));
    }
    let keys = &call.cloud.kms_keys;
    if keys
        .iter()
        .any(|key| key.region_id == region_id && key.key_id == key_id)
    {
        return Ok(Some(key_id.to_owned()));
    }
    let status = if status == 400 { 404 } else { status };
    let message = "The specified KMSKeyId does not exist.";
    Err(Refusal::new(status, "InvalidParameter.KMSKeyId.NotFound", message))
}
