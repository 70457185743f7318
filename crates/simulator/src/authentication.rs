//! Who sent a request: common parameters, time, key, signature, nonce. Always by the real wall clock.

use std::collections::HashMap;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::access_key::AccessKey;
use crate::parameters::Parameters;
use crate::refusal::Refusal;
use crate::signature;

/// How far a timestamp may be off, either way. Source: "RPC request syntax and signature V2".
const WINDOW: SignedDuration = SignedDuration::from_mins(31);
const PRUNE_ABOVE: usize = 4_096;

/// Nonces seen within the window, by key.
#[derive(Debug, Default)]
pub(crate) struct Nonces(HashMap<(String, String), Timestamp>);

impl Nonces {
    fn take(&mut self, access_key_id: &str, nonce: &str, now: Timestamp) -> bool {
        if self.0.len() > PRUNE_ABOVE {
            // A request may be dated up to one window ahead, so it stays valid for two.
            self.0.retain(|_, seen| now.duration_since(*seen) <= WINDOW * 2);
        }
        self.0
            .insert((access_key_id.to_owned(), nonce.to_owned()), now)
            .is_none()
    }
}

pub(crate) fn authenticate<'keys>(
    method: &str,
    parameters: &Parameters,
    keys: &'keys [AccessKey],
    nonces: &mut Nonces,
    now: Timestamp,
) -> Result<&'keys AccessKey, Refusal> {
    let access_key_id = required(parameters, "AccessKeyId")?;
    let sent_signature = required(parameters, "Signature")?;
    let nonce = required(parameters, "SignatureNonce")?;
    check_timestamp(required(parameters, "Timestamp")?, now)?;
    if required(parameters, "SignatureMethod")? != "HMAC-SHA1" {
        return Err(Refusal::invalid("SignatureMethod"));
    }
    if required(parameters, "SignatureVersion")? != "1.0" {
        return Err(Refusal::invalid("SignatureVersion"));
    }
    let key = keys
        .iter()
        .find(|key| key.access_key_id == access_key_id)
        .ok_or_else(|| Refusal::new(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found."))?;
    if !key.active {
        return Err(Refusal::new(
            400,
            "InvalidAccessKeyId.Inactive",
            "Specified access key is disabled.",
        ));
    }
    if parameters.has("SecurityToken") {
        let message = "Specified SecurityToken is mismatch with the AccessKey.";
        return Err(Refusal::new(400, "InvalidSecurityToken.MismatchWithAccessKey", message));
    }
    let string_to_sign = signature::string_to_sign(method, parameters.all());
    if !signature::matches(&key.access_key_secret, &string_to_sign, sent_signature) {
        let message = format!(
            "Specified signature is not matched with our calculation. server string to sign is:{string_to_sign}"
        );
        return Err(Refusal::new(400, "SignatureDoesNotMatch", message));
    }
    if !nonces.take(access_key_id, nonce, now) {
        return Err(Refusal::new(
            400,
            "SignatureNonceUsed",
            "Specified signature nonce was used already.",
        ));
    }
    Ok(key)
}

fn required<'a>(parameters: &'a Parameters, name: &str) -> Result<&'a str, Refusal> {
    parameters.get(name).ok_or_else(|| Refusal::missing_common(name))
}

fn check_timestamp(text: &str, now: Timestamp) -> Result<(), Refusal> {
    let malformed = || {
        let message = "Specified time stamp or date value is not well formatted.";
        Refusal::new(400, "InvalidTimeStamp.Format", message)
    };
    if text.len() != 20 {
        return Err(malformed());
    }
    let sent = DateTime::strptime("%Y-%m-%dT%H:%M:%SZ", text)
        .and_then(|civil| TimeZone::UTC.to_timestamp(civil))
        .map_err(|_| malformed())?;
    if now.duration_since(sent).abs() > WINDOW {
        let message = "Specified time stamp or date value is expired.";
        return Err(Refusal::new(400, "InvalidTimeStamp.Expired", message));
    }
    Ok(())
}
