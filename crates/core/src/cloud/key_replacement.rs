//! Replaces the key of an account. The new key gets its own keyring item, and the account switches to it in one transaction: if anything
//! fails before that, the old key stays.

use alibaba_cloud::{Credentials, CustomEndpoint};
use uuid::Uuid;

use super::Cloud;
use crate::account::form::hint;
use crate::account::{Account, KeyForm, not_found};
use crate::store::accounts::{self, Kind};
use crate::{Problem, ProblemCode};

impl Cloud {
    /// Replaces the key of an account, after the cloud has said that the new key belongs to the same account.
    ///
    /// # Errors
    /// As [`Cloud::test`], and `NotFound`, `AccountMismatch`, the keyring's codes (the old key is kept), `StoreFailed`.
    pub(crate) async fn replace_key(&self, account_id: &str, key: KeyForm) -> Result<Account, Problem> {
        let row = self.shared.accounts.row(account_id).await?;
        if row.kind != Kind::AccessKey {
            return Err(not_found(account_id));
        }
        let credentials = key.checked()?;
        let endpoint = row.endpoint.as_deref().map(CustomEndpoint::parse).transpose();
        let endpoint =
            endpoint.map_err(|error| Problem::new(ProblemCode::EndpointRefused).with("reason", error.to_string()))?;
        let identity = self.identify(credentials.clone(), endpoint).await?;
        if identity.uid != row.uid {
            return Err(Problem::new(ProblemCode::AccountMismatch)
                .at("accessKeyId")
                .with("uid", row.uid)
                .with("found", identity.uid));
        }
        self.change_over(account_id, credentials, identity.arn).await?;
        tracing::info!(account_id, "the key of an account was replaced");
        self.shared.accounts.get(account_id).await
    }

    async fn change_over(&self, account_id: &str, credentials: Credentials, arn: String) -> Result<(), Problem> {
        let accounts = &self.shared.accounts;
        let _connecting = accounts.connecting().await;
        // One item can be noted as unused: an earlier one must be gone first.
        accounts.delete_unused_key(account_id).await?;
        let secret_id = Uuid::new_v4().to_string();
        self.note_unused(account_id, &secret_id).await?;
        let access_key_hint = hint(&credentials.access_key_id);
        if let Err(problem) = accounts.put_key(&secret_id, credentials).await {
            // After KeyringWaiting the item may still be written: the next replacement or the next start removes it.
            if problem.code != ProblemCode::KeyringWaiting {
                let _ = accounts.delete_unused_key(account_id).await;
            }
            return Err(problem);
        }
        let (id, written) = (account_id.to_owned(), secret_id.clone());
        let swapped = accounts
            .state()
            .write(move |transaction| accounts::swap_secret(transaction, &id, &written, &access_key_hint, &arn));
        if !swapped.await? {
            // Removed in the meantime.
            accounts.delete_key(&secret_id).await?;
            return Err(not_found(account_id));
        }
        accounts.credentials_changed(account_id);
        accounts.note_secret(account_id, Ok(()));
        // The new key is in use already; the old one is removed at the next start.
        let _ = accounts.delete_unused_key(account_id).await;
        accounts.notify();
        Ok(())
    }

    async fn note_unused(&self, account_id: &str, secret_id: &str) -> Result<(), Problem> {
        let (id, secret_id) = (account_id.to_owned(), secret_id.to_owned());
        let noted = self
            .shared
            .accounts
            .state()
            .write(move |transaction| accounts::set_unused_secret(transaction, &id, Some(&secret_id)));
        if noted.await? {
            Ok(())
        } else {
            Err(not_found(account_id))
        }
    }
}
