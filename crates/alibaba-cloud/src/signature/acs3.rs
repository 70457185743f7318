//! Signature ACS3-HMAC-SHA256, as pure functions. Time and nonce are arguments.
//!
//! Source: the help page "Request structure and signature method V3". The key id and the token travel in headers.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use hmac::{Hmac, KeyInit as _, Mac as _};
use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest as _, Sha256};

use super::timestamp;
use crate::Credentials;

/// The name of the algorithm, in `Authorization` and the string to sign.
pub const ALGORITHM: &str = "ACS3-HMAC-SHA256";

/// The headers that are signed: names in lower case. A content type only when there is a body.
#[must_use]
pub fn headers(
    credentials: &Credentials,
    host: &str,
    action: (&str, &str),
    now: jiff::Timestamp,
    nonce: &str,
    content_type: Option<&str>,
    body: &[u8],
) -> Vec<(String, String)> {
    let (name, version) = action;
    let mut headers = vec![
        ("host".to_owned(), host.to_owned()),
        ("x-acs-action".to_owned(), name.to_owned()),
        ("x-acs-version".to_owned(), version.to_owned()),
        ("x-acs-date".to_owned(), timestamp(now)),
        ("x-acs-signature-nonce".to_owned(), nonce.to_owned()),
        ("x-acs-content-sha256".to_owned(), sha256(body)),
    ];
    if let Some(content_type) = content_type {
        headers.push(("content-type".to_owned(), content_type.to_owned()));
    }
    if let Some(token) = &credentials.security_token {
        headers.push(("x-acs-security-token".to_owned(), token.expose_secret().to_owned()));
    }
    headers
}

/// `CanonicalRequest`, for the path `/`: only the headers the service asks for take part, whatever else is sent.
#[must_use]
pub fn canonical_request(method: &str, canonical_query: &str, headers: &[(String, String)], body: &[u8]) -> String {
    let mut request = format!("{method}\n/\n{canonical_query}\n");
    for (name, value) in signed(headers) {
        // Writing to a String does not fail.
        let _ = writeln!(request, "{name}:{value}");
    }
    let _ = write!(request, "\n{}\n{}", signed_headers(headers), sha256(body));
    request
}

/// `SignedHeaders`: the names of the headers that take part, sorted.
#[must_use]
pub fn signed_headers(headers: &[(String, String)]) -> String {
    let names: Vec<String> = signed(headers).into_keys().collect();
    names.join(";")
}

fn signed(headers: &[(String, String)]) -> BTreeMap<String, String> {
    let mut values: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (name, value) in headers {
        let name = name.to_ascii_lowercase();
        if name.starts_with("x-acs-") || name == "host" || name == "content-type" {
            values.entry(name).or_default().push(value.trim());
        }
    }
    let joined = values.into_iter().map(|(name, mut values)| {
        values.sort_unstable();
        (name, values.join(","))
    });
    joined.collect()
}

/// `StringToSign` of a canonical request.
#[must_use]
pub fn string_to_sign(canonical_request: &str) -> String {
    format!("{ALGORITHM}\n{}", sha256(canonical_request.as_bytes()))
}

/// The signature, in lower-case hexadecimal.
#[must_use]
pub fn sign(access_key_secret: &SecretString, string_to_sign: &str) -> String {
    let key = access_key_secret.expose_secret().as_bytes();
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        unreachable!("HMAC takes a key of any length")
    };
    mac.update(string_to_sign.as_bytes());
    hex::encode(mac.finalize().into_bytes())
}

/// The value of the `Authorization` header.
#[must_use]
pub fn authorization(access_key_id: &str, signed_headers: &str, signature: &str) -> String {
    format!("{ALGORITHM} Credential={access_key_id},SignedHeaders={signed_headers},Signature={signature}")
}

fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}
