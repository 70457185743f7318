//! A request as data: an action with its parameters, before it is signed. What is recorded of one is in `recorded_request`.

use std::borrow::Cow;
use std::time::Duration;

use secrecy::SecretString;

use crate::{Idempotency, Parameters, Product};

/// One call of the RPC API before it is signed. [`Action::request`](crate::Action::request) makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The product whose endpoint serves it.
    pub product: Product,
    /// The value of the `Action` parameter.
    pub action: Cow<'static, str>,
    /// The value of the `Version` parameter.
    pub version: Cow<'static, str>,
    /// The region asked, when the action is asked of one region.
    pub region_id: Option<String>,
    /// Whether it may be repeated.
    pub idempotency: Idempotency,
    /// The read timeout: how long the reply may take to arrive or to go on.
    pub read_timeout: Duration,
    /// The action's own parameters in wire form.
    pub parameters: Parameters,
}

impl Request {
    /// Sets a password or other secret, which a recorded request cannot hold: before it is sent again, each of
    /// [`RecordedRequest::secret_names`](crate::RecordedRequest::secret_names) must be set.
    pub fn set_secret(&mut self, name: &str, value: &SecretString) {
        self.parameters.set_secret(name, Some(value));
    }
}
