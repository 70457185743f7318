//! Signature version 1.0 of the RPC API (HMAC-SHA1), as pure functions. Time and nonce are arguments.
//! The other signature is in `acs3`.
//!
//! Source: the help page "Request syntax and signature method V2" of the RPC API.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use secrecy::{ExposeSecret as _, SecretString};
use sha1::Sha1;

use crate::{Credentials, Parameters};

pub mod acs3;

/// How the requests of an account are signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SignatureVersion {
    /// Version 1.0 of the RPC API, HMAC-SHA1.
    #[default]
    Rpc1,
    /// ACS3-HMAC-SHA256.
    Acs3,
}

/// What a refused signature turned out to be, by comparing the string the cloud signed with ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureCheck {
    /// Both signed the same text, so the secrets differ.
    WrongSecret,
    /// The texts differ: something on the way changed the request, or this client signs wrongly.
    SigningFault,
}

/// All but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Percent-encodes as RFC 3986 wants it: a space is `%20`, `*` is `%2A`, `~` stays.
#[must_use]
pub fn percent_encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// `CanonicalizedQueryString`: encoded names and values in byte order of the names. Also the form body, but for the signature.
#[must_use]
pub fn canonical_query(parameters: &Parameters) -> String {
    let pairs = parameters.in_signing_order();
    // Room for all of it and for the signature: a text that grows leaves copies behind that nobody wipes.
    let length = pairs.iter().map(|(name, value)| 3 * (name.len() + value.len()) + 2);
    let mut query = String::with_capacity(length.sum::<usize>() + 128);
    for (name, value) in pairs {
        if !query.is_empty() {
            query.push('&');
        }
        query.extend(utf8_percent_encode(name, RESERVED));
        query.push('=');
        query.extend(utf8_percent_encode(value, RESERVED));
    }
    query
}

/// `StringToSign` for an HTTP method (in capitals) and a canonical query.
#[must_use]
pub fn string_to_sign(method: &str, canonical_query: &str) -> String {
    format!("{method}&%2F&{}", percent_encode(canonical_query))
}

/// The `Signature`: base64 of the HMAC-SHA1 under the AccessKey secret and an ampersand.
#[must_use]
pub fn sign(access_key_secret: &SecretString, string_to_sign: &str) -> String {
    let secret = access_key_secret.expose_secret();
    let mut key = String::with_capacity(secret.len() + 1);
    key.push_str(secret);
    key.push('&');
    // Wiped when dropped.
    let key = SecretString::from(key);
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(key.expose_secret().as_bytes()) else {
        unreachable!("HMAC takes a key of any length")
    };
    mac.update(string_to_sign.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}

/// The action's parameters and the common ones, without `Signature`. Common ones win over the action's.
#[must_use]
pub fn with_common_parameters(
    mut parameters: Parameters,
    credentials: &Credentials,
    action: &str,
    version: &str,
    now: jiff::Timestamp,
    nonce: &str,
) -> Parameters {
    parameters.set("Action", action);
    parameters.set("Version", version);
    parameters.set("Format", "JSON");
    parameters.set("AccessKeyId", &credentials.access_key_id);
    parameters.set("SignatureMethod", "HMAC-SHA1");
    parameters.set("SignatureVersion", "1.0");
    parameters.set("SignatureNonce", nonce);
    parameters.set("Timestamp", timestamp(now));
    if let Some(token) = &credentials.security_token {
        parameters.set("SecurityToken", token.expose_secret());
    }
    parameters
}

/// A canonical query and its signature: what travels, as a query or as a form.
#[must_use]
pub fn with_signature(mut canonical_query: String, signature: &str) -> String {
    canonical_query.push_str("&Signature=");
    canonical_query.extend(utf8_percent_encode(signature, RESERVED));
    canonical_query
}

/// `yyyy-MM-ddTHH:mm:ssZ`, UTC, without fractions.
fn timestamp(now: jiff::Timestamp) -> String {
    now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
