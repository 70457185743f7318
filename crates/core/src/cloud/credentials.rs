//! Where the credentials of an account come from: one provider per kind of account.

use alibaba_cloud::{BoxFuture, Credentials};
use jiff::Timestamp;

use super::Cloud;
use crate::account::Accounts;
use crate::store::accounts::{AccountRow, Kind};
use crate::{Problem, ProblemCode};

/// Credentials that can be used now.
pub(super) struct Issued {
    pub(super) credentials: Credentials,
    /// When they are to be fetched again, which is before they expire; `None` when they do not expire.
    pub(super) renew_at: Option<Timestamp>,
}

/// A source of credentials. It is asked at the first use of an account, at `renew_at`, and after the cloud has refused the
/// credentials.
pub(super) trait CredentialsProvider: Send + Sync {
    /// Credentials that can be used now.
    ///
    /// # Errors
    /// Why there are none; for example the keyring's codes.
    fn issue(&self) -> BoxFuture<'_, Result<Issued, Problem>>;
}

/// The provider of an account.
pub(super) fn provider(cloud: &Cloud, row: &AccountRow) -> Box<dyn CredentialsProvider> {
    match row.kind {
        Kind::AccessKey => Box::new(KeyringKey {
            accounts: cloud.shared.accounts.clone(),
            account_id: row.id.clone(),
            secret_id: row.secret_id.clone(),
        }),
        Kind::Practice => Box::new(PracticeKey(cloud.shared.practice.credentials.clone())),
    }
}

/// An AccessKey pair in the keyring. It does not expire.
struct KeyringKey {
    accounts: Accounts,
    account_id: String,
    secret_id: Option<String>,
}

impl CredentialsProvider for KeyringKey {
    fn issue(&self) -> BoxFuture<'_, Result<Issued, Problem>> {
        Box::pin(async {
            let Some(secret_id) = &self.secret_id else {
                return Err(Problem::new(ProblemCode::SecretMissing));
            };
            let credentials = self.accounts.key(&self.account_id, secret_id).await?;
            Ok(Issued {
                credentials,
                renew_at: None,
            })
        })
    }
}

/// The key of the practice cloud, which is no secret.
struct PracticeKey(Credentials);

impl CredentialsProvider for PracticeKey {
    fn issue(&self) -> BoxFuture<'_, Result<Issued, Problem>> {
        Box::pin(async {
            Ok(Issued {
                credentials: self.0.clone(),
                renew_at: None,
            })
        })
    }
}
