//! A request as it is written to a disk, so that exactly the same request can be sent again. It cannot hold a secret.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{Idempotency, Product, Request};

/// A recorded request. Passwords and user data are left out; only their names are kept, so that they can be asked for again.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordedRequest {
    /// The product whose endpoint serves it.
    pub product: Product,
    /// The value of the `Action` parameter.
    pub action: String,
    /// The value of the `Version` parameter.
    pub version: String,
    /// The region asked, when the action is asked of one region.
    pub region_id: Option<String>,
    /// Whether it may be repeated.
    pub idempotency: Idempotency,
    /// The read timeout in milliseconds.
    pub read_timeout: u64,
    /// Name and value of the parameters that are not secret, in the order in which they were set.
    pub parameters: Vec<(String, String)>,
    /// Names of the parameters that are secrets.
    #[serde(default)]
    pub secret_names: Vec<String>,
}

impl From<&Request> for RecordedRequest {
    fn from(request: &Request) -> Self {
        let plain = request.parameters.plain();
        let secret = request.parameters.secret();
        Self {
            product: request.product,
            action: request.action.to_string(),
            version: request.version.to_string(),
            region_id: request.region_id.clone(),
            idempotency: request.idempotency,
            read_timeout: u64::try_from(request.read_timeout.as_millis()).unwrap_or(u64::MAX),
            parameters: plain.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            secret_names: secret.map(|(name, _)| name.to_owned()).collect(),
        }
    }
}

impl From<&RecordedRequest> for Request {
    /// The request without its secrets.
    fn from(recorded: &RecordedRequest) -> Self {
        Self {
            product: recorded.product,
            action: recorded.action.clone().into(),
            version: recorded.version.clone().into(),
            region_id: recorded.region_id.clone(),
            idempotency: recorded.idempotency,
            read_timeout: Duration::from_millis(recorded.read_timeout),
            parameters: recorded.parameters.iter().cloned().collect(),
        }
    }
}
