//! The text of a keyring item: JSON, ASCII, `{"accessKeyId":"...","accessKeySecret":"..."}`.

use std::borrow::Cow;

use alibaba_cloud::Credentials;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::SecretError;

/// The Windows credential manager takes 2,560 bytes of UTF-16; half of that, rounded down.
const MAX_BYTES: usize = 1_200;

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Item<'a> {
    #[serde(borrow)]
    access_key_id: Cow<'a, str>,
    #[serde(borrow)]
    access_key_secret: Cow<'a, str>,
}

pub(super) fn encode(credentials: &Credentials) -> Result<SecretString, SecretError> {
    let item = Item {
        access_key_id: Cow::Borrowed(&credentials.access_key_id),
        access_key_secret: Cow::Borrowed(credentials.access_key_secret.expose_secret()),
    };
    // Room for all of it at once, so that no outgrown buffer is left behind in memory.
    let mut text = Zeroizing::new(Vec::with_capacity(MAX_BYTES * 2));
    serde_json::to_writer(&mut *text, &item).map_err(|_| SecretError::Failed)?;
    match std::str::from_utf8(&text) {
        Ok(text) if text.is_ascii() && text.len() <= MAX_BYTES => Ok(SecretString::from(text)),
        _ => Err(SecretError::Failed),
    }
}

pub(super) fn decode(text: &SecretString) -> Result<Credentials, SecretError> {
    let item: Item<'_> = serde_json::from_str(text.expose_secret()).map_err(|_| SecretError::Damaged)?;
    if item.access_key_id.is_empty() || item.access_key_secret.is_empty() {
        return Err(SecretError::Damaged);
    }
    Ok(Credentials::new(
        item.access_key_id.into_owned(),
        SecretString::from(item.access_key_secret.into_owned()),
    ))
}
