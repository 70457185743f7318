//! Connects an account: asks whose key it is, and stores the secret in the keyring so that a crash never leaves one that nobody knows of.

use alibaba_cloud::{Credentials, CustomEndpoint};
use uuid::Uuid;

use super::{Cloud, identity};
use crate::account::form::{checked_alias, checked_endpoint, hint};
use crate::account::{Account, AccountForm, Identity, alias_taken, next_color, not_found};
use crate::store::accounts::{self, AccountRow, Kind};
use crate::{Problem, ProblemCode};

impl Cloud {
    /// Asks the cloud whose key it is. Keeps nothing.
    ///
    /// # Errors
    /// `Empty`, `Malformed`, `EndpointRefused` and the key's own codes, at the field at fault; the network's codes at `endpoint`.
    pub(crate) async fn test(&self, form: AccountForm) -> Result<Identity, Problem> {
        let credentials = form.checked_credentials()?;
        let endpoint = checked_endpoint(form.endpoint.as_deref())?;
        self.identify(credentials, endpoint).await
    }

    /// Connects an account. The row is written as `saving` before the secret, and as `connected` after the secret was read back, so
    /// that a crash in between leaves a row that leads to the secret. The cloud is asked before that, without holding a lock.
    ///
    /// # Errors
    /// As [`Cloud::test`], and `Empty` without a request id, `AliasTaken`, `UidConnected`, the keyring's codes, `StoreFailed`.
    pub(crate) async fn connect(&self, request_id: &str, form: AccountForm) -> Result<Account, Problem> {
        if request_id.is_empty() {
            return Err(Problem::new(ProblemCode::Empty).at("requestId"));
        }
        if let Some((row, true)) = self.made_by(request_id).await? {
            return Ok(self.shared.accounts.account(row));
        }
        let alias = checked_alias(&form.alias)?;
        let credentials = form.checked_credentials()?;
        let endpoint = checked_endpoint(form.endpoint.as_deref())?;
        self.check_alias(&alias).await?;
        let identity = self.identify(credentials.clone(), endpoint.clone()).await?;
        let row = AccountRow {
            id: String::new(),
            request_id: request_id.to_owned(),
            kind: Kind::AccessKey,
            alias,
            color: 0,
            environment: form.environment.into(),
            locked: false,
            access_key_hint: hint(&credentials.access_key_id),
            uid: identity.uid,
            arn: identity.arn,
            endpoint: endpoint.map(|endpoint| endpoint.to_string()),
            secret_id: None,
            created_at: self.shared.runtime.now().as_millisecond(),
        };
        self.save(row, credentials).await
    }

    async fn save(&self, row: AccountRow, credentials: Credentials) -> Result<Account, Problem> {
        let accounts = &self.shared.accounts;
        let _connecting = accounts.connecting().await;
        let id = match self.made_by(&row.request_id).await? {
            Some((row, true)) => return Ok(accounts.account(row)),
            Some((row, false)) => row.id,
            None => Uuid::new_v4().to_string(),
        };
        let secret_id = id.clone();
        let row = AccountRow {
            id: id.clone(),
            secret_id: Some(secret_id.clone()),
            ..row
        };
        let begun = accounts.state().write(move |transaction| {
            if accounts::is_alias_taken(transaction, &row.alias, &row.id)? {
                return Ok(Err(alias_taken(&row.alias)));
            }
            if let Some(alias) = accounts::alias_of_uid(transaction, &row.uid)? {
                return Ok(Err(Problem::new(ProblemCode::UidConnected)
                    .at("accessKeyId")
                    .with("alias", alias)
                    .with("uid", &row.uid)));
            }
            let color = next_color(&accounts::connected(transaction)?);
            accounts::begin(transaction, &AccountRow { color, ..row }).map(Ok)
        });
        begun.await??;
        self.store_secret(&id, &secret_id, credentials).await?;
        let connected = id.clone();
        let row = accounts
            .state()
            .write(move |transaction| {
                accounts::set_connected(transaction, &connected)?;
                accounts::get(transaction, &connected)
            })
            .await?;
        accounts.credentials_changed(&id);
        accounts.note_secret(&id, Ok(()));
        accounts.notify();
        Ok(accounts.account(row.ok_or_else(|| not_found(&id))?))
    }

    /// Writes the secret of a row that is `saving`. When the keyring refuses, the row goes too.
    async fn store_secret(&self, account_id: &str, secret_id: &str, credentials: Credentials) -> Result<(), Problem> {
        let accounts = &self.shared.accounts;
        let Err(problem) = accounts.put_key(secret_id, credentials).await else {
            return Ok(());
        };
        tracing::warn!(account_id, code = ?problem.code, "the keyring did not take the secret of a new account");
        // A write that waits for a prompt may still succeed: its row stays, so that the secret can be found and removed.
        if problem.code != ProblemCode::KeyringWaiting && accounts.delete_key(secret_id).await.is_ok() {
            accounts.forget(account_id).await?;
        }
        Err(problem)
    }

    async fn made_by(&self, request_id: &str) -> Result<Option<(AccountRow, bool)>, Problem> {
        let request_id = request_id.to_owned();
        let state = self.shared.accounts.state();
        let read = state.read(move |connection| accounts::by_request(connection, &request_id));
        Ok(read.await?)
    }

    async fn check_alias(&self, alias: &str) -> Result<(), Problem> {
        let wanted = alias.to_owned();
        let state = self.shared.accounts.state();
        let taken = state.read(move |connection| accounts::is_alias_taken(connection, &wanted, ""));
        if taken.await? { Err(alias_taken(alias)) } else { Ok(()) }
    }

    /// Asks whose key it is. A failure names the field at fault.
    pub(super) async fn identify(
        &self,
        credentials: Credentials,
        endpoint: Option<CustomEndpoint>,
    ) -> Result<Identity, Problem> {
        let client = self.new_client(credentials, endpoint);
        identity::ask(&client)
            .await
            .map_err(|problem| match field_of(problem.code) {
                Some(field) => problem.at(field),
                None => problem,
            })
    }
}

/// The input field a failure of the key's check points at.
fn field_of(code: ProblemCode) -> Option<&'static str> {
    match code {
        ProblemCode::UnknownAccessKeyId | ProblemCode::InactiveAccessKey => Some("accessKeyId"),
        ProblemCode::WrongSecret => Some("accessKeySecret"),
        ProblemCode::EndpointUnreachable
        | ProblemCode::CertificateUntrusted
        | ProblemCode::EndpointRefused
        | ProblemCode::NotEcsReply
        | ProblemCode::Timeout => Some("endpoint"),
        _ => None,
    }
}
