//! Whose credentials they are, as STS GetCallerIdentity says.

use alibaba_cloud::sts::GetCallerIdentity;
use alibaba_cloud::{Action, Client};

use super::CallError;
use crate::Problem;
use crate::account::Identity;

pub(super) async fn ask(client: &Client) -> Result<Identity, Problem> {
    let request = GetCallerIdentity.request();
    let sent = client.send(&request, GetCallerIdentity::decode).await;
    let reply = sent.map_err(|error| CallError::new(error, &request, client).problem)?;
    Ok(Identity {
        uid: reply.body.account_id,
        arn: reply.body.arn.unwrap_or_default(),
        identity_type: reply.body.identity_type.unwrap_or_default(),
        request_id: reply.request_id,
    })
}
