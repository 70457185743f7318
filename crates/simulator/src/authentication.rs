//! Who sent a request: common parameters, time, key, signature, nonce. Always by the real wall clock.

use std::collections::HashMap;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::access_key::AccessKey;
use crate::incoming::{Authorization, Incoming};
use crate::parameters::Parameters;
use crate::refusal::Refusal;
use crate::sessions::Sessions;
use crate::{signature, signature_v3};

/// How far a timestamp may be off, either way. Source: "RPC request syntax and signature V2".
const WINDOW: SignedDuration = SignedDuration::from_mins(31);
/// The same for ACS3. Source: "V3 request structure and signature".
const ACS3_WINDOW: SignedDuration = SignedDuration::from_mins(15);
const PRUNE_ABOVE: usize = 4_096;

/// Nonces seen within the window, by key.
#[derive(Debug)]
pub(crate) struct Nonces {
    seen: HashMap<(String, String), Timestamp>,
    prune_above: usize,
}

impl Default for Nonces {
    fn default() -> Self {
        Self {
            seen: HashMap::new(),
            prune_above: PRUNE_ABOVE,
        }
    }
}

impl Nonces {
    fn take(&mut self, access_key_id: &str, nonce: &str, now: Timestamp) -> bool {
        if self.seen.len() > self.prune_above {
            // A request may be dated up to one window ahead, so it stays valid for two.
            self.seen.retain(|_, seen| now.duration_since(*seen) <= WINDOW * 2);
            // What is left will not go soon: the next look is due when there is twice as much.
            self.prune_above = PRUNE_ABOVE.max(self.seen.len() * 2);
        }
        self.seen
            .insert((access_key_id.to_owned(), nonce.to_owned()), now)
            .is_none()
    }
}

/// Whose key it is, and the place of the key it goes back to.
#[derive(Debug, Clone)]
pub(crate) struct Principal {
    pub(crate) key: AccessKey,
    pub(crate) origin: usize,
}

/// What is known of keys and nonces when a request arrives.
pub(crate) struct Gate<'a> {
    pub(crate) keys: &'a [AccessKey],
    pub(crate) sessions: &'a Sessions,
    pub(crate) nonces: &'a mut Nonces,
    /// By the simulator's clock; only the end of a session looks at it.
    pub(crate) now: Timestamp,
}

/// What both signature versions must carry, wherever they carry it.
struct Claims<'a> {
    access_key_id: &'a str,
    nonce: &'a str,
}

pub(crate) fn authenticate(incoming: &Incoming, gate: Gate<'_>, wall: Timestamp) -> Result<Principal, Refusal> {
    let claims = match &incoming.authorization {
        Some(authorization) => acs3_claims(incoming, authorization, wall)?,
        None => rpc_claims(incoming, wall)?,
    };
    let principal = find(incoming, &gate, claims.access_key_id, wall)?;
    match &incoming.authorization {
        Some(authorization) => check_acs3(authorization, &principal.key)?,
        None => check_rpc(incoming, &principal.key)?,
    }
    if !gate.nonces.take(claims.access_key_id, claims.nonce, wall) {
        return Err(Refusal::new(
            400,
            "SignatureNonceUsed",
            "Specified signature nonce was used already.",
        ));
    }
    Ok(principal)
}

fn rpc_claims(incoming: &Incoming, wall: Timestamp) -> Result<Claims<'_>, Refusal> {
    let parameters = &incoming.parameters;
    let access_key_id = required(parameters, "AccessKeyId")?;
    required(parameters, "Signature")?;
    let nonce = required(parameters, "SignatureNonce")?;
    check_timestamp(required(parameters, "Timestamp")?, wall, WINDOW)?;
    if required(parameters, "SignatureMethod")? != "HMAC-SHA1" {
        return Err(Refusal::invalid("SignatureMethod"));
    }
    if required(parameters, "SignatureVersion")? != "1.0" {
        return Err(Refusal::invalid("SignatureVersion"));
    }
    Ok(Claims { access_key_id, nonce })
}

