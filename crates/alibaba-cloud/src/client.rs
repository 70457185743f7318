//! One account's way to call any action: sign, send, classify, decode, and send a read again.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use jiff::SignedDuration;

use crate::clock::ClockOffset;
use crate::endpoint::Endpoints;
use crate::{
    Action, Ambient, Credentials, EndpointError, EndpointRule, Error, FailureKind, Idempotency, Product, Transport,
    TransportError, TransportRequest, Unreadable, envelope, retry, signature,
};

/// A successful reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply<T> {
    /// The provider's RequestId; empty when it sent none.
    pub request_id: String,
    /// The decoded reply.
    pub body: T,
}

/// Calls the API with one set of credentials. A clone shares everything.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
}

struct Shared {
    transport: Arc<dyn Transport>,
    credentials: Credentials,
    endpoints: RwLock<Endpoints>,
    ambient: Arc<dyn Ambient>,
    clock: ClockOffset,
}

impl Client {
    /// A client for one account.
    pub fn new(
        transport: Arc<dyn Transport>,
        credentials: Credentials,
        endpoints: EndpointRule,
        ambient: Arc<dyn Ambient>,
    ) -> Self {
        Self {
            shared: Arc::new(Shared {
                transport,
                credentials,
                endpoints: RwLock::new(Endpoints::new(endpoints)),
                ambient,
                clock: ClockOffset::default(),
            }),
        }
    }

    /// How far the cloud's clock is ahead of this machine's; zero until the cloud has refused a timestamp.
    #[must_use]
    pub fn clock_offset(&self) -> SignedDuration {
        self.shared.clock.get()
    }

    /// Remembers the ECS host of a region, as DescribeRegions tells it. A custom endpoint still goes before it.
    ///
    /// # Errors
    /// When the host is not one of the cloud's, or the region id is none.
    pub fn learn_region_endpoint(&self, region_id: &str, region_endpoint: &str) -> Result<(), EndpointError> {
        let endpoints = &self.shared.endpoints;
        let mut endpoints = endpoints.write().unwrap_or_else(PoisonError::into_inner);
        endpoints.learn(region_id, region_endpoint)
    }

    /// The host, and port if it has one, that a call goes to; empty when there is no such host. For telling what could not be reached.
    #[must_use]
    pub fn host(&self, product: Product, region_id: &str) -> String {
        let endpoints = self.shared.endpoints.read().unwrap_or_else(PoisonError::into_inner);
        let url = endpoints.url(product, Some(region_id)).unwrap_or_default();
        let host = url.split_once("://").map_or("", |(_, rest)| rest);
        host.trim_end_matches('/').to_owned()
    }

    /// Calls an action. A read that fails for a passing reason is sent again, at most three times, each time signed afresh,
    /// and once more when the cloud refuses the time of day and tells its own;
    /// a write is sent once, and resending it is the caller's decision.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn call<A: Action>(&self, action: &A) -> Result<Reply<A::Response>, Error> {
        let mut retries = 0;
        let mut clock_corrected = false;
        loop {
            let offset_before = self.clock_offset();
            let error = match self.call_once(action).await {
                Ok(reply) => return Ok(reply),
                Err(error) => error,
            };
            if A::IDEMPOTENCY != Idempotency::Read {
                return Err(error);
            }
            if error.kind() == FailureKind::Clock
                && self.clock_offset() != offset_before
                && !std::mem::replace(&mut clock_corrected, true)
            {
                continue;
            }
            let Some(delay) = retry::delay(&error, retries, self.shared.ambient.jitter()) else {
                return Err(error);
            };
            retries += 1;
            tokio::time::sleep(delay).await;
        }
    }

    async fn call_once<A: Action>(&self, action: &A) -> Result<Reply<A::Response>, Error> {
        let request = self.request(action)?;
        let response = self.shared.transport.send(request).await;
        let response = response.map_err(|error| match error {
            TransportError::Timeout => Error::Timeout,
            TransportError::TooLarge => unreadable(0, None, Unreadable::TooLarge),
            other => Error::Dispatch(other),
        })?;
        let opened = envelope::open(&response, &self.shared.credentials);
        if opened.as_ref().is_err_and(|error| error.kind() == FailureKind::Clock) {
            let local = self.shared.ambient.now();
            self.shared.clock.learn(response.header("date"), local);
        }
        let (request_id, reply) = opened?;
        match A::decode(&reply) {
            Ok(body) => Ok(Reply { request_id, body }),
            Err(reason) => {
                let request_id = Some(request_id).filter(|id| !id.is_empty());
                Err(unreadable(response.status, request_id, reason))
            }
        }
    }

    fn request<A: Action>(&self, action: &A) -> Result<TransportRequest, Error> {
        let shared = &self.shared;
        let url = {
            let endpoints = shared.endpoints.read();
            let endpoints = endpoints.unwrap_or_else(PoisonError::into_inner);
            endpoints.url(A::PRODUCT, action.region_id())?
        };
        let parameters = signature::with_common_parameters(
            action.parameters(),
            &shared.credentials,
            A::NAME,
            A::VERSION,
            shared.clock.correct(shared.ambient.now()),
            &shared.ambient.nonce(),
        );
        let headers = [
            ("content-type", "application/x-www-form-urlencoded"),
            ("accept", "application/json"),
        ];
        Ok(TransportRequest {
            url,
            method: http::Method::POST,
            headers: headers
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .to_vec(),
            body: signature::signed_form(&parameters, &shared.credentials.access_key_secret),
            read_timeout: A::READ_TIMEOUT,
        })
    }
}

fn unreadable(status: u16, request_id: Option<String>, reason: Unreadable) -> Error {
    Error::Unreadable {
        status,
        request_id,
        reason,
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Client")
            .field("credentials", &self.shared.credentials)
            .finish_non_exhaustive()
    }
}
