//! The way to the cloud of an account, verified before its first use.

use alibaba_cloud::sts::GetCallerIdentity;
use alibaba_cloud::{Client, CustomEndpoint, EndpointRule, Product};

use super::accounts::not_found;
use super::{Accounts, PRACTICE_ACCOUNT_ID};
use crate::store::accounts::AccountRow;
use crate::store::{accounts, regions, settings};
use crate::{Problem, ProblemCode};

impl Accounts {
    /// The way to the cloud of an account. At its first use in a run the secret is read from the keyring and GetCallerIdentity must
    /// answer the account that was verified when it was connected; callers at the same time share that work, and a failure is not
    /// kept.
    ///
    /// # Errors
    /// `NotFound`, the keyring's codes (`KeyringWaiting`, `SecretMissing`, ...), `AccountMismatch`, the cloud's codes.
    pub(crate) async fn client(&self, account_id: &str) -> Result<Client, Problem> {
        let cell = self.shared.clients.cell(account_id);
        let client = cell.get_or_try_init(|| self.make_client(account_id)).await?;
        Ok(client.clone())
    }

    async fn make_client(&self, account_id: &str) -> Result<Client, Problem> {
        let client = if account_id == PRACTICE_ACCOUNT_ID {
            self.practice_client().await?
        } else {
            self.verified_client(account_id).await?
        };
        let id = account_id.to_owned();
        for region in self
            .shared
            .state
            .read(move |connection| regions::of_account(connection, &id))
            .await?
        {
            if let Some(endpoint) = &region.endpoint {
                // A host outside the cloud's own is not learned; the public one of the region is used.
                let _ = client.learn_region_endpoint(&region.region_id, endpoint);
            }
        }
        Ok(client)
    }

    async fn practice_client(&self) -> Result<Client, Problem> {
        let open = self
            .shared
            .state
            .read(|connection| settings::get(connection, settings::PRACTICE_OPENED_AT))
            .await?;
        if open.is_none() {
            return Err(not_found(PRACTICE_ACCOUNT_ID));
        }
        let practice = self.shared.practice.clone();
        let runtime = self.shared.runtime.clone();
        Ok(Client::new(
            practice.transport,
            practice.credentials,
            EndpointRule::Public,
            runtime,
        ))
    }

    async fn verified_client(&self, account_id: &str) -> Result<Client, Problem> {
        let id = account_id.to_owned();
        let row = self
            .shared
            .state
            .read(move |connection| accounts::get(connection, &id))
            .await?;
        let row = row.ok_or_else(|| not_found(account_id))?;
        let credentials = self.shared.secrets.get(account_id).await;
        self.secret_seen(account_id, credentials.as_ref().map(|_| ()));
        let rule = endpoint_rule(&row)?;
        let client = Client::new(
            self.shared.transport.clone(),
            credentials?,
            rule,
            self.shared.runtime.clone(),
        );
        let reply = client.call(&GetCallerIdentity).await.map_err(|error| {
            Problem::from(error)
                .with_default("host", &client.host(Product::Sts, None))
                .with_default("action", "sts:GetCallerIdentity")
        })?;
        if reply.body.account_id == row.uid {
            Ok(client)
        } else {
            Err(Problem::new(ProblemCode::AccountMismatch)
                .with("uid", &row.uid)
                .with("found", reply.body.account_id))
        }
    }
}

fn endpoint_rule(row: &AccountRow) -> Result<EndpointRule, Problem> {
    match row.endpoint.as_deref().map(CustomEndpoint::parse) {
        None => Ok(EndpointRule::Public),
        Some(Ok(endpoint)) => Ok(EndpointRule::Custom(endpoint)),
        Some(Err(error)) => Err(Problem::new(ProblemCode::EndpointRefused).with("reason", error.to_string())),
    }
}
