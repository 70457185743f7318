//! Connecting an account: whose key it is, and how its secret gets into the keyring without ever being lost track of.

use alibaba_cloud::sts::GetCallerIdentity;
use alibaba_cloud::{Client, Credentials, EndpointRule, Product};
use uuid::Uuid;

use super::accounts::{next_color, not_found};
use super::form::hint;
use super::{Account, AccountForm, Accounts, Identity};
use crate::store::accounts::{self, AccountRow};
use crate::{Problem, ProblemCode};

impl Accounts {
    /// Asks the cloud whose key it is. Keeps nothing.
    pub(crate) async fn test(&self, form: AccountForm) -> Result<Identity, Problem> {
        let credentials = form.checked_credentials()?;
        let rule = endpoint_rule(&form)?;
        self.identity(credentials, rule).await
    }

    /// Connects an account. The row is written as `saving` before the secret, and as `connected` after the secret was read back, so
    /// that a crash in between leaves a row by which [`Accounts::clear_leftovers`] finds the secret.
    pub(crate) async fn save(&self, request_id: &str, form: AccountForm) -> Result<Account, Problem> {
        if request_id.is_empty() {
            return Err(Problem::new(ProblemCode::Empty).at("requestId"));
        }
        let _turn = self.shared.turn.lock().await;
        let request = request_id.to_owned();
        let earlier = self
            .shared
            .state
            .read(move |connection| accounts::by_request(connection, &request))
            .await?;
        let id = match earlier {
            Some((row, true)) => return Ok(self.account(row)),
            Some((row, false)) => row.id,
            None => Uuid::new_v4().to_string(),
        };
        let alias = form.checked_alias()?;
        let credentials = form.checked_credentials()?;
        let rule = endpoint_rule(&form)?;
        self.check_alias_free(&alias).await?;
        let identity = self.identity(credentials.clone(), rule).await?;
        let row = AccountRow {
            id: id.clone(),
            request_id: request_id.to_owned(),
            alias,
            color: 0,
            environment: form.environment,
            access_key_hint: hint(&credentials.access_key_id),
            uid: identity.uid,
            arn: identity.arn,
            endpoint: form.checked_endpoint()?.map(|endpoint| endpoint.to_string()),
            created_at: self.shared.runtime.now().as_millisecond(),
        };
        self.shared
            .state
            .write(move |transaction| {
                let color = next_color(&accounts::connected(transaction)?);
                accounts::begin(transaction, &AccountRow { color, ..row })
            })
            .await?;
        self.keep_secret(&id, credentials).await?;
        let connected = id.clone();
        let row = self
            .shared
            .state
            .write(move |transaction| {
                accounts::set_connected(transaction, &connected)?;
                accounts::get(transaction, &connected)
            })
            .await?;
        self.shared.clients.forget(&id);
        let account = self.account(row.ok_or_else(|| not_found(&id))?);
        self.secret_seen(&id, Ok(()));
        self.changed();
        Ok(account)
    }

    async fn keep_secret(&self, id: &str, credentials: Credentials) -> Result<(), Problem> {
        let Err(problem) = self.shared.secrets.put(id, credentials).await else {
            return Ok(());
        };
        // A write that waits for a prompt may still succeed: its row stays, so that the secret can be found and removed.
        if problem.code != ProblemCode::KeyringWaiting && self.shared.secrets.delete(id).await.is_ok() {
            self.shared.forget(id).await?;
        }
        Err(problem)
    }

    async fn check_alias_free(&self, alias: &str) -> Result<(), Problem> {
        let taken = alias.to_owned();
        if self
            .shared
            .state
            .read(move |connection| accounts::is_alias_taken(connection, &taken))
            .await?
        {
            return Err(Problem::new(ProblemCode::AliasTaken).at("alias").with("alias", alias));
        }
        Ok(())
    }

    async fn identity(&self, credentials: Credentials, rule: EndpointRule) -> Result<Identity, Problem> {
        let client = Client::new(
            self.shared.transport.clone(),
            credentials,
            rule,
            self.shared.runtime.clone(),
        );
        let reply = client.call(&GetCallerIdentity).await.map_err(|error| {
            let problem = Problem::from(error)
                .with_default("host", &client.host(Product::Sts, None))
                .with_default("action", "sts:GetCallerIdentity");
            match field_of(problem.code) {
                Some(field) => problem.at(field),
                None => problem,
            }
        })?;
        Ok(Identity {
            uid: reply.body.account_id,
            arn: reply.body.arn.unwrap_or_default(),
            identity_type: reply.body.identity_type.unwrap_or_default(),
            request_id: reply.request_id,
        })
    }
}

fn endpoint_rule(form: &AccountForm) -> Result<EndpointRule, Problem> {
    Ok(form
        .checked_endpoint()?
        .map_or(EndpointRule::Public, EndpointRule::Custom))
}

/// The input field a failure of the key's check points at.
fn field_of(code: ProblemCode) -> Option<&'static str> {
    match code {
        ProblemCode::UnknownAccessKeyId | ProblemCode::InactiveAccessKey => Some("accessKeyId"),
        ProblemCode::WrongSecret => Some("accessKeySecret"),
        ProblemCode::EndpointUnreachable
        | ProblemCode::EndpointRefused
        | ProblemCode::NotEcsReply
        | ProblemCode::Timeout => Some("endpoint"),
        _ => None,
    }
}
