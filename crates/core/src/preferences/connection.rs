//! Whether the cloud can be reached.

use std::time::Duration;

use alibaba_cloud::{CustomEndpoint, Error, TransportRequest, TransportResponse};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use tokio::time::Instant;
use ts_rs::TS;

use super::network::SOME_HOST;
use super::{KeptPreferences, ProxyForm};
use crate::account::AccountKind;
use crate::{Problem, ProblemCode};

/// The longest silence that is waited for.
const PATIENCE: Duration = Duration::from_secs(10);
/// Harmless, and not signed: ECS refuses it in its own words.
const QUESTION: &[u8] = b"Action=DescribeRegions&Format=JSON&Version=2014-05-26";

/// ECS has answered.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ConnectionTest {
    /// The host that was asked.
    pub host: String,
    /// From the request to the answer.
    pub milliseconds: u32,
    /// The proxy it went through, without user name and password; `null` when it went straight.
    pub proxy: Option<String>,
    /// When, milliseconds since the epoch.
    #[ts(type = "number")]
    pub at: i64,
}

/// What every answer of ECS has, a refusal too.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct EcsAnswer {
    #[serde(rename = "RequestId")]
    _request_id: String,
}

impl KeptPreferences {
    /// Asks ECS for an answer, by the proxy of a form or else the one that is set.
    ///
    /// # Errors
    /// As [`KeptPreferences::set_proxy`] without the keyring's; the network's codes; `NotEcsReply` when something else answered.
    pub(crate) async fn test_connection(
        &self,
        form: Option<ProxyForm>,
        password: Option<SecretString>,
    ) -> Result<ConnectionTest, Problem> {
        let settings = self.settings_of(form, password).await?;
        let host = self.tested_host().await?;
        let proxy = self.proxy_by(&settings, &host).map(|proxy| proxy.address);
        let transport = match self.shared.transport.network() {
            Some(network) => network.beside(settings),
            None => self.shared.transport.clone(),
        };
        let begun = Instant::now();
        let answer = transport.send(TransportRequest {
            url: format!("https://{host}/"),
            method: http::Method::POST,
            headers: vec![(
                "content-type".to_owned(),
                "application/x-www-form-urlencoded".to_owned(),
            )],
            body: bytes::Bytes::from_static(QUESTION),
            read_timeout: PATIENCE,
        });
        let told = |problem: Problem| match &proxy {
            Some(proxy) => problem.with_default("host", &host).with_default("proxy", proxy),
            None => problem.with_default("host", &host),
        };
        let answer = answer
            .await
            .map_err(|error| told(Problem::from(Error::Dispatch(error))))?;
        if !is_of_ecs(&answer) {
            return Err(told(
                Problem::new(ProblemCode::NotEcsReply).with("status", answer.status.to_string()),
            ));
        }
        Ok(ConnectionTest {
            milliseconds: u32::try_from(begun.elapsed().as_millis()).unwrap_or(u32::MAX),
            at: self.shared.runtime.now().as_millisecond(),
            host,
            proxy,
        })
    }

    /// The ECS host of the first account that is not on this machine.
    async fn tested_host(&self) -> Result<String, Problem> {
        let accounts = &self.shared.accounts;
        for account in accounts.list().await? {
            if account.kind != AccountKind::AccessKey {
                continue;
            }
            let endpoint = account
                .endpoint
                .as_deref()
                .and_then(|text| CustomEndpoint::parse(text).ok());
            match endpoint {
                Some(endpoint) if endpoint.is_loopback() => {}
                Some(endpoint) => {
                    let text = endpoint.to_string();
                    return Ok(text.trim_start_matches("https://").to_owned());
                }
                None => {
                    let regions = accounts.chosen_regions(&account.id).await?;
                    if let Some(region) = regions.first() {
                        return Ok(format!("ecs.{region}.aliyuncs.com"));
                    }
                }
            }
        }
        Ok(SOME_HOST.to_owned())
    }
}

fn is_of_ecs(answer: &TransportResponse) -> bool {
    serde_json::from_slice::<EcsAnswer>(&answer.body).is_ok()
}
