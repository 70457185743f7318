//! Removing an account: its secret first, then its row, so that no secret is ever without a row that leads to it.

use std::time::Duration;

use tokio::sync::oneshot;

use super::accounts::not_found;
use super::{Accounts, secrets};
use crate::lock::lock;
use crate::store::accounts;
use crate::{Problem, ProblemCode};

impl Accounts {
    /// Removes an account. When its secret cannot be removed the account stays.
    ///
    /// While a keyring prompt is open this fails with `KeyringWaiting`, and the account is not listed. The answer to the prompt
    /// decides: then it is gone, or it is listed again.
    ///
    /// # Errors
    /// `NotFound`, the keyring's codes, `StoreFailed`.
    pub(crate) async fn remove(&self, account_id: &str) -> Result<(), Problem> {
        // A key that is being replaced is written first, so that its keyring item is among those that are removed.
        let connecting = self.connecting().await;
        let id = account_id.to_owned();
        let marked = self.shared.state.write(move |transaction| {
            if accounts::set_removing(transaction, &id)? {
                accounts::secret_ids(transaction, &id).map(Some)
            } else {
                Ok(None)
            }
        });
        let secret_ids = marked.await?.ok_or_else(|| not_found(account_id))?;
        lock(&self.shared.removing).insert(account_id.to_owned());
        drop(connecting);
        self.stop_writes(account_id);
        self.credentials_changed(account_id);
        let (end, ended) = oneshot::channel();
        let (this, id) = (self.clone(), account_id.to_owned());
        // A task of its own: it goes on when the caller stops waiting.
        tokio::spawn(async move {
            let result = this.finish_removal(&id, &secret_ids).await;
            lock(&this.shared.removing).remove(&id);
            if let Err(problem) = &result {
                tracing::warn!(account_id = id, code = ?problem.code, "an account could not be removed");
            }
            let _ = end.send(result);
        });
        match tokio::time::timeout(secrets::DEADLINE + Duration::from_secs(1), ended).await {
            Ok(Ok(result)) => result,
            Ok(Err(_)) => Err(Problem::new(ProblemCode::Internal)),
            Err(_) => {
                self.notify();
                Err(Problem::new(ProblemCode::KeyringWaiting))
            }
        }
    }

    async fn finish_removal(&self, account_id: &str, secret_ids: &[String]) -> Result<(), Problem> {
        for secret_id in secret_ids {
            if let Err(problem) = self.shared.secrets.delete_to_the_end(secret_id).await {
                let id = account_id.to_owned();
                self.shared
                    .state
                    .write(move |transaction| accounts::set_connected(transaction, &id))
                    .await?;
                self.credentials_changed(account_id);
                self.notify();
                return Err(problem);
            }
        }
        self.forget(account_id).await
    }

    /// Removes what a crash or an unanswered prompt left between two states: the secret first, then the row. Call at the start.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub(crate) async fn remove_unfinished(&self) -> Result<(), Problem> {
        let _connecting = self.connecting().await;
        for account_id in self.shared.state.read(accounts::unfinished).await? {
            if lock(&self.shared.removing).contains(&account_id) {
                continue;
            }
            let id = account_id.clone();
            let secret_ids = self
                .shared
                .state
                .read(move |connection| accounts::secret_ids(connection, &id))
                .await?;
            // When the keyring cannot be reached the row stays, hidden, until the next start.
            if self.delete_all(&account_id, &secret_ids).await.is_ok() {
                self.forget(&account_id).await?;
            }
        }
        for account_id in self.shared.state.read(accounts::with_unused_secret).await? {
            let _ = self.delete_unused_key(&account_id).await;
        }
        Ok(())
    }

    /// Removes the keyring item of an account that is not in use. When that fails it is tried again at the next start.
    ///
    /// # Errors
    /// The keyring's codes, `StoreFailed`.
    pub(crate) async fn delete_unused_key(&self, account_id: &str) -> Result<(), Problem> {
        let id = account_id.to_owned();
        let unused = self
            .shared
            .state
            .read(move |connection| accounts::unused_secret(connection, &id))
            .await?;
        let Some(secret_id) = unused else {
            return Ok(());
        };
        self.delete_all(account_id, &[secret_id]).await?;
        let id = account_id.to_owned();
        self.shared
            .state
            .write(move |transaction| accounts::set_unused_secret(transaction, &id, None))
            .await?;
        Ok(())
    }

    async fn delete_all(&self, account_id: &str, secret_ids: &[String]) -> Result<(), Problem> {
        for secret_id in secret_ids {
            if let Err(problem) = self.shared.secrets.delete(secret_id).await {
                tracing::warn!(account_id, code = ?problem.code, "a keyring item that is not in use could not be removed");
                return Err(problem);
            }
        }
        Ok(())
    }
}
