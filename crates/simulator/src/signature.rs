//! RPC signature 1.0 (HMAC-SHA1), as the server computes it. Pure functions; no time, no keys kept.
//!
//! Source: official documentation, "Request signatures" of ECS and "RPC request syntax and signature V2".

use std::collections::BTreeMap;
use std::fmt::Write as _;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use subtle::ConstantTimeEq as _;

/// Percent-encodes after RFC 3986: only `A-Z a-z 0-9 - _ . ~` stay as they are.
pub fn percent_encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => encoded.push(char::from(byte)),
            other => {
                // Writing to a String cannot fail.
                let _ = write!(encoded, "%{other:02X}");
            }
        }
    }
    encoded
}

/// `CanonicalizedQueryString`: all parameters but `Signature`, in byte order of their names.
pub fn canonicalized_query(parameters: &BTreeMap<String, String>) -> String {
    parameters
        .iter()
        .filter(|(name, _)| *name != "Signature")
        .map(|(name, value)| format!("{}={}", percent_encode(name), percent_encode(value)))
        .collect::<Vec<_>>()
        .join("&")
}

/// `StringToSign` of a request with this HTTP method and these parameters.
pub fn string_to_sign(method: &str, parameters: &BTreeMap<String, String>) -> String {
    format!("{method}&%2F&{}", percent_encode(&canonicalized_query(parameters)))
}

/// The value of `Signature`: base64 of HMAC-SHA1 with the secret and an ampersand as the key.
pub fn sign(access_key_secret: &str, string_to_sign: &str) -> String {
    let key = format!("{access_key_secret}&");
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(key.as_bytes()) else {
        // HMAC takes keys of any length; an empty signature matches nothing.
        return String::new();
    };
    mac.update(string_to_sign.as_bytes());
    BASE64_STANDARD.encode(mac.finalize().into_bytes())
}

/// Whether `signature` is what the secret gives for this string, compared in constant time.
pub fn matches(access_key_secret: &str, string_to_sign: &str, signature: &str) -> bool {
    let expected = sign(access_key_secret, string_to_sign);
    !expected.is_empty() && bool::from(expected.as_bytes().ct_eq(signature.as_bytes()))
}
