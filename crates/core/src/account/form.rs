//! What the account forms send in, and the checks of it that need nobody else. The secret can come in and cannot go out.

use alibaba_cloud::{Credentials, CustomEndpoint};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use ts_rs::TS;

use super::Environment;
use crate::{Problem, ProblemCode};

/// The account form. `access_key_secret` is wiped from memory when dropped and has no way out.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AccountForm {
    /// The name in Darkroom, unique.
    pub alias: String,
    /// AccessKey ID. White space around it is removed.
    pub access_key_id: String,
    /// AccessKey Secret. White space around it is removed.
    #[ts(type = "string")]
    #[serde(deserialize_with = "secret")]
    pub access_key_secret: SecretString,
    /// Optional custom endpoint: `host`, `host:port` or `https://host`.
    pub endpoint: Option<String>,
    /// Test, staging or production.
    pub environment: Environment,
}

/// A new key for a connected account. The secret is wiped from memory when dropped and has no way out.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct KeyForm {
    /// AccessKey ID. White space around it is removed.
    pub access_key_id: String,
    /// AccessKey Secret. White space around it is removed.
    #[ts(type = "string")]
    #[serde(deserialize_with = "secret")]
    pub access_key_secret: SecretString,
}

/// A secret out of a text that comes in.
pub(crate) fn secret<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<SecretString, D::Error> {
    String::deserialize(deserializer).map(SecretString::from)
}

/// Longer than any alias a person reads.
const MAX_ALIAS: usize = 64;
/// The item of the keyring is bounded; real ids have 16 to 30 characters, real secrets 30.
const MAX_KEY: usize = 128;
/// AccessKey ids of people and RAM users begin with this, those of STS tokens with `STS.`.
const ID_PREFIX: &str = "LTAI";

impl AccountForm {
    /// The key pair; see [`KeyForm::checked`].
    ///
    /// # Errors
    /// See [`KeyForm::checked`].
    pub(crate) fn checked_credentials(&self) -> Result<Credentials, Problem> {
        checked_key(&self.access_key_id, &self.access_key_secret)
    }
}

impl KeyForm {
    /// The key pair without what a paste brings along.
    ///
    /// # Errors
    /// `Empty` or `Malformed` (params `reason`: `characters`, `tooLong`, `swapped`, `same`, `temporary`) at `accessKeyId` or
    /// `accessKeySecret`.
    pub(crate) fn checked(&self) -> Result<Credentials, Problem> {
        checked_key(&self.access_key_id, &self.access_key_secret)
    }
}

fn checked_key(access_key_id: &str, access_key_secret: &SecretString) -> Result<Credentials, Problem> {
    let id = trim(access_key_id);
    let secret = trim(access_key_secret.expose_secret());
    for (field, value) in [("accessKeyId", id), ("accessKeySecret", secret)] {
        if value.is_empty() {
            return Err(Problem::new(ProblemCode::Empty).at(field));
        }
    }
    if secret.starts_with(ID_PREFIX) && !id.starts_with(ID_PREFIX) {
        return Err(malformed("accessKeyId", "swapped"));
    }
    if id == secret {
        return Err(malformed("accessKeySecret", "same"));
    }
    for (field, value) in [("accessKeyId", id), ("accessKeySecret", secret)] {
        if !value.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(malformed(field, "characters"));
        }
        if value.len() > MAX_KEY {
            return Err(malformed(field, "tooLong").with("max", MAX_KEY.to_string()));
        }
    }
    if id.starts_with("STS.") {
        return Err(malformed("accessKeyId", "temporary"));
    }
    Ok(Credentials::new(id, SecretString::from(secret)))
}

/// An alias without what a paste brings along.
///
/// # Errors
/// `Empty` or `Malformed` at `alias`.
pub(crate) fn checked_alias(alias: &str) -> Result<String, Problem> {
    let alias = trim(alias);
    if alias.is_empty() {
        return Err(Problem::new(ProblemCode::Empty).at("alias"));
    }
    if alias.chars().count() > MAX_ALIAS {
        return Err(malformed("alias", "tooLong").with("max", MAX_ALIAS.to_string()));
    }
    if alias.chars().any(char::is_control) {
        return Err(malformed("alias", "characters"));
    }
    Ok(alias.to_owned())
}

/// A custom endpoint; `None` when the field is empty.
///
/// # Errors
/// `EndpointRefused` at `endpoint`, params `reason`.
pub(crate) fn checked_endpoint(endpoint: Option<&str>) -> Result<Option<CustomEndpoint>, Problem> {
    let endpoint = trim(endpoint.unwrap_or_default());
    if endpoint.is_empty() {
        return Ok(None);
    }
    let refused = |error: alibaba_cloud::EndpointError| {
        Problem::new(ProblemCode::EndpointRefused)
            .at("endpoint")
            .with("reason", error.to_string())
    };
    CustomEndpoint::parse(endpoint).map(Some).map_err(refused)
}

pub(super) fn malformed(field: &str, reason: &str) -> Problem {
    Problem::new(ProblemCode::Malformed).at(field).with("reason", reason)
}

/// Removes white space of any script and the invisible characters that web pages and mails put around a key.
fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
    })
}

/// The AccessKey ID cut in the middle: enough to be recognised, not enough to be used.
pub(crate) fn hint(access_key_id: &str) -> String {
    let characters: Vec<char> = access_key_id.chars().collect();
    let (head, tail) = match characters.len() {
        0..8 => (0, 0),
        8..16 => (4, 2),
        _ => (8, 4),
    };
    let head: String = characters.iter().take(head).collect();
    let tail: String = characters.iter().skip(characters.len() - tail).collect();
    format!("{head}…{tail}")
}
