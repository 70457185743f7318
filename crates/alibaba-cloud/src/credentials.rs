//! The key pair that signs requests. Where it is kept is not known here.

use std::fmt;

use secrecy::SecretString;

/// An AccessKey pair, or temporary STS credentials when a security token is present.
#[derive(Clone)]
pub struct Credentials {
    /// The AccessKey id.
    pub access_key_id: String,
    /// The AccessKey secret.
    pub access_key_secret: SecretString,
    /// The SecurityToken of STS credentials.
    pub security_token: Option<SecretString>,
}

impl Credentials {
    /// A long-lived AccessKey pair.
    pub fn new(access_key_id: impl Into<String>, access_key_secret: impl Into<SecretString>) -> Self {
        Self {
            access_key_id: access_key_id.into(),
            access_key_secret: access_key_secret.into(),
            security_token: None,
        }
    }

    /// The same pair as part of temporary STS credentials.
    #[must_use]
    pub fn with_security_token(mut self, security_token: impl Into<SecretString>) -> Self {
        self.security_token = Some(security_token.into());
        self
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown: String = self.access_key_id.chars().take(4).collect();
        let shown = if self.access_key_id.chars().count() >= 12 {
            shown
        } else {
            String::new()
        };
        formatter
            .debug_struct("Credentials")
            .field("access_key_id", &format_args!("{shown}***"))
            .field("security_token", &self.security_token.as_ref().map(|_| "***"))
            .finish_non_exhaustive()
    }
}