fn acs3_claims<'a>(
    incoming: &'a Incoming,
    authorization: &'a Authorization,
    wall: Timestamp,
) -> Result<Claims<'a>, Refusal> {
    if !authorization.is_complete {
        return Err(Refusal::incomplete_signature());
    }
    let missing = Refusal::missing_common;
    let date = authorization.date.as_deref().ok_or_else(|| missing("Timestamp"))?;
    let nonce = authorization
        .nonce
        .as_deref()
        .ok_or_else(|| missing("SignatureNonce"))?;
    check_timestamp(date, wall, ACS3_WINDOW)?;
    let access_key_id = incoming
        .access_key_id
        .as_deref()
        .filter(|id| !id.is_empty())
        .ok_or_else(|| missing("AccessKeyId"))?;
    Ok(Claims { access_key_id, nonce })
}

/// The key, or the session, that the request names.
fn find(incoming: &Incoming, gate: &Gate<'_>, access_key_id: &str, wall: Timestamp) -> Result<Principal, Refusal> {
    let refuse = |code: &str, message: &str| Err(Refusal::new(400, code, message));
    let mismatch = "Specified SecurityToken is mismatch with the AccessKey.";
    let token = incoming.security_token.as_deref();
    if let Some(session) = gate.sessions.find(access_key_id) {
        return match token {
            None => Err(Refusal::missing_common("SecurityToken")),
            Some(token) if !Sessions::is_token(token) => refuse(
                "InvalidSecurityToken.Malformed",
                "Specified SecurityToken is malformed.",
            ),
            Some(token) if token != session.security_token => {
                refuse("InvalidSecurityToken.MismatchWithAccessKey", mismatch)
            }
            Some(_) if session.is_over(wall, gate.now) => {
                refuse("InvalidSecurityToken.Expired", "Specified SecurityToken is expired.")
            }
            Some(_) => Ok(Principal {
                key: session.key.clone(),
                origin: session.origin,
            }),
        };
    }
    let place = gate.keys.iter().position(|key| key.access_key_id == access_key_id);
    let Some((origin, key)) = place.and_then(|place| gate.keys.get(place).map(|key| (place, key))) else {
        let message = "Specified access key is not found.";
        return Err(Refusal::new(404, "InvalidAccessKeyId.NotFound", message));
    };
    if !key.active {
        return refuse("InvalidAccessKeyId.Inactive", "Specified access key is disabled.");
    }
    if token.is_some() || incoming.parameters.has("SecurityToken") {
        return refuse("InvalidSecurityToken.MismatchWithAccessKey", mismatch);
    }
    Ok(Principal {
        key: key.clone(),
        origin,
    })
}

fn check_rpc(incoming: &Incoming, key: &AccessKey) -> Result<(), Refusal> {
    let string_to_sign = signature::string_to_sign(&incoming.method, incoming.parameters.all());
    let sent = incoming.parameters.get("Signature").unwrap_or_default();
    // The slash that is signed is the whole path.
    if incoming.path == "/" && signature::matches(&key.access_key_secret, &string_to_sign, sent) {
        return Ok(());
    }
    let message =
        format!("Specified signature is not matched with our calculation. server string to sign is:{string_to_sign}");
    Err(Refusal::new(400, "SignatureDoesNotMatch", message))
}

fn check_acs3(authorization: &Authorization, key: &AccessKey) -> Result<(), Refusal> {
    let string_to_sign = signature_v3::string_to_sign(&authorization.canonical_request);
    let is_match = signature_v3::matches(&key.access_key_secret, &string_to_sign, &authorization.signature);
    if is_match && authorization.is_of_this_body {
        return Ok(());
    }
    let message = format!(
        "Specified signature does not match our calculation. server StringToSign is [{string_to_sign}] server \
        CanonicalRequest is [{}]",
        authorization.canonical_request
    );
    Err(Refusal::new(400, "SignatureDoesNotMatch", message))
}

fn required<'a>(parameters: &'a Parameters, name: &str) -> Result<&'a str, Refusal> {
    parameters.get(name).ok_or_else(|| Refusal::missing_common(name))
}

fn check_timestamp(text: &str, now: Timestamp, window: SignedDuration) -> Result<(), Refusal> {
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
    if now.duration_since(sent).abs() > window {
        let message = "Specified time stamp or date value is expired.";
        return Err(Refusal::new(400, "InvalidTimeStamp.Expired", message));
    }
    Ok(())
}
