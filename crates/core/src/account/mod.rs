//! Accounts: whose key it is, where its secret is kept, and which regions it works in. Asking the cloud does not belong here.

mod account_region;
mod accounts;
pub(crate) mod form;
mod keyring;
mod locks;
mod platform_keyring;
mod regions;
mod removal;
mod secret_item;
mod secret_store;
mod secrets;

pub use account_region::AccountRegion;
pub(crate) use accounts::{Accounts, AccountsConfig, alias_taken, next_color, not_found};
pub(crate) use form::secret;
pub use form::{AccountForm, KeyForm};
pub use keyring::{KEYRING_SERVICE, Keyring};
pub use secret_store::{SecretError, SecretStore};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::store::accounts as stored;

/// The id of the practice account.
pub const PRACTICE_ACCOUNT_ID: &str = "practice";

/// An account as the window shows it. Never holds a secret.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Account {
    /// Our own opaque id (UUID), or [`PRACTICE_ACCOUNT_ID`].
    pub id: String,
    /// AccessKey pair or practice cloud.
    pub kind: AccountKind,
    /// The name the administrator gave it, unique here.
    pub alias: String,
    /// Colour 1..=8 of the design tokens.
    pub color: u8,
    /// Test, staging or production.
    pub environment: Environment,
    /// The AccessKey ID, cut in the middle (`LTAI5tPq…N1bD`). Empty for practice.
    pub access_key_hint: String,
    /// Main account id (UID), verified by GetCallerIdentity. Empty for practice until its first use.
    pub uid: String,
    /// ARN of the caller, verified by GetCallerIdentity.
    pub arn: String,
    /// Custom endpoint, when there is one.
    pub endpoint: Option<String>,
    /// Where the secret stands.
    pub secret: SecretState,
    /// The person has locked it: Darkroom refuses every action that is not a read.
    pub locked: bool,
    /// Until when the lock is lifted, milliseconds since the epoch; `null` when it is not. Ends with the program.
    #[ts(type = "number | null")]
    pub unlocked_until: Option<i64>,
    /// When it was connected, milliseconds since the epoch.
    #[ts(type = "number")]
    pub created_at: i64,
}

/// What can be changed of a connected account without its key.
#[derive(Clone, Debug, Deserialize, PartialEq, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AccountEdit {
    /// The name in Darkroom, unique.
    pub alias: String,
    /// Colour 1..=8 of the design tokens.
    pub color: u8,
    /// Test, staging or production.
    pub environment: Environment,
    /// Optional custom endpoint: `host`, `host:port` or `https://host`.
    pub endpoint: Option<String>,
}

/// What removing an account would do, asked before it is done.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AccountRemoval {
    /// Unfinished jobs that would no longer be followed.
    pub unfinished_jobs: u32,
}

/// How an account signs its requests.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Deserialize, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum AccountKind {
    /// A long-lived AccessKey pair, secret in the keyring.
    AccessKey,
    /// The practice cloud inside the application.
    Practice,
}

/// What the account is used for. Production is unmistakable in the window.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Deserialize, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum Environment {
    /// Nothing here matters.
    Test,
    /// Before production.
    Staging,
    /// Changes are confirmed by typing.
    Production,
}

impl From<stored::Kind> for AccountKind {
    fn from(kind: stored::Kind) -> Self {
        match kind {
            stored::Kind::AccessKey => Self::AccessKey,
            stored::Kind::Practice => Self::Practice,
        }
    }
}

impl From<stored::Environment> for Environment {
    fn from(environment: stored::Environment) -> Self {
        match environment {
            stored::Environment::Test => Self::Test,
            stored::Environment::Staging => Self::Staging,
            stored::Environment::Production => Self::Production,
        }
    }
}

impl From<Environment> for stored::Environment {
    fn from(environment: Environment) -> Self {
        match environment {
            Environment::Test => Self::Test,
            Environment::Staging => Self::Staging,
            Environment::Production => Self::Production,
        }
    }
}

/// Where the secret of an account stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum SecretState {
    /// In the keyring, as far as is known.
    InKeyring,
    /// The keyring answers and has no item.
    Missing,
    /// The keyring is locked.
    Locked,
    /// No keyring to be reached.
    Unavailable,
    /// The item is not one of ours.
    Damaged,
    /// The practice cloud needs none.
    NotNeeded,
}

/// Whose key it is, as STS GetCallerIdentity says.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Identity {
    /// Main account id (UID).
    pub uid: String,
    /// ARN of the caller.
    pub arn: String,
    /// `Account`, `RAMUser`, `AssumedRoleUser`.
    pub identity_type: String,
    /// RequestId of the call.
    pub request_id: String,
}

/// The operating system's keyring, as the window shows it.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct KeyringState {
    /// `true` when it answers and is unlocked.
    pub ready: bool,
    /// Why not, when it is not.
    pub problem: Option<super::ProblemCode>,
}
