//! A password on its way in from the window.

use secrecy::SecretString;
use serde::Deserialize;
use ts_rs::TS;

use crate::account::secret;

/// A password that a person has typed. It can come in and cannot go out, and is wiped from memory when dropped; what the web view and the
/// message between it and the shell hold of it is not.
#[derive(Debug, Deserialize, TS)]
#[serde(transparent)]
#[ts(export)]
pub struct Password(
    #[ts(type = "string")]
    #[serde(deserialize_with = "secret")]
    SecretString,
);

impl From<Password> for SecretString {
    fn from(password: Password) -> Self {
        password.0
    }
}
