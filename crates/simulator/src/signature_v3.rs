//! Signature ACS3-HMAC-SHA256, as the server computes it. Pure functions; no time, no keys kept.
//!
//! Source: official documentation, "V3 request structure and signature". Version 1.0 is in `signature`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use crate::signature::percent_encode;

/// The name of the algorithm, first word of the `Authorization` header and of the string to sign.
pub const ALGORITHM: &str = "ACS3-HMAC-SHA256";

/// Lower-case hexadecimal SHA-256, the form of `x-acs-content-sha256`.
pub fn hashed(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// What is hashed into the string to sign. `query` holds decoded names and values, `headers` every header to sign by its
/// lower-case name, `hashed_payload` the hash of the exact bytes of the body.
pub fn canonical_request(
    method: &str,
    path: &str,
    query: &BTreeMap<String, String>,
    headers: &BTreeMap<String, String>,
    hashed_payload: &str,
) -> String {
    let query: Vec<_> = query
        .iter()
        .map(|(name, value)| format!("{}={}", percent_encode(name), percent_encode(value)))
        .collect();
    let lines: String = headers
        .iter()
        .map(|(name, value)| format!("{name}:{value}\n"))
        .collect();
    let names: Vec<_> = headers.keys().map(String::as_str).collect();
    format!(
        "{method}\n{path}\n{}\n{lines}\n{}\n{hashed_payload}",
        query.join("&"),
        names.join(";")
    )
}

/// `StringToSign` of a canonical request.
pub fn string_to_sign(canonical_request: &str) -> String {
    format!("{ALGORITHM}\n{}", hashed(canonical_request.as_bytes()))
}

/// The value of `Signature`: lower-case hexadecimal HMAC-SHA256 with the secret itself as the key.
pub fn sign(access_key_secret: &str, string_to_sign: &str) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(access_key_secret.as_bytes()) else {
        // HMAC takes keys of any length; an empty signature matches nothing.
        return String::new();
    };
    mac.update(string_to_sign.as_bytes());
    hex(&mac.finalize().into_bytes())
}

/// Whether `signature` is what the secret gives for this string, compared in constant time.
pub fn matches(access_key_secret: &str, string_to_sign: &str, signature: &str) -> bool {
    let expected = sign(access_key_secret, string_to_sign);
    !expected.is_empty() && bool::from(expected.as_bytes().ct_eq(signature.as_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
